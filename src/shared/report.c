/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c -- diagnostics, and the exit status that they imply */

#include <config.h>

#include "shared/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/messages.h"
#include "progname.h"
#include "quote.h"
#include "quotearg.h"
#include "xvasprintf.h"

/* Written out before a diagnostic of the same thread.  */
static _Thread_local struct output *attached;

static int status = EXIT_SUCCESS;

/* Let what was printed before come first.  The output of a thread among many
   waits for its turn then, so that what follows is for one thread at a time.
 */
static void
settle (void)
{
  if (attached)
    output_flush (attached);
}

/* Write "PROGRAM: " and FORMAT filled in with ARGUMENTS to standard error,
   then the text of ERRNUM unless it is 0.  */
__attribute__ ((__format__ (__printf__, 2, 0))) static void
report (int errnum, char const *format, va_list arguments)
{
  settle ();

  char *message = xvasprintf (format, arguments);

  if (errnum)
    fprintf (stderr, "%s: %s: %s\n", program_name, message,
             report_errno_text (errnum));
  else
    fprintf (stderr, "%s: %s\n", program_name, message);
  free (message);
}

void
report_attach (struct output *output)
{
  attached = output;
}

void
report_error (int errnum, char const *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  report (errnum, format, arguments);
  va_end (arguments);
  status = EXIT_FAILURE;
}

void
report_warning (char const *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  report (0, format, arguments);
  va_end (arguments);
}

char const *
report_errno_text (int errnum)
{
  messages_set_locale ();
  return errnum == EXDEV
             ? _ ("Leads outside of the directory given to --beneath")
             : strerror (errnum);
}

char const *
report_errno_name (int errnum)
{
  char const *name = strerrorname_np (errnum);

  return name ? name : "UNKNOWN";
}

char const *
report_name (char const *name)
{
  settle ();
  messages_set_locale ();
  return quotearg_style (shell_escape_always_quoting_style, name);
}

char const *
report_place (char const *name)
{
  settle ();
  messages_set_locale ();
  return quotearg_style (shell_escape_quoting_style, name);
}

char const *
report_quoted (char const *text, size_t size)
{
  settle ();
  messages_set_locale ();
  return quote_mem (text, size);
}

int
report_status (void)
{
  if (attached && !output_finish (attached))
    report_error (attached->error, _ ("write error"));
  return status;
}
