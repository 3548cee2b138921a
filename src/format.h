/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h -- %-formats: parsed once, rendered per file */

#ifndef FORMAT_H
#define FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fields.h"
#include "output.h"

struct format_part;

/* A format as parsed.  */
struct format
{
  struct format_part *parts; /* what to print, in order */
  size_t count;              /* number of PARTS */
  uint64_t wanted;           /* the WANT_ bits of all its data */
};

/* The two languages of formats.  */
enum format_language
{
  FORMAT_PLAIN,  /* a newline follows each use, a backslash is itself */
  FORMAT_PRINTF, /* no newline follows, a backslash begins an escape */
};

/* Parse TEXT, of directives for FIELDS, in LANGUAGE into FORMAT.  Return true,
   or report the error and return false.  Warn of directives and escapes that
   mean nothing.  */
bool format_parse (struct format *format, char const *text,
                   struct field const *fields, enum format_language language);

/* Add INODE to OUTPUT as FORMAT says, with the help of CACHES.  */
void format_render (struct format const *format, struct caches *caches,
                    struct inode const *inode, struct output *output);

#endif
