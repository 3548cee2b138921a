/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl.h -- read access control lists */

#ifndef LSTAT_ACL_H
#define LSTAT_ACL_H

#include <stdbool.h>
#include <stddef.h>

#include "lstat/query/arena.h"
#include "shared/acl-entries.h"

/* An access control list.  */
struct acl
{
  struct acl_entry *entries; /* in the order of acl(5), then by ID, as
                                getfacl(1) sorts them */
  size_t count;              /* number of ENTRIES, 0 if there is no list */
};

/* Set ACL, with memory of ARENA, to the list in the SIZE bytes at BYTES, the
   value of the extended attribute system.posix_acl_access or
   system.posix_acl_default.  It is empty if BYTES have no entries or, unless
   IS_DEFAULT, only those that the mode of the file has, too.  Return false if
   BYTES are not a valid list.  */
bool acl_parse (struct acl *acl, struct arena *arena, char const *bytes,
                size_t size, bool is_default);

/* Set *EXTENDED to whether the list in the SIZE bytes at BYTES, the value of
   the extended attribute system.nfs4_acl in the form of RFC 7530, may say more
   than the mode of the file, as ls(1) takes it: it has more than an entry that
   allows and one that denies for each of owner, owning group and everyone.
   Return false if BYTES are not a valid list.  */
bool acl_parse_nfs4 (bool *extended, char const *bytes, size_t size);

#endif
