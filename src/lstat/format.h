/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h -- %-formats: parsed once, rendered per file */

#ifndef LSTAT_FORMAT_H
#define LSTAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lstat/fields.h"
#include "shared/output.h"
#include "lstat/spec.h"

/* Literal bytes, then perhaps a datum.  */
struct format_part
{
  char const *text;          /* the literal bytes */
  size_t size;               /* their number */
  struct field const *field; /* the datum that follows them, or NULL */
  struct spec spec;          /* how the datum is set */
};

/* A format as parsed.  It must stay where it is.  */
struct format
{
  struct format_part *parts; /* what to print, in order */
  size_t count;              /* number of PARTS */
  uint64_t wanted;           /* the WANT_ bits of all its data */

  /* Room for a short format: to allocate it would be the only reason for most
     calls to use malloc(3), whose start takes 4 of the 11 system calls of a
     static program.  */
  struct format_part few[4];
  char short_text[32];
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
