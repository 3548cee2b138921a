/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times.h -- format times */

#ifndef LSTAT_TIMES_H
#define LSTAT_TIMES_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* A time style: formats of nstrftime, which are those of strftime(3) with %N
   for nanoseconds.  */
struct times_style
{
  char const *old;    /* for times in the future or over half a year ago */
  char const *recent; /* for other times */
  char *formats;      /* the memory of both formats, to be freed, or NULL */
};

/* The names of the time styles of ls, terminated by NULL.  The first is the
   default, the last is parsed by times_parse_formats.  */
enum
{
  TIMES_FULL_ISO = 0,
  TIMES_LOCALE = 3
};
extern char const *const times_style_names[];

/* Set *STYLE to the style times_style_names[CHOICE].  For TIMES_LOCALE, the
   user's locale must be set.  */
void times_choose_style (struct times_style *style, ptrdiff_t choice);

/* Parse FORMATS into *STYLE: one format for all times, or the formats for old
   and for recent times, separated by a newline.  Return false if there are
   more newlines, or if the sum of the widths exceeds 1 MiB.  */
bool times_parse_formats (struct times_style *style, char const *formats);

struct times_second;

/* How to format times, and the last result.  */
struct times
{
  struct times_style const *style; /* the style for times_text */
  bool utc;                        /* whether to use UTC, not local time */
  struct timespec now;             /* the current time when it was last read */
  timezone_t zone; /* local time, or NULL for UTC; this member and those
                      below are NULL or 0 until a civil time is needed */
  struct times_second *seconds; /* cache of civil times */
  char *text;                   /* the last result */
  size_t size;                  /* its length in bytes */
  size_t capacity;              /* the size of TEXT */
};

/* Initialize TIMES to format times in STYLE, which TIMES refers to, in UTC or
   else in the time zone of the environment variable TZ; free its memory.  */
void times_start (struct times *times, struct times_style const *style,
                  bool utc);
void times_finish (struct times *times);

/* Return TIME in the style of TIMES or, if its year does not fit in an int, in
   seconds and nanoseconds since the Epoch.  The result is valid until the next
   call with TIMES.  */
char const *times_text (struct times *times, struct timespec time);

/* Return TIME in RFC 3339 format, "YYYY-MM-DDTHH:MM:SS.NNNNNNNNN+HH:MM": in
   UTC if the offset from UTC is not in whole minutes or is a day or more.
   Return NULL if the year does not have four digits.  The result is valid
   until the next call with TIMES.  */
char const *times_rfc_3339 (struct times *times, struct timespec time);

#endif
