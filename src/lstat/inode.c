/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode.c -- one inode as looked at */

#include <config.h>

#include "lstat/inode.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* Assert that Member stands where the kernel writes it.  */
#define ASSERT_OFFSET(Member, Offset)                                         \
  static_assert (offsetof (struct statx_record, Member) == (Offset),          \
                 "statx(2)'s layout")
ASSERT_OFFSET (stx_attributes, 0x08);
ASSERT_OFFSET (stx_mode, 0x1c);
ASSERT_OFFSET (stx_attributes_mask, 0x38);
ASSERT_OFFSET (stx_atime, 0x40);
ASSERT_OFFSET (stx_btime, 0x50);
ASSERT_OFFSET (stx_ctime, 0x60);
ASSERT_OFFSET (stx_mtime, 0x70);
ASSERT_OFFSET (stx_rdev_major, 0x80);
ASSERT_OFFSET (stx_dev_major, 0x88);
ASSERT_OFFSET (stx_mnt_id, 0x90);
ASSERT_OFFSET (stx_dio_mem_align, 0x98);
ASSERT_OFFSET (stx_subvol, 0xa0);
ASSERT_OFFSET (stx_atomic_write_unit_min, 0xa8);
ASSERT_OFFSET (stx_atomic_write_segments_max, 0xb0);
ASSERT_OFFSET (stx_dio_read_offset_align, 0xb4);
ASSERT_OFFSET (stx_atomic_write_unit_max_opt, 0xb8);

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

/* How a file is told to a system call of the *at family.  */
struct place
{
  int dir;          /* where PATH starts, or the file itself */
  char const *path; /* a path; "" with AT_EMPTY_PATH for DIR itself */
  int flags;        /* AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW or 0 */
};

/* Fill in RECORD for PLACE by fstatat.  Return false with errno set if that
   fails.  */
static bool
look_by_stat (struct statx_record *record, struct place const *place)
{
  struct stat st;

  if (place->flags & AT_EMPTY_PATH
          ? fstat (place->dir, &st) != 0
          : fstatat (place->dir, place->path, &st, place->flags) != 0)
    return false;
  record_from_stat (record, &st);
  return true;
}

/* Call statx(2) for the bits WANTED of PLACE, as fresh as SYNC says.  The C
   library's statx is passed over: it may lag, or stand in for the kernel's.
   Return false with errno set if it fails.  */
static bool
call_statx (struct statx_record *record, struct place const *place, int sync,
            uint64_t wanted)
{
#ifdef SYS_statx
  return syscall (SYS_statx, place->dir, place->path, place->flags | sync,
                  (unsigned int)wanted, record)
         == 0;
#else
  (void)record;
  (void)place;
  (void)sync;
  (void)wanted;
  errno = ENOSYS;
  return false;
#endif
}

/* Do as look_by_stat, by statx if that is not blocked.  */
static bool
look_by_statx (struct statx_record *record, struct look const *look,
               struct look_memory *memory, struct place const *place)
{
  uint64_t wanted = (look->wanted & WANT_STATX)
                    | (look->wanted & WANT_MOUNT_POINT ? WANT_MOUNT_ID : 0);

  if (!memory->no_statx)
    {
      if (call_statx (record, place, look->sync, wanted))
        return true;
      if (errno != EPERM && errno != ENOSYS && errno != EINVAL)
        return false;

      /* The same error from fstatat is the file's; another answer shows
         that statx itself is blocked.  */
      int statx_errno = errno;
      bool found = look_by_stat (record, place);

      memory->no_statx = found || errno != statx_errno;
      return found;
    }
  return look_by_stat (record, place);
}

/* Fill in INODE's reusable mount id.  If both ids were wanted, the record
   holds the unique one; the other is then asked for, once for each mount.  */
static void
look_for_mount_id (struct inode *inode, struct look const *look,
                   struct look_memory *memory, struct place const *place)
{
  struct statx_record *record = &inode->record;
  struct statx_record other;

  if (!(record->stx_mask & WANT_MOUNT_ID_UNIQUE)
      || !(look->wanted & (WANT_MOUNT_ID | WANT_MOUNT_POINT)))
    {
      inode->mount_id = record->stx_mnt_id;
      return;
    }
  if (memory->mount_id_unique != record->stx_mnt_id)
    {
      if (!call_statx (&other, place, look->sync, WANT_MOUNT_ID)
          || !(other.stx_mask & WANT_MOUNT_ID)
          || other.stx_ino != record->stx_ino
          || other.stx_dev_major != record->stx_dev_major
          || other.stx_dev_minor != record->stx_dev_minor)
        return;
      memory->mount_id = other.stx_mnt_id;
      memory->mount_id_unique = record->stx_mnt_id;
    }
  inode->mount_id = memory->mount_id;
  record->stx_mask |= WANT_MOUNT_ID;
}

#if HAVE_SYS_XATTR_H && defined __linux__
/* Read into LABEL, of SIZE bytes, the extended attribute that holds the
   security label of PLACE.  Return its length, or -1 with errno set.  */
static ssize_t
read_label (struct place const *place, char *label, size_t size)
{
  static char const name[] = "security.selinux";

  if (!(place->flags & AT_EMPTY_PATH))
    return place->flags & AT_SYMLINK_NOFOLLOW
               ? lgetxattr (place->path, name, label, size)
               : getxattr (place->path, name, label, size);

  /* fgetxattr(2) refuses a descriptor of O_PATH.  */
  char file[64];

  snprintf (file, sizeof file, "/proc/self/fd/%d", place->dir);
  ssize_t length = getxattr (file, name, label, size);

  /* Without /proc there is no way to ask.  */
  if (length < 0 && errno == ENOENT)
    errno = ENOTSUP;
  return length;
}

