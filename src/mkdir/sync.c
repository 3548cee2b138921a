/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync.c -- write new directories to disk */

#include <config.h>

#include "mkdir/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "dirname.h"
#include "same-inode.h"

#include "shared/messages.h"
#include "shared/report.h"
#include "shared/system.h"

/* Return the errno value of a call that syncs a directory and returned DONE,
   or 0 if it succeeded or there is nothing to sync.

   POSIX fsync: EINVAL if the operation is not possible for the file.  Linux
   fails so for directories of file systems that exist in memory only, such as
   cgroup2, and other file systems with the rest if they cannot sync
   directories.  fsync(2) also has EROFS for those, but a file system that has
   just created a directory fails with EROFS if an error has made it read-only
   since, so that is reported.  */
static int
sync_result (int done)
{
  return done == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP
                 || errno == EOPNOTSUPP
             ? 0
             : errno;
}

/* Sync DIR by fsync(2).  Return 0 or an errno value.  */
static int
call_fsync (struct open_dir dir)
{
  int done;

  RUN_REPEAT (dir.run, done, fsync (dir.fd));
  return sync_result (done);
}

/* Sync the file system of DIR by syncfs(2).  Return 0 or an errno value,
   EACCES if the system has no such call.  */
static int
call_syncfs (struct open_dir dir)
{
  int done;

  RUN_REPEAT (dir.run, done, system_syncfs (dir.fd));
  return done != 0 && errno == ENOSYS ? EACCES : sync_result (done);
}

void
sync_enter (struct sync *sync, struct walk const *walk)
{
  struct sync next = { .parent.run = sync->parent.run };

  next.parent.fd = base_open (walk->base, walk->dir, walk_parent (walk),
                              O_DIRECTORY | O_RDONLY);
  if (next.parent.fd < 0)
    next.errnum = errno;
  else if (!open_dir_look (next.parent, &next.status))
    {
      next.errnum = errno;
      close (next.parent.fd);
      next.parent.fd = -1;
    }
  else if (0 <= sync->parent.fd && SAME_INODE (next.status, sync->status))
    {
      close (next.parent.fd);
      return;
    }
  sync_finish (sync);
  *sync = next;
  sync->path = dir_name (walk->path);
}

int
sync_directory (struct sync *sync, struct open_dir dir, bool created)
{
  bool is_open = 0 <= sync->parent.fd;

  sync->changed |= created;
  if (dir.is_path)
    return is_open ? call_syncfs (sync->parent) : EACCES;
  if (is_open || sync->errnum != EACCES || !sync->changed)
    return call_fsync (dir);

  int errnum = call_syncfs (dir);

  sync->changed = errnum != 0;
  return errnum;
}

int
sync_parent (struct sync *sync)
{
  if (!sync->changed)
    return 0;
  sync->changed = false;
  return sync->parent.fd < 0 ? sync->errnum : call_fsync (sync->parent);
}

void
sync_report (struct run *run, char const *path, int errnum)
{
  report_error (run, errnum, N_ ("error syncing %s"), report_name (run, path));
}

void
sync_finish (struct sync *sync)
{
  int errnum = sync_parent (sync);

  if (errnum != 0)
    sync_report (sync->parent.run, sync->path, errnum);
  if (0 <= sync->parent.fd)
    close (sync->parent.fd);
  free (sync->path);
}
