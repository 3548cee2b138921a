/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fd-link.c -- the symbolic link in /proc to an open file */

#include <config.h>

#include "shared/fd-link.h"

#include <fcntl.h>
#include <stdio.h>

#include "shared/system.h"

void
fd_link (char *link, int fd)
{
  if (!SYSTEM_IS_LINUX)
    *link = '\0';
  else if (fd == AT_FDCWD)
    snprintf (link, FD_LINK_SIZE, "/proc/self/cwd");
  else
    snprintf (link, FD_LINK_SIZE, "/proc/self/fd/%d", fd);
}
