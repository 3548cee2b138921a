/* SPDX-License-Identifier: GPL-3.0-or-later */
/* default-acl.h -- the default ACL of a directory */

#ifndef MKDIR_DEFAULT_ACL_H
#define MKDIR_DEFAULT_ACL_H

#include <stdbool.h>
#include <sys/types.h>

#include "shared/run.h"

/* If the open directory FD has a default ACL, set *BITS to the permission bits
   that this allows in the mode of a new directory, as mkdir(2) does: those of
   its owner, mask or group, and others.  FD may be opened with O_PATH.  Return
   false with errno set on failure, EINVAL if the ACL is malformed.  The system
   call is repeated as RUN_REPEAT does.  */
bool default_acl_bits (struct run *run, int fd, mode_t *bits);

#endif
