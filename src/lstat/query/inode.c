/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode.c -- query the status of an inode */

#include <config.h>

#include "lstat/query/inode.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "careadlinkat.h"
#include "dirname.h"
#include "stat-time.h"

#include "lstat/query/capabilities.h"
#include "lstat/query/mounts.h"

static struct statx_time
record_time (struct timespec t)
{
  return statx_time_of (t.tv_sec, t.tv_nsec);
}

/* Set RECORD to the status of the file PLACE by fstatat(2).  Return 0 or the
   errno value of a failure.  */
static int
query_by_stat (struct statx_record *record, struct place const *place)
{
  struct stat st;
  int result;

  RUN_REPEAT (place->query->base.run, result,
              place->flags & AT_EMPTY_PATH
                  ? fstat (place->dir, &st)
                  : fstatat (place->dir, place->path, &st, place->flags));
  if (result != 0)
    return errno;

  /* Systems other than Linux may have it.  */
  struct timespec birth = get_stat_birthtime (&st);

  *record = (struct statx_record){
    .stx_mask = WANT_BASIC | (0 <= birth.tv_nsec ? WANT_BIRTHTIME : 0),
    .stx_blksize = st.st_blksize,
    .stx_attributes = SYSTEM_FLAGS (&st),
    .stx_nlink = st.st_nlink,
    .stx_uid = st.st_uid,
    .stx_gid = st.st_gid,
    .stx_mode = st.st_mode,
    .stx_ino = st.st_ino,
    .stx_size = st.st_size,
    .stx_blocks = st.st_blocks,
    .stx_attributes_mask = SYSTEM_HAS_FLAGS ? UINT64_MAX : 0,
    .stx_atime = record_time (get_stat_atime (&st)),
    .stx_btime = record_time (birth),
    .stx_ctime = record_time (get_stat_ctime (&st)),
    .stx_mtime = record_time (get_stat_mtime (&st)),
    .stx_rdev_major = major (st.st_rdev),
    .stx_rdev_minor = minor (st.st_rdev),
    .stx_dev_major = major (st.st_dev),
    .stx_dev_minor = minor (st.st_dev),
  };
  return 0;
}

/* Return whether statx(2) is there and not blocked, by a path that fails with
   ENOENT before any file system is asked.  RUN_REPEAT repeats it for RUN.  */
static enum presence
statx_presence (struct run *run)
{
  struct statx_record record;

  return !statx_query (&record, run, AT_FDCWD, "", 0, 0) && errno == ENOENT
             ? PRESENT
             : ABSENT;
}

/* Set RECORD to what the query of the file PLACE wants by statx(2) or, if that
   is blocked or its file system cannot do it, by fstatat(2).  Return 0 or the
   errno value of a failure.  */
static int
query_record (struct statx_record *record, struct place const *place)
{
  struct query const *query = place->query;
  enum presence *presence = &place->state->statx;
  uint64_t wanted = query->wanted & WANT_STATX;

  if (*presence == ABSENT)
    return query_by_stat (record, place);
  if (query->wanted & WANT_MOUNT_POINT)
    wanted |= WANT_MOUNT_ID;
  if (statx_query (record, query->base.run, place->dir, place->path,
                   place->flags | query->statx_flags, wanted))
    return 0;

  int statx_errno = errno;

  bool doubtful = errno == EPERM || errno == ENOSYS || errno == EINVAL;

  /* A file system that is unable to do statx(2) fails with EOPNOTSUPP or, as
     servers of FUSE do, with the errors of a system that lacks it.  */
  if (!doubtful && errno != EOPNOTSUPP)
    return errno;

  int errnum = query_by_stat (record, place);

  /* If fstatat(2) fails with the same error, the file is the reason.  */
  if (doubtful && errnum != statx_errno && *presence == PRESENCE_UNKNOWN)
    *presence = statx_presence (query->base.run);
  return errnum;
}

/* Set the reusable mount ID of INODE, the file PLACE.  If both IDs are wanted,
   the record contains the unique one; query the other then, once for each
   mount.  */
