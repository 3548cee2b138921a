/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.c -- where relative paths start, and how far they may lead */

#include <config.h>

#include "shared/base.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if HAVE_SYS_SYSCALL_H
#  include <sys/syscall.h>
#endif

#include "fcntl-safer.h"

/* What openat2(2) takes.  The C library's header may have it, under the name
   of the kernel's, or lack it.  */
struct openat2_how
{
  uint64_t flags;   /* as of openat(2) */
  uint64_t mode;    /* of a file that is made */
  uint64_t resolve; /* what a path may lead through */
};

/* Bits of RESOLVE, which the C library may define as macros.  */
enum
{
  NO_MAGIC_LINKS = 0x02,
  STAY_BENEATH = 0x08,
};

enum
{
  PATH_SIZE = 4096 /* bytes that a system call takes for a path, its NUL
                      included */
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
/* Call openat2(2) with the bits RESOLVE.  */
static int
call_openat2 (int dir, char const *path, int flags, uint64_t resolve)
{
  struct openat2_how how = { .flags = flags, .resolve = resolve };
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
  int fd = call_openat2 (dir, path, flags, STAY_BENEATH | NO_MAGIC_LINKS);

  /* A magic link is ELOOP like a loop of links, but leads outside.  */
  if (fd < 0 && errno == ELOOP)
    {
      fd = call_openat2 (dir, path, flags, STAY_BENEATH);
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

int
base_from_directory (struct base *base, char const *directory)
{
  int flags = BASE_SEARCH | O_DIRECTORY | O_CLOEXEC;

  /* Never as a standard stream.  */
  int dir_fd = open_safer (directory, flags);

  if (dir_fd < 0)
    return errno;
  base->dir_fd = dir_fd;
  base->beneath = true;

  int trial = open_beneath (dir_fd, ".", flags);

  if (trial < 0)
    /* A sandbox may say EPERM for a call that it does not know.  */
    return errno == EPERM ? ENOSYS : errno;
  close (trial);
  return 0;
}

void
base_finish (struct base *base)
{
  if (base->beneath)
    close (base->dir_fd);
  base->beneath = false;
}

int
base_open (struct base const *base, int dir, char const *path, int flags)
{
  return base->beneath ? open_beneath (dir, path, flags | O_CLOEXEC)
                       : openat (dir, path, flags | O_CLOEXEC);
}

int
base_open_ancestors (struct base const *base, char const *path,
                     char const **rest)
{
  char part[PATH_SIZE];
  int dir = base->dir_fd;
  size_t left = strlen (path);

  while (PATH_SIZE <= left)
    {
      /* As many components as there is room for, and a slash.  */
      size_t size = PATH_SIZE - 1;

      while (0 < size && path[size - 1] != '/')
        size--;
      memcpy (part, path, size);
      part[size] = '\0';

      int next = -1;

      if (size == 0)
        errno = ENAMETOOLONG;
      else
        next = base_open (base, dir, part, O_DIRECTORY | BASE_SEARCH);
      int errnum = errno;

      if (dir != base->dir_fd)
        close (dir);
      errno = errnum;
      if (next < 0)
        return -1;
      dir = next;
      path += size;
      path += strspn (path, "/");
      left = strlen (path);
    }
  *rest = *path ? path : ".";
  return dir;
}
