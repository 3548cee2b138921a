/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.h -- query one file as requested, and print it */

#ifndef LSTAT_SHOW_H
#define LSTAT_SHOW_H

#include "lstat/fields/fields.h"
#include "lstat/query/inode.h"
#include "lstat/render/format.h"
#include "lstat/render/records.h"
#include "shared/operands.h"
#include "shared/run.h"

/* What the command line requests.  */
struct request
{
  struct query query;          /* what to query of each file */
  struct value_style style;    /* how to make values of it */
  struct records records;      /* the records, unless they are RECORD_NONE */
  struct format format;        /* the format, if they are */
  struct format device_format; /* the format of device files, if it has any
                                  parts */
  struct quoting quoting;      /* how to quote names, if WANT_QUOTING */
};

/* What one thread uses for all its files.  */
struct worker
{
  struct request const *request; /* what to show of each */
  struct run *run;               /* the run to report to */
  struct query_state state;      /* of the queries */
  struct caches caches;          /* of the fields */
};

/* Initialize WORKER to show files on the output of RUN as REQUEST specifies;
   free its memory.  */
void show_start (struct worker *worker, struct request const *request,
                 struct run *run);
void show_finish (struct worker *worker);

/* Return the next path of OPERANDS, as operands_next does.  After a wait for
   input, have all threads ask whether the mounts have changed.  */
char const *show_next (struct worker *worker, struct operands *operands);

/* Query the file PATH, and set INODE, which refers to PATH and to memory of
   WORKER.  "-" is standard input, except with --beneath.  Nothing is
   reported.  */
void show_query (struct worker *worker, char const *path, struct inode *inode);

/* Report what could not be queried of INODE, and print it.  */
void show_print (struct worker *worker, struct inode const *inode);

#endif