static void
query_mount_id (struct inode *inode, struct place const *place)
{
  struct statx_record *record = &inode->record;
  struct query const *query = place->query;
  struct query_state *state = place->state;

  inode->mount_id = record->stx_mnt_id;
  if (!(record->stx_mask & WANT_MOUNT_ID_UNIQUE)
      || !(query->wanted & (WANT_MOUNT_ID | WANT_MOUNT_POINT)))
    return;
  if (state->mount_id_unique != record->stx_mnt_id)
    {
      struct statx_record other;

      if (!statx_query (&other, query->base.run, place->dir, place->path,
                        place->flags | query->statx_flags, WANT_MOUNT_ID)
          || !(other.stx_mask & WANT_MOUNT_ID)
          || other.stx_ino != record->stx_ino
          || other.stx_dev_major != record->stx_dev_major
          || other.stx_dev_minor != record->stx_dev_minor)
        return;
      state->mount_id = other.stx_mnt_id;
      state->mount_id_unique = record->stx_mnt_id;
    }
  inode->mount_id = state->mount_id;
  record->stx_mask |= WANT_MOUNT_ID;
}

/* Set the mount point of INODE, the file PLACE: by its mount ID or, if that or
   the list of mounts is missing, by the status of its file system, or by the
   device numbers of its ancestors.  If it cannot be determined, it is absent
   unless the list could not be read.  */
static void
query_mount_point (struct inode *inode, struct place const *place)
{
  bool is_link = S_ISLNK (inode->record.stx_mode) && !place->query->follow;

  if (inode->record.stx_mask & WANT_MOUNT_ID
      && !mounts_by_id (place, inode->mount_id, &inode->mount))
    inode->errors[PART_MOUNT_POINT] = errno;
  else if (!inode->mount.point
           && !mounts_by_name (place, is_link, &inode->mount))
    {
      inode->mount.point = mounts_by_device (place, is_link);
      if (!inode->mount.point)
        {
          inode->errors[PART_MOUNT_POINT] = errno;
          inode->absent[PART_MOUNT_POINT] = true;
        }
    }
}

/* Set the target of INODE, the symbolic link PLACE.  */
static void
read_target (struct inode *inode, struct place const *place)
{
  char buffer[256]; /* a longer target takes an allocation */
  char *target;

  RUN_REPEAT_IF (place->query->base.run,
                 !(target = careadlinkat (place->dir, place->path, buffer,
                                          sizeof buffer, NULL, readlinkat)));
  if (target)
    inode->target = arena_copy (&place->state->arena, target);
  else
    inode->errors[PART_TARGET] = errno;
  if (target != buffer)
    free (target);
}

/* Read the extended attribute NAME of the file PLACE, which has PART of INODE,
   into *VALUE.  Return its size, or -1 if there is none.  */
static ssize_t
read_attribute (struct inode *inode, struct place const *place, enum part part,
                char const *name, char const **value)
{
  ssize_t size = xattr_read (place, name, value);

  if (size < 0)
    {
      inode->errors[part] = errno;
      inode->absent[part] = xattr_is_absent (errno);
    }
  return size;
}

/* Set the security context of INODE, the file PLACE.  The attribute may end in
   a NUL.  If it is empty, there is none, as for libselinux.  */
static void
read_context (struct inode *inode, struct place const *place)
{
  int *error = &inode->errors[PART_CONTEXT];
  char const *value;
  ssize_t size = read_attribute (inode, place, PART_CONTEXT,
                                 "security.selinux", &value);

  if (0 < size)
    inode->context = value;
  /* Each record has this field, requested or not, so that it cannot be read
     without /proc is no failure.  */
  else if (size == 0 || *error == XATTR_NO_PROC)
    {
      *error = ENOTSUP;
      inode->absent[PART_CONTEXT] = true;
    }
}

/* Set ACL, which is PART of INODE, to the access control list that is the
   extended attribute NAME of the file PLACE.  */
static void
read_acl (struct inode *inode, struct place const *place, enum part part,
          char const *name, struct acl *acl)
{
  char const *value;
  ssize_t size = read_attribute (inode, place, part, name, &value);

  if (0 <= size
      && !acl_parse (acl, &place->state->arena, value, size,
                     part == PART_DEFAULT_ACL))
    inode->errors[part] = EINVAL;
}

/* Set whether INODE, the file PLACE, has an access control list of NFS version
   4, if its file system seems to have none of POSIX.  */
