/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h -- table of the fields in fields.def */

#ifndef LSTAT_FIELDS_H
#define LSTAT_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lstat/fields/owners.h"
#include "lstat/fields/times.h"
#include "lstat/fields/value.h"
#include "lstat/query/inode.h"

/* How to make values.  */
struct value_style
{
  struct times_style times; /* how to format times */
  bool utc;                 /* whether times are in UTC, not local time */
  int human;                /* how to print sizes: options of gnulib's human.h,
                               or 0 for bytes */
  bool blocks_as_sizes;     /* whether to print block counts of a file system
                               as sizes, too */
};

/* The caches of one thread.  */
struct caches
{
  struct value_style const *style; /* how to print values */
  struct owners owners;            /* names of users and groups */
  struct times times;              /* texts of times */
  char const *type_words[16][2]; /* text of %F, by the S_IFMT bits and whether
                                    the file is empty; NULL until needed */
  char *acl_text;                /* the last text of an access control list */
  char text[256]; /* any other last text that is made for a value */
};

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

/* Initialize CACHES for values in STYLE, which they refer to; free their
   memory.  */
void fields_start (struct caches *caches, struct value_style const *style);
void fields_finish (struct caches *caches);

/* Return the field in FIELDS with the directive of SIZE bytes at DIRECTIVE, or
   NULL if there is none or SIZE is 0.  */
struct field const *fields_find (struct field const *fields,
                                 char const *directive, size_t size);

/* Return the field in FIELDS with the key of SIZE bytes at NAME, or NULL if
   there is none.  */
struct field const *fields_named (struct field const *fields, char const *name,
                                  size_t size);

#endif
