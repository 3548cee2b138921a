/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.h -- the mode and owner of a new directory */

#ifndef MKDIR_DIR_MODE_H
#define MKDIR_DIR_MODE_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "mkdir/owner.h"
#include "shared/base.h"

/* How to set the mode and owner of a directory.  The directory never has a
   permission that REQUESTED does not include.  */
struct dir_mode
{
  mode_t umask;     /* the umask for mkdirat(2) */
  mode_t initial;   /* the mode argument of mkdirat(2) */
  mode_t requested; /* the final mode */
  mode_t exact;     /* the bits that must finally be as in REQUESTED; if 0, the
                       mode that the kernel derives from UMASK or the default
                       ACL is final */
  struct owner owner; /* the final owner and group */
  bool applies;       /* whether dir_mode_apply is needed: EXACT is not 0, or
                         OWNER specifies a user or a group */
  bool is_shared; /* whether other processes of the user may create files in
                     the directory before its mode is exact, as "mkdir -p"
                     does in an ancestor */
};

/* A directory that mkdirat(2) is about to create or has created.  */
struct new_dir
{
  int dir;               /* the open directory that NAME is relative to */
  char const *name;      /* its name, without trailing slashes */
  struct timespec start; /* time of the mkdirat(2) call, by the clock of file
                            timestamps */
  bool closed; /* whether only its maker has access, until it has its owner */
};

/* The mode and owner of a directory.  */
struct dir_state
{
  mode_t mode; /* permission and special bits */
  uid_t user;  /* user ID of the owner */
  gid_t group; /* group ID */
};

/* The mode and owner that a directory has got.  They are as requested if
   mode_result_is_complete.  */
struct mode_result
{
  int errnum;        /* why the directory could not be changed or read, or 0 */
  bool owner_failed; /* whether ERRNUM is why it did not get its owner */
  mode_t inherited;  /* the bits of the requested mode that are inherited */
  bool verified;     /* whether FOUND was read from the directory */
  struct dir_state before; /* as first read, if it was read */
  struct dir_state wanted; /* as requested, with what is inherited */
  struct dir_state found;  /* as last read or, if not read, WANTED */
};

/* Return the mode a=rwx less the bits of UMASK, which the kernel clears.  */
struct dir_mode dir_mode_by_umask (mode_t umask);

/* Set *MODE to the mode TEXT, octal or symbolic as in chmod(1), applied to
   a=rwx.  A symbolic clause without u, g, o or a leaves alone the bits in
   UMASK.  Return false if TEXT is not a valid mode.  */
bool dir_mode_parse (struct dir_mode *mode, char const *text, mode_t umask);

/* Let MODE give the directory to OWNER.  */
void dir_mode_set_owner (struct dir_mode *mode, struct owner owner);

/* Let UMASK or a default ACL clear bits of MODE, as mkdir(2) does.  */
void dir_mode_mask (struct dir_mode *mode, mode_t umask);

/* Return the mode argument for the mkdirat(2) call that creates NEW:
   MODE->initial, or more if NEW inherits the set-group-ID bit, or only what
   the owner may do if NEW is to get another owner or group.  Set NEW->start
   and NEW->closed if dir_mode_apply needs them.  */
mode_t dir_mode_initial (struct dir_mode const *mode, struct new_dir *new);

/* Give NEW, which mkdirat(2) has created with the mode that dir_mode_initial
   returned, to MODE->owner, then set its bits in MODE->exact to those of
   MODE->requested; if MODE->exact is 0, set the mode that mkdirat(2) would
   give.  Do nothing unless MODE->applies.  If NEW cannot be given to the
   owner, leave its mode as it is. NEW->dir is the directory of BASE or was
   opened from it.  Return the result.  If NEW has been replaced by another
   file, leave that alone and fail: with ENOTDIR if it is not a directory,
   EPERM if it belongs to another user and a third one may have put it there,
   EEXIST if it is older than NEW, and ENOTEMPTY if it is not empty.  */
struct mode_result dir_mode_apply (struct dir_mode const *mode,
                                   struct base const *base,
                                   struct new_dir const *new);

/* Compare the open directory FD, which existed before, with MODE: the owner,
   and the mode unless MODE->exact is 0.  If FIX, change what differs, and
   compare again.  If the owner cannot be changed, the mode is not changed
   either. IS_PATH is whether FD was opened with BASE_SEARCH.  Return the
   result.  */
struct mode_result dir_mode_ensure (struct dir_mode const *mode, int fd,
                                    bool is_path, bool fix);

/* Unless RESULT is verified, set its FOUND to the state of NEW, if NEW is
   still a directory and no symbolic link.  */
void dir_mode_query (struct mode_result *result, struct new_dir const *new);

/* Return whether the directory of RESULT has the mode, or the owner and group,
   that were requested.  */
bool mode_result_has_mode (struct mode_result const *result);
bool mode_result_has_owner (struct mode_result const *result);

/* Return whether the states A and B have the same owner and group.  */
bool dir_state_same_owner (struct dir_state const *a,
                           struct dir_state const *b);

/* Return whether the directory of RESULT, which existed, was changed.  */
bool mode_result_is_changed (struct mode_result const *result);

/* Return whether both are as requested, and nothing has failed.  */
bool mode_result_is_complete (struct mode_result const *result);

#endif
