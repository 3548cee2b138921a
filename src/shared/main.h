/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.h -- a program as the host of one run */

#ifndef SHARED_MAIN_H
#define SHARED_MAIN_H

#include "shared/run.h"

/* Call RUN_PROGRAM, which is lstat_run or mkdir_run, with main's ARGC and
   ARGV, as the only run of this process.  The run uses the standard streams
   and the locale of the environment.  Close standard output and standard error
   after use, since some file systems report a write error only at close(2).
   Return the exit status.  */
int main_run (int (*run_program) (struct run *, int, char **), int argc,
              char **argv);

#endif
