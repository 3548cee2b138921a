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

#include "shared/digits.h"
#include "shared/messages.h"
#include "strftime.h"
#include "xalloc.h"

enum
{
  ROOM = 128,         /* initial size of the text, in bytes */
  BLOCKS = 64,        /* number of blocks in the cache */
  BLOCK_MINUTES = 15, /* offsets from UTC usually change at a multiple */
  BLOCK_SECONDS = 60 * BLOCK_MINUTES,
  SECONDS_PER_HALF_YEAR = 31556952 / 2, /* a Gregorian year has 365.2425
                                           days */
  SECONDS_PER_DAY = 24 * 60 * 60,
  WIDTHS_MAX = 1 << 20, /* bytes, sum of the widths in a format */
};

/* Seconds in a quarter of an hour: one, or all after a second one was needed.
   Files with times far apart then take one call of localtime_r(3) each.  The
   civil time of the first second determines the others.  */
struct times_block
{
  bool known;      /* whether the other members are set */
  bool uniform;    /* whether the offset from UTC is constant in it */
  intmax_t number; /* number of the quarter, counted from the Epoch */
  time_t first;    /* its first second */
  time_t last;     /* its last second */
  struct tm civil; /* civil time of FIRST, if UNIFORM */

  /* The texts for ISO 8601.  Not set if nstrftime might format it in another
     way: if the year does not have four digits, if the offset from UTC is not
     in whole minutes or is a day or more, or if the zone "-00" means that the
     offset is not known.  */
  bool iso;       /* whether the members below are set */
  char date[14];  /* "YYYY-MM-DDTHH:" of CIVIL */
  char offset[6]; /* "+HH:MM" */
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
  times_free_style (style);
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

  times_free_style (style);
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
times_free_style (struct times_style *style)
{
  free (style->formats);
  style->formats = NULL;
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
  if (times->zone)
    tzfree (times->zone);
  free (times->blocks);
  free (times->text);
}

/* Load the time zone and allocate memory before the first civil time.  Most
   runs need none.  */
static void
prepare (struct times *times)
{
  if (times->text)
    return;
  if (!times->utc)
    {
      tzset ();
      times->zone = tzalloc (getenv ("TZ"));
      if (!times->zone)
        xalloc_die ();
    }
  times->room = ROOM;
  times->text = xmalloc (times->room);
  times->blocks = xcalloc (BLOCKS, sizeof *times->blocks);
}

/* Set *CIVIL to the civil time at SECONDS since the Epoch, in the time zone of
   TIMES.  Return false if its year does not fit in an int.  */
static bool
to_civil (struct times const *times, time_t seconds, struct tm *civil)
{
  if (!times->utc)
    return localtime_r (&seconds, civil);
  if (!gmtime_r (&seconds, civil))
    return false;
  civil->tm_zone = "UTC";
  return true;
}

/* Store the two decimal digits of NUMBER at TO, and return their end.  */
static char *
two_digits (char *to, int number)
{
  return mempcpy (to, digits_pairs + 2 * number, 2);
}

/* Set the members of BLOCK, which is uniform, for ISO 8601.  */
static void
block_set_iso (struct times_block *block)
{
  struct tm const *civil = &block->civil;
  long int offset = labs (civil->tm_gmtoff);
  char *to = block->date;

  block->iso = 1000 - 1900 <= civil->tm_year && civil->tm_year <= 9999 - 1900
               && offset % 60 == 0 && offset < SECONDS_PER_DAY
               && *civil->tm_zone != '-';
  if (!block->iso)
    return;
  to = two_digits (to, (civil->tm_year + 1900) / 100);
  to = two_digits (to, (civil->tm_year + 1900) % 100);
  *to++ = '-';
  to = two_digits (to, civil->tm_mon + 1);
  *to++ = '-';
  to = two_digits (to, civil->tm_mday);
  *to++ = 'T';
  to = two_digits (to, civil->tm_hour);
  *to = ':';
  to = block->offset;
  *to++ = civil->tm_gmtoff < 0 ? '-' : '+';
  to = two_digits (to, offset / 3600);
  *to++ = ':';
  two_digits (to, offset / 60 % 60);
}

/* Set BLOCK of TIMES to SECONDS, which are in the quarter NUMBER.  */
static void
block_set_second (struct times const *times, struct times_block *block,
                  intmax_t number, time_t seconds)
{
  block->known = true;
  block->number = number;
  block->first = seconds;
  block->last = seconds;
  block->uniform = to_civil (times, seconds, &block->civil);
  if (block->uniform)
    block_set_iso (block);
}

/* Set BLOCK of TIMES to all of its quarter.  It is uniform if its first and
   last second are in the same hour and have the same offset from UTC and the
   same zone name.  */
static void
block_set_quarter (struct times const *times, struct times_block *block)
{
  intmax_t first_second = block->number * BLOCK_SECONDS;
  struct tm end;

  block->first = first_second;
  block->last = first_second + BLOCK_SECONDS - 1;
  block->uniform = block->first == first_second && block->first < block->last
                   && to_civil (times, block->first, &block->civil)
                   && to_civil (times, block->last, &end)
                   && block->civil.tm_year == end.tm_year
                   && block->civil.tm_yday == end.tm_yday
                   && block->civil.tm_hour == end.tm_hour
                   && block->civil.tm_min + BLOCK_MINUTES - 1 == end.tm_min
                   && block->civil.tm_sec == 0 && end.tm_sec == 59
                   && block->civil.tm_gmtoff == end.tm_gmtoff
                   && block->civil.tm_isdst == end.tm_isdst
                   && strcmp (block->civil.tm_zone, end.tm_zone) == 0;
  if (block->uniform)
    block_set_iso (block);
}

/* Return the block of TIMES that contains SECONDS since the Epoch, or NULL if
   it is not uniform.  */
static struct times_block const *
find_block (struct times *times, time_t seconds)
{
  struct times_block *block = times->last_block;

  /* A file's times often are the same, or close together.  */
  if (block && block->first <= seconds && seconds <= block->last)
    return block->uniform ? block : NULL;

  intmax_t number = seconds / BLOCK_SECONDS - (seconds % BLOCK_SECONDS < 0);

  block = times->blocks + (uintmax_t)number % BLOCKS;

  /* The first and the last block of intmax_t are incomplete.  */
  if (number <= INTMAX_MIN / BLOCK_SECONDS
      || INTMAX_MAX / BLOCK_SECONDS <= number)
    return NULL;
  if (!block->known || block->number != number)
    block_set_second (times, block, number, seconds);
  else if (seconds < block->first || block->last < seconds)
    block_set_quarter (times, block);
  times->last_block = block;
  return block->uniform ? block : NULL;
}

/* Set *CIVIL as to_civil does.  BLOCK is the block that contains SECONDS, or
   NULL.  */
static bool
civil_time (struct times const *times, struct times_block const *block,
            time_t seconds, struct tm *civil)
{
  if (!block)
    return to_civil (times, seconds, civil);

  int past = seconds - block->first;

  *civil = block->civil;
  civil->tm_min += past / 60;
  civil->tm_sec += past % 60;
  return true;
}

/* Return whether TIME is after TIMES->now.  */
static bool
is_future (struct times const *times, struct timespec time)
{
  return times->now.tv_sec < time.tv_sec
         || (times->now.tv_sec == time.tv_sec
             && times->now.tv_nsec < time.tv_nsec);
}

/* Return whether TIME is in the last half year, as of the current time.  */
static bool
is_recent (struct times *times, struct timespec time)
{
  if (times->style->old == times->style->recent)
    return true;
  /* The file may be newer than TIMES->now.  */
  if (is_future (times, time))
    clock_gettime (CLOCK_REALTIME, &times->now);
  return !is_future (times, time)
         && times->now.tv_sec - SECONDS_PER_HALF_YEAR < time.tv_sec;
}

/* Set TIMES->text to CIVIL and NANOSECONDS in FORMAT.  Return false if
   nstrftime fails.  */
static bool
set_text (struct times *times, char const *format, struct tm const *civil,
          int nanoseconds)
{
  /* The size comes first: with the flag "_", gnulib may pad a number that has
     a sign past the end of the room.  */
  ptrdiff_t size
      = nstrftime (NULL, SIZE_MAX, format, civil, times->zone, nanoseconds);

  if (size < 0)
    return false;
  times->size = size;
  if (times->room <= times->size)
    {
      times->room = times->size + 1;
      times->text = xrealloc (times->text, times->room);
    }
  /* In older gnulib it returns 0 and stores nothing if it fails.  */
  *times->text = '\0';
  nstrftime (times->text, times->room, format, civil, times->zone,
             nanoseconds);
  return true;
}

/* Set TIMES->text to TIME, in BLOCK, which has its ISO members: in the style
   full-iso if STYLED, else in RFC 3339 format.  Most times are formatted by
   this function, which is much faster than localtime_r(3) and nstrftime.  */
static void
set_iso_text (struct times *times, struct times_block const *block,
              struct timespec time, bool styled)
{
  int past = time.tv_sec - block->first;
  char *to = times->text + sizeof block->date;

