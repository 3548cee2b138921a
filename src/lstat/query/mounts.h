/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.h -- find the mount point of a file */

#ifndef LSTAT_MOUNTS_H
#define LSTAT_MOUNTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "lstat/query/inode.h"

/* A mount.  */
struct mount
{
  uint64_t id; /* mount ID, as in statx(2) */
  char *point; /* absolute path of the mount point */
};

/* The list of mounts in the namespace of this process, shared by all
   threads.  */
struct mounts
{
  pthread_mutex_t mutex; /* protects the members below */
  FILE *list;   /* /proc/self/mountinfo, open to detect changes, or NULL */
  bool no_list; /* whether that file does not exist */
  size_t count; /* number of mounts */
  struct mount *mounts; /* sorted by ID */
};

/* Initialize MOUNTS; mounts_finish frees their memory.  */
void mounts_start (struct mounts *mounts);
void mounts_finish (struct mounts *mounts);

/* Set the mount point of INODE, which was queried by QUERY with
   WANT_MOUNT_POINT: by its mount ID in /proc/self/mountinfo (proc(5)) or, if
   either is missing, by the device numbers of its ancestors.  If it cannot be
   determined, set INODE->mount_point.error, and mark it as absent unless the
   list of mounts could not be read.  */
void mounts_find (struct mounts *mounts, struct query const *query,
                  struct inode *inode);

#endif
