/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.h -- the mode of a new directory: decided before, settled after */

#ifndef MKDIR_DIR_MODE_H
#define MKDIR_DIR_MODE_H

#include <stdbool.h>
#include <sys/types.h>

#include "shared/base.h"

/* How a directory comes to its mode.  At no time has it a permission that
   ASKED does not give.  */
struct dir_mode
{
  mode_t umask; /* the umask to be in force while it is made */
  mode_t made;  /* the bits that it may have at once */
  mode_t asked; /* the mode that it shall have in the end */
  mode_t exact; /* the bits that must then be as in ASKED; if 0, the kernel's
                   choice under UMASK or the default ACL is right */
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

/* Return the mode with which mkdirat(2) shall make NAME in DIR, to have it
   according to MODE in the end: MODE->made, or more if DIR passes on the
   set-group-ID bit.  */
mode_t dir_mode_first (struct dir_mode const *mode, int dir, char const *name);

/* See that the directory NAME, just made in DIR according to MODE, gets the
   bits that must be exact, and return what became of it.  NAME ends in no
   slash, and DIR is where BASE's paths start or was opened from there.  A
   symbolic link that took the place of NAME is not followed.  */
struct mode_result dir_mode_apply (struct dir_mode const *mode,
                                   struct base const *base, int dir,
                                   char const *name);

/* If RESULT is not of a mode that was seen, look at the directory NAME, just
   made in DIR.  A symbolic link is not followed.  */
void dir_mode_look (struct mode_result *result, int dir, char const *name);

#endif
