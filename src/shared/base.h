/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.h -- the directory where relative paths start, and its boundary */

#ifndef SHARED_BASE_H
#define SHARED_BASE_H

#include <fcntl.h>
#include <stdbool.h>

#include "shared/run.h"

/* The directory where relative paths start.  */
struct base
{
  struct run *run; /* the run that may be requested to stop */
  int dir_fd;   /* an open directory, AT_FDCWD for the working directory, or -1
                   if the descriptor that the user gave is not open */
  int given_fd; /* the descriptor that the user gave, if any */
  bool beneath; /* whether paths must not lead outside of DIR_FD; base_finish
                   then closes DIR_FD */
};

/* Set BASE to the descriptor TEXT, a decimal number, or to -1 if that is not
   open, since a file opened later could get its number.  Call this before any
   file is opened.  Return false if TEXT is not a valid number.  */
bool base_from_fd (struct base *base, char const *text);

/* Open DIRECTORY as BASE, which paths must not lead out of.  Return true, or
   false after a report to BASE->run, also if the system lacks openat2(2).  */
bool base_from_directory (struct base *base, char const *directory);

/* If PATH failed with ERRNUM because of the descriptor that base_from_fd has
   set as BASE, report this to RUN and return true.  If PATH itself failed,
   return false.  */
bool base_report_failure (struct base const *base, struct run *run,
                          char const *path, int errnum);

/* Close the directory that base_from_directory opened for BASE, if any.  */
void base_finish (struct base const *base);

/* Open PATH, of any length, with FLAGS and O_CLOEXEC, relative to DIR, which
   is BASE->dir_fd or a directory opened from there.  Return the descriptor, or
   -1 with errno set by openat(2) or openat2(2), which are repeated as
   RUN_REPEAT does.  If BASE->beneath, a PATH that leads out of DIR fails with
   EXDEV, even if the file is beneath BASE.  */
int base_open (struct base const *base, int dir, char const *path, int flags);

#endif
