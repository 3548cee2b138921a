/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h -- diagnostics, and the exit status that they imply */

#ifndef SHARED_REPORT_H
#define SHARED_REPORT_H

#include <stddef.h>

#include "shared/output.h"

/* From now on write out what OUTPUT holds before each diagnostic of this
   thread, so that the two come in order; report_status finishes the OUTPUT of
   the thread that calls it.  OUTPUT must live until then.  If threads report,
   their outputs must await their turn: they share the status and the names
   that are quoted for a diagnostic.  */
void report_attach (struct output *output);

/* Write "PROGRAM: MESSAGE" to standard error, where MESSAGE is FORMAT filled
   in as by printf, with ": " and report_errno_text (ERRNUM) after it unless
   ERRNUM is 0.  The exit status becomes EXIT_FAILURE.  */
void report_error (int errnum, char const *format, ...)
    __attribute__ ((__format__ (__printf__, 2, 3)));

/* Write "PROGRAM: MESSAGE" as report_error does without an ERRNUM, and leave
   the exit status alone.  */
void report_warning (char const *format, ...)
    __attribute__ ((__format__ (__printf__, 1, 2)));

/* Return strerror (ERRNUM) but, for EXDEV, that a path leads outside of the
   directory that it must stay beneath: no other call here fails so.  */
char const *report_errno_text (int errnum);

/* Return the name of the errno value ERRNUM, as in errno(3), or "UNKNOWN".  */
char const *report_errno_name (int errnum);

/* Return NAME quoted for a diagnostic as GNU's quoteaf does: on one line,
   reversibly, as a shell word in quotes.  The result lasts until the next
   call.  */
char const *report_name (char const *name);

/* Return the SIZE bytes at TEXT quoted for a diagnostic as GNU's quote does,
   for what is not the name of a file.  The result lasts until the next call.
 */
char const *report_quoted (char const *text, size_t size);

/* Return the name of the file NAME for the start of a diagnostic, quoted only
   if a shell would need it.  The result lasts as that of report_name.  */
char const *report_place (char const *name);

/* Finish the attached output, report a write error if there
   ever was one, and return the exit status: EXIT_FAILURE after any
   report_error, else EXIT_SUCCESS.  */
int report_status (void);

#endif
