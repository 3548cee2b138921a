/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.h -- uid and gid to name, each looked up once */

#ifndef LSTAT_OWNERS_H
#define LSTAT_OWNERS_H

#include <sys/types.h>

struct hash_table;

/* The names found so far.  Start with all members NULL.  */
struct owners
{
  struct hash_table *users;  /* of those with a uid */
  struct hash_table *groups; /* of those with a gid */
};

/* Free what OWNERS hold.  */
void owners_finish (struct owners *owners);

/* Return the name of the user UID, or of the group GID, from the system's
   databases; NULL if it has none.  The result lasts as long as OWNERS.  */
char const *owners_user (struct owners *owners, uid_t uid);
char const *owners_group (struct owners *owners, gid_t gid);

#endif
