/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir-mode.h -- the mode of a new directory */

#ifndef MKDIR_DIR_MODE_H
#define MKDIR_DIR_MODE_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "shared/base.h"

/* How to set the mode of a directory.  The directory never has a permission
   that REQUESTED does not include.  */
struct dir_mode
{
  mode_t umask;     /* the umask for mkdirat(2) */
  mode_t initial;   /* the mode argument of mkdirat(2) */
  mode_t requested; /* the final mode */
  mode_t exact;     /* the bits that must finally be as in REQUESTED; if 0, the
                       mode that the kernel derives from UMASK or the default
                       ACL is final */
  bool is_shared;   /* whether other processes of the user may create files in
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
};

/* The mode of a directory that was created.  It is as requested if ERRNUM is 0
   and FOUND equals WANTED.  */
struct mode_result
{
  int errnum;       /* why the mode could not be set or read, or 0 */
  mode_t wanted;    /* the requested mode, with the bits that are inherited */
  mode_t inherited; /* the bits of WANTED that are inherited */
  bool verified;    /* whether FOUND was read from the directory */
  mode_t found;     /* the mode last read or, if it was not read, WANTED */
};

/* Return the mode a=rwx less the bits of UMASK, which the kernel clears.  */
struct dir_mode dir_mode_by_umask (mode_t umask);

/* Set *MODE to the mode TEXT, octal or symbolic as in chmod(1), applied to
   a=rwx.  A symbolic clause without u, g, o or a leaves alone the bits in
   UMASK.  Return false if TEXT is not a valid mode.  */
bool dir_mode_parse (struct dir_mode *mode, char const *text, mode_t umask);

/* Let UMASK or a default ACL clear bits of MODE, as mkdir(2) does.  */
void dir_mode_mask (struct dir_mode *mode, mode_t umask);

/* Return the mode argument for the mkdirat(2) call that creates NEW:
   MODE->initial, or more if NEW inherits the set-group-ID bit.  Set NEW->start
   if dir_mode_apply needs it.  */
mode_t dir_mode_initial (struct dir_mode const *mode, struct new_dir *new);

/* Set the bits in MODE->exact of NEW, which mkdirat(2) has created with the
   mode that dir_mode_initial returned, to those of MODE->requested.  NEW->dir
   is the directory of BASE or was opened from it.  Return the result.  If NEW
   has been replaced by another file, leave that alone and fail: with ENOTDIR
   if it is not a directory, EPERM if it belongs to another user and
   a third one may have put it there, EEXIST if it is older than NEW, and
   ENOTEMPTY if it is not empty.  */
struct mode_result dir_mode_apply (struct dir_mode const *mode,
                                   struct base const *base,
                                   struct new_dir const *new);

/* Unless RESULT is verified, set it to the mode of NEW, if NEW is still a
   directory and no symbolic link.  */
void dir_mode_query (struct mode_result *result, struct new_dir const *new);

#endif
