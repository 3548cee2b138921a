/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.c -- uid and gid to name, each looked up once */

#include <config.h>

#include "owners.h"

#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdlib.h>

#include "hash.h"
#include "xalloc.h"

/* A number and its name.  */
struct owner
{
  uintmax_t id; /* a uid or gid */
  char *name;   /* what it is called, or NULL */
};

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

/* Return the entry of ID in *TABLE, which is made at the first call.  A new
   entry has no name, and *FRESH becomes true.  */
static struct owner *
find (Hash_table **table, uintmax_t id, bool *fresh)
{
  struct owner key = { .id = id };

  if (!*table)
    *table = hash_xinitialize (16, NULL, owner_hash, owner_equal, NULL);
  struct owner *owner = hash_lookup (*table, &key);

  *fresh = !owner;
  if (!owner)
    owner = hash_xinsert (*table, xmemdup (&key, sizeof key));
  return owner;
}

char const *
owners_user (struct owners *owners, uid_t uid)
{
  bool fresh;
  struct owner *owner = find (&owners->users, uid, &fresh);

  if (fresh)
    {
      struct passwd const *entry = getpwuid (uid);

      owner->name = entry ? xstrdup (entry->pw_name) : NULL;
    }
  return owner->name;
}

char const *
owners_group (struct owners *owners, gid_t gid)
{
  bool fresh;
  struct owner *owner = find (&owners->groups, gid, &fresh);

  if (fresh)
    {
      struct group const *entry = getgrgid (gid);

      owner->name = entry ? xstrdup (entry->gr_name) : NULL;
    }
  return owner->name;
}
