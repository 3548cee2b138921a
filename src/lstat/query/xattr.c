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
#include "xalloc.h"

enum
{
  ROOM = 256,             /* bytes of a value that needs no second call */
  SIZE_LIMIT = 64 * 1024, /* longest value, and longest list of names, of
                             Linux: XATTR_SIZE_MAX and XATTR_LIST_MAX */
};

#if HAVE_SYS_XATTR_H && defined __linux__
/* Read the extended attribute NAME of the file PATH, or the list of names if
   NAME is NULL, into ROOM, of SIZE bytes.  Follow a symbolic link if FOLLOW.
   Return its length, or -1 with errno set.  */
static ssize_t
call_path (char const *path, bool follow, char const *name, char *room,
           size_t size)
{
  if (follow)
    return name ? getxattr (path, name, room, size)
                : listxattr (path, room, size);
  return name ? lgetxattr (path, name, room, size)
              : llistxattr (path, room, size);
}

/* Do the same for the open file FD.  */
static ssize_t
call_fd (int fd, char const *name, char *room, size_t size)
{
  return name ? fgetxattr (fd, name, room, size) : flistxattr (fd, room, size);
}

/* Do the same for the file PLACE.  */
static ssize_t
call (struct place const *place, char const *name, char *room, size_t size)
{
  if (!(place->flags & AT_EMPTY_PATH))
    return call_path (place->path, !(place->flags & AT_SYMLINK_NOFOLLOW), name,
                      room, size);
  if (!place->by_proc)
    {
      ssize_t length = call_fd (place->dir, name, room, size);

      /* Standard input may be open with O_PATH, too.  */
      if (0 <= length || errno != EBADF)
        return length;
    }

  /* The magic link leads to the file itself, even to a symbolic link.  */
  char link[FD_LINK_SIZE];

  fd_link (link, place->dir);
  ssize_t length = call_path (link, true, name, room, size);

  if (length < 0 && (errno == ENOENT || errno == ENOTDIR))
    errno = XATTR_NO_PROC;
  return length;
}
#else
static ssize_t
call (struct place const *place, char const *name, char *room, size_t size)
{
  (void)place;
  (void)name;
  (void)room;
  (void)size;
  errno = ENOTSUP;
  return -1;
}
#endif

/* Do the same, and fail with ERANGE if the length that the system returns
   exceeds SIZE.  */
static ssize_t
call_within (struct place const *place, char const *name, char *room,
             size_t size)
{
  ssize_t length;

  RUN_REPEAT (place->run, length, call (place, name, room, size));
  if (length < 0 || (size_t)length <= size)
    return length;
  errno = ERANGE;
  return -1;
}

/* Do the work of xattr_read.  If NAME is NULL, read the list of names.  */
static ssize_t
read_whole (struct place const *place, char const *name, char *room,
            size_t size, char **allocated)
{
  ssize_t length = call_within (place, name, room, --size);

  /* It may grow between two calls.  */
  while (length < 0 && errno == ERANGE && size < SIZE_LIMIT)
    {
      ssize_t needed;

      RUN_REPEAT (place->run, needed, call (place, name, NULL, 0));
      if (needed < 0)
        return -1;
      size *= 2;
      if (size < (size_t)needed)
        size = needed < SIZE_LIMIT ? needed : SIZE_LIMIT;
      free (*allocated);
      room = *allocated = xmalloc (size + 1);
      length = call_within (place, name, room, size);
    }
  if (0 <= length)
    room[length] = '\0';
  return length;
}

ssize_t
xattr_read (struct place const *place, char const *name, char *room,
            size_t size, char **allocated)
{
  return read_whole (place, name, room, size, allocated);
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

/* Set the members of LIST to the names in its NAMES, of LENGTH bytes, in their
   order, each once.  An empty name is none.  */
static void
sort_names (struct xattr_list *list, size_t length)
{
  char const *end = list->names + length;
  char const *last = "";
  size_t names = 0;
  size_t count = 0;

  for (char const *name = list->names; name < end; name += strlen (name) + 1)
    names++;
  list->members = xcalloc (names + 1, sizeof *list->members);
  names = 0;
  for (char const *name = list->names; name < end; name += strlen (name) + 1)
    list->members[names++].name = name;
  qsort (list->members, names, sizeof *list->members, compare_members);
  for (size_t i = 0; i < names; i++)
    if (strcmp (list->members[i].name, last) != 0)
      {
        last = list->members[i].name;
        list->members[count++] = list->members[i];
      }
  list->count = count;
  list->memory = length + names * sizeof *list->members;
}

/* Set the value of MEMBER to that of the attribute of the file PLACE.  Return
   true, or false with errno set.  */
static bool
read_value (struct xattr *member, struct place const *place)
{
  char room[ROOM];
  char *allocated = NULL;
  ssize_t size
      = read_whole (place, member->name, room, sizeof room, &allocated);

  if (size < 0)
    {
      int errnum = errno;

      free (allocated);
      errno = errnum;
      return false;
    }
  member->bytes = allocated ? allocated : xmemdup (room, size + 1);
  member->size = size;
  return true;
}

/* Set the values of the members of LIST, which are those of the file PLACE,
   and remove the members that have none, or that follow when LIST exceeds
   LIMIT bytes.  Return 0 or the errno value of a failure.  */
static int
read_values (struct xattr_list *list, struct place const *place, size_t limit)
{
  size_t count = 0;

  for (size_t i = 0; i < list->count && !list->oversized; i++)
    {
      struct xattr member = list->members[i];

      if (read_value (&member, place))
        {
          list->members[count++] = member;
          list->memory += member.size;
          list->oversized = limit < list->memory;
        }
      else if (!xattr_is_absent (errno))
        {
          int errnum = errno;

          list->count = count;
          return errnum;
        }
    }
  list->count = count;
  return 0;
}

/* Set the text of LIST, which needs ROOM bytes at most, to the names of its
   members.  */
static void
join_names (struct xattr_list *list, size_t room)
{
  char *end = list->text = xmalloc (room + 1);

  *end = '\0';
  for (size_t i = 0; i < list->count; i++)
    {
      if (i != 0)
        *end++ = ',';
      end = stpcpy (end, list->members[i].name);
    }
  list->size = end - list->text;
}

void
xattr_read_all (struct xattr_list *list, struct place const *place,
                bool values, size_t limit)
{
  char room[ROOM];
  char *allocated = NULL;
  ssize_t length = read_whole (place, NULL, room, sizeof room, &allocated);
  int errnum = length < 0 ? errno : 0;

  *list = (struct xattr_list){ .names = allocated };
  if (errnum == 0)
    {
      if (!allocated)
        list->names = xmemdup (room, length + 1);
      sort_names (list, length);
      if (values)
        errnum = read_values (list, place, limit);
    }
  if (errnum == 0)
    join_names (list, length);
  else if (!xattr_is_absent (errnum))
    list->error = errnum;
}

void
xattr_free_all (struct xattr_list *list)
{
  for (size_t i = 0; i < list->count; i++)
    free (list->members[i].bytes);
  free (list->members);
  free (list->names);
  free (list->text);
}
