/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h -- print an inode as JSON or as shell variables */

#ifndef LSTAT_RECORDS_H
#define LSTAT_RECORDS_H

#include <stdbool.h>

#include "lstat/fields/fields.h"
#include "lstat/render/format.h"
#include "shared/run.h"

/* The kind of records.  */
enum record_kind
{
  RECORD_NONE,   /* no records but what a format says */
  RECORD_JSON,   /* a JSON object on one line */
  RECORD_SHELL,  /* assignments on one line, for eval in a POSIX shell */
  RECORD_VALUES, /* the values of the fields, each terminated by NUL */
};

/* The format of the records.  */
struct records
{
  enum record_kind kind;      /* starts as RECORD_NONE */
  struct field const *fields; /* the table of the fields */
  struct format format;       /* those of the records */
  bool has_list;              /* whether the user has named them */
};

/* Parse LIST, comma-separated keys of FIELDS, into RECORDS, whose kind is set.
   If LIST is NULL, take all fields that have a key but those that are printed
   only if they are named.  Return true, or report the error to RUN and return
   false.  format_finish frees the memory of the format.  */
bool records_parse (struct records *records, struct run *run, char const *list,
                    struct field const *fields);

/* Print on the output of RUN the record of INODE as RECORDS specify, using
   CACHES for its values.  A field that failed is null or empty, and its error
   is part of the record.  */
void records_render (struct records const *records, struct run *run,
                     struct caches *caches, struct inode const *inode);

/* Print on the output of RUN the record for the file PATH, whose query failed
   with ERRNUM.  For a shell, also set the variables of the fields to the empty
   string.  */
void records_render_failure (struct records const *records, struct run *run,
                             char const *path, int errnum);

#endif
