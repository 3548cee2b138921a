/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h -- print diagnostics, and set the exit status */

#ifndef SHARED_REPORT_H
#define SHARED_REPORT_H

#include <stddef.h>

#include "shared/run.h"

/* Print "NAME: MESSAGE" on the diagnostics of RUN, where NAME is RUN->name and
   MESSAGE is the translation of FORMAT, formatted as by printf(3).  Unless
   ERRNUM is 0, append ": " and report_errno_text (RUN, ERRNUM).  Flush the
   output of RUN first.  If KIND is REPORT_ERROR, set the exit status to
   EXIT_FAILURE; if it is REPORT_HINT, for a line that follows the message of
   an error, omit NAME.  The caller must save errno before any other call; the
   functions here do not read it, and preserve it.  */
enum report_kind
{
  REPORT_ERROR,
  REPORT_WARNING,
  REPORT_HINT
};
void report_message (struct run *run, enum report_kind kind, int errnum,
                     char const *format, ...)
    __attribute__ ((__format__ (__printf__, 4, 5)));

/* Print an error, a warning or a hint with a format and its arguments.  */
#define report_error(Run, Errnum, ...)                                        \
  report_message (Run, REPORT_ERROR, Errnum, __VA_ARGS__)
#define report_warning(Run, ...)                                              \
  report_message (Run, REPORT_WARNING, 0, __VA_ARGS__)
#define report_hint(Run, ...) report_message (Run, REPORT_HINT, 0, __VA_ARGS__)

/* Return strerror (ERRNUM) or, for EXDEV in a RUN with --beneath, a message
   that the path leads outside of its directory.  */
char const *report_errno_text (struct run *run, int errnum);

/* Return the name of the errno value ERRNUM, such as "ENOENT", or "UNKNOWN".
 */
char const *report_errno_name (int errnum);

/* Return NAME quoted for a diagnostic as by gnulib's quoteaf: as a shell word
   in quotes, on one line, without loss.  The result is valid until RUN has
   quoted RUN_QUOTED more names.  */
char const *report_name (struct run *run, char const *name);

/* Return the SIZE bytes at TEXT quoted as by report_name.  */
char const *report_name_mem (struct run *run, char const *text, size_t size);

/* Return TEXT, which is not a file name, quoted for a diagnostic as by
   gnulib's quote.  The result is valid as long as that of report_name.  */
char const *report_quoted (struct run *run, char const *text);

/* Return the SIZE bytes at TEXT quoted as by report_quoted.  */
char const *report_quoted_mem (struct run *run, char const *text, size_t size);

/* Return TEXT for a diagnostic, without quotes: with a backslash escape for
   each byte that is not printable, and for each backslash.  The result is
   valid as long as that of report_name.  */
char const *report_printable (struct run *run, char const *text);

/* Return the file name NAME for the start of a diagnostic, quoted only if a
   shell requires it, as by gnulib's quotef.  The result is valid as long as
   that of report_name.  */
char const *report_place (struct run *run, char const *name);

/* At the start of RUN: initialize OUTPUT and make it the output of RUN.  */
void report_start (struct run *run, struct output *output);

/* At the end of RUN: flush its output, report a write error if any occurred,
   restore the umask and free the quoted names.  Return the exit status:
   EXIT_FAILURE after any report_error and after a write error on the
   diagnostics themselves, else EXIT_SUCCESS.  */
int report_finish (struct run *run);

#endif
