/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync.h -- write new directories to disk */

#ifndef MKDIR_SYNC_H
#define MKDIR_SYNC_H

#include <stdbool.h>
#include <sys/types.h>

#include "mkdir/dir-state.h"
#include "shared/base.h"

/* The directory that contains the last new ones.  It is synced once for all of
   them, so at most one is open.  */
struct sync
{
  int parent;   /* the directory, open for reading, or -1 */
  int errnum;   /* why it could not be opened, if PARENT is -1 */
  dev_t device; /* its device and inode number */
  ino_t inode;
  char *path;   /* its path for messages, or NULL before the first one */
  bool changed; /* whether it has got an entry since it was last synced */
};

/* For no directory yet.  */
#define SYNC_START                                                            \
  {                                                                           \
    .parent = -1                                                              \
  }

/* Before NAME, one component relative to DIR, is created or changed: make the
   directory that contains it the parent of SYNC.  If another one was, sync
   that first, so that no new directory is on disk before its parent, and
   report a failure to RUN.  DIR is the directory of BASE or was opened from
   it; the SIZE bytes at PATH are the path before NAME.  */
void sync_enter (struct sync *sync, struct run *run, struct base const *base,
                 int dir, char const *name, char const *path, size_t size);

/* Sync the directory DIR, which the parent of SYNC contains.  If it or the
   parent may not be read, sync their whole file system.  Return 0 or an errno
   value.  */
int sync_directory (struct sync *sync, struct run *run, struct open_dir dir);

/* Note that DIR has been created in the parent of SYNC, and sync it as
   sync_directory does, not the parent.  */
int sync_created (struct sync *sync, struct run *run, struct open_dir dir);

/* Sync the parent of SYNC, if it has changed.  Return 0 or an errno value.  */
int sync_parent (struct sync *sync, struct run *run);

/* Report to RUN that the directory PATH could not be synced for the reason
   ERRNUM.  */
void sync_report (struct run *run, char const *path, int errnum);

/* Sync the parent of SYNC, report a failure to RUN, and free the members of
   SYNC.  */
void sync_finish (struct sync *sync, struct run *run);

#endif
