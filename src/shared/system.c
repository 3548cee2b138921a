/* SPDX-License-Identifier: GPL-3.0-or-later */
/* system.c -- what differs by system */

#include <config.h>

#include "shared/system.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __linux__
#  include <sys/ioctl.h>
#  include <sys/statfs.h>
#  include <sys/xattr.h>
#else
#  include <stdlib.h>
#  include <sys/statvfs.h>

#  include "careadlinkat.h"
#  include "dirname.h"
#  include "xalloc.h"
#  include "xvasprintf.h"
#endif

#ifdef __linux__

/* The kernel's struct xattr_args.  */
struct xattr_arguments
{
  uint64_t value; /* where to store the value */
  uint32_t size;  /* bytes there */
  uint32_t flags; /* 0 */
};

/* The kernel's struct fsxattr.  */
struct fs_attributes
{
  uint32_t flags; /* FS_XFLAG_ bits */
  uint32_t extent_size;
  uint32_t extents;
  uint32_t project_id;
  uint32_t cow_extent_size;
  unsigned char padding[8];
};

int
system_statfs (struct file_system *status, int dir, char const *path)
{
  struct statfs s;

  if ((path ? statfs (path, &s) : fstatfs (dir, &s)) != 0)
    return -1;

  /* Two words, the least significant one first, as in statvfs(3).  */
  uint32_t fsid[2];

  memcpy (fsid, &s.f_fsid, sizeof fsid);
  *status = (struct file_system){
    /* Some architectures have a signed type.  */
    .f_type = (unsigned int)s.f_type,
    .f_bsize = s.f_bsize,
    /* Linux before 2.6 sets it to 0.  */
    .f_frsize = s.f_frsize ? s.f_frsize : s.f_bsize,
    .f_blocks = s.f_blocks,
    .f_bfree = s.f_bfree,
    .f_bavail = s.f_bavail,
    .f_files = s.f_files,
    .f_ffree = s.f_ffree,
    .f_favail = s.f_ffree,
    .f_namemax = s.f_namelen,
    .f_fsid = fsid[0] | (uint64_t)fsid[1] << 32,
    /* Without ST_VALID, which says only that f_flags is set.  */
    .f_flag = s.f_flags & ~0x20UL,
  };
  return 0;
}

int
system_chmod (int fd, mode_t bits)
{
  /* Linux 6.6 added it.  */
  return system_call (SYS_fchmodat2, fd, "", bits, AT_EMPTY_PATH);
}

int
system_chown (int fd, uid_t user, gid_t group)
{
  /* fchown(2) fails with EBADF for an O_PATH descriptor.  */
  return fchownat (fd, "", user, group, AT_EMPTY_PATH);
}

int
system_syncfs (int fd)
{
  return syncfs (fd);
}

bool
system_has_call (enum presence *presence, int number)
{
  if (*presence == PRESENCE_UNKNOWN)
    *presence = system_call (number, AT_FDCWD, ".", NULL, NULL, NULL, NULL) < 0
                        && errno == EINVAL
                    ? PRESENT
                    : ABSENT;
  return *presence == PRESENT;
}

ssize_t
system_fgetxattr (int fd, char const *name, char *to, size_t size)
{
  return name ? fgetxattr (fd, name, to, size) : flistxattr (fd, to, size);
}

ssize_t
system_getxattr (char const *path, bool follow, char const *name, char *to,
                 size_t size)
{
  if (follow)
    return name ? getxattr (path, name, to, size) : listxattr (path, to, size);
  return name ? lgetxattr (path, name, to, size) : llistxattr (path, to, size);
}

ssize_t
system_getxattrat (int dir, char const *path, int flags, char const *name,
                   char *to, size_t size)
{
  struct xattr_arguments arguments = { .value = (uintptr_t)to, .size = size };

  return name ? system_call (SYS_getxattrat, dir, path, flags, name,
                             &arguments, sizeof arguments)
              : system_call (SYS_listxattrat, dir, path, flags, to, size);
}

int
system_inode_flags (int fd, uint64_t *flags, uint32_t *project_id)
{
  struct fs_attributes attributes;

  /* FS_IOC_FSGETXATTR */
  if (ioctl (fd, _IOR ('X', 31, struct fs_attributes), &attributes) != 0)
    return -1;
  *flags = attributes.flags;
  *project_id = attributes.project_id;
  return 0;
}

