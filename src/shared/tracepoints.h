/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tracepoints.h -- tracepoints for debuggers and bpftrace */

#ifndef SHARED_TRACEPOINTS_H
#define SHARED_TRACEPOINTS_H

/* TRACE_MKDIR: mkdirat(2) was called for Path, relative to Dir_fd, with Mode.
   TRACE_LSTAT: the file Path, relative to Dir_fd, or standard input if Path is
   "-", was queried.  Errno_value is 0 or the errno value of the failure.  Each
   is a USDT probe that costs one nop: arguments must be values that are
   already computed, without side effects.  */
#if HAVE_TRACEPOINTS
#  include <sys/sdt.h>
#  define TRACE_MKDIR(Path, Mode, Dir_fd, Errno_value)                        \
    DTRACE_PROBE4 (inodeutils, mkdir, Path, Mode, Dir_fd, Errno_value)
#  define TRACE_LSTAT(Path, Dir_fd, Errno_value)                              \
    DTRACE_PROBE3 (inodeutils, lstat, Path, Dir_fd, Errno_value)
#else
#  define TRACE_MKDIR(Path, Mode, Dir_fd, Errno_value) ((void)0)
#  define TRACE_LSTAT(Path, Dir_fd, Errno_value) ((void)0)
#endif

#endif
