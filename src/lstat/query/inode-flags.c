/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode-flags.c -- query the flags and the project ID of an inode */

#include <config.h>

#include "lstat/query/inode-flags.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/system.h"

/* Set FLAGS to those of the file to which LINK in /proc leads, of the type in
   MODE.  Return 0, or -1 with errno set.  */
static int
get_by_opening (struct inode_flags *flags, char const *link, unsigned int mode)
{
  int fd;
  int result;
  int errnum;

  if (!S_ISREG (mode) && !S_ISDIR (mode))
    {
      errno = ENOTSUP;
      return -1;
    }
  fd = open (link, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  *flags = (struct inode_flags){ 0 };
  result = system_inode_flags (fd, &flags->flags, &flags->project_id);
  errnum = errno;
  close (fd);
  errno = errnum;
  return result;
}

int
inode_flags_query (struct inode_flags *flags, struct place const *place,
                   unsigned int mode)
{
  struct run *run = place->query->base.run;
  bool opened = place->flags & AT_EMPTY_PATH;
  int dir = place->dir;
  char const *path = place->path;
  char link[SYSTEM_LINK_SIZE];
  int result;

  if (opened)
    {
      /* Neither call accepts a file that is open with O_PATH.  */
      system_fd_link (link, dir);
      dir = AT_FDCWD;
      path = link;
    }
  if (system_has_call (&place->state->file_getattr, SYS_file_getattr))
    RUN_REPEAT (run, result,
                system_call (SYS_file_getattr, dir, path, flags, sizeof *flags,
                             place->flags & AT_SYMLINK_NOFOLLOW));
  else
    RUN_REPEAT (run, result, get_by_opening (flags, path, mode));
  if (result == 0)
    return 0;
  /* Without /proc, there is no such link.  */
  return opened && (errno == ENOENT || errno == ENOTDIR) ? ENOSYS : errno;
}
