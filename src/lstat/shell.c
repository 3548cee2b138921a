/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c -- assignments that any POSIX shell can eval */

#include <config.h>

#include "lstat/shell.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

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
  output_byte (output, '\'');
}

/* Return how many of the bytes at the front of TEXT stand for themselves
   between single quotes, whatever follows: ASCII but that quote.  */
static size_t
plain_length (char const *text)
{
  char const *next = text;

  while (*next && (unsigned char)*next < 0x80 && *next != '\'')
    next++;
  return next - text;
}

/* Return the length of the character at the front of TEXT, whose first byte is
   not ASCII, in the locale of RUN, or 0 if there is none.  In the locale "C"
   there is none, since that of the shell may be another.  */
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

/* Add to the output of RUN, within a value, the bytes at the front of TEXT
   that form no character, and return how many these are.  A shell might take
   one for the start of a character that the next quote is part of, so they are
   spelled in ASCII.  */
static size_t
add_spelled (struct run *run, char const *text)
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
        }
      else
        text += add_spelled (run, text);
    }
}

/* Add to the output of RUN the whole assignment of TEXT to the variable for
   KEY, and a blank.  */
static void
assign (struct run *run, char const *key, char const *text)
{
  shell_begin (run->output, key, "");
  shell_quoted (run, text);
  shell_end (run->output);
  output_byte (run->output, ' ');
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
  shell_end (run->output);
  output_text (run->output, errnum ? "; false\n" : "; true\n");
}