#else

enum
{
  LINKS_MAX = 40 /* symbolic links that are followed */
};

/* Fail with ERRNUM.  */
static int
fail (int errnum)
{
  errno = errnum;
  return -1;
}

long int
system_call (int number, ...)
{
  (void)number;
  return fail (ENOSYS);
}

/* Open the directory PATH relative to DIR.  Return the descriptor, or -1 with
   errno set.  */
static int
open_directory (int dir, char const *path)
{
  return openat (dir, path, SYSTEM_SEARCH | O_DIRECTORY | O_CLOEXEC);
}

/* Open the directory PATH relative to DIR, following symbolic links, or the
   directory that contains the file if it is of another type, which opening
   could block on or change.  Return the descriptor, or -1 with errno set.  */
static int
open_at (int dir, char const *path)
{
  char *copy = xstrdup (path);
  int fd = -1;
  int errnum = ELOOP;

  for (int links = 0; fd < 0 && errnum == ELOOP && links < LINKS_MAX; links++)
    {
      struct stat st;
      char *parent;
      char *target;

      fd = open_directory (dir, copy);
      errnum = errno;
      if (0 <= fd || errnum != ENOTDIR)
        break;
      if (fstatat (dir, copy, &st, AT_SYMLINK_NOFOLLOW) != 0)
        {
          errnum = errno;
          break;
        }
      parent = dir_name (copy);
      target = careadlinkat (dir, copy, NULL, 0, NULL, readlinkat);
      if (target)
        {
          free (copy);
          copy = *target == '/' ? xstrdup (target)
                                : xasprintf ("%s/%s", parent, target);
          free (target);
          errnum = ELOOP;
        }
      else
        {
          fd = open_directory (dir, parent);
          errnum = errno;
        }
      free (parent);
    }
  free (copy);
  errno = errnum;
  return fd;
}

/* Set S to the status of the file system that contains the file PATH relative
   to the open directory DIR.  Return 0, or -1 with errno set.  */
static int
statvfs_at (struct statvfs *s, int dir, char const *path)
{
  int fd = open_at (dir, path);

  if (fd < 0)
    return -1;

  int result = fstatvfs (fd, s);
  int errnum = errno;

  close (fd);
  errno = errnum;
  return result;
}

int
system_statfs (struct file_system *status, int dir, char const *path)
{
  struct statvfs s;
  int result = !path                             ? fstatvfs (dir, &s)
               : dir == AT_FDCWD || *path == '/' ? statvfs (path, &s)
                                                 : statvfs_at (&s, dir, path);

  if (result != 0)
    return -1;
  *status = (struct file_system){
    .f_bsize = s.f_bsize,
    .f_frsize = s.f_frsize ? s.f_frsize : s.f_bsize,
    .f_blocks = s.f_blocks,
    .f_bfree = s.f_bfree,
    .f_bavail = s.f_bavail,
    .f_files = s.f_files,
    .f_ffree = s.f_ffree,
    .f_favail = s.f_favail,
    .f_namemax = s.f_namemax,
    .f_fsid = s.f_fsid,
    .f_flag = s.f_flag,
  };
  return 0;
}

int
system_chmod (int fd, mode_t bits)
{
  return fchmod (fd, bits);
}

int
system_chown (int fd, uid_t user, gid_t group)
{
  return fchown (fd, user, group);
}

int
system_syncfs (int fd)
{
  (void)fd;
  return fail (ENOSYS);
}

bool
system_has_call (enum presence *presence, int number)
{
  (void)presence;
  (void)number;
  return true;
}

ssize_t
system_fgetxattr (int fd, char const *name, char *to, size_t size)
{
  (void)fd;
  (void)name;
  (void)to;
  (void)size;
  return fail (ENOTSUP);
}

ssize_t
system_getxattr (char const *path, bool follow, char const *name, char *to,
                 size_t size)
{
  (void)path;
  (void)follow;
  return system_fgetxattr (-1, name, to, size);
}

ssize_t
system_getxattrat (int dir, char const *path, int flags, char const *name,
                   char *to, size_t size)
{
  (void)path;
  (void)flags;
  return system_fgetxattr (dir, name, to, size);
}

int
system_inode_flags (int fd, uint64_t *flags, uint32_t *project_id)
{
  (void)fd;
  (void)flags;
  (void)project_id;
  return fail (ENOTTY);
}

#endif
