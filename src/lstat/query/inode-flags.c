/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inode-flags.c -- query the flags and the project ID of an inode */

#include <config.h>

#include "lstat/query/inode-flags.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/fd-link.h"
#include "shared/system.h"

/* Set FLAGS to those of the file PATH, relative to DIR, of the type in MODE.
   Return 0, or -1 with errno set.  */
static int
get_by_opening (struct inode_flags *flags, int dir, char const *path,
                int at_flags, unsigned int mode)
{
  int fd;
  int result;
  int errnum;

  if (!SYSTEM_IS_LINUX || (!S_ISREG (mode) && !S_ISDIR (mode)))
    {
      errno = ENOTSUP;
      return -1;
    }
  fd = openat (dir, path,
               O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
                   | (at_flags & AT_SYMLINK_NOFOLLOW ? O_NOFOLLOW : 0));
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
  bool *no_call = &place->state->no_file_getattr;
  bool opened = place->flags & AT_EMPTY_PATH;
  int dir = opened ? AT_FDCWD : place->dir;
  char const *path = place->path;
  int at_flags = opened ? 0 : place->flags;
  char link[FD_LINK_SIZE];
  int result = -1;

  if (opened)
    {
      /* Both calls reject a file that is open with O_PATH.  */
      fd_link (link, place->dir);
      path = link;
    }
  if (!*no_call)
    {
      RUN_REPEAT (run, result,
                  system_call (SYS_file_getattr, dir, path, flags,
                               sizeof *flags, at_flags));
      *no_call = result != 0 && (errno == ENOSYS || errno == EPERM);
    }
  if (*no_call)
    RUN_REPEAT (run, result,
                get_by_opening (flags, dir, path, at_flags, mode));
  if (result == 0)
    return 0;
  /* Without /proc, there is no such link.  */
  return opened && (errno == ENOENT || errno == ENOTDIR) ? ENOSYS : errno;
}

bool
inode_flags_are_unknown (int errnum)
{
  return errnum == ENOSYS || errnum == ENOTSUP || errnum == EOPNOTSUPP
         || errnum == ENOTTY || errnum == EINVAL || errnum == EPERM
         || errnum == EACCES;
}
