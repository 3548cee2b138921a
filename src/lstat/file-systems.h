/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file-systems.h -- the status of a file system, and the names of types */

#ifndef LSTAT_FILE_SYSTEMS_H
#define LSTAT_FILE_SYSTEMS_H

#include <stdbool.h>
#include <stdint.h>

/* The status of a file system, named as in POSIX statvfs.  */
struct file_system
{
  uint64_t f_type;    /* the number of its type, or 0 */
  uint64_t f_bsize;   /* bytes for efficient I/O */
  uint64_t f_frsize;  /* bytes that the counts of blocks are in */
  uint64_t f_blocks;  /* blocks in all */
  uint64_t f_bfree;   /* free blocks */
  int64_t f_bavail;   /* free blocks for other users than root */
  uint64_t f_files;   /* inodes in all */
  uint64_t f_ffree;   /* free inodes */
  uint64_t f_favail;  /* free inodes for other users than root */
  uint64_t f_namemax; /* bytes that a file name may have */
  uint64_t f_fsid;    /* the identifier of the file system */
  uint64_t f_flag;    /* flags of the mount */
};

/* Fill in STATUS for the file system that PATH is on, a link followed, or the
   file of the descriptor FD if PATH is NULL.  Return true, or false with errno
   set by statfs(2) or POSIX statvfs.  */
bool file_system_look (struct file_system *status, int fd, char const *path);

/* Return the name of the file system type that Linux numbers TYPE, as GNU
   stat prints it, or NULL if it has none.  */
char const *file_system_type (uint64_t type);

#endif
