/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.h -- where relative paths start */

#ifndef BASE_H
#define BASE_H

#include <fcntl.h>

/* Access that needs no permission to read, only to search: POSIX's O_SEARCH,
   for which Linux has O_PATH.  */
#ifdef O_PATH
#  define BASE_SEARCH O_PATH
#else
#  define BASE_SEARCH O_SEARCH
#endif

/* The place where relative paths start.  */
struct base
{
  int dir_fd; /* an open directory, or AT_FDCWD for the working directory */
};

/* Open PATH with FLAGS and O_CLOEXEC, from DIR if it is relative.  DIR is
   BASE's dir_fd or a directory opened from there.  Return the descriptor, or
   -1 with errno set by openat(2).  */
int base_open (struct base const *base, int dir, char const *path, int flags);

#endif
