/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file-systems.h -- names of the types of file systems */

#ifndef LSTAT_FILE_SYSTEMS_H
#define LSTAT_FILE_SYSTEMS_H

#include <stdint.h>

/* Return the name that GNU stat prints for the file system type TYPE, as in
   f_type of statfs(2), or NULL if there is none.  */
char const *file_system_type (uint64_t type);

#endif
