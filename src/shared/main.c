/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c -- a program as the host of one run */

#include <config.h>

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unistr.h"

#include "shared/messages.h"
#include "shared/report.h"

/* Set the locale of the environment in the categories that the output depends
   on.  Setting the others would take most of the system calls.  */
static void
set_locale (void)
{
  setlocale (LC_CTYPE, "");
  setlocale (LC_MESSAGES, "");
  setlocale (LC_NUMERIC, "");
  setlocale (LC_TIME, "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
}

/* Replace in NAME each byte of a control character and of what is not UTF-8 by
   '?', since diagnostics and --help contain NAME as it is.  */
static void
make_printable (char *name)
{
  while (*name)
    {
      ucs4_t character;
      int size = 1;

      if (*name < ' ' || '~' < *name)
        {
          size = u8_mbtoucr (&character, (uint8_t const *)name, strlen (name));
          if (size < 0 || character < 0xa0)
            {
              *name = '?';
              size = 1;
            }
        }
      name += size;
    }
}

/* What local.mk defines for each program: lstat_run or mkdir_run.  */
int PROGRAM_RUN (struct run *run, int argc, char **argv);

/* Call that as the only run of this process.  It uses the standard streams and
   the locale of the environment.  Close standard output and standard error
   after use, since some file systems report a write error only at close(2).
   Return the exit status.  */
int
main (int argc, char **argv)
{
  struct run run = {
    .name = argc == 0 ? PACKAGE : argv[0],
    .output_fd = STDOUT_FILENO,
    .error_fd = STDERR_FILENO,
    .may_start_threads = true,
    .owns_process = true,
    .set_locale = set_locale,
  };

  if (0 < argc)
    make_printable (argv[0]);

  int status = PROGRAM_RUN (&run, argc, argv);

  if (run.wrote_output && close (STDOUT_FILENO) != 0 && !run.write_failed)
    {
      int errnum = errno;

      report_error (&run, errnum, N_ ("write error"));
      status = report_finish (&run);
    }
  if (run.wrote_diagnostics && close (STDERR_FILENO) != 0)
    status = EXIT_FAILURE;
  return status;
}