static void
read_nfs4_acl (struct inode *inode, struct place const *place)
{
  int error = inode->errors[PART_ACL];
  /* Under Linux 6.2 to 6.6, NFS says of each file that it has none.  Like
     other file systems without a device, it has no major number.  */
  bool may_be_nfs = error == ENODATA && inode->record.stx_dev_major == 0;
  char const *value;

  if (error != ENOTSUP && error != EOPNOTSUPP && !may_be_nfs)
    return;

  ssize_t size = read_attribute (inode, place, PART_NFS4_ACL,
                                 "system.nfs4_acl", &value);

  if (0 <= size && !acl_parse_nfs4 (&inode->has_nfs4_acl, value, size))
    inode->errors[PART_NFS4_ACL] = EINVAL;
}

/* Set those of the extended attributes of INODE, the file PLACE, that are
   wanted.  */
static void
read_extended (struct inode *inode, struct place const *place)
{
  uint64_t wanted = place->query->wanted;
  unsigned int mode = inode->record.stx_mode;

  if (wanted & WANT_XATTRS)
    inode->errors[PART_XATTRS] = xattr_read_all (&inode->xattrs, place);
  /* What can have no list is not asked for it: some file systems would answer
     with other errors.  */
  if (wanted & WANT_ACL && !S_ISLNK (mode))
    read_acl (inode, place, PART_ACL, "system.posix_acl_access", &inode->acl);
  if (wanted & WANT_DEFAULT_ACL && S_ISDIR (mode))
    read_acl (inode, place, PART_DEFAULT_ACL, "system.posix_acl_default",
              &inode->default_acl);
  if (wanted & WANT_NFS4_ACL && !S_ISLNK (mode))
    read_nfs4_acl (inode, place);
  if (wanted & WANT_CAPABILITIES)
    {
      char const *value;
      ssize_t size = read_attribute (inode, place, PART_CAPABILITIES,
                                     "security.capability", &value);

      if (0 <= size
          && !(inode->capabilities
               = capabilities_text (&place->state->arena, value, size)))
        inode->errors[PART_CAPABILITIES] = EINVAL;
    }
  for (enum part part = PART_XATTRS; part < PARTS; part++)
    if (inode->errors[part] == XATTR_NO_PROC && place->flags & AT_EMPTY_PATH)
      inode->lacks_proc = true;
}

/* Set FLAGS to those of the file to which LINK in /proc leads, of the type in
   MODE.  Return 0, or -1 with errno set.  */
