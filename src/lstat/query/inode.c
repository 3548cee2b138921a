/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode.c -- query the status of an inode */

#include <config.h>

#include "lstat/query/inode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>
#if MAJOR_IN_MKDEV
#  include <sys/mkdev.h>
#elif MAJOR_IN_SYSMACROS
#  include <sys/sysmacros.h>
#endif

#include "areadlink.h"
#include "lstat/query/place.h"
#include "stat-time.h"
#include "xalloc.h"

/* Return T, a member of struct stat, as a struct statx_time.  */
static struct statx_time
statx_time (struct timespec t)
{
  return statx_time_of (t.tv_sec, t.tv_nsec);
}

/* Set RECORD to the status ST.  */
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
  /* Systems other than Linux may have the birth time in struct stat.  */
  struct timespec birth = get_stat_birthtime (st);

  if (0 <= birth.tv_nsec)
    {
      record->stx_btime = statx_time (birth);
      record->stx_mask |= WANT_BIRTHTIME;
    }
#endif
}

/* Set RECORD to the status of the file PLACE by fstatat(2).  Return false with
   errno set on failure.  */
static bool
query_by_stat (struct statx_record *record, struct place const *place)
{
  struct stat st;
  int done;

  RUN_REPEAT (place->run, done,
              place->flags & AT_EMPTY_PATH
                  ? fstat (place->dir, &st)
                  : fstatat (place->dir, place->path, &st, place->flags));
  if (done != 0)
    return false;
  record_from_stat (record, &st);
  return true;
}

/* Set RECORD to the status of the file PLACE by statx(2) for the WANT_ bits of
   QUERY or, if STATE says that statx(2) is blocked, by fstatat(2).  Return
   false with errno set on failure.  */
static bool
query_by_statx (struct statx_record *record, struct query const *query,
                struct query_state *state, struct place const *place)
{
  uint64_t wanted = (query->wanted & WANT_STATX)
                    | (query->wanted & WANT_MOUNT_POINT ? WANT_MOUNT_ID : 0);

  if (!state->no_statx)
    {
      if (statx_query (record, place->run, place->dir, place->path,
                       place->flags | query->sync, wanted))
        return true;
      /* A file system may be unable to do statx(2).  */
      if (errno == EOPNOTSUPP)
        return query_by_stat (record, place);
      if (errno != EPERM && errno != ENOSYS && errno != EINVAL)
        return false;

      /* If fstatat(2) fails with the same error, the file is the reason,
         otherwise statx(2) is blocked.  */
      int statx_errno = errno;
      bool found = query_by_stat (record, place);

      state->no_statx = found || errno != statx_errno;
      return found;
    }
  return query_by_stat (record, place);
}

/* Set the reusable mount ID of INODE, the file PLACE.  If QUERY wants both
   IDs, the record contains the unique one; query the other then, once for each
   mount, and store it in STATE.  */
static void
query_mount_id (struct inode *inode, struct query const *query,
                struct query_state *state, struct place const *place)
{
  struct statx_record *record = &inode->record;
  struct statx_record other;

