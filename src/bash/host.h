/* SPDX-License-Identifier: GPL-3.0-or-later */
/* host.h -- bash as the host of one run */

#ifndef BASH_HOST_H
#define BASH_HOST_H

#include "shared/run.h"

struct word_list;

/* Call RUN_PROGRAM, lstat_run or mkdir_run, in the process of bash, with the
   name NAME and the arguments WORDS.  It uses descriptors 0, 1 and 2, and the
   variables that bash exports.  Return its exit status, or 128 plus the number
   of the signal that stopped it.  */
int host_run (char *name, int (*run_program) (struct run *, int, char **),
              struct word_list *words);

#endif
