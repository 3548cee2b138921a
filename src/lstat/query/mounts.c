/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.c -- find the mount point of a file */

#include <config.h>

#include "lstat/query/mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
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
  TEXT_SIZE = 4096, /* bytes for a list that needs no second read(2) */

  /* Number of files that a thread queries before it asks whether the list has
     changed.  The kernel may reuse a mount ID at once.  */
  FILES_MAX = 64
};

/* Return a copy of the SIZE bytes at TEXT, to be freed, with the byte of that
   octal number in place of each escape \ooo, which the kernel writes for
   blanks and the like.  */
static char *
unescaped (char const *text, size_t size)
{
  char *copy = xmalloc (size + 1);
  char *to = copy;

  for (char const *from = text; from < text + size; to++)
    if (*from == '\\' && 3 <= strspn (from + 1, "01234567"))
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

  for (; *line; line += strcspn (line, "\n"), line += *line == '\n')
    if (strtoumax (line, NULL, 10) == id)
      {
        char const *point = line;

        for (int skipped = 0; skipped < 4; skipped++)
          {
            point += strcspn (point, " \n");
            point += *point == ' ';
          }

        size_t size = strcspn (point, " \n");

        if (*point == '/' && point[size] == ' ')
          return unescaped (point, size);
      }
  return NULL;
}

void
mounts_start (struct mounts *mounts)
{
  *mounts = (struct mounts){ .fd = -1 };
  pthread_mutex_init (&mounts->mutex, NULL);
}

/* Close and free the list of MOUNTS, if there is one.  */
static void
free_list (struct mounts *mounts)
{
  if (0 <= mounts->fd)
    close (mounts->fd);
  mounts->fd = -1;
  free (mounts->text);
  mounts->text = NULL;
}

void
mounts_finish (struct mounts *mounts)
{
  free_list (mounts);
  pthread_mutex_destroy (&mounts->mutex);
}

/* Read the list of MOUNTS, unless it is known and poll(2) reports no change,
   as proc(5) documents.  Return 0, also if the list does not exist, or -1 with
   errno set.  */
static int
refresh (struct mounts *mounts)
{
  struct pollfd events = { .fd = mounts->fd, .events = POLLPRI };
  size_t capacity = TEXT_SIZE;
  size_t size = 0;
  ssize_t got;

  if (0 <= mounts->fd && poll (&events, 1, 0) <= 0)
    return 0;
  free_list (mounts);
  mounts->fd = open_safer ("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
  if (mounts->fd < 0)
    return errno == ENOENT ? 0 : -1;
  mounts->text = xmalloc (capacity);
  while (0
         < (got = read (mounts->fd, mounts->text + size, capacity - size - 1)))
    {
      size += got;
      if (size == capacity - 1)
        mounts->text = x2realloc (mounts->text, &capacity);
    }
  mounts->text[size] = '\0';
  if (got < 0)
    {
      int errnum = errno;

      free_list (mounts);
      errno = errnum;
    }
  return got;
}

bool
mounts_by_id (struct place const *place, uint64_t id, char const **point)
{
  struct mounts *mounts = place->query->mounts;
  struct query_state *state = place->state;
  unsigned int waits = atomic_load (&mounts->waits);
  bool trusted = state->mount_files < FILES_MAX && state->waits == waits;
  int result = 0;

  if (!trusted || !state->mount_point || state->point_id != id)
    {
      free (state->mount_point);
      pthread_mutex_lock (&mounts->mutex);
      state->mount_point = trusted ? find (mounts, id) : NULL;
      if (!state->mount_point)
        {
          RUN_REPEAT (place->query->base.run, result, refresh (mounts));
          state->mount_point = find (mounts, id);
          state->mount_files = 0;
          state->waits = waits;
        }
      state->point_id = id;
      pthread_mutex_unlock (&mounts->mutex);
    }
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
      char *end = strrchr (path, '/');

      end += end == path;

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

/* Return a path from the working directory to the file PLACE, to be freed, or
   NULL with errno set.  */
static char *
path_of_place (struct place const *place)
{
  struct base const *base = &place->query->base;
  char const *operand = place->operand;
  char link[FD_LINK_SIZE];

  if (operand && !base->beneath
      && (base->dir_fd == AT_FDCWD || *operand == '/'))
    return xstrdup (operand);
  fd_link (link, operand ? base->dir_fd : STDIN_FILENO);
  if (operand)
    return xasprintf ("%s/%s", link, operand);

  char *path = areadlink (link);

  /* Pipes, sockets and the like have no path.  */
  if (path && *path != '/')
    {
      free (path);
      path = NULL;
      errno = ENOTSUP;
    }
  return path;
}

char const *
mounts_by_device (struct place const *place, bool is_link)
{
  char *path = path_of_place (place);
  char *point = NULL;
  char const *copy = NULL;

  if (!path)
    return NULL;
  if (is_link)
    {
      char *dir = dir_name (path);

      free (path);
      path = dir;
    }
  do
    {
      free (point);
      point = canonicalize_file_name (path);
      if (point && truncate_to_mount_point (point))
        copy = arena_copy (&place->state->arena, point);
    }
  while (!copy && run_repeats (place->query->base.run));
  free (path);
  free (point);
  return copy;
}
