/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoted.h -- quote names by gnulib's quotearg, in allocated memory */

#ifndef SHARED_QUOTED_H
#define SHARED_QUOTED_H

#include <stdbool.h>
#include <stddef.h>

#include "quotearg.h"

/* Return options, to be freed, for quoting in STYLE, with the quotation marks
   of the locale if they are part of it.  */
struct quoting_options *quoted_options (enum quoting_style style);

/* Return the *SIZE bytes at TEXT quoted as OPTIONS specify, to be freed, and
   set *SIZE to the size of the result, without its terminating NUL.  errno is
   preserved.  */
char *quoted_copy (struct quoting_options const *options, char const *text,
                   size_t *size);

/* Return whether TEXT has only printable ASCII characters, which quotearg
   escapes in no locale, but for quotes and backslashes.  */
bool quoted_is_printable (char const *text);

#endif
