/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.c -- where relative paths start, and how far they may lead */

#include <config.h>

#include "shared/base.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#if HAVE_SYS_SYSCALL_H
#  include <sys/syscall.h>
#endif

#include "fcntl-safer.h"

/* What openat2(2) takes: told here because the C library's header may lack
   it.  */
struct open_how
{
  uint64_t flags;   /* as of openat(2) */
  uint64_t mode;    /* of a file that is made */
  uint64_t resolve; /* what a path may lead through */
};

enum
{
  RESOLVE_NO_MAGICLINKS = 0x02,
  RESOLVE_BENEATH = 0x08,
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
  base->dir_fd = fcntl (fd, F_GETFD) < 0 ? -1 : fd;
  return true;
}

#ifdef SYS_openat2
/* Call openat2(2) with the RESOLVE_ bits RESOLVE.  */
static int
call_openat2 (int dir, char const *path, int flags, uint64_t resolve)
{
  struct open_how how = { .flags = flags, .resolve = resolve };
  int fd;
  int tries = 100;

  /* The kernel gives up with EAGAIN where a rename may have let ".." out.  */
  do
    fd = syscall (SYS_openat2, dir, path, &how, sizeof how);
  while (fd < 0 && errno == EAGAIN && 0 < --tries);
  return fd;
}

/* Open PATH beneath DIR.  */
static int
open_beneath (int dir, char const *path, int flags)
{
  int fd = call_openat2 (dir, path, flags,
                         RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);

  /* A magic link is ELOOP like a loop of links, but leads outside.  */
  if (fd < 0 && errno == ELOOP)
    {
      fd = call_openat2 (dir, path, flags, RESOLVE_BENEATH);
      if (0 <= fd)
        {
          close (fd);
          fd = -1;
          errno = ELOOP;
        }
    }
  return fd;
}
#else
static int
open_beneath (int dir, char const *path, int flags)
{
  (void)dir;
  (void)path;
  (void)flags;
  errno = ENOSYS;
  return -1;
}
#endif

bool
base_from_directory (struct base *base, char const *directory)
{
  int flags = BASE_SEARCH | O_DIRECTORY | O_CLOEXEC;

  base->beneath = true;
  /* Never as descriptor 0: an operand of - is standard input.  */
  base->dir_fd = open_safer (directory, flags);
  if (base->dir_fd < 0)
    return false;

  int trial = open_beneath (base->dir_fd, ".", flags);

  if (trial < 0)
    {
      /* A sandbox may say EPERM for a call that it does not know.  */
      errno = errno == EPERM ? ENOSYS : errno;
      return false;
    }
  close (trial);
  return true;
}

int
base_open (struct base const *base, int dir, char const *path, int flags)
{
  return base->beneath ? open_beneath (dir, path, flags | O_CLOEXEC)
                       : openat (dir, path, flags | O_CLOEXEC);
}
