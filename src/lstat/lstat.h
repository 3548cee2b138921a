/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lstat.h -- the program lstat as a function */

#ifndef LSTAT_LSTAT_H
#define LSTAT_LSTAT_H

#include "shared/run.h"

/* Do for RUN what the program lstat does with the ARGC arguments at ARGV, of
   which the first, the program's name, is ignored.  Return the exit status: 0,
   or 1 if anything failed.  Nothing that outlives the call changes except as
   RUN allows: ARGV, the environment, the locale, the umask, the working
   directory, signals and descriptors are as before, and all memory is freed.
   If memory is exhausted, the process ends.  */
int lstat_run (struct run *run, int argc, char **argv);

#endif
