/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h -- what to print of an inode; parse %-formats */

#ifndef LSTAT_FORMAT_H
#define LSTAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lstat/fields/fields.h"
#include "lstat/render/quoting.h"
#include "lstat/render/spec.h"
#include "shared/output.h"
#include "shared/run.h"

enum
{
  FORMAT_LITERAL = 32, /* bytes of the longest literal of a part */
  FORMAT_SHORT = 4     /* number of parts of a format without malloc(3) */
};

/* A part of a format: a literal, and the field that follows it.  */
struct format_part
{
  char literal[FORMAT_LITERAL]; /* copied as a whole */
  size_t size;                  /* bytes of it that count */
  struct field const *field;    /* the field, or NULL */
  struct spec spec;             /* flags, width and precision of the field */
};

/* One rendering of a format.  */
struct rendering
{
  struct output *output;         /* where it is printed */
  struct quoting const *quoting; /* quotes names that must be quoted */
  int error; /* set by RENDER of records: errno value of the first field that
                failed, or 0 */
};

/* A function that stores VALUE, of the field of PART, at TO: the end of the
   buffer of RENDERING's output, where SPEC_SHORT bytes are reserved.  What may
   take more is added to the output.  Return the end.  */
typedef char *format_function (struct format_part const *part,
                               struct rendering *rendering, char *to,
                               struct value const *value);

/* What to print of an inode.  Not to be copied.  */
struct format
{
  format_function *render;   /* prints a value */
  struct format_part *parts; /* the parts */
  size_t count;              /* number of PARTS */
  size_t capacity;           /* number of PARTS that there is memory for */
  uint64_t wanted;           /* the WANT_ bits of all fields */

  /* Where a few PARTS are.  Most runs then need no malloc(3), and avoid the
     system calls that its first use takes.  */
  struct format_part short_parts[FORMAT_SHORT];
};

/* The kinds of formats.  */
enum format_language
{
  FORMAT_PLAIN,  /* of --format: a newline is appended, no escapes */
  FORMAT_LAYOUT, /* the same, but names have no control characters */
  FORMAT_PRINTF, /* of --printf: no newline, escapes are interpreted */
};

/* Print a value as the directive of its part specifies.  */
format_function format_value;

/* Initialize FORMAT, whose members are all 0; RENDER prints its values.
   format_finish frees its memory, also without this.  */
void format_start (struct format *format, format_function *render);
void format_finish (struct format *format);

/* Append the SIZE bytes at LITERAL, or FIELD formatted as SPEC specifies.  */
void format_add_literal (struct format *format, char const *literal,
                         size_t size);
void format_add_field (struct format *format, struct field const *field,
                       struct spec const *spec);

/* Parse TEXT, with directives of FIELDS and in LANGUAGE, into FORMAT.  Return
   true, or report the error to RUN and return false.  Warn on RUN about
   directives and escapes that are not recognized.  format_finish frees the
   memory of FORMAT, also if parsing failed.  */
bool format_parse (struct format *format, struct run *run, char const *text,
                   struct field const *fields, enum format_language language);

/* Print INODE on OUTPUT in FORMAT, using CACHES for its values.  QUOTING
   quotes names that must be quoted.  Return the error of the rendering.  */
int format_render (struct format const *format, struct quoting const *quoting,
                   struct caches *caches, struct inode const *inode,
                   struct output *output);

#endif
