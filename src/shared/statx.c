/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statx.c -- the statx(2) system call, past the C library */

#include <config.h>

#include "shared/statx.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>

#include "intprops.h"
#include "timespec.h"

#include "shared/system.h"

/* Where the last member is shows whether all have the sizes that they have in
   struct statx of the kernel.  */
static_assert (sizeof (struct statx_record) == 256
                   && offsetof (struct statx_record,
                                stx_atomic_write_unit_max_opt)
                          == 0xb8,
               "statx(2)'s layout");

struct statx_time
statx_time_of (int64_t seconds, int64_t nanoseconds)
{
  int64_t whole = nanoseconds / TIMESPEC_HZ - (nanoseconds % TIMESPEC_HZ < 0);
  struct statx_time time = { .tv_nsec = nanoseconds - whole * TIMESPEC_HZ };

  if (!INT_ADD_WRAPV (seconds, whole, &time.tv_sec))
    return time;
  return whole < 0 ? (struct statx_time){ .tv_sec = INT64_MIN }
                   : (struct statx_time){ .tv_sec = INT64_MAX,
                                          .tv_nsec = TIMESPEC_HZ - 1 };
}

bool
statx_query (struct statx_record *record, struct run *run, int dir,
             char const *path, int flags, uint64_t wanted)
{
  long int result;

  RUN_REPEAT (
      run, result,
      system_call (SYS_statx, dir, path, flags, (unsigned int)wanted, record));
  /* Old emulators of Linux return a positive number for a system call that
     they do not know.  */
  if (0 < result)
    errno = ENOSYS;
  if (result != 0)
    return false;
  if (!(wanted & WANT_TIMES))
    return true;

  struct statx_time *times[] = { &record->stx_atime, &record->stx_btime,
                                 &record->stx_ctime, &record->stx_mtime };

  for (size_t i = 0; i < sizeof times / sizeof *times; i++)
    if (TIMESPEC_HZ <= times[i]->tv_nsec)
      *times[i] = statx_time_of (times[i]->tv_sec, times[i]->tv_nsec);
  /* The file system has not stored a birth time of 0.  */
  if (record->stx_btime.tv_sec == 0 && record->stx_btime.tv_nsec == 0)
    record->stx_mask &= ~WANT_BIRTHTIME;
  return true;
}
