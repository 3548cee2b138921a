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
};

/* The named styles, GNU stat's first, and their names, which NULL ends.  They
   are those of ls; times_parse_formats takes the one that is no name.  */
extern struct times_style const times_styles[];
extern char const *const times_style_names[];

/* Parse FORMATS into *STYLE: one format for all times, or those for old and
   for recent times with a newline between, which is cut out.  Return false if
   there are more newlines.  *STYLE keeps FORMATS.  */
bool times_parse_formats (struct times_style *style, char *formats);

struct times_block;

/* A way to write times, and the last one written.  */
struct times
{
  struct times_style style; /* of times_text */
  struct timespec now;      /* the clock when it was last read */
  timezone_t zone;          /* where the clock stands; NULL until a civil time
                               is asked for, and so the members below */
  struct times_block *blocks; /* what is remembered of the zone */
  char *text;                 /* the last result */
  size_t room;                /* the size of TEXT */
  char nanoseconds[32];       /* room for a number of these */
};

/* Let TIMES write times in STYLE and the zone that the environment variable TZ
   names.  */
void times_start (struct times *times, struct times_style const *style);

/* Return TIME in the style of TIMES or, if its year fits in no int, as seconds
   and nanoseconds since the Epoch.  The result lasts until the next call with
   TIMES.  */
char const *times_text (struct times *times, struct timespec time);

/* Return TIME as RFC 3339 has it, "YYYY-MM-DDTHH:MM:SS.NNNNNNNNN+HH:MM", in
   UTC if the local offset is not one of whole minutes; NULL if its year does
   not have four digits.  The result lasts as that of times_text.  */
char const *times_rfc_3339 (struct times *times, struct timespec time);

/* Return the nanoseconds since the Epoch of TIME in decimal.  The result lasts
   until the next call with TIMES.  */
char const *times_nanoseconds (struct times *times, struct timespec time);

#endif
