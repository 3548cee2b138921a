/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h -- %-formats: parsed once, rendered per file */

#ifndef LSTAT_FORMAT_H
#define LSTAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lstat/fields.h"
#include "shared/output.h"
#include "shared/run.h"
#include "lstat/spec.h"

/* Literal bytes, then perhaps a datum.  */
struct format_part
{
  size_t start;              /* where the literal bytes start */
  size_t size;               /* their number */
  struct field const *field; /* the datum that follows them, or NULL */
  struct spec spec;          /* how the datum is set */
};

/* A format as parsed.  */
struct format
{
  size_t count;    /* number of parts to print, in order */
  uint64_t wanted; /* the WANT_ bits of all its fields */

  /* The parts and their literal bytes: where PARTS or TEXT is NULL, in the
     room for a short format.  To allocate it would be the only reason for most
     calls to use malloc(3), whose start takes system calls.  */
  struct format_part *parts;
  char *text;
  struct format_part short_parts[4];
  char short_text[32];
};

/* The two languages of formats.  */
enum format_language
{
  FORMAT_PLAIN,  /* a newline follows each use, a backslash is itself */
  FORMAT_PRINTF, /* no newline follows, a backslash begins an escape */
};

/* Parse TEXT, of directives for FIELDS, in LANGUAGE into FORMAT.  Return true,
   or report the error to RUN and return false.  Warn of directives and escapes
   that mean nothing.  format_finish frees what FORMAT, which may start as all
   0, holds.  */
bool format_parse (struct format *format, struct run *run, char const *text,
                   struct field const *fields, enum format_language language);
void format_finish (struct format *format);

/* Add INODE to OUTPUT as FORMAT says, with the help of CACHES.  */
void format_render (struct format const *format, struct caches *caches,
                    struct inode const *inode, struct output *output);

#endif
