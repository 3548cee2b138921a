/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bare-look.c -- the system call for each file of a list, and nothing else

   Usage: bare-look stat|statx LIST

   LIST holds names that a NUL ends, as for lstat --files0-from.  */

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
look_by_stat (char const *path)
{
  struct stat st;

  return fstatat (AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW);
}

#ifdef STATX_BASIC_STATS
static int
look_by_statx (char const *path)
{
  struct statx record;

  return statx (AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | NO_AUTOMOUNT,
                STATX_BASIC_STATS | STATX_BTIME, &record);
}
#else
#  define look_by_statx look_by_stat
#endif

int
main (int argc, char **argv)
{
  if (argc != 3)
    {
      fputs ("usage: bare-look stat|statx LIST\n", stderr);
      return 1;
    }
  return list_each (argv[2], strcmp (argv[1], "statx") == 0 ? look_by_statx
                                                            : look_by_stat);
}
