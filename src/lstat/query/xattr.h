/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xattr.h -- read extended attributes */

#ifndef LSTAT_XATTR_H
#define LSTAT_XATTR_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "lstat/query/place.h"

/* The errno value if a file is open with O_PATH, and there is no /proc by
   which its attributes could be read.  */
#define XATTR_NO_PROC ENOSYS

/* An extended attribute.  */
struct xattr
{
  char const *name; /* its name */
  char *bytes;      /* its value */
  size_t size;      /* bytes of its value */
};

/* The extended attributes of a file.  If all members are 0, they are not
   known.  */
struct xattr_list
{
  int error;             /* errno value of the failure to read them, or
                            0 */
  char *text;            /* their names, separated by commas; NULL if
                            the file system supports none or on ERROR */
  size_t size;           /* bytes of TEXT */
  char *names;           /* their names, each terminated by NUL */
  struct xattr *members; /* those of which the values were read, sorted
                            by the bytes of their names */
  size_t count;          /* number of MEMBERS */
  size_t memory;         /* bytes allocated for all of these */
  bool oversized;        /* whether MEMORY has exceeded the limit; the
                            rest was not read */
};

/* Read the extended attribute NAME of the file PLACE into ROOM, of SIZE bytes,
   or if it does not fit, into *ALLOCATED, which starts as NULL and is to be
   freed.  A NUL byte follows the value.  Return the bytes of the value, or -1
   with errno set by getxattr(2), or to XATTR_NO_PROC.  */
ssize_t xattr_read (struct place const *place, char const *name, char *room,
                    size_t size, char **allocated);

/* Return whether the error ERRNUM of getxattr(2) or listxattr(2) means that
   there is no such attribute or that the file system supports none.  */
bool xattr_is_absent (int errnum);

/* Set LIST to the extended attributes of the file PLACE that listxattr(2)
   lists and, if VALUES, their values, as long as they take no more than LIMIT
   bytes of memory.  An attribute that is removed during the call is omitted.
   If any other value cannot be read, set only the error.  */
void xattr_read_all (struct xattr_list *list, struct place const *place,
                     bool values, size_t limit);

/* Free the memory of LIST.  */
void xattr_free_all (struct xattr_list *list);

#endif
