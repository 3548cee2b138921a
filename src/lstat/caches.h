/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches.h -- what is looked up once for many files */

#ifndef LSTAT_CACHES_H
#define LSTAT_CACHES_H

#include <stdbool.h>
#include <stdint.h>

#include "lstat/inode.h"
#include "lstat/mounts.h"
#include "lstat/owners.h"
#include "lstat/quoting.h"
#include "lstat/times.h"
#include "shared/run.h"

/* What the caches of all threads have in common.  */
struct caches_common
{
  uint64_t wanted;          /* the WANT_ bits of all fields */
  struct mounts *mounts;    /* the list of mounts, which has a lock */
  struct quoting quoting;   /* how names are quoted, if WANT_QUOTING */
  struct times_style style; /* how times are written */
  bool utc;                 /* whether in UTC, not local time */
  int human;                /* how sizes are written: human.h's options, or 0
                               for bytes */
  bool blocks_as_sizes;     /* whether counts of a file system's blocks are
                               written so, too */
};

/* What the getters of one thread keep between files.  */
struct caches
{
  struct look_memory looks;
  struct owners owners;
  struct caches_common const *common;
  struct times times;
  char const *type_words[16][2]; /* of %F: by S_IFMT's bits, then whether the
                                    file is empty; NULL until needed */
  char text[128];                /* the last short text made for a value */
};

/* Make CACHES of RUN ready, which keep COMMON.  */
void caches_start (struct caches *caches, struct run *run,
                   struct caches_common const *common);

/* Free what CACHES hold.  */
void caches_finish (struct caches *caches);

#endif
