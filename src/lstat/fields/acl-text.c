/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl-text.c -- access control lists as text */

#include <config.h>

#include "lstat/fields/acl-text.h"

#include <stdbool.h>
#include <string.h>

#include "c-ctype.h"
#include "xalloc.h"

#include "shared/digits.h"

enum
{
  ENTRY_TEXT = 8,  /* bytes of an entry without its ID: letter, two colons,
                      permissions, comma and one more */
  ESCAPE_SIZE = 4, /* bytes of an escape in a name */
};

/* Return the user or group of ENTRY from OWNERS, or NULL if it has none.  */
static struct owner const *
entry_owner (struct owners *owners, struct acl_entry const *entry)
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
    return digits_decimal (to, owner->id);
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

char *
acl_text (struct owners *owners, struct acl const *acl)
{
  size_t size = 1;

  for (size_t i = 0; i < acl->count; i++)
    {
      struct owner const *owner = entry_owner (owners, acl->entries + i);

      size += ENTRY_TEXT;
      if (owner)
        size += ESCAPE_SIZE * owner->size + DIGITS_SIZE;
    }

  char *text = xmalloc (size);
  char *end = text;

  for (size_t i = 0; i < acl->count; i++)
    {
      struct acl_entry const *entry = acl->entries + i;
      struct owner const *owner = entry_owner (owners, entry);

      if (i != 0)
        *end++ = ',';
      *end++ = entry->tag <= ACL_USER    ? 'u'
               : entry->tag <= ACL_GROUP ? 'g'
               : entry->tag == ACL_MASK  ? 'm'
                                         : 'o';
      *end++ = ':';
      if (owner)
        end = store_owner (end, owner);
      *end++ = ':';
      *end++ = entry->permissions & 4 ? 'r' : '-';
      *end++ = entry->permissions & 2 ? 'w' : '-';
      *end++ = entry->permissions & 1 ? 'x' : '-';
    }
  *end = '\0';
  return text;
}
