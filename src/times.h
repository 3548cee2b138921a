/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times.h -- civil time as text */

#ifndef TIMES_H
#define TIMES_H

#include <stdint.h>
#include <time.h>

/* A way to write times, and the last one written.  */
struct times
{
  timezone_t zone; /* where the clock stands */
  char text[128];  /* the last result: the longest takes 61 bytes */
};

/* Let TIMES write times in the zone that the environment variable TZ names.
 */
void times_start (struct times *times);

/* Return TIME as "YYYY-MM-DD HH:MM:SS.NNNNNNNNN +HHMM" or, if its year fits in
   no int, as seconds and nanoseconds since the Epoch.  The result lasts until
   the next call with TIMES.  */
char const *times_text (struct times *times, struct timespec time);

#endif
