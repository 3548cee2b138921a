/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl.h -- access control lists as text */

#ifndef LSTAT_ACL_H
#define LSTAT_ACL_H

#include <stdbool.h>
#include <stddef.h>

#include "lstat/query/inode.h"
#include "lstat/fields/owners.h"

/* Return the text of the access control list in the SIZE bytes at BYTES, the
   value of the extended attribute system.posix_acl_access or
   system.posix_acl_default: its entries in the order of acl(5), in the short
   form that setfacl(1) accepts, separated by commas and without blanks.  Look
   up the names of users and groups in OWNERS.  Return NULL if BYTES are not a
   valid list.  The caller frees the text.  */
char *acl_text (struct owners *owners, char const *bytes, size_t size);

/* If ACL is known, convert it from the value of the extended attribute to
   text.  It then has the error EINVAL if the value is not valid, and is not
   known if the value has no entries or, unless IS_DEFAULT, only those that the
   mode of the file has, too.  Look up names in OWNERS.  */
void acl_convert (struct inode_text *acl, struct owners *owners,
                  bool is_default);

#endif
