/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.c -- the mode and owner of a new directory */

#include <config.h>

#include "mkdir/dir-mode.h"

#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#if HAVE_SYS_SYSCALL_H
#  include <sys/syscall.h>
#endif

/* Older headers lack the number.  Since Linux 5.1, new system calls have the
   same number on all architectures, apart from an offset that some add.  */
#if !defined SYS_fchmodat2 && defined SYS_openat2
#  define SYS_fchmodat2 (SYS_openat2 + 15)
#endif

#include "mkdir/default-acl.h"
#include "modechange.h"
#include "shared/fd-link.h"
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

/* struct statx of statx(2), with the members that are used here.  Some C
   libraries lack it.  */
struct birth_record
{
  uint32_t mask; /* has STATX_BIRTH_TIME if the time is known */
  uint32_t unused_1[19];
  int64_t seconds;      /* birth time, since the Epoch */
  uint32_t nanoseconds; /* in addition to SECONDS */
  uint32_t unused_2[41];
};

_Static_assert(sizeof (struct birth_record) == 256
                   && offsetof (struct birth_record, seconds) == 80,
               "struct birth_record is laid out as statx(2) has it");

/* Whether a directory was created before or after the start of the mkdirat(2)
   call for the new directory.  */
enum birth
{
  BIRTH_UNKNOWN,
  BIRTH_BEFORE,
  BIRTH_AFTER,
};

struct dir_mode
dir_mode_by_umask (mode_t umask)
{
  return (struct dir_mode){ .umask = umask,
                            .initial = PERMISSIONS,
                            .requested = PERMISSIONS,
                            .exact = 0 };
}

bool
dir_mode_parse (struct dir_mode *mode, char const *text, mode_t umask)
{
  struct mode_change *change = mode_compile (text);
  mode_t mentioned;

  if (!change)
    return false;
  mode->requested = mode_adjust (PERMISSIONS, true, umask, change, &mentioned);
  free (change);
  /* The directory inherits the set-ID bits that TEXT does not mention.  */
  mode->exact = PERMISSIONS | STICKY | (mentioned & SET_IDS);
  mode->initial = mode->requested & PERMISSIONS;
  /* Until the special bits are set, only the owner has access: without
     S_ISVTX, others could delete files; without S_ISGID, new files would get
     the wrong group.  */
  if ((mode->requested & ~PERMISSIONS) || (mentioned & SET_IDS))
    mode->initial &= OWNER;
  mode->umask = umask & ~mode->requested;
  mode->applies = true;
  return true;
}

void
dir_mode_set_owner (struct dir_mode *mode, struct owner owner)
{
  mode->owner = owner;
  mode->applies = mode->exact != 0 || owner_is_given (&owner);
}

void
dir_mode_mask (struct dir_mode *mode, mode_t umask)
{
  mode->umask = umask;
  mode->initial = mode->requested;
  mode->exact = 0;
  mode->applies = owner_is_given (&mode->owner);
}

/* Set *STATUS to the status of the directory that contains NEW.  Return false
   with errno set on failure.  */
static bool
stat_parent (struct stat *status, struct new_dir const *new)
{
  return fstatat (new->dir, *new->name == '/' ? "/" : ".", status, 0) == 0;
}

/* Return whether NEW surely gets the owner and group that OWNER specifies from
   mkdirat(2).  A group that is not that of a set-group-ID parent may be that
   of the process or, as a mount option may say, that of the parent.  */
static bool
gets_owner (struct owner const *owner, struct new_dir const *new)
{
  struct stat parent;

  return (!owner->sets_user || owner->user == geteuid ())
         && (!owner->sets_group
             || (stat_parent (&parent, new) && (parent.st_mode & S_ISGID)
                 && owner->group == parent.st_gid));
}