  if (!(record->stx_mask & WANT_MOUNT_ID_UNIQUE)
      || !(query->wanted & (WANT_MOUNT_ID | WANT_MOUNT_POINT)))
    {
      inode->mount_id = record->stx_mnt_id;
      return;
    }
  if (state->mount_id_unique != record->stx_mnt_id)
    {
      if (!statx_query (&other, place->run, place->dir, place->path,
                        place->flags | query->sync, WANT_MOUNT_ID)
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

/* Set TEXT to the value of the extended attribute NAME of the file PLACE.  */
static void
read_attribute (struct inode_text *text, struct place const *place,
                char const *name)
{
  ssize_t size = xattr_read (place, name, text->short_text,
                             sizeof text->short_text, &text->allocated);

  text->known = 0 <= size;
  if (text->known)
    text->size = size;
  else
    {
      text->error = errno;
      text->absent = xattr_is_absent (errno);
    }
}

/* Set the security context of INODE, the file PLACE.  The attribute may end in
   a NUL.  If it is empty, there is none, as for libselinux.  */
static void
read_context (struct inode *inode, struct place const *place)
{
  struct inode_text *label = &inode->context;

  read_attribute (label, place, "security.selinux");

  /* Each record has this field, requested or not, so that it cannot be read
     without /proc is no failure.  */
  if (label->error == XATTR_NO_PROC || (label->known && label->size == 0))
    {
      label->known = false;
      label->error = ENOTSUP;
      label->absent = true;
    }
}

/* Set the link target of INODE, the symbolic link PLACE.  */
static void
read_target (struct inode *inode, struct place const *place)
{
  struct inode_text *target = &inode->target;
  ssize_t length;

  RUN_REPEAT (place->run, length,
              readlinkat (place->dir, place->path, target->short_text,
                          sizeof target->short_text));
  target->known = true;
  if (0 <= length && (size_t)length < sizeof target->short_text)
    {
      target->short_text[length] = '\0';
      return;
    }
  if (0 <= length)
    do
      target->allocated = areadlinkat (place->dir, place->path);
    while (!target->allocated && run_repeats (place->run));
  if (!target->allocated)
    {
      target->error = errno;
      target->known = false;
    }
}

/* Initialize TEXT as not known.  SHORT_TEXT needs no initialization.  */
static void
text_start (struct inode_text *text)
{
  text->error = 0;
  text->absent = false;
  text->known = false;
  text->allocated = NULL;
}

/* Set the extended attributes of INODE, the file PLACE, that QUERY wants, up
   to the limit of STATE.  */
static void
read_extended (struct inode *inode, struct query const *query,
               struct query_state const *state, struct place const *place)
{
  struct inode_extended *extended = xmalloc (sizeof *extended);
  struct
  {
    uint64_t wanted;
    struct inode_text *text;
    char const *name;
  } const attributes[] = {
    { WANT_ACL, &extended->acl, "system.posix_acl_access" },
    { WANT_DEFAULT_ACL, &extended->default_acl, "system.posix_acl_default" },
    { WANT_CAPABILITIES, &extended->capabilities, "security.capability" },
  };

  inode->extended = extended;
  extended->needs_proc = place->flags & AT_EMPTY_PATH;
  extended->list = (struct xattr_list){ 0 };
  if (query->wanted & WANT_XATTRS)
    xattr_read_all (&extended->list, place, query->wanted & WANT_XATTR_VALUES,
                    state->memory_limit ? state->memory_limit : SIZE_MAX);
  for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
    {
      text_start (attributes[i].text);
      if (query->wanted & attributes[i].wanted)
        read_attribute (attributes[i].text, place, attributes[i].name);
    }
}

/* Do the work of inode_query for the file PLACE.  */
static bool
query_place (struct inode *inode, struct query const *query,
             struct query_state *state, struct place const *place)
{
  if (query->wanted & WANT_FILE_SYSTEM)
    {
      char const *path = place->flags & AT_EMPTY_PATH ? NULL : place->path;
      bool found;

      do
        found = file_system_query (&inode->fs, place->dir, path);
      while (!found && run_repeats (place->run));
      return found;
    }
  if (!query_by_statx (&inode->record, query, state, place))
    return false;
  query_mount_id (inode, query, state, place);
  if (query->wanted & WANT_TARGET && S_ISLNK (inode->record.stx_mode))
    read_target (inode, place);
  if (query->wanted & WANT_CONTEXT)
    read_context (inode, place);
  if (query->wanted & WANT_EXTENDED)
    read_extended (inode, query, state, place);
  return true;
}

/* Return whether PATH must be opened to be queried: because it must be beneath
   the base, or because QUERY needs system calls that take no directory file
   descriptor.  */
static bool
must_open (struct query const *query, char const *path)
{
  return query->base.beneath
         || (query->base.dir_fd != AT_FDCWD && *path != '/'
             && query->wanted
                    & (WANT_FILE_SYSTEM | WANT_CONTEXT | WANT_EXTENDED));
}

/* Do the work of inode_query by opening PATH, relative to DIR.  */
static bool
query_opened (struct inode *inode, struct query const *query,
              struct query_state *state, int dir, char const *path)
{
  bool follow = query->follow || query->wanted & WANT_FILE_SYSTEM;
  int fd = base_open (&query->base, dir, path,
                      BASE_SEARCH | (follow ? 0 : O_NOFOLLOW));

  if (fd < 0)
    return false;

  struct place place = { query->base.run, fd, "", AT_EMPTY_PATH, true };
  bool found = query_place (inode, query, state, &place);
  int errnum = errno;

  close (fd);
  errno = errnum;
  return found;
}

/* Do the work of inode_query for a PATH that is too long for a system call. */
static bool
query_long (struct inode *inode, struct query const *query,
            struct query_state *state, char const *path)
{
  int dir = base_open_ancestors (&query->base, path, &path);

  if (dir < 0)
    return false;

  bool found = query_opened (inode, query, state, dir, path);
  int errnum = errno;

  if (dir != query->base.dir_fd)
    close (dir);
  errno = errnum;
  return found;
}

/* Initialize INODE for PATH, or for standard input if PATH is NULL.  */
static void
inode_start (struct inode *inode, struct query const *query, char const *path)
{
  inode->path = path ? path : "-";
  inode->is_standard_input = !path;
  inode->has_path = path && !query->base.beneath
                    && (query->base.dir_fd == AT_FDCWD || *path == '/');
  text_start (&inode->target);
  text_start (&inode->context);
  text_start (&inode->mount_point);
  inode->extended = NULL;
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

void
inode_replace_text (struct inode_text *text, char *content, int errnum)
{
  free (text->allocated);
  text->allocated = content;
  text->known = content != NULL;
  text->error = content ? 0 : errnum;
}

bool
inode_query (struct inode *inode, struct query const *query,
             struct query_state *state, char const *path)
{
  struct place place
      = { query->base.run, path ? query->base.dir_fd : STDIN_FILENO,
          path ? path : "",
          !path           ? AT_EMPTY_PATH
          : query->follow ? 0
                          : AT_SYMLINK_NOFOLLOW,
          false };
  bool found;

  inode_start (inode, query, path);
  if (!path || !must_open (query, path))
    found = query_place (inode, query, state, &place);
  else
    found = query_opened (inode, query, state, query->base.dir_fd, path);
  if (!found && errno == ENAMETOOLONG && path)
    found = query_long (inode, query, state, path);
  return found;
}

bool
inode_is_oversized (struct inode const *inode)
{
  return inode->extended && inode->extended->list.oversized;
}

/* Return the bytes allocated for TEXT, the value of an extended attribute.  */
static size_t
value_memory (struct inode_text const *text)
{
  return text->known && text->allocated ? text->size : 0;
}

size_t
inode_memory (struct inode const *inode)
{
  struct inode_extended const *extended = inode->extended;
  size_t memory = value_memory (&inode->context);

  if (inode->target.allocated)
    memory += strlen (inode->target.allocated);
  if (extended)
    memory += sizeof *extended + extended->list.memory
              + value_memory (&extended->acl)
              + value_memory (&extended->default_acl)
              + value_memory (&extended->capabilities);
  return memory;
}

void
inode_finish (struct inode *inode)
{
  struct inode_extended *extended = inode->extended;

  if (extended)
    {
      xattr_free_all (&extended->list);
      free (extended->acl.allocated);
      free (extended->default_acl.allocated);
      free (extended->capabilities.allocated);
      free (extended);
    }
  free (inode->target.allocated);
  free (inode->context.allocated);
  free (inode->mount_point.allocated);
}
