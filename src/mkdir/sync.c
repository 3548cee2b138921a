/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync.c -- write new directories to disk */

#include <config.h>

#include "mkdir/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/messages.h"
#include "shared/report.h"
#include "xalloc.h"

/* Sync the open directory FD by fsync(2).  Return 0 or an errno value.  */
static int
call_fsync (int fd)
{
  int result;

  do
    result = fsync (fd);
  while (result != 0 && errno == EINTR);
  /* POSIX fsync: EINVAL if the operation is not possible for the file; and
     fsync(2) has it for files that do not support synchronization.  Linux
     fails so for directories of file systems that exist in memory only, such
     as cgroup2.  There is nothing to write then.  fsync(2) also has EROFS for
     those, but a file system that has just created a directory fails with
     EROFS if an error has made it read-only since, so that is reported.  */
  return result == 0 || errno == EINVAL ? 0 : errno;
}

/* Sync the file system of the open directory FD by syncfs(2).  Return 0 or an
   errno value, EACCES if the system has no such call.  */
static int
call_syncfs (int fd)
{
#if HAVE_SYNCFS
  return syncfs (fd) == 0 ? 0 : errno;
#else
  (void)fd;
  return EACCES;
#endif
}

/* Close the parent of SYNC, and free its path.  */
static void
leave (struct sync *sync)
{
  if (0 <= sync->parent)
    close (sync->parent);
  free (sync->path);
  *sync = (struct sync)SYNC_START;
}

/* Return whether the parent of SYNC is the file with STATUS.  */
static bool
is_parent (struct sync const *sync, struct stat const *status)
{
  return 0 <= sync->parent && sync->device == status->st_dev
         && sync->inode == status->st_ino;
}

/* Return the path for messages of the directory that contains NAME, where the
   SIZE bytes at PATH precede NAME, to be freed.  */
static char *
parent_path (char const *name, char const *path, size_t size)
{
  if (*name == '/')
    return xstrdup ("/");
  while (1 < size && path[size - 1] == '/')
    size--;
  if (size == 0)
    return xstrdup (".");

  char *copy = xmemdup (path, size + 1);

  copy[size] = '\0';
  return copy;
}

/* Sync the parent of SYNC, and report a failure to RUN.  */
static void
sync_parent_and_report (struct sync *sync, struct run *run)
{
  int errnum = sync_parent (sync);

  if (errnum != 0)
    sync_report (run, sync->path, errnum);
}

void
sync_enter (struct sync *sync, struct run *run, struct base const *base,
            int dir, char const *name, char const *path, size_t size)
{
  int fd = base_open (base, dir, *name == '/' ? "/" : ".",
                      O_DIRECTORY | O_RDONLY | O_NONBLOCK);
  int errnum = fd < 0 ? errno : 0;
  struct stat status = { 0 };

  if (0 <= fd && fstat (fd, &status) != 0)
    {
      errnum = errno;
      close (fd);
      fd = -1;
    }
  if (0 <= fd && is_parent (sync, &status))
    {
      close (fd);
      return;
    }
  sync_parent_and_report (sync, run);
  leave (sync);
  *sync = (struct sync){ .parent = fd,
                         .errnum = errnum,
                         .device = status.st_dev,
                         .inode = status.st_ino,
                         .path = parent_path (name, path, size) };
}

int
sync_directory (struct sync *sync, int fd)
{
  if (fd < 0)
    return sync->parent < 0 ? EACCES : call_syncfs (sync->parent);
  if (0 <= sync->parent || sync->errnum != EACCES || !sync->changed)
    return call_fsync (fd);

  int errnum = call_syncfs (fd);

  sync->changed = errnum != 0;
  return errnum;
}

int
sync_created (struct sync *sync, struct base const *base, int dir,
              char const *name)
{
  int fd = base_open (base, dir, name,
                      O_DIRECTORY | O_NOFOLLOW | O_RDONLY | O_NONBLOCK);

  sync->changed = true;
  if (fd < 0 && errno != EACCES)
    return errno;

  int errnum = sync_directory (sync, fd);

  if (0 <= fd)
    close (fd);
  return errnum;
}

int
sync_parent (struct sync *sync)
{
  if (!sync->changed)
    return 0;
  sync->changed = false;
  return sync->parent < 0 ? sync->errnum : call_fsync (sync->parent);
}

void
sync_report (struct run *run, char const *path, int errnum)
{
  report_error (run, errnum, N_ ("error syncing %s"), report_name (run, path));
}

void
sync_finish (struct sync *sync, struct run *run)
{
  sync_parent_and_report (sync, run);
  leave (sync);
}
