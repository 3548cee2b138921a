/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-state.h -- the mode and owner of a directory: compare and change */

#ifndef MKDIR_DIR_STATE_H
#define MKDIR_DIR_STATE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "shared/run.h"
#include "shared/system.h"

enum
{
  DIR_PERMISSIONS = 0777,
  DIR_SPECIAL = 07000, /* set-user-ID, set-group-ID and sticky bits */

  /* What its owner needs to open a directory, and to look into it.  */
  DIR_OPENED = SYSTEM_OPENS_ALL ? 0 : S_IRUSR | S_IXUSR
};

/* What to do with a directory that existed before.  */
enum ensure
{
  ENSURE_NOTHING,
  ENSURE_FIX,  /* give it the mode and owner that are requested */
  ENSURE_CHECK /* compare them */
};

/* The owner and group that a directory is to have, of which it keeps those
   that are -1, as for chown(2).  */
struct owner_spec
{
  uid_t user;  /* user ID of the owner */
  gid_t group; /* group ID */
};

/* How to set the mode and owner of a directory.  The directory never has a
   permission that REQUESTED does not include, but for DIR_OPENED if it is to
   be changed.  */
struct dir_mode
{
  mode_t umask;     /* the umask for mkdirat(2) */
  mode_t initial;   /* the mode argument of mkdirat(2) */
  mode_t requested; /* the final mode */
  mode_t exact;     /* the bits that must finally be as in REQUESTED; if 0, the
                       mode that the kernel derives from UMASK or the default
                       ACL is final */
  struct owner_spec owner; /* the final owner and group */
  bool applies;    /* whether a directory may need a change after mkdirat(2) */
  bool is_ensured; /* whether a directory that exists gets all this, too */
};

/* An open directory.  System calls that use it are repeated as RUN_REPEAT
   does.  */
struct open_dir
{
  struct run *run; /* the run that may be requested to stop */
  int fd;          /* its descriptor, or -1 */
  bool is_path;    /* whether FD was opened with SYSTEM_SEARCH */
};

/* The mode and owner of a directory.  */
struct dir_state
{
  mode_t mode; /* permission and special bits */
  uid_t user;  /* user ID of the owner */
  gid_t group; /* group ID */
};

/* In what two states differ.  */
enum difference
{
  MODE_DIFFERS = 1,
  OWNER_DIFFERS = 2 /* the owner or the group */
};

/* The mode and owner that a directory has got.  They are as requested if
   mode_result_is_complete.  */
struct mode_result
{
  bool created;      /* whether the directory is new */
  int errnum;        /* why the directory could not be changed or read, or 0 */
  bool owner_failed; /* whether ERRNUM is why it did not get its owner */
  bool look_failed;  /* whether it is why the state could not be read */
  mode_t inherited;  /* the bits of the requested mode that are inherited */
  bool verified;     /* whether FOUND was read from the directory */
  struct dir_state before; /* as first read, if it was read */
  struct dir_state wanted; /* as requested, with what is inherited */
  struct dir_state found;  /* as last read or set or, if neither, WANTED */
};

/* Return the mode REQUESTED, of which UMASK or a default ACL clears bits, as
   mkdir(2) does, without an owner.  */
struct dir_mode dir_mode_masked (mode_t requested, mode_t umask);

/* Return whether OWNER specifies a user or a group.  */
bool dir_owner_is_given (struct owner_spec const *owner);

/* If MODE leaves the mode to the kernel, set it to the mode that mkdirat(2)
   would have given DIR without its owner: the bits that the default ACL, which
   DIR has inherited, or else the umask allows.  Return false with errno set on
   failure.  */
bool dir_mode_decide (struct dir_mode *mode, struct open_dir dir);

/* Set *STATUS to the status of DIR.  Return false with errno set on
   failure.  */
bool open_dir_look (struct open_dir dir, struct stat *status);

/* Return the state in STATUS.  */
struct dir_state dir_state_of (struct stat const *status);

/* Return in what the states A and B differ, as a sum of enum difference.  */
int dir_state_compare (struct dir_state const *a, struct dir_state const *b);

/* Return the comparison of a directory that has STATUS with MODE: the owner,
   and the mode unless MODE->exact is 0.  */
struct mode_result mode_result_of (struct dir_mode const *mode,
                                   struct stat const *status);

/* Return whether the directory of RESULT has the mode, owner and group that
   were requested, and nothing has failed.  */
bool mode_result_is_complete (struct mode_result const *result);

/* Change DIR from the state found of RESULT to that wanted, whose owner OWNER
   specifies, and store in RESULT what came of it.  If the owner cannot be
   changed, the mode is not changed either.  */
void mode_result_change (struct mode_result *result,
                         struct owner_spec const *owner, struct open_dir dir);

#endif
