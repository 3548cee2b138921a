/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file-systems.h -- status of a file system, and names of types */

#ifndef LSTAT_FILE_SYSTEMS_H
#define LSTAT_FILE_SYSTEMS_H

#include <stdint.h>

/* The status of a file system, with the members of POSIX struct statvfs.  */
struct file_system
{
  uint64_t f_type;    /* type, or 0 if not known */
  uint64_t f_bsize;   /* block size for efficient I/O, in bytes */
  uint64_t f_frsize;  /* unit of the block counts, in bytes */
  uint64_t f_blocks;  /* total number of blocks */
  uint64_t f_bfree;   /* free blocks */
  int64_t f_bavail;   /* free blocks available to non-superusers */
  uint64_t f_files;   /* total number of inodes */
  uint64_t f_ffree;   /* free inodes */
  uint64_t f_favail;  /* free inodes available to non-superusers */
  uint64_t f_namemax; /* longest file name, in bytes */
  uint64_t f_fsid;    /* file system ID */
  uint64_t f_flag;    /* mount flags */
};

/* Set STATUS to the status of the file system that contains the file PATH,
   following symbolic links, or the file open as FD if PATH is NULL.  Return 0,
   or -1 with errno set by statfs(2) or POSIX statvfs.  */
int file_system_query (struct file_system *status, int fd, char const *path);

/* Return the name that GNU stat prints for the file system type TYPE, as in
   f_type of statfs(2), or NULL if there is none.  */
char const *file_system_type (uint64_t type);

#endif
