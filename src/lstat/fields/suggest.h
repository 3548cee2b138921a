/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest.h -- report an unknown field, and suggest one */

#ifndef LSTAT_SUGGEST_H
#define LSTAT_SUGGEST_H

#include <stddef.h>

#include "lstat/fields/fields.h"
#include "shared/run.h"

/* Report to RUN that no field in FIELDS has the key of SIZE bytes at NAME.
   QUOTED is NAME, or the directive that contains it, quoted for the message.
   Suggest the key that NAME stands for: one of which it is a synonym, of files
   or of file systems, or else the one in FIELDS that is nearest in spelling,
   if any is near.  */
void suggest_field (struct field const *fields, struct run *run,
                    char const *name, size_t size, char const *quoted);

/* If PATH, an operand that does not exist, is a list of keys of FIELDS, report
   to RUN that it may be meant as the argument of OPTION, which takes one only
   with "=".  */
void suggest_argument (struct field const *fields, struct run *run,
                       char const *option, char const *path);

#endif
