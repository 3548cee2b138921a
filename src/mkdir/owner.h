/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owner.h -- the owner and group of a directory */

#ifndef MKDIR_OWNER_H
#define MKDIR_OWNER_H

#include <stdbool.h>
#include <sys/types.h>

#include "shared/cli.h"

/* The owner and group that a directory is to have.  If all members are 0, it
   keeps those that it has.  */
struct owner_spec
{
  bool sets_user;  /* whether USER is to be its owner */
  bool sets_group; /* whether GROUP is to be its group */
  uid_t user;      /* user ID, if SETS_USER */
  gid_t group;     /* group ID, if SETS_GROUP */
};

/* Set *OWNER to what TEXT, [OWNER][:GROUP] as in chown(1), specifies, unless
   TEXT is NULL.  Return true, or false after reporting a usage error to CLI
   that names the unknown user or group.  This calls getpwnam(3) and
   getgrnam(3).  */
bool owner_parse (struct owner_spec *owner, struct cli *cli, char const *text);

/* Return whether OWNER specifies a user or a group.  */
bool owner_is_given (struct owner_spec const *owner);

/* Return USER:GROUP for a message, by their names or else their IDs.  The
   result is valid as long as that of report_name.  This calls getpwuid(3) and
   getgrgid(3).  */
char const *owner_name (struct run *run, uid_t user, gid_t group);

#endif
