/* SPDX-License-Identifier: GPL-3.0-or-later */
/* acl-text.h -- access control lists as text */

#ifndef LSTAT_ACL_TEXT_H
#define LSTAT_ACL_TEXT_H

#include "lstat/fields/owners.h"
#include "lstat/query/acl.h"

/* Return the text of ACL, to be freed: its entries in the short form that
   setfacl(1) accepts, separated by commas and without blanks.  Look up the
   names of users and groups in OWNERS.  */
char *acl_text (struct owners *owners, struct acl const *acl);

#endif
