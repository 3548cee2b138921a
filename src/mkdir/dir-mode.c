/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.c -- the mode of a new directory: decided before, settled after */

#include <config.h>

#include "mkdir/dir-mode.h"

#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#if HAVE_SYS_SYSCALL_H
#  include <sys/syscall.h>
#endif

/* Older headers lack the number.  Both calls came when all architectures
   already numbered new calls alike, each from its own start.  */
#if !defined SYS_fchmodat2 && defined SYS_openat2
#  define SYS_fchmodat2 (SYS_openat2 + 15)
#endif

#include "modechange.h"
#include "stat-time.h"

enum
{
  PERMISSIONS = 0777,
  STICKY = 01000,
  SET_IDS = 06000,
  ALL_BITS = 07777,
  OWNER = 0700
};

enum
{
  STATX_BIRTH_TIME = 0x800 /* STATX_BTIME, which some C libraries lack */
};

/* The record that statx(2) fills in, as far as it is used here.  Some C
   libraries lack it.  */
struct birth_record
{
  uint32_t mask; /* has STATX_BIRTH_TIME if the file system knows it */
  uint32_t unused_1[19];
  int64_t seconds;      /* time of birth, since the Epoch */
  uint32_t nanoseconds; /* after SECONDS */
  uint32_t unused_2[41];
};

_Static_assert(sizeof (struct birth_record) == 256
                   && offsetof (struct birth_record, seconds) == 80,
               "struct birth_record is laid out as statx(2) has it");

/* Whether a directory was made before the call of mkdirat(2) that made the new
   one.  */
