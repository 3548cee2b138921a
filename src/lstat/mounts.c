/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.c -- mount id to mount point */

#include <config.h>

#include "lstat/mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "canonicalize.h"
#include "dirname.h"
#include "fcntl-safer.h"
#include "xalloc.h"

/* Undo in place what the kernel does to the odd bytes of TEXT: \ooo stands for
   the byte of that octal number.  */
static void
unescape (char *text)
{
  char *to = text;

  for (char const *from = text; *from; to++)
    if (from[0] == '\\' && from[1] && from[2] && from[3])
      {
        *to = (from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0');
        from += 4;
      }
    else
      *to = *from++;
  *to = '\0';
}

/* Fill in MOUNT from LINE of mountinfo: "ID PARENT MAJOR:MINOR ROOT POINT
   ...".  Return false if it is no such line.  */
static bool
mount_parse (struct mount *mount, char *line)
{
  char *rest = line;

  mount->id = strtoumax (strsep (&rest, " "), NULL, 10);
  for (int skipped = 0; skipped < 3; skipped++)
    strsep (&rest, " ");
  char *point = strsep (&rest, " ");

  if (!point)
    return false;
  unescape (point);
  mount->point = xstrdup (point);
  return true;
}

static int
mount_compare (void const *a, void const *b)
{
  struct mount const *x = a;
  struct mount const *y = b;

  return x->id < y->id ? -1 : y->id < x->id;
}

/* Return whether LIST, mountinfo, has changed since it was opened: proc(5)
   says that poll(2) tells.  */
static bool
has_changed (FILE *list)
{
  struct pollfd events = { .fd = fileno (list), .events = POLLPRI };

  return 0 < poll (&events, 1, 0);
}

/* Return whether the clock has ticked, as it does every few milliseconds,
   since this was last asked for MOUNTS.  To ask poll(2) no more often saves 19
   of 200 ms for 100,000 files.  */
static bool
has_ticked (struct mounts *mounts)
{
#ifdef CLOCK_MONOTONIC_COARSE
  struct timespec now;

  if (clock_gettime (CLOCK_MONOTONIC_COARSE, &now) == 0)
    {
      bool ticked = now.tv_sec != mounts->asked.tv_sec
                    || now.tv_nsec != mounts->asked.tv_nsec;

      mounts->asked = now;
      return ticked;
    }
#endif
  return true;
}

/* Forget the list of MOUNTS, if it has one.  */
static void
mounts_forget (struct mounts *mounts)
{
  if (mounts->list)
    fclose (mounts->list);
  while (0 < mounts->count)
    free (mounts->mounts[--mounts->count].point);
  free (mounts->mounts);
  mounts->mounts = NULL;
}

/* Open and read the list of MOUNTS, anew if need be.  */
static void
mounts_read (struct mounts *mounts)
{
  mounts_forget (mounts);

  int fd = open_safer ("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
  char *line = NULL;
  size_t line_room = 0;
  size_t room = 0;

  mounts->list = fd < 0 ? NULL : fdopen (fd, "r");
  mounts->no_list = !mounts->list;
  if (mounts->no_list)
    return;
  while (0 < getline (&line, &line_room, mounts->list))
    {
      if (mounts->count == room)
        mounts->mounts
            = x2nrealloc (mounts->mounts, &room, sizeof *mounts->mounts);
      mounts->count += mount_parse (mounts->mounts + mounts->count, line);
    }
  free (line);
  if (0 < mounts->count)
    qsort (mounts->mounts, mounts->count, sizeof *mounts->mounts,
           mount_compare);
}

/* Return the mount with the number ID among MOUNTS, or NULL.  */
static struct mount const *
find (struct mounts const *mounts, uint64_t id)
{
  struct mount key = { .id = id };

  return mounts->count == 0 ? NULL
                            : bsearch (&key, mounts->mounts, mounts->count,
                                       sizeof key, mount_compare);
}

/* Cut PATH, which is absolute and without links, down to the topmost of its
   ancestors that are on its device.  Return false with errno set if it cannot
   be looked at.  */
static bool
cut_to_topmost (char *path)
{
  struct stat st;
  struct stat parent;

  if (lstat (path, &st) != 0)
    return false;
  while (path[1])
    {
      char *slash = strrchr (path, '/');
      char *cut = slash == path ? path + 1 : slash;
      char kept = *cut;

      *cut = '\0';
      if (lstat (path, &parent) != 0 || parent.st_dev != st.st_dev)
        {
          *cut = kept;
          break;
        }
    }
  return true;
}

/* Do as mounts_point, without a list of mounts.  */
static char *
point_by_device (struct look const *look, struct inode const *inode)
{
  char *point;

  if (!inode->has_path)
    {
      errno = ENOTSUP;
      return NULL;
    }
  if (S_ISLNK (inode->record.stx_mode) && !look->follow)
    {
      char *dir = dir_name (inode->path);

      point = canonicalize_file_name (dir);
      free (dir);
    }
  else
    point = canonicalize_file_name (inode->path);
  if (point && !cut_to_topmost (point))
    {
      free (point);
      point = NULL;
    }
  return point;
}

char const *
mounts_point (struct mounts *mounts, struct look const *look,
              struct inode const *inode)
{
  struct mount const *mount = NULL;

  if (inode->record.stx_mask & WANT_MOUNT_ID && !mounts->no_list)
    {
      if (!mounts->list || (has_ticked (mounts) && has_changed (mounts->list)))
        mounts_read (mounts);
      mount = find (mounts, inode->mount_id);
      /* The mount may be newer than the last tick.  */
      if (!mount && mounts->list && has_changed (mounts->list))
        {
          mounts_read (mounts);
          mount = find (mounts, inode->mount_id);
        }
    }
  if (mount)
    return mount->point;
  free (mounts->point);
  mounts->point = point_by_device (look, inode);
  return mounts->point;
}
