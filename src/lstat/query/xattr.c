/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xattr.c -- read extended attributes */

#include <config.h>

#include "lstat/query/xattr.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#if HAVE_SYS_XATTR_H
#  include <sys/xattr.h>
#endif

#include "shared/fd-link.h"

enum
{
  SIZE_FIRST = 255,       /* longest value that needs no second call */
  SIZE_LIMIT = 64 * 1024, /* longest value, and longest list of names, of
                             Linux: XATTR_SIZE_MAX and XATTR_LIST_MAX */
};

#if HAVE_SYS_XATTR_H && defined __linux__
/* Read the extended attribute NAME of the file PATH, or the list of names if
   NAME is NULL, into the SIZE bytes at TO.  Follow a symbolic link if FOLLOW.
   Return its length, or -1 with errno set.  */
static ssize_t
call_path (char const *path, bool follow, char const *name, char *to,
           size_t size)
{
  if (follow)
    return name ? getxattr (path, name, to, size) : listxattr (path, to, size);
  return name ? lgetxattr (path, name, to, size) : llistxattr (path, to, size);
}

/* Do the same for the open file FD.  */
static ssize_t
call_fd (int fd, char const *name, char *to, size_t size)
{
  return name ? fgetxattr (fd, name, to, size) : flistxattr (fd, to, size);
}

/* Do the same for the file PLACE.  */
static ssize_t
call (struct place const *place, char const *name, char *to, size_t size)
{
  if (!(place->flags & AT_EMPTY_PATH))
    return call_path (place->path, !(place->flags & AT_SYMLINK_NOFOLLOW), name,
                      to, size);
  if (!place->by_proc)
    {
      ssize_t length = call_fd (place->dir, name, to, size);

      /* Standard input may be open with O_PATH, too.  */
      if (0 <= length || errno != EBADF)
        return length;
    }

  /* The magic link leads to the file itself, even to a symbolic link.  */
  char link[FD_LINK_SIZE];

  fd_link (link, place->dir);
  ssize_t length = call_path (link, true, name, to, size);

  if (length < 0 && (errno == ENOENT || errno == ENOTDIR))
    errno = XATTR_NO_PROC;
  return length;
}
#else
static ssize_t
call (struct place const *place, char const *name, char *to, size_t size)
{
  (void)place;
  (void)name;
  (void)to;
  (void)size;
  errno = ENOTSUP;
  return -1;
}
#endif

/* Do the same, and fail with ERANGE if the length that the system returns
   exceeds SIZE.  */
static ssize_t
call_within (struct place const *place, char const *name, char *to,
             size_t size)
{
  ssize_t length;

  RUN_REPEAT (place->query->base.run, length, call (place, name, to, size));
  if (length < 0 || (size_t)length <= size)
    return length;
  errno = ERANGE;
  return -1;
}

ssize_t
xattr_read (struct place const *place, char const *name, char const **value)
{
  struct arena *arena = &place->state->arena;
  size_t size = SIZE_FIRST;
  char *to = arena_reserve (arena, size + 1);
  ssize_t length = call_within (place, name, to, size);

  /* It may grow between two calls.  */
  while (length < 0 && errno == ERANGE && size < SIZE_LIMIT)
    {
      ssize_t needed;

      RUN_REPEAT (place->query->base.run, needed, call (place, name, NULL, 0));
      if (needed < 0)
        return -1;
      size *= 2;
      if (size < (size_t)needed)
        size = needed < SIZE_LIMIT ? needed : SIZE_LIMIT;
      to = arena_reserve (arena, size + 1);
      length = call_within (place, name, to, size);
    }
  if (0 <= length)
    {
      to[length] = '\0';
      *value = arena_take (arena, length + 1);
    }
  return length;
}

bool
xattr_is_absent (int errnum)
{
  return errnum == ENODATA || errnum == ENOTSUP || errnum == EOPNOTSUPP;
}

/* Compare the names of the members at A and B by their bytes.  */
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
  if (0 < count)
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
   and remove the members that have none.  Stop, and set *OVERSIZED, when the
   memory exceeds its limit.  Return 0 or the errno value of a failure.  */
static int
read_values (struct xattr_list *list, struct place const *place,
             bool *oversized)
{
  struct query_state const *state = place->state;
  size_t count = 0;

  for (size_t i = 0; i < list->count; i++)
    {
      struct xattr member = list->members[i];
      ssize_t size = xattr_read (place, member.name, &member.bytes);

      member.size = size;
      if (0 <= size)
        list->members[count++] = member;
      else if (!xattr_is_absent (errno))
        return errno;
      if (state->memory_limit && state->memory_limit < state->arena.used)
        {
          *oversized = true;
          break;
        }
    }
  list->count = count;
  return 0;
}

/* Set the text of LIST to the names of its members, at TO.  */
static void
join_names (struct xattr_list *list, char *to)
{
  list->text = to;
  *to = '\0';
  for (size_t i = 0; i < list->count; i++)
    {
      if (i != 0)
        *to++ = ',';
      to = stpcpy (to, list->members[i].name);
    }
  list->size = to - list->text;
}

int
xattr_read_all (struct xattr_list *list, struct place const *place,
                bool values, bool *oversized)
{
  struct arena *arena = &place->state->arena;
  char const *names;
  ssize_t length = xattr_read (place, NULL, &names);

  if (length < 0)
    return xattr_is_absent (errno) ? 0 : errno;
  set_members (list, arena, names, length);
  if (values)
    {
      int errnum = read_values (list, place, oversized);

      if (errnum != 0)
        return errnum;
    }
  join_names (list, arena_take (arena, length + 1));
  return 0;
}
