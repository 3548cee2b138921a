/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times.c -- civil time as text */

#include <config.h>

#include "times.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "strftime.h"
#include "xalloc.h"

void
times_start (struct times *times)
{
  times->zone = tzalloc (getenv ("TZ"));
  if (!times->zone)
    xalloc_die ();
}

char const *
times_text (struct times *times, struct timespec time)
{
  struct tm civil;

  if (localtime_rz (times->zone, &time.tv_sec, &civil))
    nstrftime (times->text, sizeof times->text, "%Y-%m-%d %H:%M:%S.%N %z",
               &civil, times->zone, time.tv_nsec);
  else
    snprintf (times->text, sizeof times->text, "%" PRIdMAX ".%09ld",
              (intmax_t)time.tv_sec, (long)time.tv_nsec);
  return times->text;
}
