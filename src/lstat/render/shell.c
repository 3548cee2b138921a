/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c -- print assignments for eval in a POSIX shell */

#include <config.h>

#include "lstat/render/shell.h"

#include <string.h>

#include "c-ctype.h"

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
  output_text (output, "' ");
}

/* Return the number of bytes at the start of TEXT, whose first byte is not
   ASCII, that one printf(1) prints: up to the last byte that is not ASCII with
   only letters, digits and common punctuation in between, since each printf
   may cost the shell a process.  */
static size_t
escaped_length (char const *text)
{
  size_t length = 0;

  for (size_t i = 0; text[i]; i++)
    if (!c_isascii (text[i]))
      length = i + 1;
    else if (!c_isalnum (text[i]) && !strchr (" +,-./_", text[i]))
      break;
  return length;
}

void
shell_quoted (struct output *output, char const *text)
{
  while (*text)
    {
      size_t size = 0;

      while (text[size] && c_isascii (text[size]) && text[size] != '\'')
        size++;
      output_bytes (output, text, size);
      text += size;
      if (*text == '\'')
        {
          /* In some charsets, such as Shift_JIS, a backslash is none.  */
          output_text (output, "'\"'\"'");
          text++;
        }
      else if (*text)
        {
          output_text (output, "'\"$(printf '");
          for (size = escaped_length (text); 0 < size; size--, text++)
            if (c_isascii (*text))
              output_byte (output, *text);
            else
              output_printf (output, "\\%03o", (unsigned char)*text);
          output_text (output, "')\"'");
        }
    }
}

/* Print on OUTPUT the assignment of TEXT to the variable for KEY, and a
   blank.  */
static void
assign (struct output *output, char const *key, char const *text)
{
  shell_begin (output, key, "");
  shell_quoted (output, text);
  shell_end (output);
}

void
shell_failure (struct run *run, char const *path, int errnum)
{
  assign (run->output, "path", path);
  shell_begin (run->output, "errno", "");
  output_printf (run->output, "%d", errnum);
  shell_end (run->output);
  assign (run->output, "message", report_errno_text (run, errnum));
}

void
shell_finish_line (struct run *run, int errnum)
{
  shell_begin (run->output, "error", "");
  if (errnum)
    output_text (run->output, report_errno_name (errnum));
  output_text (run->output, errnum ? "'; false\n" : "'; true\n");
}
