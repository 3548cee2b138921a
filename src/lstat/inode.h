/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode.h -- one inode as looked at */

#ifndef LSTAT_INODE_H
#define LSTAT_INODE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base.h"
#include "lstat/file-systems.h"

/* What may be wanted of an inode.  The low 32 bits are statx(2)'s, told here
   because the C library's header may lack the newer ones; the others ask for
   what takes a system call of its own.  */
#define WANT_TYPE UINT64_C (0x1)
#define WANT_MODE UINT64_C (0x2)
#define WANT_NLINK UINT64_C (0x4)
#define WANT_UID UINT64_C (0x8)
#define WANT_GID UINT64_C (0x10)
#define WANT_ATIME UINT64_C (0x20)
#define WANT_MTIME UINT64_C (0x40)
#define WANT_CTIME UINT64_C (0x80)
#define WANT_INO UINT64_C (0x100)
#define WANT_SIZE UINT64_C (0x200)
#define WANT_BLOCKS UINT64_C (0x400)
#define WANT_BASIC UINT64_C (0x7ff)
#define WANT_BIRTHTIME UINT64_C (0x800)
#define WANT_MOUNT_ID UINT64_C (0x1000)
#define WANT_DIO_ALIGN UINT64_C (0x2000)
#define WANT_MOUNT_ID_UNIQUE UINT64_C (0x4000)
#define WANT_SUBVOLUME UINT64_C (0x8000)
#define WANT_WRITE_ATOMIC UINT64_C (0x10000)
#define WANT_DIO_READ_ALIGN UINT64_C (0x20000)
#define WANT_STATX UINT64_C (0xffffffff)
#define WANT_TARGET (UINT64_C (1) << 32)
#define WANT_CONTEXT (UINT64_C (1) << 33)
#define WANT_MOUNT_POINT (UINT64_C (1) << 34)
#define WANT_FILE_SYSTEM (UINT64_C (1) << 35)

/* What the renderer wants, not of the file: names to be quoted, errors if
   there is no context or no mount point, and words in the user's language.  */
#define WANT_QUOTING (UINT64_C (1) << 36)
#define WANT_CONTEXT_FOUND (UINT64_C (1) << 37)
#define WANT_MOUNT_POINT_FOUND (UINT64_C (1) << 38)
#define WANT_LOCALE (UINT64_C (1) << 39)

/* A time as statx(2) gives it.  */
struct statx_time
{
  int64_t tv_sec;   /* seconds since the Epoch */
  uint32_t tv_nsec; /* nanoseconds after that, below 10^9 */
  int32_t reserved;
};

/* The record that statx(2) fills in, laid out as the kernel's up to 6.16.  */
struct statx_record
{
  uint32_t stx_mask;       /* which of the WANT_ bits are there */
  uint32_t stx_blksize;    /* bytes for efficient I/O */
  uint64_t stx_attributes; /* flags that are on */
  uint32_t stx_nlink;      /* number of hard links */
  uint32_t stx_uid;        /* owner */
  uint32_t stx_gid;        /* owning group */
  uint16_t stx_mode;       /* type and permission bits */
  uint16_t reserved;
  uint64_t stx_ino;             /* inode number */
  uint64_t stx_size;            /* bytes */
  uint64_t stx_blocks;          /* blocks of 512 bytes */
  uint64_t stx_attributes_mask; /* flags that the file system knows */
  struct statx_time stx_atime;  /* last access */
  struct statx_time stx_btime;  /* birth */
  struct statx_time stx_ctime;  /* last status change */
  struct statx_time stx_mtime;  /* last modification */
  uint32_t stx_rdev_major;      /* the device that a device file stands for */
  uint32_t stx_rdev_minor;
  uint32_t stx_dev_major; /* the device that the inode is on */
  uint32_t stx_dev_minor;
  uint64_t stx_mnt_id;                /* id of the mount */
  uint32_t stx_dio_mem_align;         /* bytes */
  uint32_t stx_dio_offset_align;      /* bytes */
  uint64_t stx_subvol;                /* subvolume identifier */
  uint32_t stx_atomic_write_unit_min; /* bytes */
  uint32_t stx_atomic_write_unit_max; /* bytes */
  uint32_t stx_atomic_write_segments_max;
  uint32_t stx_dio_read_offset_align;     /* bytes */
  uint32_t stx_atomic_write_unit_max_opt; /* bytes */
  uint32_t spare_1;
  uint64_t spare_2[8];
};

/* How to look at inodes.  */
struct look
{
  struct base base; /* where relative paths start */
  uint64_t wanted;  /* the WANT_ bits of what is needed */
  bool follow;      /* whether to follow a symbolic link */
  int sync;         /* statx(2)'s flags for the freshness of attributes */
  bool no_standard_input; /* whether descriptor 0 is not the caller's */
};

/* What was learnt from looks before.  Start with all members 0.  */
struct look_memory
{
  bool no_statx; /* whether statx has turned out to be blocked */

  /* The last mount whose two ids were both asked for: the kernel gives only
     one at a time.  */
  uint64_t mount_id;        /* its reusable id */
  uint64_t mount_id_unique; /* its unique id, or 0 */
};

enum
{
  INODE_SHORT = 128 /* bytes of a text that are kept without allocation */
};

/* A text of an inode, which inode_text returns.  All zero is none.  */
struct inode_text
{
  int error;       /* errno of the failure to read it, or 0 */
  bool absent;     /* whether ERROR says only that there is none */
  bool known;      /* whether it was read */
  char *allocated; /* it, or NULL if it is in SHORT_TEXT */
  char short_text[INODE_SHORT];
};

/* One inode.  What look did not want is not there.  */
struct inode
{
  char const *path;           /* as the user gave it, "-" if none */
  bool is_standard_input;     /* rather than the file PATH */
  bool has_path;              /* whether PATH names it from the working
                                 directory */
  struct statx_record record; /* what statx(2) says */
  uint64_t mount_id;          /* if the mask has it, the reusable mount id */
  struct file_system fs;      /* with WANT_FILE_SYSTEM, and then no record */
  struct inode_text target;   /* what a symbolic link holds */
  struct inode_text context;  /* the security label */
  struct inode_text mount_point; /* set by mounts_find */
};

/* Return TEXT, or NULL if it is not known.  */
char const *inode_text (struct inode_text const *text);

/* Let TEXT be a copy of CONTENT.  */
void inode_set_text (struct inode_text *text, char const *content);

/* Fill in INODE with what LOOK wants of the file PATH, or of standard input
   if PATH is NULL.  Return true, or false with errno set by statx(2),
   fstatat(2), statfs(2) or base_open if the file cannot be looked at.  PATH
   may be of any length.
   Once statx has failed as only a sandbox makes it, MEMORY says so, and
   fstatat supplies what it can.  INODE keeps PATH; inode_forget frees the
   rest.  */
bool inode_look (struct inode *inode, struct look const *look,
                 struct look_memory *memory, char const *path);

/* Free what inode_look allocated for INODE.  */
void inode_forget (struct inode *inode);

#endif
