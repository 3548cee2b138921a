/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode.h -- query the status of an inode */

#ifndef LSTAT_INODE_H
#define LSTAT_INODE_H

#include <stdbool.h>
#include <stdint.h>

#include "lstat/query/acl.h"
#include "lstat/query/query.h"
#include "lstat/query/xattr.h"
#include "shared/statx.h"
#include "shared/system.h"

/* The flags and the project ID of an inode, in the layout that file_getattr(2)
   of Linux 6.17 fills in.  */
struct inode_flags
{
  uint64_t flags;           /* FS_XFLAG_ bits of <linux/fs.h> */
  uint32_t extent_size;     /* preferred bytes of an extent, or 0 */
  uint32_t extents;         /* number of extents of the data */
  uint32_t project_id;      /* ID for quotas of a project */
  uint32_t cow_extent_size; /* preferred bytes of a copy-on-write extent */
};

/* The status of one inode.  A text is NULL, and a list is empty, if it was not
   queried, if that failed or if the inode has none.  */
struct inode
{
  char const *path;       /* as the user gave it; "-" for standard input */
  bool is_standard_input; /* whether it is standard input, not PATH */
  bool lacks_proc;     /* whether extended attributes could not be read since
                          there is no /proc */
  int errors[PARTS];   /* errno value of the failure to query each part, or
                          0 */
  bool absent[PARTS];  /* whether the error says that the inode has none */
  char const *target;  /* target of a symbolic link */
  char const *context; /* security context */
  struct mount mount;  /* the mount, as far as it was queried */
  char const *capabilities; /* file capabilities */
  struct acl acl;           /* access control list, unless it says no more than
                               the mode */
  bool has_nfs4_acl;        /* whether that is one of NFS version 4, and may
                               say more than the mode */
  struct acl default_acl;   /* that of new files in a directory */
  struct xattr_list xattrs; /* all extended attributes */

  /* The members below are not set unless they were queried.  */
  struct statx_record record; /* result of statx(2) */
  uint64_t mount_id;          /* reusable mount ID, if WANT_MOUNT_ID is in
                                 the mask */
  struct inode_flags flags;   /* if WANT_FLAGS and there is no error */
  struct file_system fs;      /* if WANT_FILE_SYSTEM; RECORD is then not set */
};

/* Set INODE to what QUERY wants of the file PATH, or of standard input if PATH
   is NULL.  PATH may be of any length.  If the status cannot be queried, set
   only the error of PART_STATUS, which is EINVAL for the file system of
   standard input.  If a sandbox blocks statx(2), note that in
   STATE, and use fstatat(2), which provides the members in WANT_BASIC.  INODE
   refers to PATH, and to memory of STATE.  */
void inode_query (struct inode *inode, struct query const *query,
                  struct query_state *state, char const *path);

#endif
