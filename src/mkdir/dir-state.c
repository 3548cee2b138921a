/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-state.c -- the mode and owner of a directory: compare and change */

#include <config.h>

#include "mkdir/dir-state.h"

#include <errno.h>
#include <unistd.h>

#include "shared/acl-entries.h"
#include "shared/system.h"

struct dir_mode
dir_mode_masked (mode_t requested, mode_t umask)
{
  return (struct dir_mode){ .umask = umask,
                            .initial = requested,
                            .requested = requested,
                            .owner = { -1, -1 } };
}

bool
dir_owner_is_given (struct owner_spec const *owner)
{
  return owner->user != (uid_t)-1 || owner->group != (gid_t)-1;
}

/* If DIR has a default ACL, set *BITS to the permission bits that this allows
   in the mode of a new directory, as mkdir(2) does: those of its owner, mask
   or group, and others.  Return false with errno set on failure, EINVAL if the
   ACL is malformed.  */
static bool
default_acl_bits (struct open_dir dir, mode_t *bits)
{
  static char const attribute[] = "system.posix_acl_default";
  mode_t allowed[ACL_OTHER + 1] = { 0 };
  char value[64 * 1024]; /* XATTR_SIZE_MAX of Linux */
  bool masked = false;
  size_t count;
  ssize_t length;

  RUN_REPEAT (
      dir.run, length,
      system_fgetxattr (dir.fd, dir.is_path, attribute, value, sizeof value));
  if (length < 0)
    return errno == ENODATA || errno == ENOTSUP || errno == ENOSYS;
  if (!acl_entries_count (&count, value, length))
    {
      errno = EINVAL;
      return false;
    }
  if (count == 0)
    return true;
  for (size_t i = 0; i < count; i++)
    {
      struct acl_entry entry = acl_entry_at (value, i);

      masked |= entry.tag == ACL_MASK;
      if (entry.tag <= ACL_OTHER)
        allowed[entry.tag] = entry.permissions & 07;
    }
  *bits = allowed[ACL_OWNER] << 6
          | allowed[masked ? ACL_MASK : ACL_OWNING_GROUP] << 3
          | allowed[ACL_OTHER];
  return true;
}

bool
dir_mode_decide (struct dir_mode *mode, struct open_dir dir)
{
  mode_t allowed = DIR_PERMISSIONS & ~mode->umask;

  if (mode->exact != 0)
    return true;
  if (!default_acl_bits (dir, &allowed))
    return false;
  /* mkdir(2) of Linux honors no other special bit.  */
  mode->requested &= allowed | S_ISVTX;
  mode->exact = DIR_PERMISSIONS | S_ISVTX;
  return true;
}

struct dir_state
dir_state_of (struct stat const *status)
{
  return (struct dir_state){ .mode = status->st_mode
                                     & (DIR_SPECIAL | DIR_PERMISSIONS),
                             .user = status->st_uid,
                             .group = status->st_gid };
}

int
dir_state_compare (struct dir_state const *a, struct dir_state const *b)
{
  return (a->mode == b->mode ? 0 : MODE_DIFFERS)
         | (a->user == b->user && a->group == b->group ? 0 : OWNER_DIFFERS);
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
        .user = owner->user != (uid_t)-1 ? owner->user : found.user,
        .group = owner->group != (gid_t)-1 ? owner->group : found.group },
  };
}

bool
mode_result_is_complete (struct mode_result const *result)
{
  return result->errnum == 0
         && dir_state_compare (&result->found, &result->wanted) == 0;
}

/* Set the mode of the directory FD, which may not be read, to BITS.  Return 0,
   or -1 with errno set.  */
static int
chmod_unreadable (int fd, mode_t bits)
{
  char link[SYSTEM_LINK_SIZE];
  int done = system_chmod (fd, bits);

  /* A sandbox may fail with EPERM for a system call that it does not know.  */
  if (done == 0 || (errno != ENOSYS && errno != EPERM))
    return done;

  int errnum = errno;

  system_fd_link (link, fd);
  done = chmod (link, bits);
  /* Without /proc, report why the first call failed.  */
  if (done != 0 && errno == ENOENT)
    errno = errnum;
  return done;
}

bool
open_dir_look (struct open_dir dir, struct stat *status)
{
  int done;

  RUN_REPEAT (dir.run, done, fstat (dir.fd, status));
  return done == 0;
}

/* Set the state found of RESULT to that of DIR.  Return false after storing
   the error in RESULT.  */
static bool
look_again (struct mode_result *result, struct open_dir dir)
{
  struct stat status;

  result->verified = open_dir_look (dir, &status);
  result->look_failed = !result->verified;
  if (result->verified)
    result->found = dir_state_of (&status);
  else
    result->errnum = errno;
  return result->verified;
}

/* Set the mode of DIR to BITS, and that found of RESULT.  Return false after
   storing the error in RESULT.  */
static bool
change_mode (struct mode_result *result, struct open_dir dir, mode_t bits)
{
  int done;

  RUN_REPEAT (dir.run, done,
              dir.is_path ? chmod_unreadable (dir.fd, bits)
                          : fchmod (dir.fd, bits));
  if (done != 0)
    result->errnum = errno;
  else
    result->found.mode = bits;
  return done == 0;
}

/* Return whether the owner of RESULT is to be changed.  */
static bool
has_other_owner (struct mode_result const *result)
{
  return dir_state_compare (&result->found, &result->wanted) & OWNER_DIFFERS;
}

/* Give DIR to OWNER, but first clear the permissions that are not wanted,
   since they would be those of another group and owner then.  Restore them if
   the owner is surely not set.  Return true, or false after storing the error
   or the state found in RESULT.  */
static bool
change_owner (struct mode_result *result, struct owner_spec const *owner,
              struct open_dir dir)
{
  mode_t before = result->found.mode;
  mode_t between = before & result->wanted.mode;
  int done;

  if (between != before && !change_mode (result, dir, between))
    return false;
  RUN_REPEAT (dir.run, done,
              dir.is_path ? system_chown (dir.fd, owner->user, owner->group)
                          : fchown (dir.fd, owner->user, owner->group));
  result->owner_failed = done != 0;
  if (done != 0)
    result->errnum = errno;
  else
    {
      result->found.user = result->wanted.user;
      result->found.group = result->wanted.group;
      if (look_again (result, dir) && !has_other_owner (result))
        return true;
    }
  if (between != before && result->verified)
    {
      int errnum = result->errnum;

      change_mode (result, dir, before);
      look_again (result, dir);
      result->errnum = errnum;
    }
  return false;
}

void
mode_result_change (struct mode_result *result, struct owner_spec const *owner,
                    struct open_dir dir)
{
  /* The mode follows the owner, since chown(2) may clear set-ID bits, and
     since the permissions of a group are for the new one.  */
  if (has_other_owner (result) && !change_owner (result, owner, dir))
    return;
  if (result->found.mode != result->wanted.mode
      && change_mode (result, dir, result->wanted.mode))
    look_again (result, dir);
}