mode_t
dir_mode_initial (struct dir_mode const *mode, struct new_dir *new)
{
  struct stat parent;

  if (!mode->applies)
    return mode->initial;
#ifdef CLOCK_REALTIME_COARSE
  if (clock_gettime (CLOCK_REALTIME_COARSE, &new->start) != 0)
    new->start = (struct timespec){ 0 };
#endif
  /* Until the directory has its owner and group, the permissions of its group
     would be those of another group.  */
  if (owner_is_given (&mode->owner) && !gets_owner (&mode->owner, new))
    {
      new->closed = true;
      return mode->initial & OWNER;
    }
  /* The directory inherits S_ISGID.  chmod(2) would clear that bit if the user
     is not a member of the group, so mkdirat(2) must set the final mode.  */
  if ((mode->requested & ~PERMISSIONS) == S_ISGID && stat_parent (&parent, new)
      && (parent.st_mode & S_ISGID))
    return mode->requested & PERMISSIONS;
  return mode->initial;
}

/* Return the state in STATUS.  */
static struct dir_state
state_of (struct stat const *status)
{
  return (struct dir_state){ .mode = status->st_mode & ALL_BITS,
                             .user = status->st_uid,
                             .group = status->st_gid };
}

/* Return the result for a directory that is to have MODE and has STATUS.  */
static struct mode_result
mode_result_of (struct dir_mode const *mode, struct stat const *status)
{
  struct dir_state found = state_of (status);
  struct owner const *owner = &mode->owner;

  return (struct mode_result){
    .inherited = found.mode & ~mode->exact,
    .verified = true,
    .before = found,
    .found = found,
    .wanted
    = { .mode = (mode->requested & mode->exact) | (found.mode & ~mode->exact),
        .user = owner->sets_user ? owner->user : found.user,
        .group = owner->sets_group ? owner->group : found.group },
  };
}

bool
mode_result_has_mode (struct mode_result const *result)
{
  return result->found.mode == result->wanted.mode;
}

bool
dir_state_same_owner (struct dir_state const *a, struct dir_state const *b)
{
  return a->user == b->user && a->group == b->group;
}

bool
mode_result_has_owner (struct mode_result const *result)
{
  return dir_state_same_owner (&result->found, &result->wanted);
}

bool
mode_result_is_changed (struct mode_result const *result)
{
  return result->before.mode != result->found.mode
         || !dir_state_same_owner (&result->before, &result->found);
}

bool
mode_result_is_complete (struct mode_result const *result)
{
  return result->errnum == 0 && mode_result_has_mode (result)
         && mode_result_has_owner (result);
}

/* Open NEW, which must be a directory and no symbolic link, and set *STREAM to
   a stream that reads it.  If read permission is denied, open it with
   BASE_SEARCH and set *STREAM to NULL.  Return the descriptor, or -1 with
   errno set.  */
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

/* Set the mode of FD to BITS by fchmodat2(2), which Linux 6.6 added, or by
   fchmod(2) if the system has no such call.  Return 0, or -1 with errno
   set.  */
static int
call_fchmodat2 (int fd, mode_t bits)
{
#if defined SYS_fchmodat2 && defined AT_EMPTY_PATH
  return syscall (SYS_fchmodat2, fd, "", bits, AT_EMPTY_PATH);
#else
  return fchmod (fd, bits);
#endif
}

/* Set the mode of the directory FD, which was opened with BASE_SEARCH, to
   BITS.  Return false with errno set on failure.  */
static bool
chmod_unreadable (int fd, mode_t bits)
{
  char link[FD_LINK_SIZE];

  if (call_fchmodat2 (fd, bits) == 0)
    return true;
  /* A sandbox may fail with EPERM for a system call that it does not know.
     fchmod(2) fails with EBADF for an O_PATH descriptor.  */
  if (errno != ENOSYS && errno != EPERM && errno != EBADF)
    return false;

  int errnum = errno;

  fd_link (link, fd);
  if (chmod (link, bits) == 0)
    return true;
  /* Without /proc, report why fchmodat2(2) failed.  */
  if (errno == ENOENT)
    errno = errnum;
  return false;
}

/* Return true if the time SECONDS and NANOSECONDS is before START.  */
static bool
is_before (int64_t seconds, long int nanoseconds, struct timespec start)
{
  return seconds < start.tv_sec
         || (seconds == start.tv_sec && nanoseconds < start.tv_nsec);
}

