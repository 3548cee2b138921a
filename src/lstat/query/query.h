/* SPDX-License-Identifier: GPL-3.0-or-later */
/* query.h -- what to query, and of which file */

#ifndef LSTAT_QUERY_H
#define LSTAT_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lstat/query/arena.h"
#include "shared/base.h"
#include "shared/statx.h"
#include "shared/system.h"

struct mounts;

/* The parts of the status of an inode, in the order in which their failures
   are reported.  Each requires a system call of its own.  Those from
   PART_XATTRS on are WANT_EXTENDED.  */
enum part
{
  PART_STATUS, /* by statx(2), or that of the file system */
  PART_TARGET,
  PART_CONTEXT,
  PART_MOUNT_POINT,
  PART_FLAGS, /* inode flags and project ID */
  PART_XATTRS,
  PART_ACL,
  PART_DEFAULT_ACL,
  PART_NFS4_ACL,
  PART_CAPABILITIES,
  PARTS
};

/* What the output needs.  The low 32 bits are those of shared/statx.h, then
   the parts, then those of which it is an error if the inode has none.  */
#define WANT_PART(Part) (UINT64_C (1) << (32 + (Part)))
#define WANT_FOUND(Part) (UINT64_C (1) << (44 + (Part)))
#define WANT_TARGET WANT_PART (PART_TARGET)
#define WANT_CONTEXT WANT_PART (PART_CONTEXT)
#define WANT_CONTEXT_FOUND WANT_FOUND (PART_CONTEXT)
#define WANT_MOUNT_POINT WANT_PART (PART_MOUNT_POINT)
#define WANT_MOUNT_POINT_FOUND WANT_FOUND (PART_MOUNT_POINT)
#define WANT_FLAGS WANT_PART (PART_FLAGS)
#define WANT_XATTRS WANT_PART (PART_XATTRS)
#define WANT_ACL WANT_PART (PART_ACL)
#define WANT_DEFAULT_ACL WANT_PART (PART_DEFAULT_ACL)
#define WANT_NFS4_ACL WANT_PART (PART_NFS4_ACL)
#define WANT_CAPABILITIES WANT_PART (PART_CAPABILITIES)
#define WANT_PARTS (WANT_PART (PARTS) - WANT_PART (PART_TARGET))
#define WANT_EXTENDED (WANT_PART (PARTS) - WANT_PART (PART_XATTRS))

/* The status of the file system instead of all that, the values of extended
   attributes besides their names, quoting, the user's locale, and the mount
   besides its mount point.  */
#define WANT_FILE_SYSTEM (UINT64_C (1) << 56)
#define WANT_XATTR_VALUES (UINT64_C (1) << 57)
#define WANT_QUOTING (UINT64_C (1) << 58)
#define WANT_LOCALE (UINT64_C (1) << 59)
#define WANT_MOUNT (UINT64_C (1) << 60)

/* Flags of statx(2), which the C library's header may lack: AT_NO_AUTOMOUNT,
   AT_STATX_FORCE_SYNC and AT_STATX_DONT_SYNC.  */
enum
{
  QUERY_NO_AUTOMOUNT = 0x800,
  QUERY_FORCE_SYNC = 0x2000,
  QUERY_DONT_SYNC = 0x4000,
};

/* What to query of each file, and how.  */
struct query
{
  struct base base;      /* where relative paths start */
  uint64_t wanted;       /* WANT_ bits */
  bool follow;           /* whether to follow a symbolic link */
  int statx_flags;       /* for cached attributes and automounts */
  struct mounts *mounts; /* the mounts, which all threads share */
};

/* A mount.  Each text is NULL if it is not known or empty.  */
struct mount
{
  char const *point;   /* mount point */
  char const *source;  /* device or the like, followed by the directory of the
                          file system that is mounted, in brackets, unless that
                          is its root */
  char const *type;    /* type of the file system */
  char const *options; /* those of the mount, then those of the file system */
};

/* What the queries of one thread share.  All members start as 0;
   show_finish frees its memory.  */
struct query_state
{
  struct arena arena;         /* where the results are */
  size_t memory_limit;        /* bytes of ARENA from which on no more extended
                                 attributes of a file are read; 0 for none */
  enum presence statx;        /* that of statx(2), known after a failure */
  enum presence xattrat;      /* that of getxattrat(2) and listxattrat(2) */
  enum presence file_getattr; /* that of file_getattr(2) */

  /* The last mount of which both IDs were queried: statx(2) returns only one
     at a time.  */
  uint64_t mount_id;        /* its reusable ID */
  uint64_t mount_id_unique; /* its unique ID, or 0 */

  struct mount mount; /* that of the last file; POINT is NULL if it is not in
                         the list of mounts */
  struct arena mount_arena; /* memory of MOUNT */
  uint64_t point_id;        /* its mount ID */
  int mount_files;    /* number of files until the list of mounts is asked for
                         changes */
  unsigned int waits; /* the WAITS of struct mounts at that time */
};

/* A file: the arguments that identify it for a system call such as
   fstatat(2).  */
struct place
{
  struct query const *query; /* whose run repeats an interrupted call */
  struct query_state *state; /* of the thread */
  char const *operand; /* the path that the user gave, or NULL for standard
                          input */
  int dir;             /* directory that PATH is relative to, or the file: open
                          with O_PATH, which system calls such as fgetxattr(2)
                          reject, unless it is standard input */
  char const *path;    /* the path, or "" with AT_EMPTY_PATH for DIR itself */
  int flags;           /* AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW or 0 */
};

#endif
