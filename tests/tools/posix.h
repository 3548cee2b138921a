/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix.h -- take away from a build what only Linux has

   tests/tools/builds includes it before each file.  configure, which compiles
   without HAVE_CONFIG_H, sees the system as it is.  With LIKE_BSD, there are
   stand-ins for what macOS and the BSDs have in place of that.  */

#if HAVE_CONFIG_H
#  include <config.h>

#  include <fcntl.h>
#  include <limits.h>

/* What the sources ask for by #if.  */
#  undef __linux__
#  undef AT_EMPTY_PATH
#  undef O_PATH
#  undef O_SEARCH
#  define O_SEARCH O_RDONLY
#  undef PATH_MAX
#  define PATH_MAX 1024

/* Functions: a program that calls one is not linked.  */
#  define fgetxattr linux_fgetxattr
#  define flistxattr linux_flistxattr
#  define fstatfs linux_fstatfs
#  define getxattr linux_getxattr
#  define ioctl linux_ioctl
#  define lgetxattr linux_lgetxattr
#  define listxattr linux_listxattr
#  define llistxattr linux_llistxattr
#  define statfs linux_statfs
#  define syncfs linux_syncfs
#  define syscall linux_syscall

#  if LIKE_BSD
#    include <stdio.h>
#    include <stdlib.h>
#    include <string.h>

#    define HAVE_STRUCT_STATFS_F_FSTYPENAME 1
#    define HAVE_STRUCT_STAT_ST_FLAGS 1
#    define HAVE_FFLAGSTOSTR 1

/* The flags of a file are its number of hard links.  */
#    define st_flags st_nlink

static inline char *
fflagstostr (unsigned long int flags)
{
  static char const *const words[] = { "", "nodump", "uchg", "nodump,uchg" };

  return strdup (words[flags & 3]);
}

/* Each file is a mount point.  */
struct statfs
{
  char f_fstypename[16];
  char f_mntonname[4096];
  char f_mntfromname[16];
};

static inline int
statfs (char const *path, struct statfs *s)
{
  *s = (struct statfs){ "bsdfs", "", "/dev/bsd" };
  return realpath (path, s->f_mntonname) ? 0 : -1;
}

static inline int
fstatfs (int fd, struct statfs *s)
{
  char link[32];

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  return statfs (link, s);
}
#  endif
#endif
