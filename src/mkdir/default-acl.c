/* SPDX-License-Identifier: GPL-3.0-or-later */
/* default-acl.c -- the default ACL of a directory */

#include <config.h>

#include "mkdir/default-acl.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#include "xalloc.h"

#include "shared/acl-entries.h"
#include "shared/system.h"

enum
{
  ACL_MAX = 65536 /* largest value of an extended attribute, in bytes */
};

/* Store in VALUE, of ACL_MAX bytes, the default ACL of FD.  Return its length,
   or -1 with errno set.  */
static ssize_t
read_acl (int fd, char *value)
{
  static char const attribute[] = "system.posix_acl_default";
  ssize_t length = system_fgetxattr (fd, attribute, value, ACL_MAX);
  char link[SYSTEM_LINK_SIZE];

  if (0 <= length || errno != EBADF)
    return length;
  /* fgetxattr(2) does not accept an O_PATH descriptor.  */
  system_fd_link (link, fd);
  return system_getxattr (link, true, attribute, value, ACL_MAX);
}

bool
default_acl_bits (struct run *run, int fd, mode_t *bits)
{
  mode_t allowed[ACL_OTHER + 1] = { 0 };
  bool masked = false;
  char *value = xmalloc (ACL_MAX);
  size_t count = 0;
  ssize_t length;
  int errnum = 0;

  RUN_REPEAT (run, length, read_acl (fd, value));
  if (length < 0)
    errnum = errno;
  else if (!acl_entries_count (&count, value, length))
    errnum = EINVAL;
  for (size_t i = 0; errnum == 0 && i < count; i++)
    {
      struct acl_entry entry = acl_entry_at (value, i);

      masked |= entry.tag == ACL_MASK;
      if (entry.tag <= ACL_OTHER)
        allowed[entry.tag] = entry.permissions & 07;
    }
  if (errnum == 0)
    *bits = allowed[ACL_OWNER] << 6
            | allowed[masked ? ACL_MASK : ACL_OWNING_GROUP] << 3
            | allowed[ACL_OTHER];
  free (value);
  errno = errnum;
  return errnum == 0 || errnum == ENODATA || errnum == ENOTSUP
         || errnum == ENOSYS;
}
