/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.h -- several files at once, printed in their order */

#ifndef LSTAT_JOBS_H
#define LSTAT_JOBS_H

#include "lstat/fields.h"
#include "shared/operands.h"
#include "shared/output.h"
#include "lstat/show.h"

/* Measured with 2 processors and a warm cache, where a look takes 1.2
   microseconds: to start threads costs as much as to show 200 files, and pays
   from 2000 files on, so half of those are shown before.  With one thread for
   each processor 100,000 files take 0.58 of a bare loop of fstatat(2) instead
   of 1.17, with two 0.64.  No more than 4 are taken without being asked, since
   other programs want processors, too.  */
enum
{
  JOBS_DEFAULT_AFTER = 1024, /* files that one thread shows before */
  JOBS_DEFAULT_MAX = 4,      /* threads */
  JOBS_MAX = 1024            /* threads, whatever is asked */
};

/* Return the number of jobs that TEXT, a decimal number, asks for, or 0 if it
   is no such number.  More than JOBS_MAX are as good as those.  */
int jobs_parse (char const *text);

/* Return the number of jobs if nothing is asked: one for each processor that
   this process may use, at most JOBS_DEFAULT_MAX.  */
int jobs_default (void);

/* Show the files of OPERANDS on OUTPUT as REQUEST asks, up to COUNT of them at
   once, each thread with a copy of CACHES, which have not been used.  What is
   printed and reported comes in the order of the files.  Return at the last
   file or the first write error.  OUTPUT stays the one that report.h has
   attached.  */
void jobs_run (struct request const *request, struct caches const *caches,
               struct operands *operands, struct output *output, int count);

#endif
