/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets.h -- what is fuzzed */

#ifndef FUZZ_TARGETS_H
#define FUZZ_TARGETS_H

#include <stddef.h>

/* A target.  */
struct target
{
  char const *name;

  /* Try the SIZE bytes at BYTES, which end with a NUL that is not counted.
     Fail if a program does what it must not.  */
  void (*try) (char const *bytes, size_t size);
};

/* Return the target NAME.  Exit with a message if there is none.  */
struct target const *target_find (char const *name);

/* Give TARGET the SIZE bytes at BYTES, in memory of just that size.  */
void target_try (struct target const *target, void const *bytes, size_t size);

#endif
