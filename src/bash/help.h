/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.h -- the text of a program's --help for bash's help */

#ifndef BASH_HELP_H
#define BASH_HELP_H

#include "shared/run.h"

/* Return the lines that RUN_PROGRAM, lstat_run or mkdir_run, prints for --help
   with the name NAME, terminated by NULL.  Each has a newline at its end for
   each empty line that follows.  The lines are parts of one allocation, which
   starts with the first; the caller must free both.  */
char **help_lines (char const *name,
                   int (*run_program) (struct run *, int, char **));

#endif
