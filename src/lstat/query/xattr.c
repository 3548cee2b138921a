/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xattr.c -- read extended attributes */

#include <config.h>

#include "lstat/query/xattr.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "shared/system.h"

enum
{
  SIZE_FIRST = 255,       /* longest value that needs no second call, since
                             the kernel allocates as much as it may return */
  SIZE_LIMIT = 64 * 1024, /* longest value, and longest list of names, of
                             Linux: XATTR_SIZE_MAX and XATTR_LIST_MAX */
};

/* Read the extended attribute NAME of the file PLACE, or the list of names if
   NAME is NULL, into the SIZE bytes at TO.  Return its length, or -1 with
   errno set.  */
static ssize_t
call (struct place const *place, char const *name, char *to, size_t size)
{
  char const *path = place->path;
  bool follow = !(place->flags & AT_SYMLINK_NOFOLLOW);
  bool is_path = place->operand != NULL;
  ssize_t length;

  if (!(place->flags & AT_EMPTY_PATH))
    /* An absolute path needs no call that the system may lack.  */
    return place->dir == AT_FDCWD || *path == '/'
               ? system_getxattr (path, follow, name, to, size)
               : system_getxattrat (place->dir, path, place->flags, name, to,
                                    size);
  length = system_fgetxattr (place->dir, is_path, name, to, size);
  /* Standard input may be open with O_PATH, as all others are.  */
  if (length < 0 && errno == EBADF && !is_path)
    {
      is_path = true;
      length = system_fgetxattr (place->dir, is_path, name, to, size);
    }
  if (length < 0 && is_path && (errno == ENOENT || errno == ENOTDIR))
    errno = XATTR_NO_PROC;
  return length;
}

ssize_t
xattr_read (struct place const *place, char const *name, char const **value)
{
  char bytes[SIZE_LIMIT + 1];
  size_t size = SIZE_FIRST;
  ssize_t length;

  for (;; size = SIZE_LIMIT)
    {
      RUN_REPEAT (place->query->base.run, length,
                  call (place, name, bytes, size));
      if (0 <= length && (size_t)length <= size)
        break;
      /* A length beyond SIZE is as wrong as an error.  */
      if (0 <= length)
        errno = ERANGE;
      if (errno != ERANGE || size == SIZE_LIMIT)
        return -1;
    }
  bytes[length] = '\0';
  *value = memcpy (arena_take (&place->state->arena, length + 1), bytes,
                   length + 1);
  return length;
}

bool
xattr_is_absent (int errnum)
{
  return errnum == ENODATA || errnum == ENOTSUP || errnum == EOPNOTSUPP;
}

static int
compare_members (void const *a, void const *b)
{
  struct xattr const *first = a;
  struct xattr const *second = b;

  return strcmp (first->name, second->name);
}

/* Set the members of LIST to those that the LENGTH bytes at NAMES name, in
   their order, each once, with memory of ARENA.  An empty name is none.  */
static void
set_members (struct xattr_list *list, struct arena *arena, char const *names,
             size_t length)
{
  char const *end = names + length;
  size_t count = 0;

  for (char const *name = names; name < end; name += strlen (name) + 1)
    count++;
  list->members = arena_take (arena, count * sizeof *list->members);
  count = 0;
  for (char const *name = names; name < end; name += strlen (name) + 1)
    list->members[count++] = (struct xattr){ .name = name };
  qsort (list->members, count, sizeof *list->members, compare_members);

  char const *last = "";

  for (size_t i = 0; i < count; i++)
    if (strcmp (list->members[i].name, last) != 0)
      {
        last = list->members[i].name;
        list->members[list->count++] = list->members[i];
      }
}

/* Set the values of the members of LIST, which are those of the file PLACE,
   and remove the members that have none.  Stop when the memory exceeds its
   limit.  Return 0 or the errno value of a failure.  */
static int
read_values (struct xattr_list *list, struct place const *place)
{
  struct query_state const *state = place->state;
  size_t count = 0;

  for (size_t i = 0; i < list->count && !list->is_oversized; i++)
    {
      struct xattr member = list->members[i];
      ssize_t size = xattr_read (place, member.name, &member.bytes);

      member.size = size;
      if (0 <= size)
        list->members[count++] = member;
      else if (!xattr_is_absent (errno))
        return errno;
      list->is_oversized
          = state->memory_limit && state->memory_limit < state->arena.used;
    }
  list->count = count;
  return 0;
}

int
xattr_read_all (struct xattr_list *list, struct place const *place)
{
  struct arena *arena = &place->state->arena;
  char const *names;
  ssize_t length = xattr_read (place, NULL, &names);

  if (length < 0)
    return xattr_is_absent (errno) ? 0 : errno;
  set_members (list, arena, names, length);

  int errnum = place->query->wanted & WANT_XATTR_VALUES
                   ? read_values (list, place)
                   : 0;

  if (errnum != 0)
    return errnum;

  char *to = arena_take (arena, length + 1);

  list->text = to;
  *to = '\0';
  for (size_t i = 0; i < list->count; i++)
    {
      if (i != 0)
        *to++ = ',';
      to = stpcpy (to, list->members[i].name);
    }
  list->size = to - list->text;
  return 0;
}
