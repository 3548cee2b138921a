/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.c -- a way along a path, from one open directory to the next */

#include <config.h>

#include "mkdir/walk.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Be at the beginning of PATH, with nothing in hand.  */
static void
begin (struct walk *walk)
{
  walk->name = walk->cut = walk->path;
  walk->dir = walk->base->dir_fd;
}

/* Cut PATH before END and the slashes there.  Return false, and do nothing, if
   nothing else is before END.  */
static bool
cut_before (struct walk *walk, char *end)
{
  while (walk->path < end && end[-1] == '/')
    end--;
  if (end == walk->path)
    return false;
  if (walk->cut < walk->last)
    *walk->cut = '/';
  walk->cut = end;
  *end = '\0';
  return true;
}

struct walk
walk_start (struct base const *base, char *path)
{
  struct walk walk = { .base = base, .path = path };

  walk.last = path + strlen (path);
  while (path < walk.last && walk.last[-1] == '/')
    walk.last--;
  if (walk.last == path)
    walk.last = path + strlen (path);
  walk.after_last = *walk.last;
  *walk.last = '\0';
  begin (&walk);
  return walk;
}

void
walk_rewind (struct walk *walk)
{
  if (walk->path < walk->cut && walk->cut < walk->last)
    *walk->cut = '/';
  if (walk->dir != walk->base->dir_fd)
    close (walk->dir);
  begin (walk);
}

void
walk_end (struct walk *walk)
{
  walk_rewind (walk);
  *walk->last = walk->after_last;
}

void
walk_take_next (struct walk *walk)
{
  bool first = walk->cut == walk->path;

  if (!first)
    *walk->cut++ = '/';
  walk->cut += strspn (walk->cut, "/");
  walk->name = first ? walk->path : walk->cut;
  walk->cut += strcspn (walk->cut, "/");
  *walk->cut = '\0';
}

void
walk_take_all (struct walk *walk)
{
  walk->cut = walk->last;
}

bool
walk_take_last (struct walk *walk)
{
  char *name = walk->last;

  walk_take_all (walk);
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
walk_take_less (struct walk *walk)
{
  char *name = walk->cut;

  while (walk->path < name && name[-1] != '/')
    name--;
  return cut_before (walk, name);
}

bool
walk_at_end (struct walk const *walk)
{
  return walk->cut == walk->last;
}

void
walk_enter (struct walk *walk, int dir)
{
  if (walk->dir != walk->base->dir_fd)
    close (walk->dir);
  walk->dir = dir;
}

void
walk_blame_directory (struct walk *walk)
{
  int dir = base_open (walk->base, walk->dir, ".", O_DIRECTORY | BASE_SEARCH);

  if (0 <= dir)
    {
      close (dir);
      return;
    }
  if (errno == EACCES)
    cut_before (walk, walk->name);
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

  /* What leads out of DIR may well stay beneath the base.  */
  if (fd < 0 && errno == EXDEV && walk->dir != walk->base->dir_fd)
    fd = base_open (walk->base, walk->base->dir_fd, walk->path, flags);
  return fd;
}

bool
walk_is_unsafe (struct walk const *walk)
{
  return walk->base->beneath && strchr (walk->name, '/');
}

bool
walk_look (struct walk const *walk, struct stat *status, bool follow)
{
  if (!walk->base->beneath)
    return fstatat (walk->dir, walk->name, status,
                    follow ? 0 : AT_SYMLINK_NOFOLLOW)
           == 0;

  int fd = walk_open (walk, BASE_SEARCH | (follow ? 0 : O_NOFOLLOW));

  if (fd < 0)
    return false;
  bool seen = fstat (fd, status) == 0;
  int errnum = errno;

  close (fd);
  errno = errnum;
  return seen;
}
