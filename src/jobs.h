/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.h -- several files at once, printed in their order */

#ifndef JOBS_H
#define JOBS_H

#include <stdbool.h>

#include "fields.h"
#include "operands.h"
#include "output.h"
#include "show.h"

enum
{
  JOBS_MAX = 1024,         /* threads, whatever is asked */
  JOBS_DEFAULT_MAX = 4,    /* threads, if nothing is asked */
  JOBS_DEFAULT_AFTER = 512 /* files that one thread shows before others start,
                              if nothing is asked */
};

/* Return the number of jobs that TEXT, a decimal number, asks for, or 0 if it
   is no such number.  More than JOBS_MAX are as good as those.  */
int jobs_parse (char const *text);

/* Return the number of jobs if nothing is asked: one for each processor that
   this process may use, at most JOBS_DEFAULT_MAX.  */
int jobs_default (void);

/* Show the files of OPERANDS on OUTPUT as REQUEST asks, up to COUNT of them at
   once, each thread with a copy of CACHES, which have not been used.  What is
   printed and reported comes in the order of the files, and of each file as
   soon as no file before it is awaited; if SINGLY, without waiting for files
   after it either.  Return at the last file or the first write error.
   OUTPUT stays the one that report.h has attached.  */
void jobs_run (struct request const *request, struct caches const *caches,
               struct operands *operands, struct output *output, int count,
               bool singly);

#endif
