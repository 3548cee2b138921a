/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode.h -- query the status of an inode */

#ifndef LSTAT_INODE_H
#define LSTAT_INODE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base.h"
#include "lstat/query/file-systems.h"
#include "lstat/query/xattr.h"
#include "shared/statx.h"

/* What to query of an inode.  The low 32 bits are those of shared/statx.h;
   each of the others requires a system call of its own.  */
#define WANT_TARGET (UINT64_C (1) << 32)
#define WANT_CONTEXT (UINT64_C (1) << 33)
#define WANT_MOUNT_POINT (UINT64_C (1) << 34)
#define WANT_FILE_SYSTEM (UINT64_C (1) << 35)

/* What the output needs besides: quoting, an error if there is no security
   context or no mount point, and the user's locale.  */
#define WANT_QUOTING (UINT64_C (1) << 36)
#define WANT_CONTEXT_FOUND (UINT64_C (1) << 37)
#define WANT_MOUNT_POINT_FOUND (UINT64_C (1) << 38)
#define WANT_LOCALE (UINT64_C (1) << 39)

/* Extended attributes: their names, with XATTR_VALUES also their values, and
   the values of those that have a field of their own.  */
#define WANT_XATTRS (UINT64_C (1) << 40)
#define WANT_XATTR_VALUES (UINT64_C (1) << 41)
#define WANT_ACL (UINT64_C (1) << 42)
#define WANT_DEFAULT_ACL (UINT64_C (1) << 43)
#define WANT_CAPABILITIES (UINT64_C (1) << 44)
#define WANT_EXTENDED                                                         \
  (WANT_XATTRS | WANT_ACL | WANT_DEFAULT_ACL | WANT_CAPABILITIES)

/* What to query, and how.  */
struct query
{
  struct base base; /* where relative paths start */
  uint64_t wanted;  /* WANT_ bits */
  bool follow;      /* whether to follow a symbolic link */
  int sync;         /* statx(2) flags for cached attributes */
};

/* What previous queries have found out.  All members start as 0.  */
struct query_state
{
  bool no_statx;       /* whether statx(2) is blocked */
  size_t memory_limit; /* bytes that extended attributes of a file may take,
                          set by the caller; 0 for no limit */

  /* The last mount of which both IDs were queried: statx(2) returns only one
     at a time.  */
  uint64_t mount_id;        /* its reusable ID */
  uint64_t mount_id_unique; /* its unique ID, or 0 */
};

enum
{
  INODE_SHORT = 128 /* bytes of a text that needs no allocation */
};

/* A text of an inode, as inode_text returns it.  If all members are 0, there
   is none.  */
struct inode_text
{
  int error;       /* errno value of the failure to read it, or 0 */
  bool absent;     /* whether ERROR means that the inode has none */
  bool known;      /* whether it was read */
  size_t size;     /* bytes of the text, set only if it is the value of an
                      extended attribute */
  char *allocated; /* the text, or NULL if it is in SHORT_TEXT */
  char short_text[INODE_SHORT];
};

/* The extended attributes of an inode.  acl_convert and capabilities_convert
   convert the values that have a format of their own to text.  */
struct inode_extended
{
  bool needs_proc;                /* whether they are read through /proc */
  struct xattr_list list;         /* all of them */
  struct inode_text acl;          /* access control list */
  struct inode_text default_acl;  /* that of new files in a directory */
  struct inode_text capabilities; /* file capabilities */
};

/* The status of one inode.  Members that were not queried are not set.  */
struct inode
{
  char const *path;           /* as the user gave it; "-" for standard input */
  bool is_standard_input;     /* whether it is standard input, not PATH */
  bool has_path;              /* whether PATH leads to it from the working
                                 directory */
  struct statx_record record; /* result of statx(2) */
  uint64_t mount_id;          /* reusable mount ID, if WANT_MOUNT_ID is in
                                 the mask */
  struct file_system fs;      /* if WANT_FILE_SYSTEM; RECORD is then not set */
  struct inode_text target;   /* target of a symbolic link */
  struct inode_text context;  /* security context */
  struct inode_text mount_point;   /* set by mounts_find */
  struct inode_extended *extended; /* if WANT_EXTENDED, else NULL */
};

/* Return TEXT, or NULL if it is not known.  */
char const *inode_text (struct inode_text const *text);

/* Set TEXT, which is not known, to a copy of CONTENT.  */
void inode_set_text (struct inode_text *text, char const *content);

/* Set TEXT, which is known, to CONTENT, and take the ownership of its memory.
   If CONTENT is NULL, TEXT is not known because of the error ERRNUM or, if
   that is 0, because the inode has none.  */
void inode_replace_text (struct inode_text *text, char *content, int errnum);

/* Set INODE to the status of the file PATH, or of standard input if PATH is
   NULL, as QUERY specifies.  PATH may be of any length.  Return true, or false
   with errno set by statx(2), fstatat(2), statfs(2) or base_open.
   If a sandbox blocks statx(2), note that in STATE, and use fstatat(2), which
   provides the members in WANT_BASIC.  INODE refers to PATH; inode_finish
   frees its other memory.  */
bool inode_query (struct inode *inode, struct query const *query,
                  struct query_state *state, char const *path);

/* Return whether INODE lacks extended attributes because they take more than
   the memory_limit of the struct query_state.  */
bool inode_is_oversized (struct inode const *inode);

/* Return the bytes of memory that inode_query allocated for INODE, about.  */
size_t inode_memory (struct inode const *inode);

/* Free the memory that inode_query and mounts_find allocated for INODE.  */
void inode_finish (struct inode *inode);

#endif
