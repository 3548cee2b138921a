/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches.h -- values that are looked up once for many files */

#ifndef LSTAT_CACHES_H
#define LSTAT_CACHES_H

#include <stdbool.h>
#include <stdint.h>

#include "lstat/query/inode.h"
#include "lstat/query/mounts.h"
#include "lstat/fields/owners.h"
#include "lstat/fields/times.h"
#include "shared/run.h"

/* What the caches of all threads share.  */
struct caches_common
{
  uint64_t wanted;          /* the WANT_ bits of all fields */
  struct mounts *mounts;    /* the list of mounts, which locks itself */
  struct times_style style; /* how to format times */
  bool is_layout;           /* whether the format is a layout, in which names
                               have no control characters */
  bool utc;                 /* whether times are in UTC, not local time */
  int human;                /* how to print sizes: options of gnulib's human.h,
                               or 0 for bytes */
  bool blocks_as_sizes;     /* whether to print block counts of a file system
                               as sizes, too */
};

/* The caches of one thread.  */
struct caches
{
  struct query_state query_state; /* of inode_query */
  struct owners owners;
  struct caches_common const *common;
  struct times times;
  char const *type_words[16][2]; /* text of %F, by the S_IFMT bits and whether
                                    the file is empty; NULL until needed */
  char text[128];                /* the text of the last value that needed
                                    memory */
};

/* Initialize CACHES for RUN; they refer to COMMON.  */
void caches_start (struct caches *caches, struct run *run,
                   struct caches_common const *common);

/* Free the memory of CACHES.  */
void caches_finish (struct caches *caches);

#endif
