/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layouts.h -- the output formats of GNU stat without --format */

#ifndef LSTAT_LAYOUTS_H
#define LSTAT_LAYOUTS_H

#include <stdbool.h>

#include "lstat/render/format.h"

/* Formats: the terse layouts for files and for file systems.  */
extern char const layout_terse[];
extern char const layout_file_system_terse[];

/* Parse into FORMAT the default layout for FIELDS, in the user's language, or,
   if TERSE, the terse one; and into DEVICE_FORMAT that for device files, if it
   is another one.  If LABELED, those for files include the security context,
   as GNU stat's do with SELinux.  RUN sets the locale.  */
void layouts_parse (struct format *format, struct format *device_format,
                    struct run *run, struct field const *fields, bool terse,
                    bool labeled);

#endif
