/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.c -- the mode of a new directory: decided before, settled after */

#include <config.h>

#include "mkdir/dir-mode.h"

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
  mode->umask = umask & ~mode->asked;
  return true;
}

void
dir_mode_mask (struct dir_mode *mode, mode_t umask)
{
  mode->umask = umask;
  mode->made = mode->asked;
  mode->exact = 0;
}

mode_t
dir_mode_first (struct dir_mode const *mode, int dir, char const *name)
{
  struct stat status;

  /* chmod(2) would take the inherited bit from a group that the user is not
     in, so the directory must be right without it.  */
  if (mode->exact != 0 && (mode->asked & ~PERMISSIONS) == S_ISGID
      && *name != '/' && fstatat (dir, ".", &status, 0) == 0
      && (status.st_mode & S_ISGID))
    return mode->asked & PERMISSIONS;
  return mode->made;
}

/* Return what becomes of a directory that was made according to MODE and has
   the mode ST_MODE now.  */
static struct mode_result
result_of (struct dir_mode const *mode, mode_t st_mode)
{
  mode_t found = st_mode & ALL_BITS;

  return (struct mode_result){
    .wanted = (mode->asked & mode->exact) | (found & ~mode->exact),
    .seen = true,
    .found = found,
  };
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
   return what became of it.  */
static struct mode_result
apply_open (struct dir_mode const *mode, int fd)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return (struct mode_result){ .errnum = errno };

  struct mode_result result = result_of (mode, status.st_mode);

  if (result.found == result.wanted)
    return result;
  /* Somebody else's directory has taken the place of the new one, or the file
     system makes it somebody else's: there is no telling, and the privileged
     must not change what is not theirs.  */
  if (status.st_uid != geteuid ())
    result.errnum = EPERM;
  else if (!chmod_open (fd, result.wanted))
    result.errnum = errno;
  else if (fstat (fd, &status) != 0)
    {
      result.errnum = errno;
      result.seen = false;
    }
  else
    result.found = status.st_mode & ALL_BITS;
  return result;
}

struct mode_result
dir_mode_apply (struct dir_mode const *mode, struct base const *base, int dir,
                char const *name)
{
  struct mode_result result = { .wanted = mode->asked, .found = mode->asked };
  struct stat status;

  if (mode->exact == 0)
    return result;

  /* A default ACL or the file system may have taken bits.  */
  if (mode->made == mode->asked
      && fstatat (dir, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && S_ISDIR (status.st_mode))
    {
      result = result_of (mode, status.st_mode);
      if (result.found == result.wanted)
        return result;
    }

  int fd = open_new (base, dir, name);

  if (fd < 0)
    result.errnum = errno;
  else
    {
      result = apply_open (mode, fd);
      close (fd);
    }
  return result;
}

void
dir_mode_look (struct mode_result *result, int dir, char const *name)
{
  struct stat status;

  if (result->seen || fstatat (dir, name, &status, AT_SYMLINK_NOFOLLOW) != 0
      || !S_ISDIR (status.st_mode))
    return;
  result->seen = true;
  result->found = status.st_mode & ALL_BITS;
}
