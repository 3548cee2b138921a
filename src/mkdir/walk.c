/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.c -- resolve a path step by step from open directories */

#include <config.h>

#include "mkdir/walk.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Set WALK, which has no directory of its own open, to the start of its path,
   with nothing selected.  */
static void
begin (struct walk *walk)
{
  walk->name = walk->end = walk->path;
  walk->dir = walk->base->dir_fd;
}

/* End the selection of WALK before END and the slashes that precede END.
   Return false, and do nothing, if only slashes or nothing precedes END.  */
static bool
end_before (struct walk *walk, char *end)
{
  while (walk->path < end && end[-1] == '/')
    end--;
  if (end == walk->path)
    return false;
  if (walk->end < walk->last)
    *walk->end = '/';
  walk->end = end;
  *end = '\0';
  return true;
}

void
walk_start (struct walk *walk, struct base const *base, char *path)
{
  char *end = path + strlen (path);
  char *last = end;

  while (path < last && last[-1] == '/')
    last--;
  if (last == path)
    last = end;
  walk->base = base;
  walk->path = path;
  walk->last = last;
  walk->after_last = *last;
  *last = '\0';
  begin (walk);
}

void
walk_rewind (struct walk *walk)
{
  if (walk->path < walk->end && walk->end < walk->last)
    *walk->end = '/';
  if (walk->dir != walk->base->dir_fd)
    close (walk->dir);
  begin (walk);
}

void
walk_finish (struct walk *walk)
{
  walk_rewind (walk);
  *walk->last = walk->after_last;
}

void
walk_select_next (struct walk *walk)
{
  bool first = walk->end == walk->path;

  if (!first)
    *walk->end++ = '/';
  walk->end += strspn (walk->end, "/");
  walk->name = first ? walk->path : walk->end;
  walk->end += strcspn (walk->end, "/");
  *walk->end = '\0';
}

void
walk_select_all (struct walk *walk)
{
  walk->end = walk->last;
}

bool
walk_select_last (struct walk *walk)
{
  char *name = walk->last;

  walk_select_all (walk);
  while (walk->path < name && name[-1] != '/')
    name--;
  if (name == walk->path || *name == '\0')
    return true;

  char first = *name;

  *name = '\0';
  int dir = walk_open (walk, O_DIRECTORY | BASE_SEARCH);
  *name = first;
  if (dir < 0)
    return false;
  walk->dir = dir;
  walk->name = name;
  return true;
}

bool
walk_drop_last (struct walk *walk)
{
  char *name = walk->end;

  while (walk->path < name && name[-1] != '/')
    name--;
  return end_before (walk, name);
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
    {
      close (dir);
      return;
    }
  if (errno == EACCES)
    end_before (walk, walk->name);
}

char const *
walk_path (struct walk *walk)
{
  if (walk_at_end (walk))
    *walk->last = walk->after_last;
  return walk->path;
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

bool
walk_may_escape (struct walk const *walk)
{
  return strchr (walk->name, '/');
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
