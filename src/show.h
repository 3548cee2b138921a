/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.h -- look at one file as requested, and print it */

#ifndef SHOW_H
#define SHOW_H

#include <stdbool.h>

#include "fields.h"
#include "format.h"
#include "inode.h"
#include "output.h"
#include "records.h"

/* What is asked for.  */
struct request
{
  struct look look;            /* how to look at each file */
  bool file_system;            /* whether at its file system */
  bool as_records;             /* whether to print records, not formats */
  struct records records;      /* these */
  struct format format;        /* or this, of a file */
  struct format device_format; /* or this, of a device file */
};

/* Add to OUTPUT what REQUEST asks of the file PATH, with the help of CACHES;
   "-" is standard input.  Report what fails.  */
void show (struct request const *request, struct caches *caches,
           char const *path, struct output *output);

#endif
