/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bare-look.c -- call fstatat(2) or statx(2) for each file in a list

   Usage: bare-look stat|statx LIST

   LIST is a file of NUL-terminated names, as for lstat --files0-from.  */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "list.h"

enum
{
  NO_AUTOMOUNT = 0x800
};

static int
call_fstatat (char const *path)
{
  struct stat st;

  return fstatat (AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW);
}

#ifdef STATX_BASIC_STATS
static int
call_statx (char const *path)
{
  struct statx record;

  return statx (AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | NO_AUTOMOUNT,
                STATX_BASIC_STATS | STATX_BTIME, &record);
}
#else
#  define call_statx call_fstatat
#endif

int
main (int argc, char **argv)
{
  if (argc != 3)
    {
      fputs ("usage: bare-look stat|statx LIST\n", stderr);
      return 1;
    }
  return list_each (argv[2], strcmp (argv[1], "statx") == 0 ? call_statx
                                                            : call_fstatat);
}
