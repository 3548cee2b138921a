/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bare-look.c -- make the system calls of a query for each file in a list

   Usage: bare-look stat|statx|record LIST

   LIST is a file of NUL-terminated names, as for lstat --files0-from.  The
   calls are fstatat(2), statx(2), or what a record of all fields takes:
   statx(2) with every bit, and lgetxattr(2) for the security context.  */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __linux__
#  include <sys/xattr.h>
#endif

#include "list.h"

enum
{
  NO_AUTOMOUNT = 0x800,
  EVERY_BIT = 0x3ffff
};

static int
call_fstatat (char const *path)
{
  struct stat st;

  return fstatat (AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW);
}

static int
call_statx_for (char const *path, unsigned mask)
{
#ifdef STATX_BASIC_STATS
  struct statx record;

  return statx (AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | NO_AUTOMOUNT, mask,
                &record);
#else
  (void)mask;
  return call_fstatat (path);
#endif
}

static int
call_statx (char const *path)
{
  enum
  {
    BASIC_STATS_AND_BTIME = 0xfff
  };

  return call_statx_for (path, BASIC_STATS_AND_BTIME);
}

static int
call_for_record (char const *path)
{
  if (call_statx_for (path, EVERY_BIT) != 0)
    return -1;
#ifdef __linux__
  char context[128];

  /* Most files have no context.  */
  (void)lgetxattr (path, "security.selinux", context, sizeof context);
#endif
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    {
      fputs ("usage: bare-look stat|statx|record LIST\n", stderr);
      return 1;
    }
  return list_each (argv[2], strcmp (argv[1], "record") == 0  ? call_for_record
                             : strcmp (argv[1], "statx") == 0 ? call_statx
                                                              : call_fstatat);
}
