/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.h -- names of users and groups, each looked up once */

#ifndef LSTAT_OWNERS_H
#define LSTAT_OWNERS_H

#include <sys/types.h>

struct hash_table;

/* The names that were looked up.  All members start as NULL.  */
struct owners
{
  struct hash_table *users;  /* by user ID */
  struct hash_table *groups; /* by group ID */
};

/* Free the memory of OWNERS.  */
void owners_finish (struct owners *owners);

/* Return the name of the user UID or the group GID from the user or group
   database, or NULL if there is none.  The result is valid until
   owners_finish.  */
char const *owners_user (struct owners *owners, uid_t uid);
char const *owners_group (struct owners *owners, gid_t gid);

#endif
