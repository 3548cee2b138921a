/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.c -- names of users and groups, each looked up once */

#include <config.h>

#include "lstat/fields/owners.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

#include "shared/quoted.h"
#include "shared/run.h"

/* Number of lists of owners; most have no second member.  */
#define LISTS 1024

/* Return an owner with the ID, a group if GROUP, and its name.  */
static struct owner *
new_owner (uintmax_t id, bool group)
{
  struct owner *owner = xmalloc (sizeof *owner);
  size_t size = 1024;
  char *space = xmalloc (size);
  struct passwd user;
  struct passwd *found_user = NULL;
  struct group entry;
  struct group *found_group = NULL;
  int tries = RUN_TRIES;
  int errnum;

  do
    {
      errnum = group ? getgrgid_r (id, &entry, space, size, &found_group)
                     : getpwuid_r (id, &user, space, size, &found_user);
      /* The entry of a group contains all its members, and may be large.  */
      if (errnum == ERANGE)
        space = x2realloc (space, &size);
    }
  while (errnum == ERANGE || (errnum == EINTR && 0 < --tries));
  owner->id = id;
  owner->name = found_user    ? xstrdup (found_user->pw_name)
                : found_group ? xstrdup (found_group->gr_name)
                              : NULL;
  owner->size = owner->name ? strlen (owner->name) : 0;
  owner->plain = owner->name && quoted_is_printable (owner->name);
  free (space);
  return owner;
}

/* Return the owner with the ID, a group if GROUP, in *LISTS, which are
   allocated if they are NULL.  Add it, and 1 to *COUNT, if it is not
   there.  */
static struct owner const *
owner_of (struct owner ***lists, int *count, uintmax_t id, bool group)
{
  if (!*lists)
    *lists = xcalloc (LISTS, sizeof **lists);

  struct owner **first = &(*lists)[id % LISTS];

  for (struct owner *owner = *first; owner; owner = owner->next)
    if (owner->id == id)
      return owner;

  struct owner *owner = new_owner (id, group);

  ++*count;
  owner->next = *first;
  return *first = owner;
}

struct owner const *
owners_user (struct owners *owners, uid_t uid)
{
  return owner_of (&owners->users, &owners->count, uid, false);
}

struct owner const *
owners_group (struct owners *owners, gid_t gid)
{
  return owner_of (&owners->groups, &owners->count, gid, true);
}

void
owners_finish (struct owners *owners)
{
  struct owner **kinds[] = { owners->users, owners->groups };

  for (int kind = 0; kind < 2; kind++)
    {
      for (int i = 0; kinds[kind] && i < LISTS; i++)
        for (struct owner *owner; (owner = kinds[kind][i]);)
          {
            kinds[kind][i] = owner->next;
            free (owner->name);
            free (owner);
          }
      free (kinds[kind]);
    }
  *owners = (struct owners){ 0 };
}
