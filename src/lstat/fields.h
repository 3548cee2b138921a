/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h -- fields.def as a table */

#ifndef LSTAT_FIELDS_H
#define LSTAT_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "lstat/caches.h"
#include "lstat/inode.h"
#include "lstat/value.h"
#include "shared/run.h"

/* A row of fields.def.  */
struct field
{
  char const *name;        /* of the datum */
  bool has_key;            /* whether NAME is known to users */
  char const *directive;   /* what follows the % in a format, perhaps "" */
  uint64_t wanted;         /* the WANT_ bits that it needs */
  char const *description; /* for --help, to be translated */

  /* Return the datum of INODE, with the help of CACHES.  The result lasts
     until the next such call.  */
  struct value (*get) (struct caches *caches, struct inode const *inode);
};

/* The rows for files and those for file systems; a row without a name ends
   each.  */
extern struct field const file_fields[];
extern struct field const file_system_fields[];

/* Return the row of FIELDS whose directive is the SIZE bytes at DIRECTIVE, or
   NULL if there is none, as for no bytes.  */
struct field const *fields_find (struct field const *fields,
                                 char const *directive, size_t size);

/* Return the row of FIELDS that has the SIZE bytes at NAME for its key, or
   NULL if there is none.  */
struct field const *fields_named (struct field const *fields, char const *name,
                                  size_t size);

/* Report to RUN that FIELDS has no field with the SIZE bytes at NAME for its
   key: QUOTED, which shows them.  Suggest the key most like NAME, if any is
   much like it.  */
void fields_report_unknown (struct field const *fields, struct run *run,
                            char const *name, size_t size, char const *quoted);

#endif
