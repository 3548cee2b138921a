/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell.h -- print and report what came of a directory */

#ifndef MKDIR_TELL_H
#define MKDIR_TELL_H

#include <stdbool.h>

#include "mkdir/dir-state.h"
#include "shared/run.h"

/* What is printed on the output.  */
enum tell
{
  TELL_NOTHING,
  TELL_MESSAGES, /* a message for each directory that was created or changed */
  TELL_JSON      /* an object for each directory and for each failure */
};

/* A directory that was created, or an operand that already existed.  */
struct dir_status
{
  char const *path; /* its path: the operand, or the start of it */
  bool created;     /* whether it was created by this call */
  bool ensured;     /* whether --ensure compares RESULT->before and wanted */
  bool changes;     /* whether an existing one may be changed */
  struct mode_result const *result; /* its mode and owner */
};

/* Print STATUS on the output of RUN as TELL specifies.  */
void tell_directory (enum tell tell, struct run *run,
                     struct dir_status const *status);

/* Print on the output of RUN, as TELL specifies, that the error ERRNUM
   prevented the operand PATH from being created, or the directory PATH from
   getting its mode or owner, or from being synced.  */
void tell_failure (enum tell tell, struct run *run, char const *path,
                   int errnum);

/* Report to RUN that the directory in STATUS does not have the requested mode
   or owner, for the reason in its result.  */
void tell_difference (struct run *run, struct dir_status const *status);

#endif
