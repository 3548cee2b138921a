/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl.c -- access control lists as text */

#include <config.h>

#include "lstat/fields/acl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "c-ctype.h"
#include "shared/digits.h"
#include "shared/acl-entries.h"
#include "xalloc.h"

enum
{
  BASE_ENTRIES = 3, /* entries that the mode has, too: owner, owning group and
                       others */
  ENTRY_TEXT = 8,   /* bytes of an entry without its ID: letter, two colons,
                       permissions, comma and one more */
  ESCAPE_SIZE = 4,  /* bytes of an escape in a name */
};

/* Return whether TAG is that of entries for a certain user or group.  */
static bool
has_id (unsigned int tag)
{
  return tag == ACL_USER || tag == ACL_GROUP;
}

/* Return whether the COUNT entries at ENTRIES are a valid list as in acl(5):
   one entry each for owner, owning group and others, at most one mask, which
   entries for users and groups require, and no unknown tag or permission.  */
static bool
is_valid (struct acl_entry const *entries, size_t count)
{
  unsigned int tags = 0;

  for (size_t i = 0; i < count; i++)
    {
      unsigned int tag = entries[i].tag;

      if (7 < entries[i].permissions || (tags & tag && !has_id (tag)))
        return false;
      switch (tag)
        {
        case ACL_OWNER:
        case ACL_USER:
        case ACL_OWNING_GROUP:
        case ACL_GROUP:
        case ACL_MASK:
        case ACL_OTHER:
          tags |= tag;
          break;
        default:
          return false;
        }
    }
  return tags & ACL_OWNER && tags & ACL_OWNING_GROUP && tags & ACL_OTHER
         && (tags & ACL_MASK || !(tags & (ACL_USER | ACL_GROUP)));
}

/* Compare the entries at A and B by their places in the text: by tag and, as
   getfacl(1) sorts them, by ID.  */
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

/* Return the user or group of ENTRY from OWNERS, or NULL if it has none.  */
static struct owner const *
owner_of (struct owners *owners, struct acl_entry const *entry)
{
  return entry->tag == ACL_USER    ? owners_user (owners, entry->id)
         : entry->tag == ACL_GROUP ? owners_group (owners, entry->id)
                                   : NULL;
}

/* Return whether setfacl(1) may take NAME for no name: it reads "" as that of
   the owner, and what strtol(3) takes in base 0 as an ID.  */
static bool
is_misread (char const *name)
{
  char const *number = name + strspn (name, " \t\n\v\f\r");

  number += *number == '+' || *number == '-';
  return !*name
         || (c_isdigit (*number)
             && !number[strspn (number, "0123456789abcdefABCDEFxX")]);
}

/* Store at TO the name of OWNER, or its ID if it has none or the name would be
   misread.  The characters that separate entries and their parts are octal
   escapes, and a backslash is doubled, as getfacl(1) prints them and
   setfacl(1) reads them.  Return the end.  */
static char *
store_owner (char *to, struct owner const *owner)
{
  if (!owner->name || is_misread (owner->name))
    return digits_at (to, owner->id, 10);
  for (char const *c = owner->name; *c; c++)
    {
      bool is_separator = strchr (":, \t\n\r", *c);
      unsigned char byte = *c;

      if (is_separator || *c == '\\')
        *to++ = '\\';
      if (is_separator)
        for (int shift = 6; 0 <= shift; shift -= 3)
          *to++ = '0' + (byte >> shift & 7);
      else
        *to++ = *c;
    }
  return to;
}

/* Store ENTRY, of the user or group OWNER if not NULL, at TO, and return the
   end.  */
static char *
store_entry (char *to, struct acl_entry const *entry,
             struct owner const *owner)
{
  *to++ = entry->tag <= ACL_USER    ? 'u'
          : entry->tag <= ACL_GROUP ? 'g'
          : entry->tag == ACL_MASK  ? 'm'
                                    : 'o';
  *to++ = ':';
  if (owner)
    to = store_owner (to, owner);
  *to++ = ':';
  *to++ = entry->permissions & 4 ? 'r' : '-';
  *to++ = entry->permissions & 2 ? 'w' : '-';
  *to++ = entry->permissions & 1 ? 'x' : '-';
  return to;
}

/* Return the text of the COUNT entries at ENTRIES, to be freed, with names
   from OWNERS.  */
static char *
entries_text (struct owners *owners, struct acl_entry const *entries,
              size_t count)
{
  size_t room = 1;

  for (size_t i = 0; i < count; i++)
    {
      struct owner const *owner = owner_of (owners, entries + i);

      room += ENTRY_TEXT;
      if (owner)
        room += ESCAPE_SIZE * owner->size + DIGITS_SIZE;
    }

  char *text = xmalloc (room);
  char *end = text;

  for (size_t i = 0; i < count; i++)
    {
      if (i != 0)
        *end++ = ',';
      end = store_entry (end, entries + i, owner_of (owners, entries + i));
    }
  *end = '\0';
  return text;
}

char *
acl_text (struct owners *owners, char const *bytes, size_t size)
{
  size_t count;

  if (!acl_entries_count (&count, bytes, size))
    return NULL;

  struct acl_entry *entries = xnmalloc (count + 1, sizeof *entries);
  char *text = NULL;

  for (size_t i = 0; i < count; i++)
    entries[i] = acl_entry_at (bytes, i);
  qsort (entries, count, sizeof *entries, compare_entries);
  if (is_valid (entries, count))
    text = entries_text (owners, entries, count);
  free (entries);
  return text;
}

void
acl_convert (struct inode_text *acl, struct owners *owners, bool is_default)
{
  size_t count;

  if (!acl->known)
    return;

  char const *bytes = inode_text (acl);
  bool is_list = acl_entries_count (&count, bytes, acl->size);
  bool none = is_list && count == 0;
  char *text = none ? NULL : acl_text (owners, bytes, acl->size);

  /* A valid list of this length has just the entries that are required.  */
  if (text && !is_default && count == BASE_ENTRIES)
    {
      free (text);
      text = NULL;
      none = true;
    }
  inode_replace_text (acl, text, none ? 0 : EINVAL);
}
