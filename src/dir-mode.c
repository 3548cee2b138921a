/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.c -- the mode of a new directory: decided before, settled after */

#include <config.h>

#include "dir-mode.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modechange.h"

enum
{
  PERMISSIONS = 0777,
  STICKY = 01000,
  SET_IDS = 06000,
  ALL_BITS = 07777,
  OWNER = 0700
};

struct dir_mode
dir_mode_by_umask (mode_t umask)
{
  return (struct dir_mode){
    .umask = umask, .made = PERMISSIONS, .asked = PERMISSIONS, .exact = 0
  };
}

bool
dir_mode_parse (struct dir_mode *mode, char const *text, mode_t umask)
{
  struct mode_change *change = mode_compile (text);
  mode_t mentioned;

  if (!change)
    return false;
  mode->asked = mode_adjust (PERMISSIONS, true, umask, change, &mentioned);
  free (change);
  /* The set-ID bits that TEXT does not mention are inherited.  */
  mode->exact = PERMISSIONS | STICKY | (mentioned & SET_IDS);
  mode->made = mode->asked & PERMISSIONS;
  /* Until a special bit is right, nobody else is let in: without S_ISVTX
     others could delete, without S_ISGID files would get the wrong group.  */
  if ((mode->asked & ~PERMISSIONS) || (mentioned & SET_IDS))
    mode->made &= OWNER;
  mode->umask = umask & ~mode->made;
  return true;
}

/* Return true if FOUND has all bits that MODE wants to be exact.  */
static bool
is_right (struct dir_mode const *mode, mode_t found)
{
  return ((found ^ mode->asked) & mode->exact) == 0;
}

/* Open NAME in DIR, a directory and no link to one, for chmod_open, even if
   it may not be read.  Return -1 with errno set if that fails.  */
static int
open_new (struct base const *base, int dir, char const *name)
{
  int flags = O_DIRECTORY | O_NOFOLLOW;
  int fd = base_open (base, dir, name, flags | O_RDONLY | O_NONBLOCK);

  if (fd < 0 && errno == EACCES)
    fd = base_open (base, dir, name, flags | BASE_SEARCH);
  return fd;
}

/* Give the directory open as FD the mode BITS, also where FD is open for
   searching only.  Return false with errno set if that fails.  */
static bool
chmod_open (int fd, mode_t bits)
{
  char link[sizeof "/proc/self/fd/" + 3 * sizeof fd];

  if (fchmod (fd, bits) == 0)
    return true;
  if (errno != EBADF)
    return false;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  return chmod (link, bits) == 0;
}

/* Give the directory open as FD the bits that MODE wants to be exact, and
   set *FOUND to what it has then.  */
static enum dir_mode_outcome
settle_open (struct dir_mode const *mode, int fd, mode_t *found)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return DIR_MODE_REFUSED;
  /* Somebody else's directory has taken the place of the new one.  */
  if (status.st_uid != geteuid ())
    {
      errno = ENOENT;
      return DIR_MODE_REFUSED;
    }
  *found = status.st_mode & ALL_BITS;
  if (is_right (mode, *found))
    return DIR_MODE_RIGHT;
  if (!chmod_open (fd, mode->asked | (*found & ALL_BITS & ~mode->exact))
      || fstat (fd, &status) != 0)
    return DIR_MODE_REFUSED;
  *found = status.st_mode & ALL_BITS;
  return is_right (mode, *found) ? DIR_MODE_RIGHT : DIR_MODE_LOST;
}

enum dir_mode_outcome
dir_mode_settle (struct dir_mode const *mode, struct base const *base, int dir,
                 char const *name, mode_t *found)
{
  struct stat status;

  *found = mode->asked;
  if (mode->exact == 0)
    return DIR_MODE_RIGHT;

  /* A default ACL or the file system may have taken bits.  */
  if (mode->made == mode->asked
      && fstatat (dir, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && S_ISDIR (status.st_mode) && is_right (mode, status.st_mode))
    {
      *found = status.st_mode & ALL_BITS;
      return DIR_MODE_RIGHT;
    }

  int fd = open_new (base, dir, name);

  if (fd < 0)
    return DIR_MODE_REFUSED;

  enum dir_mode_outcome outcome = settle_open (mode, fd, found);
  int errnum = errno;

  close (fd);
  errno = errnum;
  return outcome;
}
