/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.h -- assignments that any POSIX shell can eval */

#ifndef LSTAT_SHELL_H
#define LSTAT_SHELL_H

#include "shared/output.h"
#include "shared/run.h"

/* Add to OUTPUT the start of an assignment: the name of the variable for KEY,
   which is KEY after "st_", unless it starts so itself, and before SUFFIX; an
   equals sign and a quote.  shell_end adds the quote that ends the value.  */
void shell_begin (struct output *output, char const *key, char const *suffix);
void shell_end (struct output *output);

/* Add TEXT, of any bytes, to the value begun in the output of RUN.  Bytes that
   form no character in the user's locale, which RUN sets, are spelled as
   "$(printf '\ooo')".  */
void shell_quoted (struct run *run, char const *text);

/* Add to the output of RUN the assignments for the failure ERRNUM of PATH,
   with a blank after each.  */
void shell_failure (struct run *run, char const *path, int errnum);

/* Add to the output of RUN the end of a line: the assignment to st_error of
   the name of ERRNUM, or of nothing if that is 0, and a command whose status,
   that of the line, says whether it is 0.  */
void shell_finish_line (struct run *run, int errnum);

#endif
