/* SPDX-License-Identifier: GPL-3.0-or-later */
/* system.c -- what differs by system */

#include <config.h>

#include "shared/system.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#ifdef __linux__
#  include <sys/ioctl.h>
#  include <sys/statfs.h>
#  include <sys/xattr.h>
#else
#  include <stdlib.h>
#  include <sys/statvfs.h>
#  if HAVE_STRUCT_STATFS_F_FSTYPENAME
#    include <sys/param.h>
/* That comes first.  */
#    include <sys/mount.h>
#    define NAMES statfs
#    define FNAMES fstatfs
#  else
#    define NAMES statvfs
#    define FNAMES fstatvfs
#  endif

#  include "careadlinkat.h"
#  include "dirname.h"
#  include "xalloc.h"
#  include "xvasprintf.h"
#endif

void
system_fd_link (char *link, int fd)
{
  if (!SYSTEM_IS_LINUX)
    *link = '\0';
  else if (fd == AT_FDCWD)
    snprintf (link, SYSTEM_LINK_SIZE, "/proc/self/cwd");
  else
    snprintf (link, SYSTEM_LINK_SIZE, "/proc/self/fd/%d", fd);
}

void
system_close (int fd)
{
  int errnum = errno;

  close (fd);
  errno = errnum;
}

bool
system_has_selinux (void)
{
  /* All may write to this file.  */
  return access ("/sys/fs/selinux/create", W_OK) == 0;
}

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
system_fgetxattr (int fd, bool is_path, char const *name, char *to,
                  size_t size)
{
  char link[SYSTEM_LINK_SIZE];

  if (!is_path)
    return name ? fgetxattr (fd, name, to, size) : flistxattr (fd, to, size);
  /* The magic link leads to the file itself, even to a symbolic link.  */
  system_fd_link (link, fd);
  return system_getxattr (link, true, name, to, size);
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

#  define LINKS_MAX 40 /* symbolic links that are followed */

int
system_fail (int errnum, ...)
{
  errno = errnum;
  return -1;
}

/* Open the directory PATH relative to DIR, following up to LINKS symbolic
   links, or the directory that contains the file if it is of another type,
   which opening could block on or change.  Return the descriptor, or -1 with
   errno set.  */
static int
open_at (int dir, char const *path, int links)
{
  int fd = openat (dir, path, SYSTEM_SEARCH | O_DIRECTORY | O_CLOEXEC);

  if (0 <= fd || errno != ENOTDIR)
    return fd;

  char *target = careadlinkat (dir, path, NULL, 0, NULL, readlinkat);

  if (!target && errno != EINVAL)
    return -1;

  char *parent = dir_name (path);
  char *next = !target          ? xstrdup (parent)
               : *target == '/' ? xstrdup (target)
                                : xasprintf ("%s/%s", parent, target);

  fd = links == 0 ? system_fail (ELOOP) : open_at (dir, next, links - 1);
  free (next);
  free (parent);
  free (target);
  return fd;
}

int
system_statfs (struct file_system *status, int dir, char const *path)
{
  bool is_relative = path && dir != AT_FDCWD && *path != '/';
  int fd = is_relative ? open_at (dir, path, LINKS_MAX) : dir;
  char const *name = is_relative ? NULL : path;
  struct statvfs s;

  if (is_relative && fd < 0)
    return -1;

  int result = name ? statvfs (name, &s) : fstatvfs (fd, &s);

  if (result == 0)
    *status = (struct file_system){
      SPACE (s),          .f_favail = s.f_favail, .f_namemax = s.f_namemax,
      .f_fsid = s.f_fsid, .f_flag = s.f_flag,
    };
#  if SYSTEM_HAS_NAMES
  struct NAMES names;

  if (result == 0)
    result = name ? NAMES (name, &names) : FNAMES (fd, &names);
  if (result == 0)
    {
      snprintf (status->f_fstypename, SYSTEM_NAME_SIZE, "%s",
                names.f_fstypename);
      snprintf (status->f_mntonname, SYSTEM_NAME_SIZE, "%s",
                names.f_mntonname);
      snprintf (status->f_mntfromname, SYSTEM_NAME_SIZE, "%s",
                names.f_mntfromname);
    }
#  endif
  if (is_relative)
    system_close (fd);
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

#endif
