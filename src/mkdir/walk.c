/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.c -- resolve a path step by step from open directories */

#include <config.h>

#include "mkdir/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "same-inode.h"
#include "xalloc.h"

#include "shared/system.h"

void
walk_start (struct walk *walk, struct base const *base, char const *operand)
{
  size_t size = strlen (operand);

  walk->base = base;
  walk->operand = walk->name = operand;
  walk->dir = base->dir_fd;
  walk->path = NULL;
  if (0 < size && operand[size - 1] == '/')
    walk_split (walk);
}

void
walk_rename (struct walk *walk, char const *operand)
{
  walk->operand = operand;
  memcpy (walk->path, operand, walk->ends[walk->last]);
}

void
walk_finish (struct walk *walk)
{
  if (walk->dir != walk->base->dir_fd)
    close (walk->dir);
  if (walk->path)
    {
      free (walk->path);
      free (walk->way);
      free (walk->ends);
      free (walk->levels);
    }
}

size_t
walk_split (struct walk *walk)
{
  if (walk->path)
    return walk->count;

  size_t size = strlen (walk->operand) + 1;
  char *path = xmemdup (walk->operand, size);
  size_t end = 0;

  walk->name = walk->path = path;
  /* Each component but the first has a slash before it.  */
  walk->ends = xnmalloc (size / 2 + 1, sizeof *walk->ends);
  walk->count = 0;
  do
    {
      end += strspn (path + end, "/");
      end += strcspn (path + end, "/");
      walk->ends[walk->count++] = end;
    }
  while (path[end + strspn (path + end, "/")]);
  path[end] = '\0';
  walk->way = walk->base->beneath ? xmemdup (path, end + 1) : NULL;
  walk->first = 0;
  walk->last = walk->count - 1;
  walk->new_depth = walk->levels_size = 0;
  walk->levels = NULL;
  return walk->count;
}

void
walk_select (struct walk *walk, size_t first, size_t last)
{
  char *path = walk->path;
  size_t start = first == 0 ? 0 : walk->ends[first - 1];

  if (!walk_at_end (walk))
    path[walk->ends[walk->last]] = '/';
  path[walk->ends[last]] = '\0';
  walk->name = path + start + (first == 0 ? 0 : strspn (path + start, "/"));
  walk->first = first;
  walk->last = last;
}

void
walk_next (struct walk *walk)
{
  walk_select (walk, walk->last + 1, walk->last + 1);
}

bool
walk_at_end (struct walk const *walk)
{
  return !walk->path || walk->last + 1 == walk->count;
}

bool
walk_in_new (struct walk const *walk)
{
  return walk->path && 0 < walk->new_depth;
}

char const *
walk_parent (struct walk const *walk)
{
  return *walk->name == '/' ? "/" : ".";
}

/* Note which directory contains the selected one, which is new or in a new
   one, if the operand may lead back to it.  Return false with errno set on
   failure.  */
static bool
push_level (struct walk *walk)
{
  struct stat status;
  int result;

  if (strstr (walk->operand, ".."))
    {
      RUN_REPEAT (walk->base->run, result,
                  walk->dir == AT_FDCWD || *walk->name == '/'
                      ? fstatat (walk->dir, walk_parent (walk), &status, 0)
                      : fstat (walk->dir, &status));
      if (result != 0)
        return false;
      if (walk->levels_size <= walk->new_depth)
        walk->levels = x2nrealloc (walk->levels, &walk->levels_size,
                                   sizeof *walk->levels);
      walk->levels[walk->new_depth]
          = (struct level){ .st_dev = status.st_dev, .st_ino = status.st_ino };
    }
  if (walk->new_depth++ == 0)
    walk->new_start = walk->name - walk->path;
  return true;
}

/* Return whether the selection leads back from what is new.  */
static bool
leads_back (struct walk const *walk)
{
  return walk_in_new (walk) && strcmp (walk->name, "..") == 0;
}

/* Return whether the selection, which leads_back and has STATUS, is the
   directory that contained what is new: others may have moved that, or put a
   link in its place in the path that is resolved with --beneath.  If not, set
   errno.  */
static bool
is_in_place (struct walk const *walk, struct stat const *status)
{
  bool same = SAME_INODE (*status, walk->levels[walk->new_depth - 1]);

  if (!same)
    errno = ESTALE;
  return same;
}

/* Have the way of WALK pass by what is new, which the selection has led back
   from: as "." and slashes, which leave all ends where they are.  */
static void
pass_by_new (struct walk *walk)
{
  char *start = walk->way + walk->new_start;

  memset (start, '/', walk->way + walk->ends[walk->last] - start);
  *start = '.';
}

/* Open the selection with FLAGS by its way from the base.  Return the
   descriptor, or -1 with errno set.  */
static int
open_by_way (struct walk const *walk, int flags)
{
  char *end = walk->way + walk->ends[walk->last];
  char after = *end;
  int fd;

  *end = '\0';
  fd = base_open (walk->base, walk->base->dir_fd, walk->way, flags);
  *end = after;
  return fd;
}

bool
walk_enter (struct walk *walk, int dir, bool is_new)
{
  if (leads_back (walk) && !is_new)
    {
      if (--walk->new_depth == 0 && walk->way)
        pass_by_new (walk);
    }
  else if ((is_new || (walk_in_new (walk) && strcmp (walk->name, ".") != 0))
           && !push_level (walk))
    {
      system_close (dir);
      return false;
    }
  if (walk->dir != walk->base->dir_fd)
    close (walk->dir);
  walk->dir = dir;
  walk_next (walk);
  return true;
}

char const *
walk_path (struct walk const *walk)
{
  return walk_at_end (walk) ? walk->operand : walk->path;
}

int
walk_open (struct walk const *walk, int flags)
{
  int fd = base_open (walk->base, walk->dir, walk->name, flags);

  /* A path may lead out of DIR and still be beneath the base.  In what is new
     only ".." does, which is checked below: the path may have links by now. */
  if (fd < 0 && errno == EXDEV && walk->base->beneath
      && walk->dir != walk->base->dir_fd
      && (!walk_in_new (walk) || leads_back (walk)))
    fd = open_by_way (walk, flags);
  /* Linux says that a symbolic link is no directory, the BSDs EMLINK, EFTYPE
     or ELOOP.  */
  if (!SYSTEM_IS_LINUX && fd < 0 && flags & O_DIRECTORY && flags & O_NOFOLLOW)
    {
      struct stat status;
      int errnum = errno;

      errno = walk_stat (walk, &status, false) && S_ISLNK (status.st_mode)
                  ? ENOTDIR
                  : errnum;
    }
  if (0 <= fd && leads_back (walk))
    {
      struct stat status;
      int done;

      RUN_REPEAT (walk->base->run, done, fstat (fd, &status));
      if (done != 0 || !is_in_place (walk, &status))
        {
          system_close (fd);
          return -1;
        }
    }
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
    dir.fd = walk_open (walk, flags | SYSTEM_SEARCH);
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
      return done == 0 && (!leads_back (walk) || is_in_place (walk, status));
    }

  int fd = walk_open (walk, SYSTEM_SEARCH | (follow ? 0 : O_NOFOLLOW));

  if (fd < 0)
    return false;
  RUN_REPEAT (run, done, fstat (fd, status));
  system_close (fd);
  return done == 0;
}
