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
#  include <stdio.h>
#  include <stdlib.h>
#  include <sys/statvfs.h>
#  if HAVE_STRUCT_STATFS_F_FSTYPENAME
#    include <sys/param.h>
/* That comes first.  */
#    include <sys/mount.h>
#  endif

#  include "careadlinkat.h"
#  include "dirname.h"
#  include "xalloc.h"
#  include "xvasprintf.h"
#endif

/* The members of a struct file_system that are those of S, a struct statfs of
   Linux or a struct statvfs of POSIX.  Linux before 2.6 sets f_frsize to 0. */
#define SPACE(S)                                                              \
  .f_bsize = (S).f_bsize,                                                     \
  .f_frsize = (S).f_frsize ? (S).f_frsize : (S).f_bsize,                      \
  .f_blocks = (S).f_blocks, .f_bfree = (S).f_bfree, .f_bavail = (S).f_bavail, \
  .f_files = (S).f_files, .f_ffree = (S).f_ffree

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
    SPACE (s),
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

/* Set the names in STATUS to those of the file system that contains the file
   PATH, or the open file FD if PATH is NULL.  Return 0, or -1 with errno
   set.  */
static int
query_names (struct file_system *status, int fd, char const *path)
{
#  if HAVE_STRUCT_STATFS_F_FSTYPENAME
  struct statfs s;
  int result = path ? statfs (path, &s) : fstatfs (fd, &s);
#  elif HAVE_STRUCT_STATVFS_F_FSTYPENAME
  struct statvfs s;
  int result = path ? statvfs (path, &s) : fstatvfs (fd, &s);
#  else
  struct file_system s = { 0 };
  int result = 0;

  (void)fd;
  (void)path;
#  endif

  if (result == 0)
    {
      snprintf (status->f_fstypename, SYSTEM_NAME_SIZE, "%s", s.f_fstypename);
      snprintf (status->f_mntonname, SYSTEM_NAME_SIZE, "%s", s.f_mntonname);
      snprintf (status->f_mntfromname, SYSTEM_NAME_SIZE, "%s",
                s.f_mntfromname);
    }
  return result;
}

int
system_statfs (struct file_system *status, int dir, char const *path)
{
  bool is_relative = path && dir != AT_FDCWD && *path != '/';
  int fd = is_relative ? open_at (dir, path) : dir;
  char const *name = is_relative ? NULL : path;
  struct statvfs s;

  if (is_relative && fd < 0)
    return -1;

  int result = name ? statvfs (name, &s) : fstatvfs (fd, &s);

  if (result == 0)
    {
      *status = (struct file_system){
        SPACE (s),          .f_favail = s.f_favail, .f_namemax = s.f_namemax,
        .f_fsid = s.f_fsid, .f_flag = s.f_flag,
      };
      result = query_names (status, fd, name);
    }
  if (is_relative)
    {
      int errnum = errno;

      close (fd);
      errno = errnum;
    }
  return result;
}

#  if SYSTEM_HAS_FLAGS
size_t
system_flag_words (char *to, size_t size, uint64_t flags)
{
  char *words = fflagstostr (flags);

  if (!words)
    xalloc_die ();

  size_t length = strnlen (words, size - 1);

  memcpy (to, words, length);
  to[length] = '\0';
  free (words);
  return length;
}
#  endif

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
