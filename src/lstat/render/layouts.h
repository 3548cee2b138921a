/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layouts.h -- the output formats of GNU stat without --format */

#ifndef LSTAT_LAYOUTS_H
#define LSTAT_LAYOUTS_H

#include <stdbool.h>

/* Formats: the terse layouts for files and for file systems, and the default
   layout for file systems.  */
extern char const layout_terse[];
extern char const layout_file_system_terse[];
extern char const layout_file_system[];

/* Return the default layout for files or, if DEVICE, for device files, to be
   freed.  If CONTEXT, it includes the security context.  */
char *layout_file (bool device, bool context);

/* Return whether SELinux is enabled, so that the layouts include the security
   context, as in GNU stat.  */
bool layout_shows_context (void);

#endif
