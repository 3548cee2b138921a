/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h -- diagnostics, and the exit status that they imply */

#ifndef SHARED_REPORT_H
#define SHARED_REPORT_H

#include <stddef.h>

#include "shared/run.h"

/* Write "NAME: MESSAGE" to RUN's diagnostics, where NAME is RUN's and MESSAGE
   is the translation of FORMAT filled in as by printf, with ": " and
   report_errno_text (RUN, ERRNUM) after it unless ERRNUM is 0.  RUN's output
   is written out before.  Its exit status becomes EXIT_FAILURE.  The caller
   takes errno before any other call; no function here reads it, and all keep
   it.  */
void report_error (struct run *run, int errnum, char const *format, ...)
    __attribute__ ((__format__ (__printf__, 3, 4)));

/* Write "NAME: MESSAGE" as report_error does without an ERRNUM, and leave the
   exit status alone.  */
void report_warning (struct run *run, char const *format, ...)
    __attribute__ ((__format__ (__printf__, 2, 3)));

/* Write the translation of FORMAT, filled in as by printf, on a line of its
   own after a report_error.  */
void report_hint (struct run *run, char const *format, ...)
    __attribute__ ((__format__ (__printf__, 2, 3)));

/* Return strerror (ERRNUM) or, for EXDEV in a RUN with --beneath, that a path
   leads outside.  */
char const *report_errno_text (struct run *run, int errnum);

/* Return the name of the errno value ERRNUM, as in errno(3), or "UNKNOWN".  */
char const *report_errno_name (int errnum);

/* Return NAME quoted for a diagnostic as GNU's quoteaf does: on one line,
   reversibly, as a shell word in quotes.  The result lasts until RUN has
   quoted RUN_QUOTED more names.  */
char const *report_name (struct run *run, char const *name);

/* Return the SIZE bytes at TEXT quoted likewise.  */
char const *report_name_mem (struct run *run, char const *text, size_t size);

/* Return the SIZE bytes at TEXT quoted for a diagnostic as GNU's quote does,
   for what is not the name of a file.  The result lasts as that of
   report_name.  */
char const *report_quoted (struct run *run, char const *text, size_t size);

/* Return the name of the file NAME for the start of a diagnostic, quoted only
   if a shell would need it.  The result lasts as that of report_name.  */
char const *report_place (struct run *run, char const *name);

/* At the end of RUN: write out its output, report a write error if there ever
   was one, restore the umask, free what RUN holds, and return its exit status:
   EXIT_FAILURE after any report_error and after an error on the diagnostics
   themselves, else EXIT_SUCCESS.  */
int report_finish (struct run *run);

#endif