enum birth
{
  BIRTH_UNKNOWN,
  BIRTH_BEFORE,
  BIRTH_AFTER,
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

/* Set *STATUS to that of the directory that has NEW.  Return false with errno
   set if that fails.  */
static bool
look_at_parent (struct stat *status, struct new_dir const *new)
{
  return fstatat (new->dir, *new->name == '/' ? "/" : ".", status, 0) == 0;
}

mode_t
dir_mode_first (struct dir_mode const *mode, struct new_dir *new)
{
  struct stat parent;

  if (mode->exact == 0)
    return mode->made;
#ifdef CLOCK_REALTIME_COARSE
  if (clock_gettime (CLOCK_REALTIME_COARSE, &new->start) != 0)
    new->start = (struct timespec){ 0 };
#endif
  /* chmod(2) would clear the inherited bit if the user is not in the group, so
     the directory must be right without it.  */
  if ((mode->asked & ~PERMISSIONS) == S_ISGID && look_at_parent (&parent, new)
      && (parent.st_mode & S_ISGID))
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

/* Open NEW, a directory and no link to one, and set *STREAM to what reads it.
   If it may not be read, open it for searching only, and set *STREAM to NULL.
   Return -1 with errno set if that fails.  */
static int
open_new (struct base const *base, struct new_dir const *new, DIR **stream)
{
  int flags = O_DIRECTORY | O_NOFOLLOW;
  int fd
      = base_open (base, new->dir, new->name, flags | O_RDONLY | O_NONBLOCK);

  *stream = NULL;
  if (fd < 0 && errno == EACCES)
    return base_open (base, new->dir, new->name, flags | BASE_SEARCH);
  if (fd < 0)
    return fd;
  *stream = fdopendir (fd);
  if (*stream)
    return fd;
  int errnum = errno;

  close (fd);
  errno = errnum;
  return -1;
}

/* Call fchmodat2(2), which Linux has from 6.6 on, for FD, or fchmod(2) where
   there is no such call.  */
static int
call_fchmodat2 (int fd, mode_t bits)
{
#if defined SYS_fchmodat2 && defined AT_EMPTY_PATH
  return syscall (SYS_fchmodat2, fd, "", bits, AT_EMPTY_PATH);
#else
  return fchmod (fd, bits);
#endif
}

/* Give the directory open as FD, for searching only, the mode BITS.  Return
   false with errno set if that fails.  */
static bool
chmod_unreadable (int fd, mode_t bits)
{
  char link[sizeof "/proc/self/fd/" + 3 * sizeof fd];

  if (call_fchmodat2 (fd, bits) == 0)
    return true;
  /* A sandbox may say EPERM for a call that it does not know.  fchmod(2) says
     EBADF for a descriptor of O_PATH.  */
  if (errno != ENOSYS && errno != EPERM && errno != EBADF)
    return false;

  int errnum = errno;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  if (chmod (link, bits) == 0)
    return true;
  /* Without /proc the reason is that there is no fchmodat2.  */
  if (errno == ENOENT)
    errno = errnum;
  return false;
}

/* Return true if SECONDS and NANOSECONDS are a time before START.  */
static bool
is_before (int64_t seconds, long int nanoseconds, struct timespec start)
{
  return seconds < start.tv_sec
         || (seconds == start.tv_sec && nanoseconds < start.tv_nsec);
}

/* Set *RECORD to the time of birth of the directory open as FD.  Return false
   if it is not known.  */
static bool
look_at_birth (struct birth_record *record, int fd)
{
#if defined SYS_statx && defined AT_EMPTY_PATH
  return syscall (SYS_statx, fd, "", AT_EMPTY_PATH, STATX_BIRTH_TIME, record)
             == 0
         && (record->mask & STATX_BIRTH_TIME);
#else
  (void)record;
  (void)fd;
  return false;
#endif
}

/* Return whether the directory open as FD was born before NEW.  */
static enum birth
birth_of (int fd, struct new_dir const *new)
{
  struct birth_record record;
  struct stat parent;

  if (!look_at_birth (&record, fd))
    return BIRTH_UNKNOWN;
  if (!is_before (record.seconds, record.nanoseconds, new->start))
    return BIRTH_AFTER;
  /* A file system of another machine, such as NFS, has a clock of its own, and
     others keep times in large units.  mkdirat(2) has changed the parent by
     that clock: if this is not after START either, then the times cannot be
     compared.  Nobody can set back a time of status change.  */
  if (look_at_parent (&parent, new)
      && !is_before (parent.st_ctime, get_stat_ctime_ns (&parent), new->start))
    return BIRTH_BEFORE;
  return BIRTH_UNKNOWN;
}

/* Return 0 if the directory that STREAM reads is empty, ENOTEMPTY if it is
   not, or the errno of readdir(3).  */
static int
check_empty (DIR *stream)
{
  struct dirent *entry;

  errno = 0;
  do
    entry = readdir (stream);
  while (entry
         && (strcmp (entry->d_name, ".") == 0
             || strcmp (entry->d_name, "..") == 0));
  return entry ? ENOTEMPTY : errno;
}

/* Return 0 if the directory open as FD, with STATUS, can be NEW, made
   according to MODE.  Return an errno as dir_mode_apply does if it was put in
   the place of NEW.  STREAM reads it, or is NULL if it may not be read: made
   without permission to read, it is told from others by owner and birth alone.
 */
static int
check_new (struct dir_mode const *mode, struct new_dir const *new, int fd,
           DIR *stream, struct stat const *status)
{
  /* The file system may have given the new directory to another user, but the
     privileged must not change what is not theirs.  */
  if (status->st_uid != geteuid ())
    return EPERM;

  enum birth birth = birth_of (fd, new);

  if (birth == BIRTH_BEFORE)
    return EEXIST;
  if (!stream || (mode->is_shared && birth == BIRTH_AFTER))
    return 0;
  return check_empty (stream);
}

/* Give the directory open as FD, which should be NEW, the bits that MODE wants
   to be exact, and return the result.  STREAM reads it, or is NULL.  */
static struct mode_result
apply_open (struct dir_mode const *mode, struct new_dir const *new, int fd,
            DIR *stream)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return (struct mode_result){ .errnum = errno };

  struct mode_result result = result_of (mode, status.st_mode);

  if (result.found == result.wanted)
    return result;
  result.errnum = check_new (mode, new, fd, stream, &status);
  if (result.errnum != 0)
    return result;
  if (!(stream ? fchmod (fd, result.wanted) == 0
               : chmod_unreadable (fd, result.wanted)))
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
dir_mode_apply (struct dir_mode const *mode, struct base const *base,
                struct new_dir const *new)
{
  struct mode_result result = { .wanted = mode->asked, .found = mode->asked };
  struct stat status;

  if (mode->exact == 0)
    return result;

  /* A default ACL or the file system may have taken bits.  */
  if (mode->made == mode->asked
      && fstatat (new->dir, new->name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && S_ISDIR (status.st_mode))
    {
      result = result_of (mode, status.st_mode);
      if (result.found == result.wanted)
        return result;
    }

  DIR *stream;
  int fd = open_new (base, new, &stream);

  if (fd < 0)
    result.errnum = errno;
  else
    result = apply_open (mode, new, fd, stream);
  if (stream)
    closedir (stream);
  else if (0 <= fd)
    close (fd);
  return result;
}

void
dir_mode_look (struct mode_result *result, struct new_dir const *new)
{
  struct stat status;

  if (result->seen
      || fstatat (new->dir, new->name, &status, AT_SYMLINK_NOFOLLOW) != 0
      || !S_ISDIR (status.st_mode))
    return;
  result->seen = true;
  result->found = status.st_mode & ALL_BITS;
}
