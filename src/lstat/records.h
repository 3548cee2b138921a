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

/* A datum of each record.  */
struct record_part
{
  struct field const *field; /* where it comes from */
  char const *suffix;        /* what its shell variable has behind the key */
  char const *label;         /* what stands before its value in a record */
  size_t label_size;         /* bytes of that */
};

/* The records to write.  */
struct records
{
  enum record_kind kind;
  struct record_part *parts; /* the data, in order */
  size_t count;              /* number of PARTS */
  uint64_t wanted;           /* the WANT_ bits of all of them */
};

/* Parse into RECORDS the LIST of names, separated by commas, of those of
   FIELDS that have a key; NULL stands for all of them.  Return true, or report
   the error and return false.  */
bool records_parse (struct records *records, enum record_kind kind,
                    char const *list, struct field const *fields);

/* Add to OUTPUT the record of INODE as RECORDS says, with the help of CACHES.
 */
void records_render (struct records const *records, struct caches *caches,
                     struct inode const *inode, struct output *output);

/* Add to OUTPUT the record that stands for PATH, whose look-up failed with
   ERRNUM.  For a shell it makes the variables of the data empty, too.  */
void records_fail (struct records const *records, char const *path, int errnum,
                   struct output *output);

#endif
