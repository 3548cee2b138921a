/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.c -- where relative paths start */

#include <config.h>

#include "base.h"

int
base_open (struct base const *base, int dir, char const *path, int flags)
{
  (void)base;
  return openat (dir, path, flags | O_CLOEXEC);
}
