/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statx.c -- the statx(2) system call, past the C library */

#include <config.h>

#include "shared/statx.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <unistd.h>
#if HAVE_SYS_SYSCALL_H
#  include <sys/syscall.h>
#endif

#include "intprops.h"

static_assert (sizeof (struct statx_record) == 256, "statx(2)'s size");

/* Assert that Member is at Offset, as in struct statx of the kernel.  */
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

enum
{
  BILLION = 1000000000 /* nanoseconds of a second */
};

struct statx_time
statx_time_of (int64_t seconds, int64_t nanoseconds)
{
  int64_t whole = nanoseconds / BILLION - (nanoseconds % BILLION < 0);
  struct statx_time time = { .tv_nsec = nanoseconds - whole * BILLION };

  if (!INT_ADD_WRAPV (seconds, whole, &time.tv_sec))
    return time;
  return whole < 0 ? (struct statx_time){ .tv_sec = INT64_MIN }
                   : (struct statx_time){ .tv_sec = INT64_MAX,
                                          .tv_nsec = BILLION - 1 };
}

#ifdef SYS_statx
/* Bring the times in RECORD into range.  A birth time of 0 becomes unknown:
   the file system has not stored one.  */
static void
correct_times (struct statx_record *record)
{
  struct statx_time *times[] = { &record->stx_atime, &record->stx_btime,
                                 &record->stx_ctime, &record->stx_mtime };

  for (size_t i = 0; i < sizeof times / sizeof *times; i++)
    if (BILLION <= times[i]->tv_nsec)
      *times[i] = statx_time_of (times[i]->tv_sec, times[i]->tv_nsec);
  if (record->stx_btime.tv_sec == 0 && record->stx_btime.tv_nsec == 0)
    record->stx_mask &= ~WANT_BIRTHTIME;
}
#endif

bool
statx_query (struct statx_record *record, struct run *run, int dir,
             char const *path, int flags, uint64_t wanted)
{
#ifdef SYS_statx
  long int result;

  RUN_REPEAT (
      run, result,
      syscall (SYS_statx, dir, path, flags, (unsigned int)wanted, record));
  /* Old emulators of Linux return a positive number for a system call that
     they do not know.  */
  if (0 < result)
    errno = ENOSYS;
  if (result != 0)
    return false;
  if (wanted & WANT_TIMES)
    correct_times (record);
  return true;
#else
  (void)record;
  (void)run;
  (void)dir;
  (void)path;
  (void)flags;
  (void)wanted;
  errno = ENOSYS;
  return false;
#endif
}
