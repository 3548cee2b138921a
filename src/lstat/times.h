/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times.h -- times as text */

#ifndef LSTAT_TIMES_H
#define LSTAT_TIMES_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* A style of writing times, in the language of strftime with %N for the
   nanoseconds.  */
struct times_style
{
  char const *old;    /* for times to come or more than half a year ago */
  char const *recent; /* for the others */
  char *formats;      /* the memory of both, or NULL */
};

/* The names of the styles of ls, GNU stat's first, which NULL ends.
   times_parse_formats takes the last.  */
enum
{
  TIMES_FULL_ISO = 0,
  TIMES_LOCALE = 3
};
extern char const *const times_style_names[];

/* Set *STYLE to that with the name times_style_names[CHOICE].  The user's
   locale must be set for TIMES_LOCALE.  */
void times_choose_style (struct times_style *style, ptrdiff_t choice);

/* Parse FORMATS into *STYLE: one format for all times, or those for old and
   for recent times with a newline between.  Return false if there are more
   newlines, or widths over 1 MiB in all.  */
bool times_parse_formats (struct times_style *style, char const *formats);

/* Free what STYLE holds.  */
void times_free_style (struct times_style *style);

struct times_block;

/* A way to write times, and the last one written.  */
struct times
{
  struct times_style const *style; /* of times_text */
  bool utc;                        /* whether in UTC, not local time */
  struct timespec now;             /* the clock when it was last read */
  timezone_t zone; /* local time; NULL for UTC, and until a civil time
                      is asked for, as are the members below */
  struct times_block *blocks; /* what is remembered of the zone */
  char *text;                 /* the last result */
  size_t room;                /* the size of TEXT */
  char nanoseconds[32];       /* room for a number of these */
};

/* Let TIMES write times in STYLE, which it keeps, in UTC if that is true, else
   in the time zone of the environment variable TZ.  */
void times_start (struct times *times, struct times_style const *style,
                  bool utc);

/* Free what TIMES holds.  */
void times_finish (struct times *times);

/* Return TIME in the style of TIMES or, if its year fits in no int, as seconds
   and nanoseconds since the Epoch.  The result lasts until the next call with
   TIMES.  */
char const *times_text (struct times *times, struct timespec time);

/* Return TIME as RFC 3339 has it, "YYYY-MM-DDTHH:MM:SS.NNNNNNNNN+HH:MM", in
   UTC if the local offset is not one of whole minutes below a day; NULL if its
   year does not have four digits.  The result lasts as that of times_text.  */
char const *times_rfc_3339 (struct times *times, struct timespec time);

/* Return the nanoseconds since the Epoch of TIME in decimal.  The result lasts
   until the next call with TIMES.  */
char const *times_nanoseconds (struct times *times, struct timespec time);

#endif
