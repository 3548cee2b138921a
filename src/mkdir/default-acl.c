/* SPDX-License-Identifier: GPL-3.0-or-later */
/* default-acl.c -- the default ACL of a directory */

#include <config.h>

#include "mkdir/default-acl.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#if HAVE_SYS_XATTR_H
#  include <sys/xattr.h>
#endif

#include "xalloc.h"

/* The extended attribute that contains the ACL, as acl(5) and the kernel's
   linux/posix_acl_xattr.h describe it: a version, then entries, each with a
   tag, permissions and an ID, all little-endian.  */
enum
{
  ACL_VERSION = 2,
  HEADER_SIZE = 4,
  ENTRY_SIZE = 8,
  PERMISSIONS_AT = 2, /* offset of the permissions in an entry */
  ACL_MAX = 65536     /* largest value of an extended attribute, in bytes */
};

/* Tags of the entries that a mode can express.  */
enum
{
  USER_OBJ = 0x01,
  GROUP_OBJ = 0x04,
  MASK = 0x10,
  OTHER = 0x20
};

/* Return the number of two bytes at BYTES.  */
static unsigned int
number_at (unsigned char const *bytes)
{
  return bytes[0] | bytes[1] << 8;
}

/* Return whether the SIZE bytes at VALUE are an ACL, and set *BITS as
   default_acl_bits does.  */
static bool
parse (unsigned char const *value, size_t size, mode_t *bits)
{
  mode_t user = 0, group = 0, other = 0;
  bool masked = false;

  if (size < HEADER_SIZE || (size - HEADER_SIZE) % ENTRY_SIZE != 0
      || number_at (value) != ACL_VERSION || number_at (value + 2) != 0)
    return false;
  for (size_t at = HEADER_SIZE; at < size; at += ENTRY_SIZE)
    {
      mode_t allowed = number_at (value + at + PERMISSIONS_AT) & 07;

      switch (number_at (value + at))
        {
        case USER_OBJ:
          user = allowed;
          break;
        case GROUP_OBJ:
          if (!masked)
            group = allowed;
          break;
        case MASK:
          group = allowed;
          masked = true;
          break;
        case OTHER:
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
read_acl (int fd, unsigned char *value, size_t size)
{
  static char const attribute[] = "system.posix_acl_default";
  ssize_t length = fgetxattr (fd, attribute, value, size);

  if (0 <= length || errno != EBADF)
    return length;

  /* fgetxattr(2) does not accept an O_PATH descriptor.  */
  char link[sizeof "/proc/self/fd/" + 3 * sizeof fd];

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  return getxattr (link, attribute, value, size);
}

#else

static ssize_t
read_acl (int fd, unsigned char *value, size_t size)
{
  (void)fd;
  (void)value;
  (void)size;
  errno = ENOTSUP;
  return -1;
}

#endif

bool
default_acl_bits (int fd, bool *found, mode_t *bits)
{
  unsigned char *value = xmalloc (ACL_MAX);
  ssize_t length = read_acl (fd, value, ACL_MAX);
  int errnum = length < 0 ? errno : 0;

  *found = 0 <= length;
  if (*found && !parse (value, length, bits))
    errnum = EINVAL;
  free (value);
  errno = errnum;
  return errnum == 0 || errnum == ENODATA || errnum == ENOTSUP
         || errnum == ENOSYS;
}
