/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.h -- the text of a program's --help for bash's help */

#ifndef BASH_HELP_H
#define BASH_HELP_H

#include "shared/run.h"

/* The output of --help.  */
struct help
{
  char *text;   /* the output, with NUL at the end of each line */
  char **lines; /* the lines in TEXT, each with a newline at its end for each
                   empty line that follows, terminated by NULL */
};

/* Store in HELP the output of --help of RUN_PROGRAM, lstat_run or mkdir_run,
   with the name NAME.  Return the lines after the first one, the synopsis,
   which bash prints by itself.  help_finish frees the memory of HELP.  */
char *const *help_start (struct help *help, char const *name,
                         int (*run_program) (struct run *, int, char **));
void help_finish (struct help *help);

#endif
