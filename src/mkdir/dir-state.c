/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-state.c -- the mode and owner of a directory: compare and change */

#include <config.h>

#include "mkdir/dir-state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
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

enum
{
  STICKY = 01000,
  SET_IDS = 06000,
  ALL_BITS = DIR_SPECIAL | DIR_PERMISSIONS
};

struct dir_mode
dir_mode_by_umask (mode_t umask)
{
  return (struct dir_mode){ .umask = umask,
                            .initial = DIR_PERMISSIONS,
                            .requested = DIR_PERMISSIONS,
                            .exact = 0 };
}

bool
dir_mode_parse (struct dir_mode *mode, char const *text, mode_t umask)
{
  struct mode_change *change = mode_compile (text);
  mode_t mentioned;

  if (!change)
    return false;
  mode->requested
      = mode_adjust (DIR_PERMISSIONS, true, umask, change, &mentioned);
  free (change);
  /* The directory inherits the set-ID bits that TEXT does not mention.  */
  mode->exact = DIR_PERMISSIONS | STICKY | (mentioned & SET_IDS);
  mode->initial = mode->requested & DIR_PERMISSIONS;
  /* Until the special bits are set, only the owner has access: without
     S_ISVTX, others could delete files; without S_ISGID, new files would get
     the wrong group.  */
  if ((mode->requested & DIR_SPECIAL) || (mentioned & SET_IDS))
    mode->initial &= DIR_OWNER;
  mode->umask = umask & ~mode->requested;
  mode->applies = true;
  return true;
}

void
dir_mode_set_owner (struct dir_mode *mode, struct owner_spec owner)
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

bool
dir_mode_decide (struct dir_mode *mode, struct run *run, int fd)
{
  mode_t allowed = DIR_PERMISSIONS & ~mode->umask;

  if (mode->exact != 0)
    return true;
  if (!default_acl_bits (run, fd, &allowed))
    return false;
  /* mkdir(2) of Linux honors no other special bit.  */
  mode->requested &= allowed | STICKY;
  mode->exact = DIR_PERMISSIONS | STICKY;
  return true;
}

struct dir_state
dir_state_of (struct stat const *status)
{
  return (struct dir_state){ .mode = status->st_mode & ALL_BITS,
                             .user = status->st_uid,
                             .group = status->st_gid };
}

struct mode_result
mode_result_of (struct dir_mode const *mode, struct stat const *status)
{
  struct dir_state found = dir_state_of (status);
  struct owner_spec const *owner = &mode->owner;

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
   BITS.  Return 0, or -1 with errno set.  */
static int
chmod_unreadable (int fd, mode_t bits)
{
  char link[FD_LINK_SIZE];

  if (call_fchmodat2 (fd, bits) == 0)
    return 0;
  /* A sandbox may fail with EPERM for a system call that it does not know.
     fchmod(2) fails with EBADF for an O_PATH descriptor.  */
  if (errno != ENOSYS && errno != EPERM && errno != EBADF)
    return -1;

  int errnum = errno;

  fd_link (link, fd);
  if (chmod (link, bits) == 0)
    return 0;
  /* Without /proc, report why fchmodat2(2) failed.  */
  if (errno == ENOENT)
    errno = errnum;
  return -1;
}

/* Set *STATUS to the status of DIR.  Return false with errno set on
   failure.  */
static bool
look (struct run *run, struct open_dir dir, struct stat *status)
{
  int done;

  RUN_REPEAT (run, done, fstat (dir.fd, status));
  return done == 0;
}

/* Set the state found of RESULT to that of DIR.  Return false after storing
   the error in RESULT.  */
static bool
look_again (struct mode_result *result, struct run *run, struct open_dir dir)
{
  struct stat status;

  result->verified = look (run, dir, &status);
  if (result->verified)
    result->found = dir_state_of (&status);
  else
    result->errnum = errno;
  return result->verified;
}

/* Set the mode of DIR to BITS.  Return false after storing the error in
   RESULT, whose state found is then still right.  */
static bool
change_mode (struct mode_result *result, struct run *run, struct open_dir dir,
             mode_t bits)
{
  int done;

  RUN_REPEAT (run, done,
              dir.is_path ? chmod_unreadable (dir.fd, bits)
                          : fchmod (dir.fd, bits));
  if (done == 0)
    return true;
  result->errnum = errno;
  return false;
}

/* Give DIR to OWNER.  Return true, or false after storing the error or the
   state found in RESULT.  */
static bool
change_owner (struct mode_result *result, struct run *run,
              struct owner_spec const *owner, struct open_dir dir)
{
  int done;

  RUN_REPEAT (run, done, owner_apply (owner, dir.fd, dir.is_path));
  result->owner_failed = done != 0;
  if (result->owner_failed)
    result->errnum = errno;
  return !result->owner_failed && look_again (result, run, dir)
         && mode_result_has_owner (result);
}

/* Set the owner as change_owner does, but first clear the permissions that are
   not wanted, since they would be those of another group and owner then.
   Restore them if the owner is surely not set.  */
static bool
change_owner_safely (struct mode_result *result, struct run *run,
                     struct owner_spec const *owner, struct open_dir dir)
{
  mode_t before = result->found.mode;
  mode_t between = before & result->wanted.mode;

  if (between != before && !change_mode (result, run, dir, between))
    return false;
  if (change_owner (result, run, owner, dir))
    return true;
  if (between != before && result->verified)
    {
      int errnum = result->errnum;

      change_mode (result, run, dir, before);
      look_again (result, run, dir);
      result->errnum = errnum;
    }
  return false;
}

void
dir_state_change (struct mode_result *result, struct run *run,
                  struct owner_spec const *owner, struct open_dir dir)
{
  /* The mode follows the owner, since chown(2) may clear set-ID bits, and
     since the permissions of a group are for the new one.  */
  if (!mode_result_has_owner (result)
      && !change_owner_safely (result, run, owner, dir))
    return;
  if (!mode_result_has_mode (result)
      && change_mode (result, run, dir, result->wanted.mode))
    look_again (result, run, dir);
}

struct mode_result
dir_state_ensure (struct dir_mode const *mode, struct run *run,
                  struct open_dir dir, bool fix)
{
  struct stat status;

  if (!look (run, dir, &status))
    return (struct mode_result){ .errnum = errno };

  struct mode_result result = mode_result_of (mode, &status);

  if (fix)
    dir_state_change (&result, run, &mode->owner, dir);
  return result;
}
