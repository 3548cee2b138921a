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

enum
{
  LISTS = 1024 /* number of lists of owners; most have no second member */
};

/* Set *NAME to a copy of the name of the user ID, or to NULL if there is none.
   SPACE of SIZE bytes is the memory for getpwuid_r(3).  Return its result,
   which is ERANGE if SIZE is too small.  */
static int
user_name (uintmax_t id, char **name, char *space, size_t size)
{
  struct passwd entry;
  struct passwd *found = NULL;
  int errnum = getpwuid_r (id, &entry, space, size, &found);

  *name = found ? xstrdup (found->pw_name) : NULL;
  return errnum;
}

/* Do the same for the group ID by getgrgid_r(3).  */
static int
group_name (uintmax_t id, char **name, char *space, size_t size)
{
  struct group entry;
  struct group *found = NULL;
  int errnum = getgrgid_r (id, &entry, space, size, &found);

  *name = found ? xstrdup (found->gr_name) : NULL;
  return errnum;
}

/* Return an owner with the ID and the name that LOOK_UP, user_name or
   group_name, finds.  */
static struct owner *
new_owner (uintmax_t id, int (*look_up) (uintmax_t, char **, char *, size_t))
{
  struct owner *owner = xmalloc (sizeof *owner);
  size_t size = 1024;
  char *space = xmalloc (size);
  int errnum;

  /* The entry of a group contains all its members, and may be large.  */
  while ((errnum = look_up (id, &owner->name, space, size)) == ERANGE
         || errnum == EINTR)
    if (errnum == ERANGE)
      space = x2realloc (space, &size);
  free (space);
  owner->id = id;
  owner->size = owner->name ? strlen (owner->name) : 0;
  owner->plain = owner->name && quoted_is_printable (owner->name);
  return owner;
}

/* Return the owner with the ID in *LISTS, which are allocated if they are
   NULL.  If there is none, add one whose name LOOK_UP finds.  */
static struct owner const *
owner_of (struct owner ***lists, uintmax_t id,
          int (*look_up) (uintmax_t, char **, char *, size_t))
{
  if (!*lists)
    *lists = xcalloc (LISTS, sizeof **lists);

  struct owner **first = &(*lists)[id % LISTS];

  for (struct owner const *owner = *first; owner; owner = owner->next)
    if (owner->id == id)
      return owner;

  struct owner *owner = new_owner (id, look_up);

  owner->next = *first;
  return *first = owner;
}

struct owner const *
owners_user (struct owners *owners, uid_t uid)
{
  return owner_of (&owners->users, uid, user_name);
}

struct owner const *
owners_group (struct owners *owners, gid_t gid)
{
  return owner_of (&owners->groups, gid, group_name);
}

/* Free LISTS, which may be NULL.  */
static void
free_lists (struct owner **lists)
{
  for (int i = 0; lists && i < LISTS; i++)
    for (struct owner *owner; (owner = lists[i]);)
      {
        lists[i] = owner->next;
        free (owner->name);
        free (owner);
      }
  free (lists);
}

void
owners_finish (struct owners *owners)
{
  free_lists (owners->users);
  free_lists (owners->groups);
}
