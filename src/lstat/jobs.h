/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.h -- query files in parallel, and print them in order */

#ifndef LSTAT_JOBS_H
#define LSTAT_JOBS_H

#include "lstat/show.h"
#include "shared/operands.h"
#include "shared/run.h"

/* Two threads take less time than one from some 200 files on (THREADS=1 make
   bench), but as much more processor time as 100 to 200 files take.  Without
   -j, start threads only when that is a small part, and only a few, to leave
   processors to other programs.  */
enum
{
  JOBS_DEFAULT_AFTER = 1024, /* files before threads are started */
  JOBS_DEFAULT_MAX = 4,      /* threads without -j */
  JOBS_MAX = 1024            /* threads with -j */
};

/* Return the number of jobs TEXT, a decimal number, but at most JOBS_MAX; or 0
   if TEXT is not a positive number.  */
int jobs_parse (char const *text);

/* Return the number of jobs without -j: the number of processors that this
   process may use, but at most JOBS_DEFAULT_MAX.  */
int jobs_default (void);

/* Print the files of OPERANDS on the output of RUN as REQUEST specifies, and
   query up to COUNT of them in parallel.  Output and diagnostics are in the
   order of OPERANDS.  One thread queries them all if a standard descriptor is
   closed, and fewer than COUNT if the process may not open enough files.
   Return after the last file or the first write error.  */
void jobs_run (struct request const *request, struct run *run,
               struct operands *operands, int count);

#endif