/* Set *RECORD to the birth time of the directory FD.  Return false if it is
   not known.  */
static bool
query_birth_time (struct birth_record *record, int fd)
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

/* Return whether the directory FD was created before NEW.  */
static enum birth
compare_birth (int fd, struct new_dir const *new)
{
  struct birth_record record;
  struct stat parent;

  if (!query_birth_time (&record, fd))
    return BIRTH_UNKNOWN;
  if (!is_before (record.seconds, record.nanoseconds, new->start))
    return BIRTH_AFTER;
  /* A network file system uses the clock of its server, and some file systems
     store times with low resolution, so a birth time before START proves
     nothing by itself.  mkdirat(2) has updated the status change time of the
     parent by the same clock, and no process can set that time.  Only if it is
     not before START are the clocks comparable.  */
  if (stat_parent (&parent, new)
      && !is_before (parent.st_ctime, get_stat_ctime_ns (&parent), new->start))
    return BIRTH_BEFORE;
  return BIRTH_UNKNOWN;
}

/* Return 0 if the directory that STREAM reads is empty, ENOTEMPTY if it is
   not, or the errno value of readdir(3).  */
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

/* Return whether the directory with STATUS, whose owner is not the effective
   user of this process, may have been put in the place of NEW by a user other
   than its owner.  If not, it is NEW, assigned to that owner by the file
   system, as NFS does if it maps root to nobody, or its owner could change its
   mode anyway.  */
static bool
may_be_swapped (struct new_dir const *new, struct stat const *status)
{
  struct stat parent;

  return !stat_parent (&parent, new)
         || (parent.st_uid != geteuid () && parent.st_uid != status->st_uid)
         || (parent.st_mode & (S_IWGRP | S_IWOTH)
             && !(parent.st_mode & S_ISVTX));
}

/* Return 0 if the directory FD with STATUS may be NEW, created for MODE, else
   the errno value that dir_mode_apply documents for a replaced directory.
   STREAM reads FD or is NULL; if it is NULL, only the owner and the birth time
   are checked.  */
static int
check_new (struct dir_mode const *mode, struct new_dir const *new, int fd,
           DIR *stream, struct stat const *status)
{
  /* A privileged process must not change the directory of another user.  */
  if (status->st_uid != geteuid () && may_be_swapped (new, status))
    return EPERM;

  enum birth birth = compare_birth (fd, new);

  if (birth == BIRTH_BEFORE)
    return EEXIST;
  if (!stream || (mode->is_shared && birth == BIRTH_AFTER))
    return 0;
  return check_empty (stream);
}

/* If MODE leaves the mode to the kernel, set it to the mode that mkdirat(2)
   would have given the open directory FD without its owner: the bits that the
   default ACL, which FD has inherited, or else the umask allows.  Return false
   with errno set on failure.  */
static bool
decide_mode (struct dir_mode *mode, int fd)
{
  mode_t allowed;
  bool has_acl;

  if (mode->exact != 0)
    return true;
  if (!default_acl_bits (fd, &has_acl, &allowed))
    return false;
  if (!has_acl)
    allowed = PERMISSIONS & ~mode->umask;
  /* mkdir(2) of Linux honors no other special bit.  */
  mode->requested &= allowed | STICKY;
  mode->exact = PERMISSIONS | STICKY;
  return true;
}

/* Set the state found of RESULT to that of the open directory FD.  Return
   false after storing the error in RESULT.  */
static bool
look_again (struct mode_result *result, int fd)
{
  struct stat status;

  result->verified = fstat (fd, &status) == 0;
  if (result->verified)
    result->found = state_of (&status);
  else
    result->errnum = errno;
  return result->verified;
}

/* Set the mode of the open directory FD to BITS; IS_PATH is whether FD was
   opened with BASE_SEARCH.  Return false after storing the error in RESULT,
   whose state found is then still right.  */
static bool
set_mode (struct mode_result *result, int fd, bool is_path, mode_t bits)
{
  if (is_path ? chmod_unreadable (fd, bits) : fchmod (fd, bits) == 0)
    return true;
  result->errnum = errno;
  return false;
}

