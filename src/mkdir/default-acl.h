/* SPDX-License-Identifier: GPL-3.0-or-later */
/* default-acl.h -- the default ACL of a directory */

#ifndef MKDIR_DEFAULT_ACL_H
#define MKDIR_DEFAULT_ACL_H

#include <stdbool.h>
#include <sys/types.h>

#include "shared/run.h"

/* Set *BITS to the permission bits that the default ACL of the open directory
   FD allows in the mode of a new directory, as mkdir(2) does: those of its
   owner, mask or group, and others.  Set *FOUND to whether FD has a default
   ACL.  FD may be opened with O_PATH.  Return false with errno set on failure,
   EINVAL if the ACL is malformed.  The system call is repeated as RUN_REPEAT
   does.  */
bool default_acl_bits (struct run *run, int fd, bool *found, mode_t *bits);

#endif
