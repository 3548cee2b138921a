/* SPDX-License-Identifier: GPL-3.0-or-later */
/* capabilities.h -- file capabilities as text */

#ifndef LSTAT_CAPABILITIES_H
#define LSTAT_CAPABILITIES_H

#include <stddef.h>

#include "lstat/query/inode.h"

/* Return the text of the file capabilities in the SIZE bytes at BYTES, the
   value of the extended attribute security.capability, as getcap(8) prints it
   with -n.  Return NULL if BYTES are not valid.  The caller frees the text. */
char *capabilities_text (char const *bytes, size_t size);

/* If CAPABILITIES are known, convert them from the value of the extended
   attribute to text, or set their error to EINVAL if it is not valid.  */
void capabilities_convert (struct inode_text *capabilities);

#endif
