/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h -- parse and render %-formats */

#ifndef LSTAT_FORMAT_H
#define LSTAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lstat/fields/fields.h"
#include "shared/output.h"
#include "shared/run.h"
#include "lstat/render/quoting.h"
#include "lstat/render/spec.h"

/* A part of a format: literal bytes, and the field that follows them.  */
struct format_part
{
  size_t start;              /* offset of the literal bytes in the text */
  size_t size;               /* number of literal bytes */
  struct field const *field; /* the field, or NULL */
  struct spec spec;          /* flags, width and precision of the field */
};

/* A parsed format.  */
struct format
{
  size_t count;    /* number of parts */
  uint64_t wanted; /* the WANT_ bits of all fields */

  /* The parts and the text of their literal bytes.  If PARTS or TEXT is NULL,
     they are in SHORT_PARTS or SHORT_TEXT.  Most runs then need no malloc(3),
     and avoid the system calls that its first use takes.  */
  struct format_part *parts;
  char *text;
  struct format_part short_parts[4];
  char short_text[32 + OUTPUT_LABEL];
};

/* The two kinds of formats.  */
enum format_language
{
  FORMAT_PLAIN,  /* of --format: a newline is appended, no escapes */
  FORMAT_PRINTF, /* of --printf: no newline, escapes are interpreted */
};

/* Parse TEXT, with directives of FIELDS and in LANGUAGE, into FORMAT.  Return
   true, or report the error to RUN and return false.  Warn on RUN about
   directives and escapes that are not recognized.  format_finish frees the
   memory of FORMAT, also if parsing failed or all its members are 0.  */
bool format_parse (struct format *format, struct run *run, char const *text,
                   struct field const *fields, enum format_language language);
void format_finish (struct format *format);

/* Print INODE on OUTPUT in FORMAT, using CACHES for its values.  QUOTING
   quotes names that must be quoted.  */
void format_render (struct format const *format, struct quoting const *quoting,
                    struct caches *caches, struct inode const *inode,
                    struct output *output);

#endif
