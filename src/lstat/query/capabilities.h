/* SPDX-License-Identifier: GPL-3.0-or-later */
/* capabilities.h -- file capabilities as text */

#ifndef LSTAT_CAPABILITIES_H
#define LSTAT_CAPABILITIES_H

#include <stddef.h>

#include "lstat/query/arena.h"

/* Return the text, in ARENA, of the file capabilities in the SIZE bytes at
   BYTES, the value of the extended attribute security.capability, as getcap(8)
   prints it with -n.  Return NULL if BYTES are not valid.  */
char *capabilities_text (struct arena *arena, char const *bytes, size_t size);

#endif
