/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.h -- look at one file as requested, and print it */

#ifndef LSTAT_SHOW_H
#define LSTAT_SHOW_H

#include <stdbool.h>

#include "lstat/caches.h"
#include "lstat/format.h"
#include "lstat/inode.h"
#include "shared/run.h"
#include "lstat/records.h"

/* What is asked for.  */
struct request
{
  struct look look;       /* how to look at each file */
  bool file_system;       /* whether at its file system */
  bool as_records;        /* whether to print records, not formats */
  struct records records; /* these */
  struct format format;   /* or this */
  bool devices_differ;    /* whether there is another format for devices */
  struct format device_format; /* this, then */
  struct caches_common common; /* how fields become text */
};

/* A file that was looked at.  */
struct lookup
{
  char const *path;   /* as the user gave it */
  int error;          /* errno of the failure to look at it, or 0 */
  struct inode inode; /* what was seen, unless ERROR */
};

/* Look at the file PATH as REQUEST asks, and fill in LOOKUP, which keeps PATH.
   "-" is standard input but beneath a directory.  MEMORY is that of the looks
   before.  Nothing is reported.  */
void show_look (struct request const *request, struct look_memory *memory,
                char const *path, struct lookup *lookup);

/* Add to the output of RUN what REQUEST asks of LOOKUP, with the help of
   CACHES.  Report what failed.  LOOKUP is at its end then.  */
void show_print (struct request const *request, struct run *run,
                 struct caches *caches, struct lookup *lookup);

#endif
