/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoted.c -- quote names by gnulib's quotearg, in allocated memory */

#include <config.h>

#include "shared/quoted.h"

#include <string.h>

#include "quotearg.h"
#include "xalloc.h"

/* Make the left quotation mark at the front of QUOTED, a string of SIZE bytes,
   that of GB18030 where quotearg has misspelled it "\xa1\ae", with a control
   byte, instead of "\xa1\xae".  Return the size that is left.  */
static size_t
mend_left_quote (char *quoted, size_t size)
{
  static char const misspelled[] = { '\xa1', '\a', 'e' };

  if (size < sizeof misspelled
      || memcmp (quoted, misspelled, sizeof misspelled) != 0)
    return size;
  quoted[1] = '\xae';
  memmove (quoted + 2, quoted + 3, size + 1 - 3);
  return size - 1;
}

char *
quoted_copy (struct quoting_options const *options, char const *text,
             size_t *size)
{
  size_t length = *size;
  size_t quoted_length = 2 * length + sizeof "''$''";
  size_t room = 0;
  char *quoted = NULL;

  /* quotearg_alloc, which first calls quotearg_buffer without a buffer, may
     compute too small a size for a name that contains a quote and ends in a
     byte that is escaped.  */
  while (room <= quoted_length)
    {
      room = quoted_length + 1;
      quoted = xrealloc (quoted, room);
      quoted_length = quotearg_buffer (quoted, room, text, length, options);
    }

  enum quoting_style style = get_quoting_style (options);

  if (style == locale_quoting_style || style == clocale_quoting_style)
    quoted_length = mend_left_quote (quoted, quoted_length);
  *size = quoted_length;
  return quoted;
}
