/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assign.h -- set a variable of the shell instead of printing */

#ifndef LSTAT_ASSIGN_H
#define LSTAT_ASSIGN_H

#include <stdbool.h>

#include "lstat/render/records.h"
#include "shared/cli.h"
#include "shared/output.h"
#include "shared/run.h"

/* The variable of -A or -v.  Start with all 0.  */
struct assignment
{
  char const *name;            /* its name, or NULL */
  bool as_array;               /* whether -A gave it */
  bool keep_newline;           /* whether to keep a newline at the end */
  struct output_memory memory; /* the output */
};

/* Take NAME, the argument of -A if AS_ARRAY, else of -v, into ASSIGNMENT.
   Return true, or report to CLI why the variable cannot be set, and return
   false.  */
bool assign_choose (struct assignment *assignment, struct cli *cli,
                    char const *name, bool as_array);

/* Set the variable of ASSIGNMENT, if it has one: for -A, to an array of the
   values that RECORDS, of kind RECORD_VALUES, have printed; for -v, to the
   output of RUN.  If anything has failed or interrupted RUN, unset it; if the
   output was not redirected, because of --help, leave it alone.  Free the
   memory of ASSIGNMENT.  */
void assign_finish (struct assignment *assignment, struct run *run,
                    struct records const *records);

#endif
