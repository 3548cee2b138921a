/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl-entries.h -- the entries of an access control list */

#ifndef SHARED_ACL_ENTRIES_H
#define SHARED_ACL_ENTRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The tags of entries, in the order of acl(5).  */
enum acl_tag
{
  ACL_OWNER = 0x01,
  ACL_USER = 0x02,
  ACL_OWNING_GROUP = 0x04,
  ACL_GROUP = 0x08,
  ACL_MASK = 0x10,
  ACL_OTHER = 0x20,
};

/* An entry of an access control list.  */
struct acl_entry
{
  unsigned int tag;         /* its enum acl_tag, or an unknown one */
  unsigned int permissions; /* 4 to read, 2 to write, 1 to execute */
  uint32_t id;              /* the user or group, if ACL_USER or ACL_GROUP */
};

/* Return whether the SIZE bytes at BYTES, the value of the extended attribute
   system.posix_acl_access or system.posix_acl_default, are a header and whole
   entries, or none, and set *COUNT to the number of entries.  Without any, the
   file has no list: of that attribute, some servers have an empty value, such
   as NTFS-3G without its option acl under Linux 5.10 and 6.1.  */
bool acl_entries_count (size_t *count, char const *bytes, size_t size);

/* Return the entry with number INDEX, below the count, in the value at
   BYTES.  */
struct acl_entry acl_entry_at (char const *bytes, size_t index);

#endif
