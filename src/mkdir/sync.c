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
call_fsync (struct run *run, int fd)
{
  int done;

  RUN_REPEAT (run, done, fsync (fd));
  if (done == 0)
    return 0;
  switch (errno)
    {
      /* POSIX fsync: EINVAL if the operation is not possible for the file.
         Linux fails so for directories of file systems that exist in memory
         only, such as cgroup2, and other file systems with the rest if they
         cannot sync directories.  fsync(2) also has EROFS for those, but a
         file system that has just created a directory fails with EROFS if an
         error has made it read-only since, so that is reported.  */
    case EINVAL:
    case ENOSYS:
    case ENOTSUP:
#if EOPNOTSUPP != ENOTSUP
    case EOPNOTSUPP:
#endif
      return 0;
    default:
      return errno;
    }
}

/* Sync the file system of the open directory FD by syncfs(2).  Return 0 or an
   errno value, EACCES if the system has no such call.  */
static int
call_syncfs (struct run *run, int fd)
{
#if HAVE_SYNCFS
  int done;

  RUN_REPEAT (run, done, syncfs (fd));
  return done == 0 ? 0 : errno;
#else
  (void)run;
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
  int errnum = sync_parent (sync, run);

  if (errnum != 0)
    sync_report (run, sync->path, errnum);
}

void
sync_enter (struct sync *sync, struct run *run, struct base const *base,
            int dir, char const *name, char const *path, size_t size)
{
  int fd = base_open (base, dir, *name == '/' ? "/" : ".",
                      O_DIRECTORY | O_RDONLY);
  int errnum = fd < 0 ? errno : 0;
  struct stat status = { 0 };
  int done = 0;

  if (0 <= fd)
    RUN_REPEAT (run, done, fstat (fd, &status));
  if (done != 0)
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
sync_directory (struct sync *sync, struct run *run, struct open_dir dir)
{
  if (dir.is_path)
    return sync->parent < 0 ? EACCES : call_syncfs (run, sync->parent);
  if (0 <= sync->parent || sync->errnum != EACCES || !sync->changed)
    return call_fsync (run, dir.fd);

  int errnum = call_syncfs (run, dir.fd);

  sync->changed = errnum != 0;
  return errnum;
}

int
sync_created (struct sync *sync, struct run *run, struct open_dir dir)
{
  sync->changed = true;
  return sync_directory (sync, run, dir);
}

int
sync_parent (struct sync *sync, struct run *run)
{
  if (!sync->changed)
    return 0;
  sync->changed = false;
  return sync->parent < 0 ? sync->errnum : call_fsync (run, sync->parent);
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
