/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.h -- find the mount point of a file */

#ifndef LSTAT_MOUNTS_H
#define LSTAT_MOUNTS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "lstat/query/query.h"

/* The list of mounts in the namespace of this process, shared by all
   threads.  */
struct mounts
{
  pthread_mutex_t mutex; /* protects the members up to TEXT */
  int fd;     /* /proc/self/mountinfo, open to detect changes, or -1 */
  char *text; /* its contents, or NULL */

  atomic_uint waits; /* incremented after each wait for input, during which
                        mounts may have changed */
};

/* Initialize MOUNTS; mounts_finish frees their memory.  */
void mounts_start (struct mounts *mounts);
void mounts_finish (struct mounts *mounts);

/* Set MOUNT to the mount of the file PLACE with the mount ID, as in
   /proc/self/mountinfo (proc(5)), or its POINT to NULL if that file does not
   exist or lacks the ID.  Return false with errno set if it cannot be
   read.  */
bool mounts_by_id (struct place const *place, uint64_t id,
                   struct mount *mount);

/* Set MOUNT to the mount of the file PLACE, a symbolic link if IS_LINK, but
   for its options, if the system has its names in the status of a file system,
   as macOS and the BSDs do.  Return whether it has.  */
bool mounts_by_name (struct place const *place, bool is_link,
                     struct mount *mount);

/* Return the mount point of the file PLACE, a symbolic link if IS_LINK, by the
   device numbers of its ancestors, or NULL with errno set.  */
char const *mounts_by_device (struct place const *place, bool is_link);

#endif
