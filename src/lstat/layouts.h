/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layouts.h -- the layouts of GNU stat, in the language of formats */

#ifndef LSTAT_LAYOUTS_H
#define LSTAT_LAYOUTS_H

#include <stdbool.h>

/* The terse layouts for files and for file systems, and the default one for
   file systems.  */
extern char const layout_terse[];
extern char const layout_file_system_terse[];
extern char const layout_file_system[];

/* Return the default layout for a file, or that for a device file, to be
   freed.  It shows the security context if CONTEXT.  */
char *layout_file (bool device, bool context);

/* Return whether the kernel labels files for SELinux, so that GNU stat's
   layouts show the context.  */
bool layout_shows_context (void);

#endif
