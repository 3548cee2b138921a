/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.h -- a program as the host of one run */

#ifndef SHARED_MAIN_H
#define SHARED_MAIN_H

#include "shared/run.h"

/* Carry out RUN_PROGRAM, lstat_run or mkdir_run, with main's ARGC and ARGV as
   the only run of this process, which has the standard streams and sets the
   locale that the environment names.  Close standard output, since some file
   systems report only then that the data did not fit.  Return the exit
   status.  */
int main_run (int (*run_program) (struct run *, int, char **), int argc,
              char **argv);

#endif