/* Read the security label of INODE's file at PLACE, which Linux keeps with or
   without a final NUL.  */
static void
look_for_context (struct inode *inode, struct place const *place)
{
  struct inode_text *label = &inode->context;
  size_t size = sizeof label->short_text;
  char *text = label->short_text;
  ssize_t length;

  while ((length = read_label (place, text, size - 1)) < 0 && errno == ERANGE)
    {
      size *= 2;
      text = label->allocated = xrealloc (label->allocated, size);
    }
  if (length < 0)
    {
      label->error = errno;
      label->absent = errno == ENODATA || errno == ENOTSUP;
    }
  else
    {
      text[length] = '\0';
      label->known = true;
    }
}
#else
static void
look_for_context (struct inode *inode, struct place const *place)
{
  (void)place;
  inode->context.error = ENOTSUP;
  inode->context.absent = true;
}
#endif

/* Read what INODE's file, the symbolic link at PLACE, holds.  */
static void
look_for_target (struct inode *inode, struct place const *place)
{
  struct inode_text *target = &inode->target;
  ssize_t length = readlinkat (place->dir, place->path, target->short_text,
                               sizeof target->short_text);

  target->known = true;
  if (0 <= length && (size_t)length < sizeof target->short_text)
    {
      target->short_text[length] = '\0';
      return;
    }
  if (0 <= length)
    target->allocated = areadlinkat (place->dir, place->path);
  if (!target->allocated)
    {
      target->error = errno;
      target->known = false;
    }
}

/* Fill in INODE for the file at PLACE, and do as inode_look.  */
static bool
look_at (struct inode *inode, struct look const *look,
         struct look_memory *memory, struct place const *place)
{
  if (look->wanted & WANT_FILE_SYSTEM)
    return file_system_look (&inode->fs, place->dir,
                             place->flags & AT_EMPTY_PATH ? NULL
                                                          : place->path);
  if (!look_by_statx (&inode->record, look, memory, place))
    return false;
  look_for_mount_id (inode, look, memory, place);
  if (look->wanted & WANT_TARGET && S_ISLNK (inode->record.stx_mode))
    look_for_target (inode, place);
  if (look->wanted & WANT_CONTEXT)
    look_for_context (inode, place);
  return true;
}

/* Return whether PATH must be opened to be looked at: to be kept beneath the
   base, or for calls that take no directory.  */
static bool
must_open (struct look const *look, char const *path)
{
  return look->base.beneath
         || (look->base.dir_fd != AT_FDCWD && *path != '/'
             && look->wanted & (WANT_FILE_SYSTEM | WANT_CONTEXT));
}

/* Do as inode_look for PATH, which starts in DIR, by opening it.  */
static bool
look_at_opened (struct inode *inode, struct look const *look,
                struct look_memory *memory, int dir, char const *path)
{
  bool follow = look->follow || look->wanted & WANT_FILE_SYSTEM;
  int fd = base_open (&look->base, dir, path,
                      BASE_SEARCH | (follow ? 0 : O_NOFOLLOW));

  if (fd < 0)
    return false;

  struct place place = { fd, "", AT_EMPTY_PATH };
  bool found = look_at (inode, look, memory, &place);
  int errnum = errno;

  close (fd);
  errno = errnum;
  return found;
}

/* Do as inode_look for PATH, which is too long for one system call.  */
static bool
look_at_long (struct inode *inode, struct look const *look,
              struct look_memory *memory, char const *path)
{
  int dir = base_open_ancestors (&look->base, path, &path);

  if (dir < 0)
    return false;

  bool found = look_at_opened (inode, look, memory, dir, path);
  int errnum = errno;

  if (dir != look->base.dir_fd)
    close (dir);
  errno = errnum;
  return found;
}

/* Let TEXT be not known.  Its room needs no clearing.  */
static void
text_start (struct inode_text *text)
{
  text->error = 0;
  text->absent = false;
  text->known = false;
  text->allocated = NULL;
}

/* Make INODE one of PATH of which nothing is known yet.  */
static void
inode_start (struct inode *inode, struct look const *look, char const *path)
{
  inode->path = path ? path : "-";
  inode->is_standard_input = !path;
  inode->has_path = path && !look->base.beneath
                    && (look->base.dir_fd == AT_FDCWD || *path == '/');
  text_start (&inode->target);
  text_start (&inode->context);
  text_start (&inode->mount_point);
}

char const *
inode_text (struct inode_text const *text)
{
  if (!text->known)
    return NULL;
  return text->allocated ? text->allocated : text->short_text;
}

void
inode_set_text (struct inode_text *text, char const *content)
{
  size_t size = strlen (content) + 1;

  if (size <= sizeof text->short_text)
    memcpy (text->short_text, content, size);
  else
    text->allocated = xmemdup (content, size);
  text->known = true;
}

bool
inode_look (struct inode *inode, struct look const *look,
            struct look_memory *memory, char const *path)
{
  struct place place
      = { path ? look->base.dir_fd : STDIN_FILENO, path ? path : "",
          !path          ? AT_EMPTY_PATH
          : look->follow ? 0
                         : AT_SYMLINK_NOFOLLOW };
  bool found;

  inode_start (inode, look, path);
  if (!path || !must_open (look, path))
    found = look_at (inode, look, memory, &place);
  else
    found = look_at_opened (inode, look, memory, look->base.dir_fd, path);
  if (!found && errno == ENAMETOOLONG && path)
    found = look_at_long (inode, look, memory, path);
  return found;
}

void
inode_forget (struct inode *inode)
{
  free (inode->target.allocated);
  free (inode->context.allocated);
  free (inode->mount_point.allocated);
}
