/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl.c -- read access control lists */

#include <config.h>

#include "lstat/query/acl.h"

#include <stdlib.h>

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
