/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.c -- the directory where relative paths start, and its boundary */

#include <config.h>

#include "shared/base.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fcntl-safer.h"
#include "same-inode.h"
#include "unistd-safer.h"

#include "shared/messages.h"
#include "shared/report.h"
#include "shared/system.h"

/* struct open_how of openat2(2), which some C libraries lack.  */
struct openat2_how
{
  uint64_t flags;   /* as of openat(2) */
  uint64_t mode;    /* of a file that is created */
  uint64_t resolve; /* restrictions on path resolution */
};

/* Bits of RESOLVE: RESOLVE_NO_MAGICLINKS and RESOLVE_BENEATH, which some C
   libraries lack.  */
enum
{
  NO_MAGIC_LINKS = 0x02,
  STAY_BENEATH = 0x08,
};

bool
base_from_fd (struct base *base, char const *text)
{
  char *end;

  if (*text < '0' || '9' < *text)
    return false;
  errno = 0;
  long int fd = strtol (text, &end, 10);

  if (errno || *end || INT_MAX < fd)
    return false;
  base->given_fd = fd;
  base->dir_fd = fcntl (fd, F_GETFD) < 0 ? -1 : fd;
  return true;
}

bool
base_report_failure (struct base const *base, struct run *run,
                     char const *path, int errnum)
{
  struct stat status;

  if (*path == '/' || base->dir_fd == AT_FDCWD || base->beneath)
    return false;

  bool is_closed = errnum == EBADF && base->dir_fd < 0;
  bool is_no_directory = errnum == ENOTDIR
                         && fstat (base->dir_fd, &status) == 0
                         && !S_ISDIR (status.st_mode);

  if (!is_closed && !is_no_directory)
    return false;
  report_error (run, errnum, "--dir-fd %d", base->given_fd);
  return true;
}

/* Open PATH with FLAGS beneath DIR.  Return the descriptor, or -1 with errno
   set: to ENOSYS if the system lacks openat2(2).  */
static int
open_beneath (int dir, char const *path, int flags)
{
  struct openat2_how how
      = { .flags = flags, .resolve = STAY_BENEATH | NO_MAGIC_LINKS };
  int tries = 100;
  int fd;

  /* It fails with EAGAIN if, because of a concurrent rename, it cannot ensure
     that ".." stays beneath DIR.  A magic link fails with ELOOP, as too many
     symbolic links do, but with EXDEV if NO_MAGIC_LINKS is not set.  */
  while ((fd = system_call (SYS_openat2, dir, path, &how, sizeof how)) < 0)
    if (errno == ELOOP && how.resolve & NO_MAGIC_LINKS)
      how.resolve = STAY_BENEATH;
    else if (errno != EAGAIN || --tries == 0)
      return -1;
  if (how.resolve & NO_MAGIC_LINKS)
    return fd;
  close (fd);
  errno = ELOOP;
  return -1;
}

/* Open the directory of BASE with FLAGS by openat2(2), and close it.  Return 0
   or the errno value of a failure, which is ENOSYS if the answer is no other
   descriptor of the directory: old emulators of Linux return a positive number
   for a system call that they do not know.  */
static int
try_openat2 (struct base const *base, int flags)
{
  struct stat opened;
  struct stat directory;
  int fd;
  int result;

  RUN_REPEAT (base->run, fd, open_beneath (base->dir_fd, ".", flags));
  if (fd < 0)
    return errno;
  RUN_REPEAT (base->run, result, fstat (fd, &opened));
  if (result == 0)
    RUN_REPEAT (base->run, result, fstat (base->dir_fd, &directory));

  int errnum = result == 0 ? 0 : errno;
  bool is_other = result == 0 && !SAME_INODE (opened, directory);

  if (fd == base->dir_fd || errnum == EBADF || is_other)
    return ENOSYS;
  close (fd);
  return errnum;
}

bool
base_from_directory (struct base *base, char const *directory)
{
  struct run *run = base->run;
  int flags = SYSTEM_SEARCH | O_DIRECTORY | O_CLOEXEC;

  /* open_safer does not return the descriptor of a standard stream.  */
  RUN_REPEAT (run, base->dir_fd, open_safer (directory, flags));
  base->beneath = 0 <= base->dir_fd;

  int errnum = base->beneath ? try_openat2 (base, flags) : errno;

  run->beneath = errnum == 0;
  /* A sandbox may fail with EPERM for a system call that it does not know.  */
  if (errnum == ENOSYS || (base->beneath && errnum == EPERM))
    report_error (run, 0,
                  N_ ("--beneath needs openat2(2),"
                      " which this system does not have"));
  else if (errnum != 0)
    report_error (run, errnum, N_ ("cannot open directory %s"),
                  report_name (run, directory));
  return run->beneath;
}

void
base_finish (struct base const *base)
{
  if (base->beneath)
    close (base->dir_fd);
}

int
base_open (struct base const *base, int dir, char const *path, int flags)
{
  int ancestor = dir;

  for (;;)
    {
      char part[PATH_MAX];
      size_t size = strnlen (path, PATH_MAX);
      bool is_last = size < PATH_MAX;
      int fd;

      /* Of a longer path, up to the last slash that fits into PART.  If there
         is none, the system call fails with ENAMETOOLONG.  */
      if (!is_last)
        {
          do
            size--;
          while (0 < size && path[size - 1] != '/');
          memcpy (part, path, size);
          part[size] = '\0';
          is_last = size == 0;
        }

      char const *opened = is_last ? path : part;
      int part_flags
          = O_CLOEXEC | (is_last ? flags : O_DIRECTORY | SYSTEM_SEARCH);

      RUN_REPEAT (base->run, fd,
                  base->beneath ? open_beneath (ancestor, opened, part_flags)
                                : openat (ancestor, opened, part_flags));
      fd = fd_safer_flag (fd, O_CLOEXEC);
      if (ancestor != dir)
        system_close (ancestor);
      if (is_last || fd < 0)
        return fd;
      ancestor = fd;
      path += size;
      path += strspn (path, "/");
      path = *path ? path : ".";
    }
}
