/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.h -- where relative paths start, and how far they may lead */

#ifndef SHARED_BASE_H
#define SHARED_BASE_H

#include <fcntl.h>
#include <stdbool.h>

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
  int dir_fd;   /* an open directory, or AT_FDCWD for the working directory,
                   or -1, which is none */
  bool beneath; /* whether paths may not lead outside of DIR_FD, which
                   base_finish closes then */
};

/* Let BASE be the descriptor that TEXT, a decimal number, names, or -1 if that
   is not open, so that no file opened later can stand in for it.  Return false
   if TEXT is no number of a descriptor.  Call this before anything is
   opened.  */
bool base_from_fd (struct base *base, char const *text);

/* Let BASE be the directory DIRECTORY, which paths may not leave.  Return 0 or
   the errno of open(2), or ENOSYS where there is no openat2(2).  */
int base_from_directory (struct base *base, char const *directory);

/* Close what base_from_directory opened for BASE.  */
void base_finish (struct base *base);

/* Open PATH with FLAGS and O_CLOEXEC, from DIR if it is relative.  DIR is
   BASE's dir_fd or a directory opened from there.  Return the descriptor, or
   -1 with errno set by openat(2) or openat2(2): EXDEV if BASE does not let
   PATH lead out of DIR, even to a place beneath BASE.  */
int base_open (struct base const *base, int dir, char const *path, int flags);

/* Open the ancestors of PATH, which is too long for one system call, up to
   where the rest is short enough, and set *REST to that.  Return the last of
   them, or -1 with errno set: as base_open does, or ENAMETOOLONG if a
   component is too long.  */
int base_open_ancestors (struct base const *base, char const *path,
                         char const **rest);

#endif
