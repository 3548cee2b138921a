/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode-flags.h -- query the flags and the project ID of an inode */

#ifndef LSTAT_INODE_FLAGS_H
#define LSTAT_INODE_FLAGS_H

#include <stdint.h>

#include "lstat/query/query.h"

/* The flags and the project ID of an inode, in the layout that file_getattr(2)
   of Linux 6.17 fills in.  */
struct inode_flags
{
  uint64_t flags; /* FS_XFLAG_ bits of <linux/fs.h> */
  uint32_t extent_size;
  uint32_t extents;
  uint32_t project_id; /* ID for quotas of a project */
  uint32_t cow_extent_size;
};

/* Set FLAGS to those of the file PLACE, whose type is in MODE: by
   file_getattr(2) or, where that is missing and PLACE is open, by
   FS_IOC_FSGETXATTR of a regular file or a directory that can be opened for
   reading, which does not change its access time.  Return 0 or the errno value
   of the failure.  */
int inode_flags_query (struct inode_flags *flags, struct place const *place,
                       unsigned int mode);

#endif
