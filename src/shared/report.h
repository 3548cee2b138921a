/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h -- print diagnostics, and set the exit status */

#ifndef SHARED_REPORT_H
#define SHARED_REPORT_H

#include <stddef.h>
#include <stdint.h>

#include "quotearg.h"

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

/* Return the SIZE bytes at TEXT, or all of it if SIZE is SIZE_MAX, quoted in
   STYLE for a diagnostic, on one line.  The result is valid until RUN has
   quoted RUN_QUOTED more texts.  */
char const *report_in_style (struct run *run, enum quoting_style style,
                             char const *text, size_t size);

/* Quote a file name as by gnulib's quoteaf: as a shell word in quotes, without
   loss.  */
#define report_name(Run, Name) report_name_mem (Run, Name, SIZE_MAX)
#define report_name_mem(Run, Name, Size)                                      \
  report_in_style (Run, shell_escape_always_quoting_style, Name, Size)

/* Quote text that is not a file name as by gnulib's quote.  */
#define report_quoted(Run, Text) report_quoted_mem (Run, Text, SIZE_MAX)
#define report_quoted_mem(Run, Text, Size)                                    \
  report_in_style (Run, locale_quoting_style, Text, Size)

/* Use no quotes, but a backslash escape for each byte that is not printable,
   and for each backslash.  */
#define report_printable(Run, Text)                                           \
  report_in_style (Run, escape_quoting_style, Text, SIZE_MAX)

/* Quote a file name at the start of a diagnostic only if a shell requires it,
   as by gnulib's quotef.  */
#define report_place(Run, Name)                                               \
  report_in_style (Run, shell_escape_quoting_style, Name, SIZE_MAX)

/* At the start of RUN: initialize OUTPUT and make it the output of RUN.  */
void report_start (struct run *run, struct output *output);

/* At the end of RUN: flush its output, report a write error if any occurred,
   restore the umask and free the quoted names.  Return the exit status:
   EXIT_FAILURE after any report_error and after a write error on the
   diagnostics themselves, else EXIT_SUCCESS.  */
int report_finish (struct run *run);

#endif
