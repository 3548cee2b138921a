/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl.c -- read access control lists */

#include <config.h>

#include "lstat/query/acl.h"

#include <stdlib.h>
#include <string.h>

static bool
has_id (unsigned int tags)
{
  return tags & (ACL_USER | ACL_GROUP);
}

/* Return whether ACL is a valid list as in acl(5): one entry each for owner,
   owning group and others, at most one mask, which entries for users and
   groups require, and no unknown tag or permission.  */
static bool
is_valid (struct acl const *acl)
{
  unsigned int const required = ACL_OWNER | ACL_OWNING_GROUP | ACL_OTHER;
  unsigned int tags = 0;

  for (size_t i = 0; i < acl->count; i++)
    {
      unsigned int tag = acl->entries[i].tag;

      /* The tags are the single bits up to ACL_OTHER.  */
      if (tag == 0 || tag & (tag - 1) || ACL_OTHER < tag
          || 7 < acl->entries[i].permissions || (tags & tag && !has_id (tag)))
        return false;
      tags |= tag;
    }
  return (tags & required) == required && (tags & ACL_MASK || !has_id (tags));
}

static int
compare_entries (void const *a, void const *b)
{
  struct acl_entry const *first = a;
  struct acl_entry const *second = b;

  if (first->tag != second->tag)
    return first->tag < second->tag ? -1 : 1;
  if (!has_id (first->tag) || first->id == second->id)
    return 0;
  return first->id < second->id ? -1 : 1;
}

bool
acl_parse (struct acl *acl, struct arena *arena, char const *bytes,
           size_t size, bool is_default)
{
  *acl = (struct acl){ 0 };

  size_t count;

  if (!acl_entries_count (&count, bytes, size))
    return false;
  if (count == 0)
    return true;
  acl->entries = arena_take (arena, count * sizeof *acl->entries);
  acl->count = count;
  for (size_t i = 0; i < count; i++)
    acl->entries[i] = acl_entry_at (bytes, i);
  qsort (acl->entries, count, sizeof *acl->entries, compare_entries);

  bool valid = is_valid (acl);

  /* A valid list of three entries has just those that the mode has, too.  */
  if (!valid || (!is_default && count == 3))
    acl->count = 0;
  return valid;
}

/* Return the number at BYTES, which is big-endian as in XDR.  */
static uint32_t
xdr_number_at (char const *bytes)
{
  uint32_t number = 0;

  for (int i = 0; i < 4; i++)
    number = number << 8 | (unsigned char)bytes[i];
  return number;
}

/* Return the index of the SIZE bytes at NAME among those for whom the mode has
   permissions, or -1.  */
static int
class_of (char const *name, size_t size)
{
  static char const *const classes[] = { "OWNER@", "GROUP@", "EVERYONE@" };

  for (int i = 0; i < 3; i++)
    if (strlen (classes[i]) == size && memcmp (classes[i], name, size) == 0)
      return i;
  return -1;
}

bool
acl_parse_nfs4 (bool *extended, char const *bytes, size_t size)
{
  enum
  {
    HEAD = 16,   /* bytes of the type, flags, mask and length of the name */
    DENIED = 1,  /* type of an entry that denies; 0 is one that allows */
    GROUP = 0x40 /* flag of an entry for a group */
  };
  unsigned int seen = 0;
  uint32_t count = size < 4 ? 0 : xdr_number_at (bytes);
  char const *end = bytes + size;

  *extended = false;
  if (size < 4)
    return false;
  for (bytes += 4; 0 < count; count--)
    {
      if (end - bytes < HEAD)
        return false;

      uint32_t type = xdr_number_at (bytes);
      uint32_t flags = xdr_number_at (bytes + 4);
      uint32_t length = xdr_number_at (bytes + 12);
      uint32_t padding = -length % 4;

      bytes += HEAD;
      if ((size_t)(end - bytes) < length
          || (size_t)(end - bytes) - length < padding)
        return false;

      int class = class_of (bytes, length);
      unsigned int bit
          = class < 0 || DENIED < type ? 0 : 1 << (2 * class + type);

      if (bit == 0 || seen & bit || flags & ~GROUP)
        *extended = true;
      seen |= bit;
      bytes += length + padding;
    }
  return true;
}
