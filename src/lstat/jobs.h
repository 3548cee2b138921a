/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.h -- several files at once, printed in their order */

#ifndef LSTAT_JOBS_H
#define LSTAT_JOBS_H

#include "shared/operands.h"
#include "shared/run.h"
#include "lstat/show.h"

/* Threads pay from some 2000 files on; bench/ has the figures.  No more than 4
   are started without being asked, since other programs want processors,
   too.  */
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

/* Show the files of OPERANDS on the output of RUN as REQUEST asks, up to COUNT
   of them in parallel.  What is printed and reported comes in the order of the
   files.  Return at the last file or the first write error.  */
void jobs_run (struct request const *request, struct run *run,
               struct operands *operands, int count);

#endif
