/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl-entries.c -- the entries of an access control list */

#include <config.h>

#include "shared/acl-entries.h"

/* The value of the extended attribute is a header, the version as 32 bits, and
   entries: tag and permissions as 16 bits each, and an ID as 32 bits.  All are
   little-endian: posix_acl_xattr.h of Linux.  */
enum
{
  ACL_VERSION = 2,
  HEADER_SIZE = 4,
  ENTRY_SIZE = 8,
};

/* Return the little-endian number in the SIZE bytes at BYTES.  */
static uint32_t
number_at (char const *bytes, size_t size)
{
  uint32_t number = 0;

  while (size != 0)
    number = number << 8 | (unsigned char)bytes[--size];
  return number;
}

bool
acl_entries_count (size_t *count, char const *bytes, size_t size)
{
  *count = 0;
  if (size == 0)
    return true;
  if (size < HEADER_SIZE || (size - HEADER_SIZE) % ENTRY_SIZE != 0
      || number_at (bytes, HEADER_SIZE) != ACL_VERSION)
    return false;
  *count = (size - HEADER_SIZE) / ENTRY_SIZE;
  return true;
}

struct acl_entry
acl_entry_at (char const *bytes, size_t index)
{
  char const *entry = bytes + HEADER_SIZE + index * ENTRY_SIZE;

  return (struct acl_entry){ .tag = number_at (entry, 2),
                             .permissions = number_at (entry + 2, 2),
                             .id = number_at (entry + 4, 4) };
}