/* Give the open directory FD to OWNER; IS_PATH is as for set_mode.  Return
   true, or false after storing the error or the state found in RESULT.  */
static bool
set_owner (struct mode_result *result, struct owner const *owner, int fd,
           bool is_path)
{
  result->owner_failed = !owner_apply (owner, fd, is_path);
  if (result->owner_failed)
    result->errnum = errno;
  return !result->owner_failed && look_again (result, fd)
         && mode_result_has_owner (result);
}

/* Set the owner as set_owner does, but first clear the permissions that are
   not wanted, since they would be those of another group and owner then.
   Restore them if the owner cannot be set.  */
static bool
set_owner_safely (struct mode_result *result, struct owner const *owner,
                  int fd, bool is_path)
{
  mode_t before = result->found.mode;
  mode_t between = before & result->wanted.mode;

  if (between != before && !set_mode (result, fd, is_path, between))
    return false;
  if (set_owner (result, owner, fd, is_path))
    return true;
  if (between != before)
    {
      int errnum = result->errnum;

      set_mode (result, fd, is_path, before);
      look_again (result, fd);
      result->errnum = errnum;
    }
  return false;
}

/* Change the open directory FD from the state found of RESULT to that wanted,
   whose owner OWNER specifies, and store in RESULT what came of it.  IS_PATH
   is as for set_mode.  The mode follows the owner, since chown(2) may clear
   set-ID bits, and since the permissions of a group are for the new one.  */
static void
change (struct mode_result *result, struct owner const *owner, int fd,
        bool is_path)
{
  if (!mode_result_has_owner (result)
      && !set_owner_safely (result, owner, fd, is_path))
    return;
  if (!mode_result_has_mode (result)
      && set_mode (result, fd, is_path, result->wanted.mode))
    look_again (result, fd);
}

struct mode_result
dir_mode_ensure (struct dir_mode const *mode, int fd, bool is_path, bool fix)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return (struct mode_result){ .errnum = errno };

  struct mode_result result = mode_result_of (mode, &status);

  if (fix)
    change (&result, &mode->owner, fd, is_path);
  return result;
}

/* Do the work of dir_mode_apply for the directory FD, which should be NEW.
   STREAM reads FD or is NULL.  Return the result.  */
static struct mode_result
apply_open (struct dir_mode const *mode, struct new_dir const *new, int fd,
            DIR *stream)
{
  struct dir_mode decided = *mode;
  struct stat status;

  if (fstat (fd, &status) != 0 || (new->closed && !decide_mode (&decided, fd)))
    return (struct mode_result){ .errnum = errno };

  struct mode_result result = mode_result_of (&decided, &status);

  if (mode_result_is_complete (&result))
    return result;
  result.errnum = check_new (mode, new, fd, stream, &status);
  result.owner_failed = result.errnum != 0 && !mode_result_has_owner (&result);
  if (result.errnum == 0)
    change (&result, &mode->owner, fd, !stream);
  return result;
}

struct mode_result
dir_mode_apply (struct dir_mode const *mode, struct base const *base,
                struct new_dir const *new)
{
  struct mode_result result = { .wanted.mode = mode->requested,
                                .found.mode = mode->requested,
                                .owner_failed = new->closed };
  struct stat status;

  if (!mode->applies)
    return result;

  /* The mode may already be right, unless a default ACL or the file system has
     cleared bits.  */
  if (mode->initial == mode->requested && !new->closed
      && fstatat (new->dir, new->name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && S_ISDIR (status.st_mode))
    {
      result = mode_result_of (mode, &status);
      if (mode_result_is_complete (&result))
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
dir_mode_query (struct mode_result *result, struct new_dir const *new)
{
  struct stat status;

  if (result->verified
      || fstatat (new->dir, new->name, &status, AT_SYMLINK_NOFOLLOW) != 0
      || !S_ISDIR (status.st_mode))
    return;
  result->verified = true;
  result->found = state_of (&status);
}
