/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statx.h -- the statx(2) system call, past the C library */

#ifndef SHARED_STATX_H
#define SHARED_STATX_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/run.h"

/* The mask bits of statx(2), defined here because the C library's header may
   lack the newer ones.  */
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
#define WANT_TIMES (WANT_ATIME | WANT_MTIME | WANT_CTIME | WANT_BIRTHTIME)
#define WANT_MOUNT_ID UINT64_C (0x1000)
#define WANT_DIO_ALIGN UINT64_C (0x2000)
#define WANT_MOUNT_ID_UNIQUE UINT64_C (0x4000)
#define WANT_SUBVOLUME UINT64_C (0x8000)
#define WANT_WRITE_ATOMIC UINT64_C (0x10000)
#define WANT_DIO_READ_ALIGN UINT64_C (0x20000)
#define WANT_STATX UINT64_C (0xffffffff)

/* A time: struct statx_timestamp of statx(2).  */
struct statx_time
{
  int64_t tv_sec;   /* seconds since the Epoch */
  uint32_t tv_nsec; /* nanoseconds since TV_SEC, below 10^9 */
  int32_t reserved;
};

/* struct statx of statx(2), with the members up to Linux 6.16.  */
struct statx_record
{
  uint32_t stx_mask;       /* WANT_ bits of the members that are set */
  uint32_t stx_blksize;    /* block size for efficient I/O, bytes */
  uint64_t stx_attributes; /* attributes that are set */
  uint32_t stx_nlink;      /* number of hard links */
  uint32_t stx_uid;        /* owner */
  uint32_t stx_gid;        /* owning group */
  uint16_t stx_mode;       /* type and permission bits */
  uint16_t reserved;
  uint64_t stx_ino;             /* inode number */
  uint64_t stx_size;            /* bytes */
  uint64_t stx_blocks;          /* blocks of 512 bytes */
  uint64_t stx_attributes_mask; /* attributes that are supported */
  struct statx_time stx_atime;  /* last access */
  struct statx_time stx_btime;  /* birth */
  struct statx_time stx_ctime;  /* last status change */
  struct statx_time stx_mtime;  /* last modification */
  uint32_t stx_rdev_major;      /* device number of a device file */
  uint32_t stx_rdev_minor;
  uint32_t stx_dev_major; /* device number of the file system */
  uint32_t stx_dev_minor;
  uint64_t stx_mnt_id;                /* mount ID */
  uint32_t stx_dio_mem_align;         /* bytes */
  uint32_t stx_dio_offset_align;      /* bytes */
  uint64_t stx_subvol;                /* subvolume ID */
  uint32_t stx_atomic_write_unit_min; /* bytes */
  uint32_t stx_atomic_write_unit_max; /* bytes */
  uint32_t stx_atomic_write_segments_max;
  uint32_t stx_dio_read_offset_align;     /* bytes */
  uint32_t stx_atomic_write_unit_max_opt; /* bytes */
  uint32_t spare_1;
  uint64_t spare_2[8];
};

/* Set RECORD to the members in the mask WANTED of the file PATH, relative to
   DIR, with the AT_ flags FLAGS of statx(2).  Times are brought into range,
   and a birth time of 0 is not known.  RUN_REPEAT repeats the call for RUN.
   Return false with errno set on failure: ENOSYS if the system lacks statx(2).
 */
bool statx_query (struct statx_record *record, struct run *run, int dir,
                  char const *path, int flags, uint64_t wanted);

/* Return TIME with its nanoseconds brought into their range, or the nearest
   time that the result can hold.  */
struct statx_time statx_time_of (int64_t seconds, int64_t nanoseconds);

#endif
