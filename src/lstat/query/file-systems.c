/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file-systems.c -- status of a file system, and names of types */

#include <config.h>

#include "lstat/query/file-systems.h"

#include <stddef.h>
#include <string.h>
#if defined __linux__
#  include <sys/statfs.h>
#else
#  include <sys/statvfs.h>
#endif

int
file_system_query (struct file_system *status, int fd, char const *path)
{
#if defined __linux__
  struct statfs s;

  if ((path ? statfs (path, &s) : fstatfs (fd, &s)) != 0)
    return -1;
  status->f_type = (unsigned int)s.f_type;
  status->f_namemax = s.f_namelen;
  /* Two words, the least significant one first, as in statvfs(3).  */
  uint32_t fsid[2];
  memcpy (fsid, &s.f_fsid, sizeof fsid);
  status->f_fsid = fsid[0] | (uint64_t)fsid[1] << 32;
  /* Without ST_VALID, which says only that f_flags is set.  */
  status->f_flag = s.f_flags & ~0x20UL;
#else
  struct statvfs s;

  if ((path ? statvfs (path, &s) : fstatvfs (fd, &s)) != 0)
    return -1;
  status->f_type = 0;
  status->f_namemax = s.f_namemax;
  status->f_fsid = s.f_fsid;
  status->f_flag = s.f_flag;
#endif
  status->f_bsize = s.f_bsize;
  /* Linux before 2.6 sets it to 0.  */
  status->f_frsize = s.f_frsize ? s.f_frsize : s.f_bsize;
  status->f_blocks = s.f_blocks;
  status->f_bfree = s.f_bfree;
  status->f_bavail = s.f_bavail;
  status->f_files = s.f_files;
  status->f_ffree = s.f_ffree;
  status->f_favail = s.f_ffree;
  return 0;
}

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
