/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mkdir.h -- the program mkdir as a function */

#ifndef MKDIR_MKDIR_H
#define MKDIR_MKDIR_H

#include "shared/run.h"

/* Do for RUN what the program mkdir does with the ARGC words at ARGV, the
   first of which is passed over.  Return the exit status: 0, or 1 if anything
   failed. Nothing that outlives the call changes but for what RUN allows:
   ARGV, the environment, locale, umask, working directory, signals and
   descriptors are as before, and all memory is freed.  Out of memory, the
   process ends.  */
int mkdir_run (struct run *run, int argc, char **argv);

#endif
