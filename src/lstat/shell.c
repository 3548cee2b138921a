/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c -- assignments that any POSIX shell can eval */

#include <config.h>

#include "lstat/shell.h"

#include <stdio.h>
#include <string.h>

#include "shared/report.h"

void
shell_begin (struct output *output, char const *key, char const *suffix)
{
  static char const prefix[] = "st_";

  if (strncmp (key, prefix, sizeof prefix - 1) != 0)
    output_text (output, prefix);
  output_text (output, key);
  output_text (output, suffix);
  output_text (output, "='");
}

void
shell_end (struct output *output)
{
  output_byte (output, '\'');
}

void
shell_quoted (struct output *output, char const *text)
{
  /* Between single quotes all bytes but that one are themselves.  */
  for (;;)
    {
      size_t size = strcspn (text, "'");

      output_bytes (output, text, size);
      if (!text[size])
        break;
      output_text (output, "'\\''");
      text += size + 1;
    }
}

/* Add the whole assignment of TEXT to the variable for KEY.  */
static void
assign (struct output *output, char const *key, char const *text)
{
  shell_begin (output, key, "");
  shell_quoted (output, text);
  shell_end (output);
}

void
shell_failure (struct output *output, char const *path, int errnum)
{
  char number[16];

  snprintf (number, sizeof number, "%d", errnum);
  assign (output, "path", path);
  output_byte (output, ' ');
  assign (output, "error", report_errno_name (errnum));
  output_byte (output, ' ');
  assign (output, "errno", number);
  output_byte (output, ' ');
  assign (output, "message", report_errno_text (errnum));
}
