/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file-systems.c -- names of the types of file systems */

#include <config.h>

#include "lstat/query/file-systems.h"

#include <stddef.h>

char const *
file_system_type (uint64_t type)
{
  static struct
  {
    uint32_t number;
    char const *name;
  } const types[] = {
#define TYPE(Number, Name) { Number, Name },
#include "lstat/query/file-systems.def"
#undef TYPE
  };

  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (types[i].number == type)
      return types[i].name;
  return NULL;
}
