/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times.c -- format times */

#include <config.h>

#include "lstat/fields/times.h"

#include <inttypes.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strftime.h"
#include "timespec.h"
#include "xalloc.h"

#include "shared/digits.h"
#include "shared/messages.h"

enum
{
  CAPACITY = 128, /* initial size of the text, in bytes */
  SECONDS = 61,   /* number of seconds in the cache: a prime, so that those at
                     regular distances have different places */
  SECONDS_PER_HALF_YEAR = 31556952 / 2, /* a Gregorian year has 365.2425
                                           days */
  DATE_SIZE = 19,                       /* bytes of "YYYY-MM-DDTHH:MM:SS" */
  SECONDS_PER_DAY = 24 * 60 * 60,
  WIDTHS_MAX = 1 << 20, /* bytes, sum of the widths in a format */
};

/* A second, and its civil time.  Files that were made at once have many times
   in few seconds.  */
struct times_second
{
  bool known;      /* whether the other members are set */
  time_t number;   /* seconds since the Epoch */
  bool in_range;   /* whether its year fits in an int, so that CIVIL is set */
  struct tm civil; /* its civil time */

  /* The time in ISO 8601 format.  Not set if nstrftime might format it in
     another way: if the year does not have four digits, if the offset from UTC
     is not in whole minutes or is a day or more, or if the zone "-00" means
     that the offset is not known.  */
  bool iso;      /* whether TEXT is set */
  char text[26]; /* "YYYY-MM-DDTHH:MM:SS+HH:MM" */
};

static char const full_iso[] = "%Y-%m-%d %H:%M:%S.%N %z";

static struct times_style const named_styles[] = {
  { .old = full_iso, .recent = full_iso },
  { .old = "%Y-%m-%d %H:%M", .recent = "%Y-%m-%d %H:%M" },
  { .old = "%Y-%m-%d ", .recent = "%m-%d %H:%M" },
  { .old = N_ ("%b %e  %Y"), .recent = N_ ("%b %e %H:%M") },
};

char const *const times_style_names[]
    = { "full-iso", "long-iso", "iso", "locale", "+FORMAT", NULL };

/* Return the translation of FORMAT, one of the style "locale", from this
   package's catalog or else from that of GNU coreutils, which has it for
   ls.  */
static char const *
localized (char const *format)
{
  char const *own = dcgettext (PACKAGE, format, LC_TIME);

  return own != format ? own : dcgettext ("coreutils", format, LC_TIME);
}

void
times_choose_style (struct times_style *style, ptrdiff_t choice)
{
  free (style->formats);
  *style = named_styles[choice];
  if (choice == TIMES_LOCALE)
    {
      style->old = localized (style->old);
      style->recent = localized (style->recent);
    }
}

/* Return whether the sum of the widths in FORMAT is at most WIDTHS_MAX.  The
   grammar of a conversion of nstrftime is

   conversion = "%" [-+_0^#:]* [0-9]* [EO]? letter  */
static bool
has_small_widths (char const *format)
{
  int total = 0;

  while ((format = strchr (format, '%')))
    {
      char const *start = format + 1;
      int width = 0;

      for (format = start + strspn (start, "-+_0^#:");
           '0' <= *format && *format <= '9'; format++)
        if (WIDTHS_MAX < (width = 10 * width + (*format - '0')))
          return false;
      total += width;
      if (WIDTHS_MAX < total)
        return false;
      /* nstrftime takes a "%" after flags for the start of a conversion.  */
      if (*format && (*format != '%' || format == start))
        format++;
    }
  return true;
}

bool
times_parse_formats (struct times_style *style, char const *formats)
{
  char *copy = xstrdup (formats);
  char *newline = strchr (copy, '\n');

  free (style->formats);
  *style = (struct times_style){ copy, copy, copy };
  if (newline)
    {
      *newline = '\0';
      style->recent = newline + 1;
    }
  return has_small_widths (style->old) && has_small_widths (style->recent)
         && !strchr (style->recent, '\n');
}

void
times_start (struct times *times, struct times_style const *style, bool utc)
{
  *times = (struct times){ .style = style, .utc = utc };
  if (style->old != style->recent)
    clock_gettime (CLOCK_REALTIME, &times->now);
}

void
times_finish (struct times *times)
{
  tzfree (times->zone);
  free (times->seconds);
  free (times->text);
}

/* Store the two digits of NUMBER at TO.  */
static inline void
set_pair (char *to, int number)
{
  memcpy (to, digits_pairs + 2 * number, 2);
}

/* Set the members of SECOND for ISO 8601, if its civil time has that form.  */
static void
set_iso (struct times_second *second)
{
  struct tm const *civil = &second->civil;
  long int offset = labs (civil->tm_gmtoff);

  second->iso = 1000 - 1900 <= civil->tm_year && civil->tm_year <= 9999 - 1900
                && offset % 60 == 0 && offset < SECONDS_PER_DAY
                && *civil->tm_zone != '-';
  if (!second->iso)
    return;

  char *text = strcpy (second->text, "YYYY-MM-DDTHH:MM:SS+HH:MM");
  int year = civil->tm_year + 1900;
  int minutes = offset / 60;

  set_pair (text, year / 100);
  set_pair (text + 2, year % 100);
  set_pair (text + 5, civil->tm_mon + 1);
  set_pair (text + 8, civil->tm_mday);
  set_pair (text + 11, civil->tm_hour);
  set_pair (text + 14, civil->tm_min);
  set_pair (text + 17, civil->tm_sec);
  if (civil->tm_gmtoff < 0)
    text[DATE_SIZE] = '-';
  set_pair (text + 20, minutes / 60);
  set_pair (text + 23, minutes % 60);
}