  memcpy (times->text, block->date, sizeof block->date);
  to = two_digits (to, block->civil.tm_min + past / 60);
  *to++ = ':';
  to = two_digits (to, block->civil.tm_sec + past % 60);
  *to++ = '.';
  to = digits_nine (to, time.tv_nsec);
  if (styled)
    {
      times->text[10] = ' ';
      *to++ = ' ';
      memcpy (to, block->offset, 3);
      memcpy (to + 3, block->offset + 4, 2);
      to += 5;
    }
  else
    {
      memcpy (to, block->offset, sizeof block->offset);
      to += sizeof block->offset;
    }
  *to = '\0';
  times->size = to - times->text;
}

char const *
times_text (struct times *times, struct timespec time)
{
  char const *format
      = is_recent (times, time) ? times->style->recent : times->style->old;
  struct times_block const *block;
  struct tm civil;

  prepare (times);
  block = find_block (times, time.tv_sec);
  if (block && block->iso && format == full_iso)
    set_iso_text (times, block, time, true);
  else if (!civil_time (times, block, time.tv_sec, &civil)
           || !set_text (times, format, &civil, time.tv_nsec))
    times->size = snprintf (times->text, times->room, "%" PRIdMAX ".%09ld",
                            (intmax_t)time.tv_sec, (long)time.tv_nsec);
  return times->text;
}

char const *
times_rfc_3339 (struct times *times, struct timespec time)
{
  struct times_block const *block;
  struct tm civil;

  prepare (times);
  block = find_block (times, time.tv_sec);
  if (block && block->iso)
    {
      set_iso_text (times, block, time, false);
      return times->text;
    }
  if (!civil_time (times, block, time.tv_sec, &civil))
    return NULL;
  if (civil.tm_gmtoff % 60 != 0 || SECONDS_PER_DAY <= labs (civil.tm_gmtoff))
    gmtime_r (&time.tv_sec, &civil);
  if (civil.tm_year + 1900L < 0 || 9999 < civil.tm_year + 1900L)
    return NULL;
  return set_text (times, "%Y-%m-%dT%H:%M:%S.%N%:z", &civil, time.tv_nsec)
             ? times->text
             : NULL;
}
