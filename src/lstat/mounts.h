/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.h -- mount id to mount point */

#ifndef LSTAT_MOUNTS_H
#define LSTAT_MOUNTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "lstat/inode.h"

/* A mount.  */
struct mount
{
  uint64_t id; /* as statx(2) gives it */
  char *point; /* the absolute name of its root */
};

/* The mounts that this process sees, for all threads.  */
struct mounts
{
  pthread_mutex_t mutex; /* guards what follows */
  FILE *list;            /* mountinfo, open to hear of changes, or NULL */
  bool no_list;          /* whether there is no such file */
  size_t count;          /* number of mounts */
  struct mount *mounts;  /* in the order of their ids */
};

/* Make MOUNTS ready; mounts_finish frees what they hold then.  */
void mounts_start (struct mounts *mounts);
void mounts_finish (struct mounts *mounts);

/* Set the mount point of INODE's file, which LOOK gave with WANT_MOUNT_POINT:
   that of its mount id in proc(5)'s mountinfo or, without the one or the
   other, the topmost of its ancestors on the same device.  Its error is set if
   there is none to be found, or the list cannot be read.  */
void mounts_find (struct mounts *mounts, struct look const *look,
                  struct inode *inode);

#endif
