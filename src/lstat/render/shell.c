/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c -- print assignments for eval in a POSIX shell */

#include <config.h>

#include "lstat/render/shell.h"

#include <stdio.h>
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

/* Return the number of bytes at the start of TEXT that need no escape in
   single quotes: ASCII characters except the single quote.  */
static size_t
plain_length (char const *text)
{
  char const *next = text;

  while (*next && (unsigned char)*next < 0x80 && *next != '\'')
    next++;
  return next - text;
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
    if (0x80 <= (unsigned char)text[i])
      length = i + 1;
    else if (!c_isalnum (text[i]) && !strchr (" +,-./_", text[i]))
      break;
  return length;
}

/* Print on OUTPUT, within a value, the SIZE bytes at TEXT by printf(1), those
   that are not ASCII as octal escapes.  */
static void
add_escaped (struct output *output, char const *text, size_t size)
{
  output_text (output, "'\"$(printf '");
  for (; size != 0; size--)
    {
      unsigned char byte = *text++;

      if (byte < 0x80)
        output_byte (output, byte);
      else
        {
          output_byte (output, '\\');
          for (int shift = 6; 0 <= shift; shift -= 3)
            output_byte (output, '0' + (byte >> shift & 7));
        }
    }
  output_text (output, "')\"'");
}

void
shell_quoted (struct output *output, char const *text)
{
  for (;;)
    {
      size_t size = plain_length (text);

      output_bytes (output, text, size);
      text += size;
      if (!*text)
        break;
      size = 1;
      /* In some charsets, such as Shift_JIS, a backslash is none.  */
      if (*text == '\'')
        output_text (output, "'\"'\"'");
      else
        {
          size = escaped_length (text);
          add_escaped (output, text, size);
        }
      text += size;
    }
}

/* Print on the output of RUN the assignment of TEXT to the variable for KEY,
   and a blank.  */
static void
assign (struct run *run, char const *key, char const *text)
{
  shell_begin (run->output, key, "");
  shell_quoted (run->output, text);
  shell_end (run->output);
}

void
shell_failure (struct run *run, char const *path, int errnum)
{
  char number[16];

  snprintf (number, sizeof number, "%d", errnum);
  assign (run, "path", path);
  assign (run, "errno", number);
  assign (run, "message", report_errno_text (run, errnum));
}

void
shell_finish_line (struct run *run, int errnum)
{
  shell_begin (run->output, "error", "");
  if (errnum)
    output_text (run->output, report_errno_name (errnum));
  output_text (run->output, errnum ? "'; false\n" : "'; true\n");
}
