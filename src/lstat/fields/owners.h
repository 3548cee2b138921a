/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.h -- names of users and groups, each looked up once */

#ifndef LSTAT_OWNERS_H
#define LSTAT_OWNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A user or group.  */
struct owner
{
  struct owner *next; /* another one in the same list */
  uintmax_t id;       /* a user ID or group ID */
  char *name;         /* its name, or NULL */
  size_t size;        /* bytes of NAME */
  bool plain;         /* whether they are printable ASCII characters */
};

#define OWNERS_MAX 4096 /* number of owners to keep for the next file */

/* The users and groups that were looked up, in lists by the last bits of their
   IDs.  All members start as 0.  */
struct owners
{
  struct owner **users;  /* the lists of users, or NULL if there are none */
  struct owner **groups; /* those of groups, likewise */
  int count;             /* number of both */
};

/* Free the memory of OWNERS, which are none then.  */
void owners_finish (struct owners *owners);

/* Return the user UID or the group GID with the name in the user or group
   database, if there is one.  The result is valid until owners_finish.  */
struct owner const *owners_user (struct owners *owners, uid_t uid);
struct owner const *owners_group (struct owners *owners, gid_t gid);

#endif
