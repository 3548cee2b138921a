/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c -- a program as the host of one run */

#include <config.h>

#include "shared/main.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/messages.h"
#include "shared/report.h"
#include "unistr.h"
#include "xalloc.h"

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

/* Return a copy of NAME, to be freed, with '?' for each byte of a control
   character and for what is no UTF-8, since diagnostics and --help hold it as
   it is.  Return NULL if it has none of these.  */
static char *
printable_copy (char const *name)
{
  char const *plain = name;

  while (' ' <= *plain && *plain <= '~')
    plain++;
  if (!*plain)
    return NULL;

  char *copy = xstrdup (name);

  for (char *next = copy; *next;)
    {
      ucs4_t character;
      int size = u8_mbtoucr (&character, (uint8_t const *)next, strlen (next));

      if (size < 0 || character < ' '
          || (0x7f <= character && character < 0xa0))
        *next++ = '?';
      else
        next += size;
    }
  return copy;
}

int
main_run (int (*run_program) (struct run *, int, char **), int argc,
          char **argv)
{
  char const *own_name = argc == 0 ? PACKAGE : argv[0];
  char *printable = printable_copy (own_name);
  struct run run = {
    .name = printable ? printable : own_name,
    .output_fd = STDOUT_FILENO,
    .error_fd = STDERR_FILENO,
    .may_start_threads = true,
    .owns_process = true,
    .set_locale = set_locale,
  };
  int status = run_program (&run, argc, argv);

  if (run.wrote_output && close (STDOUT_FILENO) != 0 && !run.write_failed)
    {
      int errnum = errno;

      report_error (&run, errnum, N_ ("write error"));
      status = report_finish (&run);
    }
  if (run.wrote_diagnostics && close (STDERR_FILENO) != 0)
    status = EXIT_FAILURE;
  free (printable);
  return status;
}
