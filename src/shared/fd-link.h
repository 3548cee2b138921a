/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fd-link.h -- the symbolic link in /proc to an open file */

#ifndef SHARED_FD_LINK_H
#define SHARED_FD_LINK_H

enum
{
  FD_LINK_SIZE = sizeof "/proc/self/fd/" + 3 * sizeof (int)
};

/* Store at LINK, of FD_LINK_SIZE bytes, the name of the symbolic link in
   proc(5) to the file that is open as FD, or to the working directory if FD is
   AT_FDCWD; or "", which names no file, if the system is not Linux.  */
void fd_link (char *link, int fd);

#endif
