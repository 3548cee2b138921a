/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell.h -- print and report what came of a directory */

#ifndef MKDIR_TELL_H
#define MKDIR_TELL_H

#include "mkdir/dir-state.h"
#include "shared/run.h"

/* What is printed on the output.  */
enum tell_form
{
  TELL_NOTHING,
  TELL_PATHS,    /* the path of each operand that was created, on a line */
  TELL_MESSAGES, /* a message for each directory that was created or changed */
  TELL_JSON      /* an object for each directory and for each failure */
};

/* What to print of each directory.  */
struct tell_options
{
  struct run *run;     /* prints and reports */
  enum tell_form form; /* what is printed */
  enum ensure ensure;  /* what --ensure does, which decides what is known of an
                          existing directory */
};

/* Print as OPTIONS specify what came of the directory PATH, an operand or the
   start of it, which was created or existed.  If RESULT is not as requested,
   report that.  */
void tell_directory (struct tell_options const *options, char const *path,
                     struct mode_result const *result);

/* Print as OPTIONS specify that the error ERRNUM prevented the operand PATH
   from being created, or the directory PATH from getting its mode or owner, or
   from being synced.  */
void tell_failure (struct tell_options const *options, char const *path,
                   int errnum);

/* Print the path PATH of an operand that was created, if OPTIONS specify
   TELL_PATHS.  */
void tell_path (struct tell_options const *options, char const *path);

#endif