/* Return the second NUMBER since the Epoch in the cache of TIMES.  */
static struct times_second const *
find_second (struct times *times, time_t number)
{
  /* Most runs need no civil time.  */
  if (!times->text)
    {
      if (!times->utc)
        {
          tzset ();
          times->zone = tzalloc (getenv ("TZ"));
          if (!times->zone)
            xalloc_die ();
        }
      times->capacity = CAPACITY;
      times->text = xmalloc (times->capacity);
      times->seconds = xcalloc (SECONDS, sizeof *times->seconds);
    }

  struct times_second *second = times->seconds + (uintmax_t)number % SECONDS;

  if (!second->known || second->number != number)
    {
      second->known = true;
      second->number = number;
      second->iso = false;
      second->in_range = times->utc ? gmtime_r (&number, &second->civil)
                                    : localtime_r (&number, &second->civil);
      if (second->in_range && times->utc)
        /* Not const on some systems, which do not change it.  */
        second->civil.tm_zone = (char *)"UTC";
      if (second->in_range)
        set_iso (second);
    }
  return second;
}

/* Return whether TIME is in the last half year, as of the current time.  */
static bool
is_recent (struct times *times, struct timespec time)
{
  if (times->style->old == times->style->recent)
    return true;
  /* The file may be newer than TIMES->now.  */
  if (timespec_cmp (times->now, time) < 0)
    clock_gettime (CLOCK_REALTIME, &times->now);
  return timespec_cmp (time, times->now) <= 0
         && times->now.tv_sec - SECONDS_PER_HALF_YEAR < time.tv_sec;
}

/* Set TIMES->text to CIVIL and NANOSECONDS in FORMAT.  Return false if
   nstrftime fails.  */
static bool
set_text (struct times *times, char const *format, struct tm const *civil,
          int nanoseconds)
{
  /* The size comes first: with the flag "_", gnulib may pad a number that has
     a sign past the end of the text.  */
  ptrdiff_t size
      = nstrftime (NULL, SIZE_MAX, format, civil, times->zone, nanoseconds);

  if (size < 0)
    return false;
  times->size = size;
  if (times->capacity <= times->size)
    {
      times->capacity = times->size + 1;
      times->text = xrealloc (times->text, times->capacity);
    }
  /* In older gnulib it returns 0 and stores nothing if it fails.  */
  *times->text = '\0';
  nstrftime (times->text, times->capacity, format, civil, times->zone,
             nanoseconds);
  return true;
}

/* Set TIMES->text to SECOND, which has its ISO members, and NANOSECONDS: in
   the style full-iso if STYLED, else in RFC 3339 format.  Most times are
   formatted by this function, which is much faster than nstrftime.  */
static void
set_iso_text (struct times *times, struct times_second const *second,
              int nanoseconds, bool styled)
{
  char const *offset = second->text + DATE_SIZE;
  char *to = mempcpy (times->text, second->text, DATE_SIZE);

  *to++ = '.';
  to = digits_nine (to, nanoseconds);
  if (styled)
    {
      times->text[10] = ' ';
      *to++ = ' ';
      to = mempcpy (to, offset, 3);
      to = mempcpy (to, offset + 4, 2);
    }
  else
    to = mempcpy (to, offset, 6);
  *to = '\0';
  times->size = to - times->text;
}

char const *
times_text (struct times *times, struct timespec time)
{
  char const *format
      = is_recent (times, time) ? times->style->recent : times->style->old;
  struct times_second const *second = find_second (times, time.tv_sec);

  if (second->iso && format == full_iso)
    set_iso_text (times, second, time.tv_nsec, true);
  else if (!second->in_range
           || !set_text (times, format, &second->civil, time.tv_nsec))
    times->size = snprintf (times->text, times->capacity, "%" PRIdMAX ".%09ld",
                            (intmax_t)time.tv_sec, (long)time.tv_nsec);
  return times->text;
}

char const *
times_rfc_3339 (struct times *times, struct timespec time)
{
  struct times_second const *second = find_second (times, time.tv_sec);

  if (second->iso)
    {
      set_iso_text (times, second, time.tv_nsec, false);
      return times->text;
    }
  if (!second->in_range)
    return NULL;

  struct tm civil = second->civil;

  if (civil.tm_gmtoff % 60 != 0 || SECONDS_PER_DAY <= labs (civil.tm_gmtoff))
    gmtime_r (&time.tv_sec, &civil);
  if (civil.tm_year + 1900L < 0 || 9999 < civil.tm_year + 1900L)
    return NULL;
  return set_text (times, "%Y-%m-%dT%H:%M:%S.%N%:z", &civil, time.tv_nsec)
             ? times->text
             : NULL;
}
