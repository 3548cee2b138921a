/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.h -- query one file as requested, and print it */

#ifndef LSTAT_SHOW_H
#define LSTAT_SHOW_H

#include <stdbool.h>

#include "lstat/fields/caches.h"
#include "lstat/render/format.h"
#include "lstat/query/inode.h"
#include "shared/run.h"
#include "lstat/render/records.h"

/* What the command line requests.  */
struct request
{
  struct query query;     /* what to query of each file */
  bool file_system;       /* whether to query file systems instead */
  bool as_records;        /* whether to print records, not formats */
  struct records records; /* the records, if AS_RECORDS */
  struct format format;   /* the format, if not AS_RECORDS */
  bool devices_differ;    /* whether to print device files in DEVICE_FORMAT */
  struct format device_format; /* the format of device files */
  struct quoting quoting;      /* how to quote names, if WANT_QUOTING */
  struct caches_common common; /* how to print values */
};

/* A file and the result of its query.  */
struct lookup
{
  char const *path;   /* as the user gave it */
  int error;          /* errno value of the failure, or 0 */
  struct inode inode; /* the result, unless ERROR */
};

/* Query the file PATH as REQUEST specifies, and set LOOKUP, which refers to
   PATH.  "-" is standard input, except with --beneath.  STATE is that of
   previous queries.  Nothing is reported.  */
void show_query (struct request const *request, struct query_state *state,
                 char const *path, struct lookup *lookup);

/* Print LOOKUP on the output of RUN as REQUEST specifies, using CACHES for its
   values.  Report any failure.  Free the memory of LOOKUP.  */
void show_print (struct request const *request, struct run *run,
                 struct caches *caches, struct lookup *lookup);

#endif
