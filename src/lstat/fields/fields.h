/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h -- table of the fields in fields.def */

#ifndef LSTAT_FIELDS_H
#define LSTAT_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "lstat/fields/caches.h"
#include "lstat/query/inode.h"
#include "lstat/fields/value.h"

/* A field: a row of fields.def.  */
struct field
{
  char const *name;        /* its name */
  bool has_key;            /* whether NAME is a key that users can give */
  bool by_name;            /* whether it is printed only if it is named */
  char const *directive;   /* its directive without the %, or "" */
  uint64_t wanted;         /* the WANT_ bits of what it needs */
  char const *description; /* for --help, to be translated */

  /* Return the value of the field for INODE.  Use CACHES for lookups and
     memory.  The result is valid until the next such call.  */
  struct value (*get) (struct caches *caches, struct inode const *inode);
};

/* The fields of files and of file systems.  The name of the last row is
   NULL.  */
extern struct field const file_fields[];
extern struct field const file_system_fields[];

/* Return the field in FIELDS with the directive of SIZE bytes at DIRECTIVE, or
   NULL if there is none or SIZE is 0.  */
struct field const *fields_find (struct field const *fields,
                                 char const *directive, size_t size);

/* Return the field in FIELDS with the key of SIZE bytes at NAME, or NULL if
   there is none.  */
struct field const *fields_named (struct field const *fields, char const *name,
                                  size_t size);

#endif
