/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h -- the arguments that identify a file for a system call */

#ifndef LSTAT_PLACE_H
#define LSTAT_PLACE_H

#include <stdbool.h>

#include "shared/run.h"

/* The arguments that identify a file for a system call such as fstatat(2).  */
struct place
{
  struct run *run; /* the run that may be requested to stop; a system call that
                      a signal interrupts is repeated as RUN_REPEAT does */
  int dir;         /* directory that PATH is relative to, or the file */
  char const *path; /* the path, or "" with AT_EMPTY_PATH for DIR itself */
  int flags;        /* AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW or 0 */
  bool by_proc;     /* whether DIR is the file and open with O_PATH, so that
                       system calls such as fgetxattr(2) reject it */
};

#endif
