/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.c -- resolve a path step by step from open directories */

#include <config.h>

#include "mkdir/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "xalloc.h"

/* Copy the operand of WALK without its trailing slashes, and select all of
   it.  */
static void
copy_operand (struct walk *walk)
{
  size_t size = strlen (walk->operand);

  walk->path = xmemdup (walk->operand, size + 1);
  while (1 < size && walk->path[size - 1] == '/')
    size--;
  walk->name = walk->path;
  walk->end = walk->last = walk->path + size;
  *walk->end = '\0';
}

/* End the selection of WALK at END.  */
static void
end_at (struct walk *walk, char *end)
{
  if (walk->end < walk->last)
    *walk->end = '/';
  walk->end = end;
  *end = '\0';
}

/* End the selection of WALK before the byte at OFFSET of its path and the
   slashes that precede it.  Return false, and do nothing, if only slashes or
   nothing precedes it.  */
static bool
end_before (struct walk *walk, size_t offset)
{
  while (0 < offset && walk->path[offset - 1] == '/')
    offset--;
  if (offset == 0)
    return false;
  end_at (walk, walk->path + offset);
  return true;
}

void
walk_start (struct walk *walk, struct base const *base, char const *operand)
{
  size_t size = strlen (operand);

  walk->base = base;
  walk->operand = walk->name = operand;
  walk->dir = base->dir_fd;
  walk->path = walk->last = walk->end = NULL;
  if (0 < size && operand[size - 1] == '/')
    copy_operand (walk);
}

void
walk_finish (struct walk *walk)
{
  walk_enter (walk, walk->base->dir_fd);
  free (walk->path);
}

void
walk_all (struct walk *walk)
{
  if (!walk->path)
    copy_operand (walk);
  walk_enter (walk, walk->base->dir_fd);
  walk->name = walk->path;
  end_at (walk, walk->last);
}

void
walk_first (struct walk *walk)
{
  walk_all (walk);

  char *first = walk->path + strspn (walk->path, "/");

  end_at (walk, first + strcspn (first, "/"));
}

void
walk_next (struct walk *walk)
{
  *walk->end = '/';

  char *name = walk->end + strspn (walk->end, "/");

  walk->name = name;
  end_at (walk, name + strcspn (name, "/"));
}

bool
walk_drop_last (struct walk *walk)
{
  if (!walk->path)
    copy_operand (walk);

  size_t offset = walk->end - walk->path;

  while (0 < offset && walk->path[offset - 1] != '/')
    offset--;
  return end_before (walk, offset);
}

bool
walk_at_end (struct walk const *walk)
{
  return walk->end == walk->last;
}

void
walk_enter (struct walk *walk, int dir)
{
  if (walk->dir != walk->base->dir_fd)
    close (walk->dir);
  walk->dir = dir;
}

void
walk_select_unsearchable (struct walk *walk)
{
  int dir = base_open (walk->base, walk->dir, ".", O_DIRECTORY | BASE_SEARCH);

  if (0 <= dir)
    close (dir);
  else if (errno == EACCES)
    end_before (walk, walk->name - walk->path);
}

char const *
walk_path (struct walk const *walk)
{
  return walk_at_end (walk) ? walk->operand : walk->path;
}

bool
walk_may_escape (struct walk const *walk)
{
  return strchr (walk->name, '/');
}

int
walk_open (struct walk const *walk, int flags)
{
  int fd = base_open (walk->base, walk->dir, walk->name, flags);

  /* A path may lead out of DIR and still be beneath the base.  */
  if (fd < 0 && errno == EXDEV && walk->dir != walk->base->dir_fd)
    fd = base_open (walk->base, walk->base->dir_fd, walk->path, flags);
  return fd;
}

struct open_dir
walk_open_dir (struct walk const *walk)
{
  int flags = O_DIRECTORY | O_NOFOLLOW;
  struct open_dir dir
      = { .run = walk->base->run, .fd = walk_open (walk, flags | O_RDONLY) };

  dir.is_path = dir.fd < 0 && errno == EACCES;
  if (dir.is_path)
    dir.fd = walk_open (walk, flags | BASE_SEARCH);
  return dir;
}

bool
walk_stat (struct walk const *walk, struct stat *status, bool follow)
{
  struct run *run = walk->base->run;
  int done;

  if (!walk->base->beneath)
    {
      RUN_REPEAT (run, done,
                  fstatat (walk->dir, walk->name, status,
                           follow ? 0 : AT_SYMLINK_NOFOLLOW));
      return done == 0;
    }

  int fd = walk_open (walk, BASE_SEARCH | (follow ? 0 : O_NOFOLLOW));

  if (fd < 0)
    return false;
  RUN_REPEAT (run, done, fstat (fd, status));

  int errnum = errno;

  close (fd);
  errno = errnum;
  return done == 0;
}
