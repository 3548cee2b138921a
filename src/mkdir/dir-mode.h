/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.h -- the mode of a new directory: decided before, settled after */

#ifndef MKDIR_DIR_MODE_H
#define MKDIR_DIR_MODE_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "shared/base.h"

/* How a directory comes to its mode.  At no time has it a permission that
   ASKED does not give.  */
struct dir_mode
{
  mode_t umask;   /* the umask to be in force while it is made */
  mode_t made;    /* the bits that it may have at once */
  mode_t asked;   /* the mode that it shall have in the end */
  mode_t exact;   /* the bits that must then be as in ASKED; if 0, the kernel's
                     choice under UMASK or the default ACL is right */
  bool is_shared; /* whether other processes of the user may fill it before its
                     mode is exact, as "mkdir -p" does with an ancestor */
};

/* A directory that mkdirat(2) is about to make, or has made.  */
struct new_dir
{
  int dir;               /* the open directory where NAME starts */
  char const *name;      /* its name, which ends in no slash */
  struct timespec start; /* when the call began, by the clock of file times */
};

/* What became of the mode of a directory that was made.  It is right if
   ERRNUM is 0 and FOUND is WANTED.  */
struct mode_result
{
  int errnum;    /* why its mode could not be set or seen, or 0 */
  mode_t wanted; /* the mode asked for, with the bits that it inherits */
  bool seen;     /* whether FOUND was looked at, not just concluded */
  mode_t found;  /* the mode last seen, or WANTED if there was no need to
                    look */
};

/* Return the mode that the kernel gives to a new directory under UMASK.  */
struct dir_mode dir_mode_by_umask (mode_t umask);

/* Set *MODE to the one that TEXT tells, as in chmod(1), starting from a=rwx.
   A symbolic clause that names no users is limited by UMASK.  Return false
   if TEXT is no mode.  */
bool dir_mode_parse (struct dir_mode *mode, char const *text, mode_t umask);

/* Let UMASK, or a default ACL, take bits of MODE away as it does for
   mkdir(2).  */
void dir_mode_mask (struct dir_mode *mode, mode_t umask);

/* Return the mode with which mkdirat(2) shall make NEW, for it to have a mode
   according to MODE in the end: MODE->made, or more if NEW inherits the
   set-group-ID bit.  Set NEW->start if dir_mode_apply needs it.  */
mode_t dir_mode_first (struct dir_mode const *mode, struct new_dir *new);

/* Give NEW, which mkdirat(2) has made with the mode that dir_mode_first
   returned, the bits that MODE wants to be exact.  Return the result.
   NEW->dir is where BASE's paths start or was opened from there.  If something
   else has taken the place of NEW, leave that alone and fail: with ENOTDIR if
   it is no directory, EPERM if it is another user's, EEXIST if it is older
   than NEW, and ENOTEMPTY if it is not empty.  */
struct mode_result dir_mode_apply (struct dir_mode const *mode,
                                   struct base const *base,
                                   struct new_dir const *new);

/* Unless RESULT has a mode that was seen, look at NEW.  Do not follow a
   symbolic link.  */
void dir_mode_look (struct mode_result *result, struct new_dir const *new);

#endif
