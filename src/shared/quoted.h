/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoted.h -- quote names by gnulib's quotearg, in allocated memory */

#ifndef SHARED_QUOTED_H
#define SHARED_QUOTED_H

#include <stddef.h>

struct quoting_options;

/* Return the *SIZE bytes at TEXT quoted as OPTIONS specify, to be freed, and
   set *SIZE to the size of the result, without its terminating NUL.  errno is
   preserved.  */
char *quoted_copy (struct quoting_options const *options, char const *text,
                   size_t *size);

#endif
