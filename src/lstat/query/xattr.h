/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xattr.h -- read extended attributes */

#ifndef LSTAT_XATTR_H
#define LSTAT_XATTR_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "lstat/query/query.h"

/* The errno value if a file is open with O_PATH, and there is no /proc by
   which its attributes could be read.  */
#define XATTR_NO_PROC ENOSYS

/* An extended attribute.  */
struct xattr
{
  char const *name;  /* its name */
  char const *bytes; /* its value */
  size_t size;       /* bytes of its value */
};

/* The extended attributes of a file.  */
struct xattr_list
{
  char *text;            /* their names, separated by commas; NULL if they are
                            not known or the file system supports none */
  size_t size;           /* bytes of TEXT */
  struct xattr *members; /* those of which the values were read, sorted by the
                            bytes of their names */
  size_t count;          /* number of MEMBERS */
  bool is_oversized;     /* whether not all values were read because of the
                            memory_limit of struct query_state */
};

/* Set *VALUE, in the memory of PLACE's state, to the extended attribute NAME
   of the file PLACE or, if NAME is NULL, to the list of their names.  A NUL
   byte follows.  Return the bytes of it, or -1 with errno set by getxattr(2),
   or to XATTR_NO_PROC.  */
ssize_t xattr_read (struct place const *place, char const *name,
                    char const **value);

/* Return whether the error ERRNUM of getxattr(2) or listxattr(2) means that
   there is no such attribute or that the file system supports none.  */
bool xattr_is_absent (int errnum);

/* Set LIST, whose members are all 0, to the extended attributes of the file
   PLACE that listxattr(2) lists and, if its query wants them, their values.
   An attribute that is removed during the call is omitted.  Return 0, or the
   errno value of the failure to read any other.  */
int xattr_read_all (struct xattr_list *list, struct place const *place);

#endif
