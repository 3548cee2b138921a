/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new-dir.h -- create a directory, and change no other in its place */

#ifndef MKDIR_NEW_DIR_H
#define MKDIR_NEW_DIR_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "mkdir/dir-state.h"
#include "mkdir/walk.h"

/* A directory that mkdirat(2) is about to create or has created.  */
struct new_dir
{
  struct walk const *walk; /* the position on its path, where it is selected */
  struct open_dir dir;     /* what new_dir_open has opened by its name; at the
                              start, its descriptor is -1 */

  int refused; /* why new_dir_finish has left alone what may be another
                  directory: an errno value; else 0 */

  /* What new_dir_create sets, the last four if the mode applies.  */
  mode_t asked;  /* the mode argument of mkdirat(2) */
  bool closed;   /* whether only its maker has access, until it has its
                    owner */
  bool is_timed; /* whether BEFORE and START are known */
  struct timespec before; /* status change time of its parent before START */
  struct timespec start;  /* the last tick before mkdirat(2) was called, by
                            CLOCK_MONOTONIC_COARSE */

  /* What new_dir_finish finds out before it opens the directory.  */
  bool is_private;         /* whether only the caller and root can rename it;
                              if so, the times do not matter */
  bool is_dated;           /* whether CHANGED and PASSED are known */
  struct timespec changed; /* status change time of its parent after START */
  struct timespec passed;  /* from START until CHANGED was read */
};

/* Create NEW, so that it has no permission that MODE does not request: with
   MODE->initial, or more if it inherits the set-group-ID bit, or only with
   what the owner may do if it is to get another owner or group.  Return 0 or
   the errno value of mkdirat(2).  */
int new_dir_create (struct new_dir *new, struct dir_mode const *mode);

/* Give NEW, which new_dir_create has created for MODE, to MODE->owner, then
   set its bits in MODE->exact to those of MODE->requested; if MODE->exact is
   0, set the mode that mkdirat(2) would give.  Do nothing unless
   MODE->applies.  If NEW cannot be given to the owner, leave its mode as it
   is.  Return the result.

   If a user other than the caller and root may replace NEW by another
   directory, and what has its name may be one, leave that alone and fail:
   with ENOTDIR if it is no directory, EPERM if it belongs to another user, but
   to MODE->owner if MODE->is_ensured, EEXIST if it is older than NEW, and
   ENOTEMPTY if its age is not known and it is not empty.  If it has
   permissions for group or others that were not asked for, leave it alone, and
   return how it differs.  */
struct mode_result new_dir_finish (struct new_dir *new,
                                   struct dir_mode const *mode);

/* Unless RESULT is verified, set what it has found and wanted to the state of
   NEW, if NEW is still a directory and no symbolic link.  */
void new_dir_query (struct new_dir const *new, struct mode_result *result);

/* Return whether only the caller and root can create entries of the directory
   that WALK has entered, by its mode and owner; false if those are not
   known.  */
bool new_dir_is_safe (struct walk const *walk);

/* Open NEW for reading, or with SYSTEM_SEARCH if it may not be read, unless it
   is open.  Fail if it is no directory.  Return false with errno set on
   failure.  */
bool new_dir_open (struct new_dir *new);

#endif
