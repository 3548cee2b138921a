/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c -- print diagnostics, and set the exit status */

#include <config.h>

#include "shared/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "full-write.h"
#include "xvasprintf.h"

#include "shared/messages.h"
#include "shared/output.h"
#include "shared/quoted.h"

void
report_message (struct run *run, enum report_kind kind, int errnum,
                char const *format, ...)
{
  int saved_errno = errno;
  va_list arguments;

  /* If several threads run, the flush waits for this thread's turn, so that
     only one thread at a time gets past it.  */
  if (run->output)
    output_flush (run->output);
  run_need_locale (run);
  va_start (arguments, format);

  char *message = xvasprintf (_ (format), arguments);

  va_end (arguments);

  bool is_hint = kind == REPORT_HINT;
  char *line = xasprintf ("%s%s%s%s%s\n", is_hint ? "" : run->name,
                          is_hint ? "" : ": ", message, errnum ? ": " : "",
                          errnum ? report_errno_text (run, errnum) : "");
  size_t size = strlen (line);

  run->wrote_diagnostics = true;
  /* The type that full_write returns depends on the version of gnulib.  */
  if ((size_t)full_write (run->error_fd, line, size) != size
      || kind == REPORT_ERROR)
    run->status = EXIT_FAILURE;
  free (message);
  free (line);
  errno = saved_errno;
}

char const *
report_errno_text (struct run *run, int errnum)
{
  run_need_locale (run);
  return errnum == EXDEV && run->beneath
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
report_in_style (struct run *run, enum quoting_style style, char const *text,
                 size_t size)
{
  int saved_errno = errno;
  char **quoted = &run->quoted[run->next_quoted];

  if (size == SIZE_MAX)
    size = strlen (text);
  if (run->output)
    output_flush (run->output);
  run_need_locale (run);

  struct quoting_options *options = quoted_options (style);

  free (*quoted);
  *quoted = quoted_copy (options, text, &size);
  free (options);
  run->next_quoted = (run->next_quoted + 1) % RUN_QUOTED;
  errno = saved_errno;
  return *quoted;
}

void
report_start (struct run *run, struct output *output)
{
  output_start (output, run->output_fd);
  output->memory = run->memory;
  output->is_interrupted = run->is_interrupted;
  run->output = output;
}

int
report_finish (struct run *run)
{
  struct output *output = run->output;

  if (output)
    {
      run->write_failed = !output_flush (output);
      run->wrote_output |= output->written;
      if (run->write_failed && !run_is_interrupted (run))
        report_error (run, output->error, N_ ("write error"));
    }
  run->output = NULL;
  run_set_umask (run, run->saved_umask);
  run_free_quoted (run);
  return run->status;
}
