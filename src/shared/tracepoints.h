/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tracepoints.h -- where debuggers and bpftrace can look on */

#ifndef SHARED_TRACEPOINTS_H
#define SHARED_TRACEPOINTS_H

/* mkdirat(2) has been called for PATH, which starts in DIR_FD, with MODE; and
   a file has been looked at as PATH, which starts in DIR_FD or is "-" for
   standard input.  ERRNO_VALUE is 0 or why that failed.  Each is a USDT probe
   of one nop: arguments must be what is at hand, without side effects.  */
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
