/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.c -- names of users and groups, each looked up once */

#include <config.h>

#include "lstat/fields/owners.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "shared/quoted.h"
#include "xalloc.h"

/* The functions of the hash tables.  */

static size_t
owner_hash (void const *entry, size_t buckets)
{
  struct owner const *owner = entry;

  return owner->id % buckets;
}

static bool
owner_equal (void const *a, void const *b)
{
  struct owner const *x = a;
  struct owner const *y = b;

  return x->id == y->id;
}

static void
owner_free (void *entry)
{
  struct owner *owner = entry;

  free (owner->name);
  free (owner);
}

/* Return the entry of ID in *TABLE, which is created if it is NULL.  If there
   is no entry, add one without a name.  Set *IS_NEW to whether it was added.
 */
static struct owner *
find (Hash_table **table, uintmax_t id, bool *is_new)
{
  struct owner key = { .id = id };

  if (!*table)
    *table = hash_xinitialize (16, NULL, owner_hash, owner_equal, owner_free);
  struct owner *owner = hash_lookup (*table, &key);

  *is_new = !owner;
  if (!owner)
    owner = hash_xinsert (*table, xmemdup (&key, sizeof key));
  return owner;
}

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

/* Return the entry of ID in TABLE.  If there is none, add one with the name
   that LOOK_UP, user_name or group_name, finds.  */
static struct owner const *
owner_of (struct owners_table *table, uintmax_t id,
          int (*look_up) (uintmax_t, char **, char *, size_t))
{
  struct owner const **recent = &table->recent[id % OWNERS_RECENT];

  /* Most files have few owners, and a hash table takes longer.  */
  if (*recent && (*recent)->id == id)
    return *recent;

  bool is_new;
  struct owner *owner = find (&table->all, id, &is_new);

  if (is_new)
    {
      size_t size = 1024;
      char *space = xmalloc (size);
      int errnum;

      /* The entry of a group contains all its members, and may be large.  */
      while ((errnum = look_up (id, &owner->name, space, size)) == ERANGE
             || errnum == EINTR)
        if (errnum == ERANGE)
          {
            size *= 2;
            space = xrealloc (space, size);
          }
      free (space);
      owner->size = owner->name ? strlen (owner->name) : 0;
      owner->plain = owner->name && quoted_is_printable (owner->name);
    }
  *recent = owner;
  return owner;
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

void
owners_finish (struct owners *owners)
{
  if (owners->users.all)
    hash_free (owners->users.all);
  if (owners->groups.all)
    hash_free (owners->groups.all);
}
