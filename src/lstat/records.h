/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h -- an inode as a JSON object or as words for a shell */

#ifndef LSTAT_RECORDS_H
#define LSTAT_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lstat/fields.h"
#include "shared/output.h"

/* A kind of record.  */
enum record_kind
{
  RECORD_JSON,  /* an object on a line */
  RECORD_SHELL, /* a line of assignments that any POSIX shell can eval */
};

/* A field of each record.  */
struct record_part
{
  struct field const *field; /* the row that gives its value */
  char const *suffix;        /* the end of its shell variable's name */
  size_t label;              /* where in LABELS the text before its value
                                starts */
  size_t label_size;         /* bytes of that text */
};

/* The records to write.  */
struct records
{
  enum record_kind kind;
  struct record_part *parts; /* the fields, in order */
  char *labels;              /* the memory of all labels */
  size_t count;              /* number of PARTS */
  uint64_t wanted;           /* the WANT_ bits of all of them */
};

/* Parse into RECORDS the LIST of names, separated by commas, of those of
   FIELDS that have a key; NULL stands for all of them.  Return true, or report
   the error to RUN and return false.  */
bool records_parse (struct records *records, struct run *run,
                    enum record_kind kind, char const *list,
                    struct field const *fields);

/* Free what RECORDS hold.  */
void records_finish (struct records *records);

/* Add to the output of RUN the record of INODE as RECORDS says, with the help
   of CACHES.  A field that failed is none, and named with its errno.  */
void records_render (struct records const *records, struct run *run,
                     struct caches *caches, struct inode const *inode);

/* Add to the output of RUN the record that stands for PATH, whose look-up
   failed with ERRNUM.  For a shell it makes the variables of the fields
   empty, too.  */
void records_fail (struct records const *records, struct run *run,
                   char const *path, int errnum);

#endif