static int
get_by_opening (struct inode_flags *flags, char const *link, unsigned int mode)
{
  int fd;
  int result;

  if (!S_ISREG (mode) && !S_ISDIR (mode))
    {
      errno = ENOTSUP;
      return -1;
    }
  fd = open (link, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  *flags = (struct inode_flags){ 0 };
  result = system_inode_flags (fd, &flags->flags, &flags->project_id);
  system_close (fd);
  return result;
}

/* Set the flags of INODE, the file PLACE: by file_getattr(2) or, where that is
   missing and PLACE is open, by FS_IOC_FSGETXATTR of a regular file or a
   directory that can be opened for reading, which does not change its access
   time.  */
static void
query_flags (struct inode *inode, struct place const *place)
{
  struct run *run = place->query->base.run;
  struct inode_flags *flags = &inode->flags;
  bool opened = place->flags & AT_EMPTY_PATH;
  int dir = place->dir;
  char const *path = place->path;
  char link[SYSTEM_LINK_SIZE];
  int result;

  if (opened)
    {
      /* Neither call accepts a file that is open with O_PATH.  */
      system_fd_link (link, dir);
      dir = AT_FDCWD;
      path = link;
    }
  if (system_has_call (&place->state->file_getattr, SYS_file_getattr))
    RUN_REPEAT (run, result,
                system_call (SYS_file_getattr, dir, path, flags, sizeof *flags,
                             place->flags & AT_SYMLINK_NOFOLLOW));
  else
    RUN_REPEAT (run, result,
                get_by_opening (flags, path, inode->record.stx_mode));
  if (result == 0)
    return;

  /* Without /proc, there is no such link.  */
  bool no_link = opened && (errno == ENOENT || errno == ENOTDIR);

  inode->errors[PART_FLAGS] = no_link ? ENOSYS : errno;
  /* The system or the file system does not support them, or the file may not
     be read.  */
  inode->absent[PART_FLAGS] = no_link || xattr_is_absent (errno)
                              || errno == ENOSYS || errno == ENOTTY
                              || errno == EINVAL || errno == EPERM
                              || errno == EACCES;
}

/* Set INODE to the file PLACE.  Return 0, or the errno value of the failure to
   query its status.  */
static int
query_place (struct inode *inode, struct place const *place)
{
  uint64_t wanted = place->query->wanted;

  if (wanted & WANT_FILE_SYSTEM)
    {
      char const *path = place->flags & AT_EMPTY_PATH ? NULL : place->path;
      int result;

      if (!place->operand)
        return EINVAL;
      RUN_REPEAT (place->query->base.run, result,
                  system_statfs (&inode->fs, place->dir, path));
      return result == 0 ? 0 : errno;
    }

  int errnum = query_record (&inode->record, place);

  if (errnum != 0)
    return errnum;
  query_mount_id (inode, place);
  if (wanted & WANT_TARGET && S_ISLNK (inode->record.stx_mode))
    read_target (inode, place);
  if (wanted & WANT_CONTEXT)
    read_context (inode, place);
  if (wanted & WANT_MOUNT_POINT)
    query_mount_point (inode, place);
  if (wanted & WANT_FLAGS)
    query_flags (inode, place);
  if (wanted & WANT_EXTENDED)
    read_extended (inode, place);
  return 0;
}

/* Open PATH, relative to PLACE's directory, with FLAGS.  If automounts are
   wanted, first open it as a directory, which mounts what SYSTEM_SEARCH alone
   does not.  Return the descriptor, or -1 with errno set.  */
static int
open_place (struct place const *place, char const *path, int flags)
{
  struct query const *query = place->query;
  bool may_mount = SYSTEM_OPENS_ALL
                   && (query->wanted & WANT_FILE_SYSTEM
                       || !(query->statx_flags & QUERY_NO_AUTOMOUNT));

  if (may_mount)
    {
      int fd = base_open (&query->base, place->dir, path, flags | O_DIRECTORY);

      if (0 <= fd || errno != ENOTDIR)
        return fd;
    }
  return base_open (&query->base, place->dir, path, flags);
}

/* Set INODE to the file PLACE, which is opened first or, where that could
   block on it or fail, the directory that contains it.  Return 0, or the errno
   value of the failure to query its status.  */
static int
query_opened (struct inode *inode, struct place *place)
{
  struct query const *query = place->query;
  bool follow = query->follow || query->wanted & WANT_FILE_SYSTEM;
  char *parent = NULL;
  char const *opened = place->path;
  int flags = SYSTEM_SEARCH | (follow ? 0 : O_NOFOLLOW);

  if (SYSTEM_OPENS_ALL)
    {
      place->path = "";
      place->flags = AT_EMPTY_PATH;
    }
  else
    {
      opened = parent = dir_name (opened);
      place->path = last_component (place->path);
      flags = SYSTEM_SEARCH | O_DIRECTORY;
    }
  place->dir = open_place (place, opened, flags);

  int errnum = place->dir < 0 ? errno : query_place (inode, place);

  if (0 <= place->dir)
    close (place->dir);
  free (parent);
  return errnum;
}

void
inode_query (struct inode *inode, struct query const *query,
             struct query_state *state, char const *path)
{
  struct base const *base = &query->base;
  uint64_t wanted = query->wanted;
  struct place place = {
    .query = query,
    .state = state,
    .operand = path,
    .dir = path ? base->dir_fd : STDIN_FILENO,
    .path = path ? path : "",
    .flags = !path           ? AT_EMPTY_PATH
             : query->follow ? 0
                             : AT_SYMLINK_NOFOLLOW,
  };
  int errnum = 0;

  memset (inode, 0, offsetof (struct inode, record));
  inode->path = path ? path : "-";
  inode->is_standard_input = !path;

  /* A path is opened if it must be beneath the base, if system calls are
     needed that take no directory file descriptor or no path, or if it is too
     long.  */
  bool opened
      = path
        && (base->beneath
            || (base->dir_fd != AT_FDCWD && *path != '/'
                && ((wanted & WANT_FILE_SYSTEM && SYSTEM_OPENS_ALL)
                    || (wanted & (WANT_CONTEXT | WANT_EXTENDED)
                        && !system_has_call (&state->xattrat,
                                             SYS_getxattrat))))
            || (wanted & WANT_FLAGS
                && !system_has_call (&state->file_getattr, SYS_file_getattr)));

  if (!opened)
    errnum = query_place (inode, &place);
  if (opened || (path && errnum == ENAMETOOLONG))
    errnum = query_opened (inode, &place);
  inode->errors[PART_STATUS] = errnum;
}
