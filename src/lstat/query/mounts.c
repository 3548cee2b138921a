/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.c -- find the mount point of a file */

#include <config.h>

#include "lstat/query/mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "areadlink.h"
#include "canonicalize.h"
#include "dirname.h"
#include "fcntl-safer.h"
#include "xalloc.h"
#include "xvasprintf.h"

#include "shared/fd-link.h"

enum
{
  /* Number of files that a thread queries before it asks whether the list has
     changed.  The kernel may reuse a mount ID at once.  */
  FILES_MAX = 64
};

/* Return whether C is an octal digit.  */
static bool
is_octal (char c)
{
  return '0' <= c && c <= '7';
}

/* Return a copy of the SIZE bytes at TEXT, to be freed, with the byte of that
   octal number in place of each escape \ooo, which the kernel writes for
   blanks and the like.  */
static char *
unescaped (char const *text, size_t size)
{
  char *copy = xmalloc (size + 1);
  char *to = copy;

  for (char const *from = text; from < text + size; to++)
    if (from[0] == '\\' && is_octal (from[1]) && is_octal (from[2])
        && is_octal (from[3]))
      {
        *to = (from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0');
        from += 4;
      }
    else
      *to = *from++;
  *to = '\0';
  return copy;
}

/* Return the mount point in MOUNTS of the mount ID, to be freed, or NULL.  The
   lines are "ID PARENT MAJOR:MINOR ROOT POINT ...", where POINT is
   absolute.  */
static char *
find (struct mounts const *mounts, uint64_t id)
{
  char const *line = mounts->text ? mounts->text : "";

  while (*line)
    {
      char const *point = line;

      for (int skipped = 0; skipped < 4; skipped++)
        {
          point += strcspn (point, " \n");
          point += *point == ' ';
        }

      size_t size = strcspn (point, " \n");

      if (strtoumax (line, NULL, 10) == id && *point == '/'
          && point[size] == ' ')
        return unescaped (point, size);
      line = point + strcspn (point, "\n");
      line += *line == '\n';
    }
  return NULL;
}

/* Return whether LIST, mountinfo, has changed since it was read.  poll(2)
   reports a change, as proc(5) documents.  */
static bool
has_changed (FILE *list)
{
  struct pollfd events = { .fd = fileno (list), .events = POLLPRI };

  return 0 < poll (&events, 1, 0);
}

/* Close and free the list of MOUNTS, if there is one.  */
static void
free_list (struct mounts *mounts)
{
  if (mounts->list)
    fclose (mounts->list);
  mounts->list = NULL;
  free (mounts->text);
  mounts->text = NULL;
}

/* Open and read the list of MOUNTS, in place of the one that is open.  Return
   true, also if the list does not exist, or false with errno set.  */
static bool
read_list (struct mounts *mounts)
{
  size_t capacity = 0;

  free_list (mounts);

  int fd = open_safer ("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    {
      mounts->no_list = errno == ENOENT;
      return mounts->no_list;
    }
  mounts->list = fdopen (fd, "r");

  /* No NUL is in it.  */
  bool found = mounts->list
               && 0 <= getdelim (&mounts->text, &capacity, '\0', mounts->list);
  int errnum = errno;

  if (mounts->list && !ferror (mounts->list) && (found || feof (mounts->list)))
    {
      /* What getdelim(3) leaves if the list is empty is no string.  */
      if (!found)
        {
          free (mounts->text);
          mounts->text = NULL;
        }
      return true;
    }
  if (!mounts->list)
    close (fd);
  free_list (mounts);
  errno = errnum;
  return false;
}

void
mounts_start (struct mounts *mounts)
{
  *mounts = (struct mounts){ 0 };
  pthread_mutex_init (&mounts->mutex, NULL);
}

void
mounts_finish (struct mounts *mounts)
{
  free_list (mounts);
  pthread_mutex_destroy (&mounts->mutex);
}

/* Read the list of MOUNTS if it is not known or has changed.  Return false
   with errno set if it cannot be read.  */
static bool
refresh (struct mounts *mounts)
{
  if (mounts->list ? !has_changed (mounts->list) : mounts->no_list)
    return true;
  return read_list (mounts);
}

/* Set the last mount of STATE to that in MOUNTS with the ID, and its point to
   NULL if there is none.  Return -1 with errno set if the list cannot be read,
   else 0.  */
static int
look_up (struct mounts *mounts, struct query_state *state, uint64_t id)
{
  unsigned int waits = atomic_load (&mounts->waits);
  bool trusted = state->mount_files < FILES_MAX && state->waits == waits;
  bool readable = true;
  char *point;

  free (state->mount_point);
  pthread_mutex_lock (&mounts->mutex);
  point = trusted ? find (mounts, id) : NULL;
  if (!point)
    {
      readable = refresh (mounts);
      point = find (mounts, id);
      state->mount_files = 0;
      state->waits = waits;
    }
  state->point_id = id;
  state->mount_point = point;
  pthread_mutex_unlock (&mounts->mutex);
  return readable ? 0 : -1;
}

bool
mounts_by_id (struct place const *place, uint64_t id, char const **point)
{
  struct mounts *mounts = place->query->mounts;
  struct query_state *state = place->state;
  int result = 0;

  if (!state->mount_point || state->point_id != id
      || state->mount_files == FILES_MAX
      || state->waits != atomic_load (&mounts->waits))
    RUN_REPEAT (place->query->base.run, result, look_up (mounts, state, id));
  state->mount_files++;
  *point = state->mount_point ? arena_copy (&state->arena, state->mount_point)
                              : NULL;
  return result == 0;
}

/* Truncate PATH, which is absolute and canonical, to its mount point: remove
   components while the parent directory is on the same device.  Return false
   with errno set by lstat(2) on failure.  */
static bool
truncate_to_mount_point (char *path)
{
  struct stat st;
  struct stat parent;

  if (lstat (path, &st) != 0)
    return false;
  while (path[1])
    {
      char *slash = strrchr (path, '/');
      char *end = slash == path ? path + 1 : slash;
      char kept = *end;

      *end = '\0';
      if (lstat (path, &parent) != 0 || parent.st_dev != st.st_dev)
        {
          *end = kept;
          break;
        }
    }
  return true;
}

/* Return the path of the file that is open as FD, from /proc/self/fd, to be
   freed, or NULL with errno set.  */
static char *
path_of_fd (int fd)
{
  char link[FD_LINK_SIZE];
  char *path;

  fd_link (link, fd);
  path = areadlink (link);
  /* Pipes, sockets and the like have no path.  */
  if (path && *path != '/')
    {
      free (path);
      path = NULL;
      errno = ENOTSUP;
    }
  return path;
}

/* Return a path from the working directory to the file PLACE, to be freed, or
   NULL with errno set.  */
static char *
path_of_place (struct place const *place)
{
  struct base const *base = &place->query->base;
  char const *operand = place->operand;

  if (!operand)
    return path_of_fd (STDIN_FILENO);
  if (!base->beneath && (base->dir_fd == AT_FDCWD || *operand == '/'))
    return xstrdup (operand);

  char *directory = path_of_fd (base->dir_fd);
  char *path = directory ? xasprintf ("%s/%s", directory, operand) : NULL;

  free (directory);
  return path;
}

/* Return the mount point of the file PLACE, a symbolic link if IS_LINK, to be
   freed, or NULL with errno set.  */
static char *
find_by_device (struct place const *place, bool is_link)
{
  char *path = path_of_place (place);
  char *point;

  if (!path)
    return NULL;
  if (is_link)
    {
      char *dir = dir_name (path);

      free (path);
      path = dir;
    }
  point = canonicalize_file_name (path);
  free (path);
  if (point && !truncate_to_mount_point (point))
    {
      free (point);
      point = NULL;
    }
  return point;
}

char const *
mounts_by_device (struct place const *place, bool is_link)
{
  char const *copy = NULL;
  char *point;

  do
    point = find_by_device (place, is_link);
  while (!point && run_repeats (place->query->base.run));
  if (point)
    copy = arena_copy (&place->state->arena, point);
  free (point);
  return copy;
}
