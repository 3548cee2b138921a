/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoted.c -- quote names by gnulib's quotearg, in allocated memory */

#include <config.h>

#include "shared/quoted.h"

#include <string.h>

#include "c-ctype.h"
#include "localcharset.h"
#include "xalloc.h"

#include "shared/messages.h"

struct quoting_options *
quoted_options (enum quoting_style style)
{
  struct quoting_options *options = clone_quoting_options (NULL);

  set_quoting_style (options, style);
  /* quotearg translates its marks.  Those that have no translation have a
     control character in this charset.  */
  if ((style == locale_quoting_style || style == clocale_quoting_style)
      && strcmp (locale_charset (), "GB18030") == 0 && *_ ("`") == '`'
      && *_ ("'") == '\'')
    set_custom_quoting (options, "\xa1\xae", "\xa1\xaf");
  return options;
}

/* Return whether QUOTED, which is TEXT quoted by quotearg as OPTIONS specify,
   lacks the start of its first escape, as in '\n''it'\''s'$'\n', which should
   start with ''$'\n'.  That happens to a text that begins and ends with an
   escape and has a single quote in between.  */
static bool
lacks_start (struct quoting_options const *options, char const *text,
             char const *quoted)
{
  enum quoting_style style = get_quoting_style (options);

  return (style == shell_escape_quoting_style
          || style == shell_escape_always_quoting_style)
         && quoted[0] == '\'' && quoted[1] == '\\' && *text != '\\';
}

char *
quoted_copy (struct quoting_options const *options, char const *text,
             size_t *size)
{
  static char const start[] = "''$";
  size_t const start_size = sizeof start - 1;
  size_t length = 2 * *size + sizeof "''$''";
  size_t capacity;
  char *quoted = NULL;

  /* quotearg_alloc, which first calls quotearg_buffer without a buffer, may
     compute too small a size for a name that contains a quote and ends in a
     byte that is escaped.  */
  do
    {
      capacity = length + 1;
      quoted = xrealloc (quoted, capacity + start_size);
      length = quotearg_buffer (quoted, capacity, text, *size, options);
    }
  while (capacity <= length);
  if (lacks_start (options, text, quoted))
    {
      memmove (quoted + start_size, quoted, length + 1);
      memcpy (quoted, start, start_size);
      length += start_size;
    }
  *size = length;
  return quoted;
}

bool
quoted_is_printable (char const *text)
{
  while (c_isprint (*text))
    text++;
  return !*text;
}
