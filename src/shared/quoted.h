/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoted.h -- names quoted by gnulib's quotearg, without its static memory */

#ifndef SHARED_QUOTED_H
#define SHARED_QUOTED_H

#include <stddef.h>

struct quoting_options;

/* Return the *SIZE bytes at TEXT quoted as OPTIONS say, to be freed, and set
   *SIZE to the number of bytes returned, without the NUL that follows.  errno
   is kept.  */
char *quoted_copy (struct quoting_options const *options, char const *text,
                   size_t *size);

#endif
