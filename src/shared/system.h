/* SPDX-License-Identifier: GPL-3.0-or-later */
/* system.h -- what differs by system */

#ifndef SHARED_SYSTEM_H
#define SHARED_SYSTEM_H

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#  include <sys/syscall.h>
#endif
#if MAJOR_IN_MKDEV
#  include <sys/mkdev.h>
#elif MAJOR_IN_SYSMACROS
#  include <sys/sysmacros.h>
#endif

/* SYSTEM_SEARCH opens a directory for searching only: O_PATH of Linux,
   O_SEARCH of POSIX elsewhere, also on FreeBSD, where fchmod(2) rejects what
   O_PATH has opened.  gnulib defines O_SEARCH as O_RDONLY where it is missing.
 */
enum
{
#ifdef __linux__
  SYSTEM_IS_LINUX = true, /* whether proc(5) may be there, and inode flags */
  SYSTEM_SEARCH = O_PATH,
#else
  SYSTEM_IS_LINUX = false,
  SYSTEM_SEARCH = O_SEARCH,
#endif
  SYSTEM_OPENS_ALL = SYSTEM_IS_LINUX /* whether SYSTEM_SEARCH opens a file of
                                        any type, even a symbolic link with
                                        O_NOFOLLOW, needs no permission for it,
                                        and does nothing to it */
};

/* The flag of a path that is "", for systems that lack it.  There it is passed
   to no system call.  */
#ifndef AT_EMPTY_PATH
#  define AT_EMPTY_PATH 0x1000
#endif

/* Longest path that a system call accepts, in bytes with its NUL.  POSIX lets
   systems without a fixed limit omit PATH_MAX.  */
#ifndef PATH_MAX
#  define PATH_MAX _POSIX_PATH_MAX
#endif

/* CLOCK_MONOTONIC as of the last tick of Linux.  */
#ifndef CLOCK_MONOTONIC_COARSE
#  define CLOCK_MONOTONIC_COARSE CLOCK_MONOTONIC
#endif

/* Numbers that the C library's header may lack.  Since Linux 5.1, new system
   calls have the same number on all architectures, apart from an offset that
   some add.  */
#if !defined SYS_openat2 && defined __NR_openat2
#  define SYS_openat2 __NR_openat2
#endif
#ifdef SYS_openat2
#  ifndef SYS_fchmodat2
#    define SYS_fchmodat2 (SYS_openat2 + 15)
#  endif
#  ifndef SYS_getxattrat
#    define SYS_getxattrat (SYS_openat2 + 27)
#    define SYS_listxattrat (SYS_openat2 + 28)
#  endif
#  ifndef SYS_file_getattr
#    define SYS_file_getattr (SYS_openat2 + 31)
#  endif
#else
#  define SYS_openat2 -1
#  define SYS_fchmodat2 -1
#  define SYS_getxattrat -1
#  define SYS_listxattrat -1
#  define SYS_file_getattr -1
#endif
#ifndef SYS_statx
#  define SYS_statx -1
#endif
/* The call whose times have 64 bits.  */
#ifndef SYS_clock_gettime64
#  if defined SYS_clock_gettime && LONG_MAX == INT64_MAX
#    define SYS_clock_gettime64 SYS_clock_gettime
#  else
#    define SYS_clock_gettime64 -1
#  endif
#endif

/* Whether files have flags of chflags(2), and libc has the words for them.
   SYSTEM_FLAGS (ST) are those of the struct stat at ST.  system_flag_words
   stores the words of chflags(1) for FLAGS, separated by commas, in the SIZE
   bytes at TO, and returns their length.  */
#if HAVE_STRUCT_STAT_ST_FLAGS && HAVE_FFLAGSTOSTR
#  define SYSTEM_HAS_FLAGS true
#  define SYSTEM_FLAGS(St) ((St)->st_flags)
size_t system_flag_words (char *to, size_t size, uint64_t flags);
#else
#  define SYSTEM_HAS_FLAGS false
#  define SYSTEM_FLAGS(St) 0
#  define system_flag_words(To, Size, Flags) 0
#endif

/* Whether statfs(2) or, on NetBSD, statvfs(2) has names: the three in struct
   file_system, which are else "".  */
#if HAVE_STRUCT_STATFS_F_FSTYPENAME || HAVE_STRUCT_STATVFS_F_FSTYPENAME
#  define SYSTEM_HAS_NAMES true
#else
#  define SYSTEM_HAS_NAMES false
#endif
#define SYSTEM_NAME_SIZE (SYSTEM_HAS_NAMES ? 1024 : 1) /* bytes with NUL */

