/* SPDX-License-Identifier: GPL-3.0-or-later */
/* default-acl.c -- the default ACL of a directory */

#include <config.h>

#include "mkdir/default-acl.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#if HAVE_SYS_XATTR_H
#  include <sys/xattr.h>
#endif

#include "shared/acl-entries.h"
#include "shared/fd-link.h"
#include "xalloc.h"

enum
{
  ACL_MAX = 65536 /* largest value of an extended attribute, in bytes */
};

/* Return whether the SIZE bytes at VALUE are an ACL, and set *BITS as
   default_acl_bits does.  */
static bool
parse (char const *value, size_t size, mode_t *bits)
{
  mode_t user = 0, group = 0, other = 0;
  bool masked = false;
  size_t count;

  if (!acl_entries_count (&count, value, size))
    return false;
  for (size_t i = 0; i < count; i++)
    {
      struct acl_entry entry = acl_entry_at (value, i);
      mode_t allowed = entry.permissions & 07;

      switch (entry.tag)
        {
        case ACL_OWNER:
          user = allowed;
          break;
        case ACL_OWNING_GROUP:
          if (!masked)
            group = allowed;
          break;
        case ACL_MASK:
          group = allowed;
          masked = true;
          break;
        case ACL_OTHER:
          other = allowed;
          break;
        }
    }
  *bits = user << 6 | group << 3 | other;
  return true;
}

#if HAVE_SYS_XATTR_H && defined __linux__

/* Store in VALUE, of SIZE bytes, the default ACL of FD.  Return its length, or
   -1 with errno set.  */
static ssize_t
read_acl (int fd, char *value, size_t size)
{
  static char const attribute[] = "system.posix_acl_default";
  ssize_t length = fgetxattr (fd, attribute, value, size);

  if (0 <= length || errno != EBADF)
    return length;

  /* fgetxattr(2) does not accept an O_PATH descriptor.  */
  char link[FD_LINK_SIZE];

  fd_link (link, fd);
  return getxattr (link, attribute, value, size);
}

#else

static ssize_t
read_acl (int fd, char *value, size_t size)
{
  (void)fd;
  (void)value;
  (void)size;
  errno = ENOTSUP;
  return -1;
}

#endif

bool
default_acl_bits (struct run *run, int fd, bool *found, mode_t *bits)
{
  char *value = xmalloc (ACL_MAX);
  ssize_t length;

  RUN_REPEAT (run, length, read_acl (fd, value, ACL_MAX));

  int errnum = length < 0 ? errno : 0;

  *found = 0 <= length;
  if (*found && !parse (value, length, bits))
    errnum = EINVAL;
  free (value);
  errno = errnum;
  return errnum == 0 || errnum == ENODATA || errnum == ENOTSUP
         || errnum == ENOSYS;
}
