/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode.c -- one inode as looked at */

#include <config.h>

#include "inode.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>
#if HAVE_SYS_SYSCALL_H
#  include <sys/syscall.h>
#endif
#if HAVE_SYS_XATTR_H
#  include <sys/xattr.h>
#endif
#if MAJOR_IN_MKDEV
#  include <sys/mkdev.h>
#elif MAJOR_IN_SYSMACROS
#  include <sys/sysmacros.h>
#endif

#include "areadlink.h"
#include "stat-time.h"
#include "xalloc.h"

static_assert (sizeof (struct statx_record) == 256, "statx(2)'s size");
static_assert (offsetof (struct statx_record, stx_mnt_id) == 0x90,
               "statx(2)'s layout");
static_assert (offsetof (struct statx_record, stx_dio_read_offset_align)
                   == 0xb4,
               "statx(2)'s layout");

/* Return T as a statx time.  */
static struct statx_time
statx_time (struct timespec t)
{
  return (struct statx_time){ .tv_sec = t.tv_sec, .tv_nsec = t.tv_nsec };
}

/* Fill in RECORD from ST, all of which is known.  */
static void
record_from_stat (struct statx_record *record, struct stat const *st)
{
  *record = (struct statx_record){
    .stx_mask = WANT_BASIC,
    .stx_blksize = st->st_blksize,
    .stx_nlink = st->st_nlink,
    .stx_uid = st->st_uid,
    .stx_gid = st->st_gid,
    .stx_mode = st->st_mode,
    .stx_ino = st->st_ino,
    .stx_size = st->st_size,
    .stx_blocks = st->st_blocks,
    .stx_atime = statx_time (get_stat_atime (st)),
    .stx_ctime = statx_time (get_stat_ctime (st)),
    .stx_mtime = statx_time (get_stat_mtime (st)),
    .stx_rdev_major = major (st->st_rdev),
    .stx_rdev_minor = minor (st->st_rdev),
    .stx_dev_major = major (st->st_dev),
    .stx_dev_minor = minor (st->st_dev),
  };

#if !defined __linux__
  /* Elsewhere stat may tell the birth time that Linux leaves to statx.  */
  struct timespec birth = get_stat_birthtime (st);

  if (0 <= birth.tv_nsec)
    {
      record->stx_btime = statx_time (birth);
      record->stx_mask |= WANT_BIRTHTIME;
    }
#endif
}

/* Fill in RECORD for PATH, or standard input if that is NULL, by fstatat or
   fstat.  Return false with errno set if that fails.  */
static bool
look_by_stat (struct statx_record *record, struct look const *look,
              char const *path)
{
  struct stat st;
  int flags = look->follow ? 0 : AT_SYMLINK_NOFOLLOW;

  if (path ? fstatat (look->base.dir_fd, path, &st, flags) != 0
           : fstat (STDIN_FILENO, &st) != 0)
    return false;
  record_from_stat (record, &st);
  return true;
}

/* Do as look_by_stat, by statx if there is such a call.  The C library's
   statx is passed over: it may lag, or stand in for the kernel's.  */
static bool
look_by_statx (struct statx_record *record, struct look *look,
               char const *path)
{
#ifdef SYS_statx
  if (!look->no_statx)
    {
      int flags = look->sync | (look->follow ? 0 : AT_SYMLINK_NOFOLLOW)
                  | (path ? 0 : AT_EMPTY_PATH);

      if (syscall (SYS_statx, path ? look->base.dir_fd : STDIN_FILENO,
                   path ? path : "", flags,
                   (unsigned int)(look->wanted & WANT_STATX), record)
          == 0)
        return true;
      if (errno != EPERM && errno != ENOSYS && errno != EINVAL)
        return false;

      /* The same error from fstatat is the file's; another answer shows
         that statx itself is blocked.  */
      int statx_errno = errno;
      bool found = look_by_stat (record, look, path);

      look->no_statx = found || errno != statx_errno;
      return found;
    }
#endif
  return look_by_stat (record, look, path);
}

/* Read the security label of INODE's file, following a link as LOOK says.
   Linux keeps it in an extended attribute, with or without a final NUL.  */
static void
look_for_context (struct inode *inode, struct look const *look,
                  char const *path)
{
#if HAVE_SYS_XATTR_H && defined __linux__
  static char const label[] = "security.selinux";
  size_t size = 256;

  for (;;)
    {
      inode->context = xrealloc (inode->context, size + 1);
      ssize_t length
          = !path ? fgetxattr (STDIN_FILENO, label, inode->context, size)
            : look->follow ? getxattr (path, label, inode->context, size)
                           : lgetxattr (path, label, inode->context, size);

      if (0 <= length)
        {
          inode->context[length] = '\0';
          return;
        }
      if (errno != ERANGE)
        break;
      size *= 2;
    }
  inode->context_error = errno;
  free (inode->context);
  inode->context = NULL;
#else
  (void)look;
  (void)path;
  inode->context_error = ENOTSUP;
#endif
}

bool
inode_look (struct inode *inode, struct look *look, char const *path)
{
  inode->path = path ? path : "-";
  inode->target = NULL;
  inode->target_error = 0;
  inode->context = NULL;
  inode->context_error = 0;
  inode->mount_point = NULL;

  if (look->wanted & WANT_FILE_SYSTEM)
    return file_system_look (&inode->fs, path);
  if (!look_by_statx (&inode->record, look, path))
    return false;
  if (look->wanted & WANT_TARGET && S_ISLNK (inode->record.stx_mode))
    {
      inode->target = areadlinkat (look->base.dir_fd, path);
      if (!inode->target)
        inode->target_error = errno;
    }
  if (look->wanted & WANT_CONTEXT)
    look_for_context (inode, look, path);
  return true;
}

void
inode_forget (struct inode *inode)
{
  free (inode->target);
  free (inode->context);
}