/* The status of a file system, with the members of POSIX struct statvfs.  */
struct file_system
{
  uint64_t f_type;    /* type, or 0 if not known */
  uint64_t f_bsize;   /* block size for efficient I/O, in bytes */
  uint64_t f_frsize;  /* unit of the block counts, in bytes */
  uint64_t f_blocks;  /* total number of blocks */
  uint64_t f_bfree;   /* free blocks */
  int64_t f_bavail;   /* free blocks available to non-superusers */
  uint64_t f_files;   /* total number of inodes */
  uint64_t f_ffree;   /* free inodes */
  uint64_t f_favail;  /* free inodes available to non-superusers */
  uint64_t f_namemax; /* longest file name, in bytes */
  uint64_t f_fsid;    /* file system ID */
  uint64_t f_flag;    /* mount flags */
  char f_fstypename[SYSTEM_NAME_SIZE];  /* name of the type */
  char f_mntonname[SYSTEM_NAME_SIZE];   /* mount point */
  char f_mntfromname[SYSTEM_NAME_SIZE]; /* source of the mount */
};

/* Store at LINK, of SYSTEM_LINK_SIZE bytes, the name of the symbolic link in
   proc(5) to the file that is open as FD, or to the working directory if FD is
   AT_FDCWD; or "", which names no file, if the system is not Linux.  */
void system_fd_link (char *link, int fd);

#define SYSTEM_LINK_SIZE (sizeof "/proc/self/fd/" + 3 * sizeof (int))

/* Set STATUS to the status of the file system that contains the file PATH,
   following symbolic links, or the file open as DIR if PATH is NULL.  A PATH
   that is relative to an open directory DIR is not for systems where
   SYSTEM_OPENS_ALL; there, it is AT_FDCWD.  Return 0, or -1 with errno set by
   statfs(2) or POSIX statvfs.  */
int system_statfs (struct file_system *status, int dir, char const *path);

/* Close FD, and preserve errno.  */
void system_close (int fd);

/* Sync the file system of FD by syncfs(2) of Linux.  Return 0, or -1 with
   errno set: to ENOSYS elsewhere.  */
int system_syncfs (int fd);

/* Whether a system call may be used.  */
enum presence
{
  PRESENCE_UNKNOWN,
  PRESENT,
  ABSENT
};

/* Return whether the system call NUMBER, one that rejects arguments of no
   bytes with EINVAL, may be used, or the system is not Linux and needs none.
   Note that in *PRESENCE, so that the kernel is asked once.  */
bool system_has_call (enum presence *presence, int number);

/* Store the extended attribute NAME, or the list of names if NAME is NULL, in
   the SIZE bytes at TO: of the open file FD, by its link in proc(5) if it is
   IS_PATH, opened with O_PATH; of the file PATH; or of the file PATH relative
   to DIR, with the AT_ flags FLAGS.  Return its length, or -1 with errno set:
   to ENOTSUP if the system has none as those of Linux.  */
ssize_t system_fgetxattr (int fd, bool is_path, char const *name, char *to,
                          size_t size);
ssize_t system_getxattr (char const *path, bool follow, char const *name,
                         char *to, size_t size);
ssize_t system_getxattrat (int dir, char const *path, int flags,
                           char const *name, char *to, size_t size);

/* Set *FLAGS and *PROJECT_ID to the FS_XFLAG_ bits and the project ID of the
   open file FD by FS_IOC_FSGETXATTR.  Return 0, or -1 with errno set: to
   ENOTTY if the system lacks it.  */
int system_inode_flags (int fd, uint64_t *flags, uint32_t *project_id);

/* Return whether this process may use SELinux.  Where it may not, as in a
   container, selinuxfs is not mounted or is read-only, and errno is set;
   EACCES is from a policy that hides it from the process.  */
bool system_has_selinux (void);

/* system_call (NUMBER, ARGUMENT...) is syscall(2).  system_chmod and
   system_chown are fchmod(2) and fchown(2) of a directory that was opened with
   SYSTEM_SEARCH, by fchmodat2(2) of Linux 6.6 and fchownat(2).  Elsewhere than
   on Linux, what is missing fails by system_fail: with ERRNUM, whatever
   follows.  */
#ifdef __linux__
#  define system_call syscall
#  define system_chmod(Fd, Bits)                                              \
    system_call (SYS_fchmodat2, Fd, "", Bits, AT_EMPTY_PATH)
#  define system_chown(Fd, User, Group)                                       \
    fchownat (Fd, "", User, Group, AT_EMPTY_PATH)
#else
int system_fail (int errnum, ...);
#  define system_call(Number, ...) system_fail (ENOSYS, __VA_ARGS__)
#  define system_chmod fchmod
#  define system_chown fchown
#  define system_syncfs(Fd) system_fail (ENOSYS, Fd)
#  define system_has_call(Presence, Number) true
#  define system_fgetxattr(...) system_fail (ENOTSUP, __VA_ARGS__)
#  define system_getxattr(...) system_fail (ENOTSUP, __VA_ARGS__)
#  define system_getxattrat(...) system_fail (ENOTSUP, __VA_ARGS__)
#  define system_inode_flags(...) system_fail (ENOTTY, __VA_ARGS__)
#endif

#endif
