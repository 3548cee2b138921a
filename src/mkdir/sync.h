/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync.h -- write new directories to disk */

#ifndef MKDIR_SYNC_H
#define MKDIR_SYNC_H

#include <stdbool.h>
#include <sys/stat.h>

#include "mkdir/dir-state.h"
#include "mkdir/walk.h"

/* The directory that contains the last new ones.  It is synced once for all of
   them, so at most one is open.  At the start, all members are 0 but those of
   PARENT.  */
struct sync
{
  struct open_dir parent; /* the directory, open for reading, with its run */
  int errnum;             /* why it could not be opened, if it is not */
  struct stat status;     /* its status, if it is open */
  char *path;             /* its path for messages, or NULL before the first */
  bool changed; /* whether it has got an entry since it was last synced */
};

/* Before the selection of WALK, one component, is created or changed: make the
   directory that contains it the parent of SYNC.  If another one was, sync
   that first, so that no new directory is on disk before its parent, and
   report a failure.  */
void sync_enter (struct sync *sync, struct walk const *walk);

/* Sync the directory DIR, which the parent of SYNC contains, not the parent.
   If DIR is CREATED, note that the parent has changed.  If DIR or the parent
   may not be read, sync their whole file system.  Return 0 or an errno
   value.  */
int sync_directory (struct sync *sync, struct open_dir dir, bool created);

/* Sync the parent of SYNC, if it has changed.  Return 0 or an errno value.  */
int sync_parent (struct sync *sync);

/* Report to RUN that the directory PATH could not be synced for the reason
   ERRNUM.  */
void sync_report (struct run *run, char const *path, int errnum);

/* Sync the parent of SYNC, report a failure, and free the members of SYNC.  */
void sync_finish (struct sync *sync);

#endif
