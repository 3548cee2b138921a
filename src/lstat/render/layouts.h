/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layouts.h -- the output formats of GNU stat without --format */

#ifndef LSTAT_LAYOUTS_H
#define LSTAT_LAYOUTS_H

#include <stdbool.h>

#include "shared/run.h"

/* Formats: the terse layouts for files and for file systems.  */
extern char const layout_terse[];
extern char const layout_file_system_terse[];

/* Return the default layout for file systems, in the user's language, to be
   freed.  RUN sets the locale.  */
char *layout_file_system (struct run *run);

/* Set *FILE and *DEVICE_FILE likewise to those for files and for device files.
   If CONTEXT, they include the security context.  */
void layout_files (struct run *run, bool context, char **file,
                   char **device_file);

/* Return whether SELinux is enabled, so that the layouts include the security
   context, as in GNU stat.  */
bool layout_shows_context (void);

#endif
