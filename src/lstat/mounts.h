/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.h -- mount id to mount point */

#ifndef LSTAT_MOUNTS_H
#define LSTAT_MOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "lstat/inode.h"

/* A mount.  */
struct mount
{
  uint64_t id; /* as statx(2) gives it */
  char *point; /* the absolute name of its root */
};

/* The mounts that this process sees.  Start with all members 0.  */
struct mounts
{
  FILE *list;            /* mountinfo, open to hear of changes, or NULL */
  bool no_list;          /* whether there is no such file */
  struct timespec asked; /* when the list was last asked whether it changed */
  size_t count;          /* number of mounts */
  struct mount *mounts;  /* in the order of their ids */
  char *point;           /* the last result found without the list, or NULL */
};

/* Return the mount point of INODE's file, which LOOK gave with
   WANT_MOUNT_POINT: that of its mount id in proc(5)'s mountinfo or, without
   the one or the other, the topmost of its ancestors on the same device.
   Return NULL with errno set if there is none to be found.  The result lasts
   until the next call with MOUNTS.  */
char const *mounts_point (struct mounts *mounts, struct look const *look,
                          struct inode const *inode);

#endif
