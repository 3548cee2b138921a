/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix.h -- take away from a build what only Linux has

   tests/tools/builds includes it before each file.  configure, which compiles
   without HAVE_CONFIG_H, sees the system as it is.  */

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
#endif
