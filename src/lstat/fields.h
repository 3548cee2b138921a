/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h -- fields.def as a table */

#ifndef LSTAT_FIELDS_H
#define LSTAT_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "lstat/inode.h"
#include "lstat/mounts.h"
#include "lstat/owners.h"
#include "lstat/quoting.h"
#include "lstat/times.h"
#include "lstat/value.h"

/* What is looked up once for many files, and room for what a getter makes.  */
struct caches
{
  struct look_memory looks;
  struct owners owners;
  struct mounts mounts;
  struct times times;
  struct quoting quoting;
  char const *type_words[16][2]; /* of %F: by S_IFMT's bits, then whether the
                                    file is empty; NULL until needed */
  char text[128];                /* the last short text made for a value */
};

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

/* Make CACHES ready for data that need the WANT_ bits WANTED, with civil time
   in STYLE.  Until they are used, copies of them are as good.  */
void caches_start (struct caches *caches, uint64_t wanted,
                   struct times_style const *style);

/* Return the row of FIELDS whose directive is the SIZE bytes at DIRECTIVE, or
   NULL if there is none, as for no bytes.  */
struct field const *fields_find (struct field const *fields,
                                 char const *directive, size_t size);

/* Return the row of FIELDS that has the SIZE bytes at NAME for its key, or
   NULL if there is none.  */
struct field const *fields_named (struct field const *fields, char const *name,
                                  size_t size);

/* Report that FIELDS has no row with the SIZE bytes at NAME for its key:
   QUOTED, which shows them.  */
void fields_report_unknown (struct field const *fields, char const *name,
                            size_t size, char const *quoted);

#endif
