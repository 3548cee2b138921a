/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c -- print assignments for eval in a POSIX shell */

#include <config.h>

#include "lstat/shell.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "c-ctype.h"
#include "hard-locale.h"
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

/* Return the length of the character at the start of TEXT, whose first byte is
   not ASCII, in the locale of RUN, or 0 if it is not valid.  In the C locale,
   return 0: the locale of the shell may be another one.  */
static size_t
character_length (struct run *run, char const *text)
{
  mbstate_t state = { 0 };
  size_t size = strlen (text);

  run_need_locale (run);
  if (MB_CUR_MAX == 1 && !hard_locale (LC_CTYPE))
    return 0;

  size_t length = mbrlen (text, size, &state);

  return length <= size ? length : 0;
}

/* Print on the output of RUN, within a value, the bytes at the start of TEXT
   that are not a valid character, as octal escapes.  Return their number.  A
   shell could take such a byte and the quote after it for one character.  */
static size_t
add_escaped (struct run *run, char const *text)
{
  struct output *output = run->output;
  size_t size = 0;

  output_text (output, "'\"$(printf '");
  do
    {
      unsigned char byte = text[size++];

      output_byte (output, '\\');
      for (int shift = 6; 0 <= shift; shift -= 3)
        output_byte (output, '0' + (byte >> shift & 7));
    }
  while (0x80 <= (unsigned char)text[size]
         && character_length (run, text + size) == 0);
  output_text (output, "')\"'");
  return size;
}

void
shell_quoted (struct run *run, char const *text)
{
  struct output *output = run->output;

  for (;;)
    {
      size_t size = plain_length (text);

      output_bytes (output, text, size);
      text += size;
      if (!*text)
        break;
      if (*text == '\'')
        {
          output_text (output, "'\\''");
          text++;
        }
      else if ((size = character_length (run, text)) != 0)
        {
          output_bytes (output, text, size);
          text += size;
          /* The shell's locale may be GB18030 although this one is not.  The
             character's last byte and a digit could start a character there,
             and the shell then took a quote for the next part of it.  */
          if (c_isdigit (*text))
            output_text (output, "''");
        }
      else
        text += add_escaped (run, text);
    }
}

/* Print on the output of RUN the assignment of TEXT to the variable for KEY,
   and a blank.  */
static void
assign (struct run *run, char const *key, char const *text)
{
  shell_begin (run->output, key, "");
  shell_quoted (run, text);
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
