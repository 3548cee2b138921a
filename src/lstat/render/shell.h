/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.h -- print assignments for eval in a POSIX shell */

#ifndef LSTAT_SHELL_H
#define LSTAT_SHELL_H

#include "shared/output.h"
#include "shared/run.h"

/* shell_begin prints on OUTPUT the start of an assignment: the name of the
   variable for KEY, an equals sign and a single quote.  The name is KEY,
   prefixed with "st_" unless it starts with "st_", and followed by SUFFIX.
   shell_end prints the single quote and the blank after the value.  */
void shell_begin (struct output *output, char const *key, char const *suffix);
void shell_end (struct output *output);

/* Print TEXT, of any bytes, on OUTPUT as part of a value, in ASCII: other
   bytes are printed as "$(printf '\ooo')".  A shell in another charset than
   that of TEXT could take such a byte and the quote after it for one
   character.  */
void shell_quoted (struct output *output, char const *text);

/* Print on the output of RUN the assignments for the failure ERRNUM of PATH,
   each followed by a blank.  */
void shell_failure (struct run *run, char const *path, int errnum);

/* Print on the output of RUN the end of a line: the assignment of the name of
   ERRNUM, or of the empty string if it is 0, to st_error, and a command that
   makes the exit status of the line 0 if ERRNUM is 0, else 1.  */
void shell_finish_line (struct run *run, int errnum);

#endif
