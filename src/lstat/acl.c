/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl.c -- access control lists as text */

#include <config.h>

#include "lstat/acl.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lstat/digits.h"
#include "xalloc.h"

/* The value of the extended attribute is a header, the version as 32 bits, and
   entries: tag and permissions as 16 bits each, and an ID as 32 bits.  All are
   little-endian: posix_acl_xattr.h of Linux.  */
enum
{
  ACL_VERSION = 2,
  HEADER_SIZE = 4,
  ENTRY_SIZE = 8,
};

/* The tags of entries, in the order of the text.  */
enum tag
{
  TAG_OWNER = 0x01,
  TAG_USER = 0x02,
  TAG_OWNING_GROUP = 0x04,
  TAG_GROUP = 0x08,
  TAG_MASK = 0x10,
  TAG_OTHER = 0x20,
};

enum
{
  BASE_ENTRIES = 3, /* entries that the mode has, too: owner, owning group and
                       others */
  ENTRY_TEXT = 8,   /* bytes of an entry without its ID: letter, two colons,
                       permissions, comma and one more */
  ESCAPE_SIZE = 4,  /* bytes of an escape in a name */
};

/* An entry of an access control list.  */
struct entry
{
  unsigned int tag;         /* its tag */
  unsigned int permissions; /* 4 to read, 2 to write, 1 to execute */
  uint32_t id;              /* the user or group, if TAG_USER or TAG_GROUP */
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

/* Return whether TAG is that of entries for a certain user or group.  */
static bool
has_id (unsigned int tag)
{
  return tag == TAG_USER || tag == TAG_GROUP;
}

/* Return whether the COUNT entries at ENTRIES are a valid list as in acl(5):
   one entry each for owner, owning group and others, at most one mask, which
   entries for users and groups require, and no unknown tag or permission.  */
static bool
is_valid (struct entry const *entries, size_t count)
{
  unsigned int tags = 0;

  for (size_t i = 0; i < count; i++)
    {
      unsigned int tag = entries[i].tag;

      if (7 < entries[i].permissions || (tags & tag && !has_id (tag)))
        return false;
      switch (tag)
        {
        case TAG_OWNER:
        case TAG_USER:
        case TAG_OWNING_GROUP:
        case TAG_GROUP:
        case TAG_MASK:
        case TAG_OTHER:
          tags |= tag;
          break;
        default:
          return false;
        }
    }
  return tags & TAG_OWNER && tags & TAG_OWNING_GROUP && tags & TAG_OTHER
         && (tags & TAG_MASK || !(tags & (TAG_USER | TAG_GROUP)));
}

/* Compare the entries at A and B by their places in the text: by tag and, as
   getfacl(1) sorts them, by ID.  */
static int
compare_entries (void const *a, void const *b)
{
  struct entry const *first = a;
  struct entry const *second = b;

  if (first->tag != second->tag)
    return first->tag < second->tag ? -1 : 1;
  if (!has_id (first->tag) || first->id == second->id)
    return 0;
  return first->id < second->id ? -1 : 1;
}

/* Return whether the SIZE bytes at BYTES are a header and whole entries.  */
static bool
has_entries (char const *bytes, size_t size)
{
  return HEADER_SIZE <= size && (size - HEADER_SIZE) % ENTRY_SIZE == 0
         && number_at (bytes, HEADER_SIZE) == ACL_VERSION;
}

/* Set ENTRIES to the COUNT entries at BYTES, sorted.  */
static void
read_entries (struct entry *entries, char const *bytes, size_t count)
{
  for (size_t i = 0; i < count; i++, bytes += ENTRY_SIZE)
    entries[i] = (struct entry){ .tag = number_at (bytes, 2),
                                 .permissions = number_at (bytes + 2, 2),
                                 .id = number_at (bytes + 4, 4) };
  qsort (entries, count, sizeof *entries, compare_entries);
}

/* Return the user or group of ENTRY from OWNERS, or NULL if it has none.  */
static struct owner const *
owner_of (struct owners *owners, struct entry const *entry)
{
  return entry->tag == TAG_USER    ? owners_user (owners, entry->id)
         : entry->tag == TAG_GROUP ? owners_group (owners, entry->id)
                                   : NULL;
}

/* Store at TO the name of OWNER, or its ID if it has none.  The characters
   that separate entries and their parts are octal escapes, and a backslash is
   doubled, as getfacl(1) prints them and setfacl(1) reads them.  Return the
   end.  */
static char *
store_owner (char *to, struct owner const *owner)
{
  if (!owner->name)
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
store_entry (char *to, struct entry const *entry, struct owner const *owner)
{
  *to++ = entry->tag <= TAG_USER    ? 'u'
          : entry->tag <= TAG_GROUP ? 'g'
          : entry->tag == TAG_MASK  ? 'm'
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
entries_text (struct owners *owners, struct entry const *entries, size_t count)
{
  size_t room = 1;

  for (size_t i = 0; i < count; i++)
    {
      struct owner const *owner = owner_of (owners, entries + i);

      room += ENTRY_TEXT;
      if (owner)
        room += owner->name ? ESCAPE_SIZE * owner->size : DIGITS_ROOM;
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
  if (!has_entries (bytes, size))
    return NULL;

  size_t count = (size - HEADER_SIZE) / ENTRY_SIZE;
  struct entry *entries = xnmalloc (count + 1, sizeof *entries);
  char *text = NULL;

  read_entries (entries, bytes + HEADER_SIZE, count);
  if (is_valid (entries, count))
    text = entries_text (owners, entries, count);
  free (entries);
  return text;
}

void
acl_convert (struct inode_text *acl, struct owners *owners, bool is_default)
{
  static size_t const base_size = HEADER_SIZE + BASE_ENTRIES * ENTRY_SIZE;

  if (!acl->known)
    return;

  char const *bytes = inode_text (acl);
  bool none = acl->size == HEADER_SIZE && has_entries (bytes, acl->size);
  char *text = none ? NULL : acl_text (owners, bytes, acl->size);

  /* A valid list of this size has just the entries that are required.  */
  if (text && !is_default && acl->size == base_size)
    {
      free (text);
      text = NULL;
      none = true;
    }
  inode_replace_text (acl, text, none ? 0 : EINVAL);
}
