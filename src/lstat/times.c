/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times.c -- times as text */

#include <config.h>

#include "lstat/times.h"

#include <inttypes.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lstat/digits.h"
#include "shared/messages.h"
#include "strftime.h"
#include "xalloc.h"

enum
{
  ROOM = 128,         /* bytes, more than most texts take */
  BLOCKS = 64,        /* that are remembered */
  BLOCK_MINUTES = 15, /* offsets from UTC change between these, if at all */
  BLOCK_SECONDS = 60 * BLOCK_MINUTES,
  SECONDS_PER_HALF_YEAR = 31556952 / 2, /* a Gregorian year has 365.2425
                                           days */
  SECONDS_PER_DAY = 24 * 60 * 60,
  WIDTHS_MAX = 1 << 20, /* bytes, of all conversions in a format */
};

/* A quarter of an hour, counted from the Epoch.  */
struct times_block
{
  bool known;      /* whether the other members are set */
  bool even;       /* whether the clock runs through it without a leap */
  intmax_t number; /* how many came before it */
  struct tm civil; /* its first second, if EVEN */

  /* In ISO 8601, unless nstrftime(3) might see it otherwise: where the year
     does not have four digits, the offset from UTC has seconds or takes a day,
     or a zone "-00" says that the offset is not known.  */
  bool iso;       /* whether the rest is set */
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

/* Return FORMAT, of the style "locale", as the user's locale has it: as
   translated for ls, unless this package has a translation of its own.  */
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

/* Return whether the widths in FORMAT add up to no more than WIDTHS_MAX.  Its
   grammar is that of nstrftime: "%" [-+_0^#:]* [0-9]* [EO]? letter.  */
static bool
has_narrow_conversions (char const *format)
{
  int total = 0;

  while ((format = strchr (format, '%')))
    {
      int width = 0;

      for (format += 1 + strspn (format + 1, "-+_0^#:");
           '0' <= *format && *format <= '9'; format++)
        if (WIDTHS_MAX < (width = 10 * width + (*format - '0')))
          return false;
      total += width;
      if (WIDTHS_MAX < total)
        return false;
      if (*format)
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
  return has_narrow_conversions (style->old)
         && has_narrow_conversions (style->recent)
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

/* Get ready for the first civil time: most calls ask for none.  */
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

/* Set *CIVIL to the civil time of TIMES at SECONDS since the Epoch.  Return
   false if its year fits in no int.  */
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

/* Set the members of BLOCK, which is even, that are for ISO 8601.  */
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
  to = digits_fixed (to, civil->tm_year + 1900, 4);
  *to++ = '-';
  to = digits_fixed (to, civil->tm_mon + 1, 2);
  *to++ = '-';
  to = digits_fixed (to, civil->tm_mday, 2);
  *to++ = 'T';
  to = digits_fixed (to, civil->tm_hour, 2);
  *to = ':';
  to = block->offset;
  *to++ = civil->tm_gmtoff < 0 ? '-' : '+';
  to = digits_fixed (to, offset / 3600, 2);
  *to++ = ':';
  digits_fixed (to, offset / 60 % 60, 2);
}

/* Set BLOCK of TIMES to that with NUMBER.  It is even if both its ends are at
   the same offset from UTC, with the same words for that, and one hour holds
   it.  */
static void
block_set (struct times const *times, struct times_block *block,
           intmax_t number)
{
  intmax_t first_second = number * BLOCK_SECONDS;
  time_t first = first_second;
  time_t last = first_second + BLOCK_SECONDS - 1;
  struct tm end;

  *block = (struct times_block){ .known = true, .number = number };
  block->even = first == first_second && first < last
                && to_civil (times, first, &block->civil)
                && to_civil (times, last, &end)
                && block->civil.tm_year == end.tm_year
                && block->civil.tm_yday == end.tm_yday
                && block->civil.tm_hour == end.tm_hour
                && block->civil.tm_min + BLOCK_MINUTES - 1 == end.tm_min
                && block->civil.tm_sec == 0 && end.tm_sec == 59
                && block->civil.tm_gmtoff == end.tm_gmtoff
                && block->civil.tm_isdst == end.tm_isdst
                && strcmp (block->civil.tm_zone, end.tm_zone) == 0;
  if (block->even)
    block_set_iso (block);
}

/* Return the block of TIMES that SECONDS since the Epoch lie in, or NULL if it
   is not even.  */
static struct times_block const *
find_block (struct times *times, time_t seconds)
{
  intmax_t number = seconds / BLOCK_SECONDS - (seconds % BLOCK_SECONDS < 0);
  struct times_block *block = times->blocks + (uintmax_t)number % BLOCKS;

  /* The outermost blocks are cut short.  */
  if (number <= INTMAX_MIN / BLOCK_SECONDS
      || INTMAX_MAX / BLOCK_SECONDS <= number)
    return NULL;
  if (!block->known || block->number != number)
    block_set (times, block, number);
  return block->even ? block : NULL;
}

/* Set *CIVIL to the civil time of TIMES at SECONDS since the Epoch, which lie
   in BLOCK unless that is NULL.  Return false if its year fits in no int.  */
static bool
civil_time (struct times const *times, struct times_block const *block,
            time_t seconds, struct tm *civil)
{
  if (!block)
    return to_civil (times, seconds, civil);

  int past = seconds - block->number * BLOCK_SECONDS;

  *civil = block->civil;
  civil->tm_min += past / 60;
  civil->tm_sec = past % 60;
  return true;
}

/* Return whether TIME comes after TIMES->now.  */
static bool
is_to_come (struct times const *times, struct timespec time)
{
  return times->now.tv_sec < time.tv_sec
         || (times->now.tv_sec == time.tv_sec
             && times->now.tv_nsec < time.tv_nsec);
}

/* Return whether TIME lies in the half year before now.  */
static bool
is_recent (struct times *times, struct timespec time)
{
  if (times->style->old == times->style->recent)
    return true;
  /* The file may be younger than this process.  */
  if (is_to_come (times, time))
    clock_gettime (CLOCK_REALTIME, &times->now);
  return !is_to_come (times, time)
         && times->now.tv_sec - SECONDS_PER_HALF_YEAR < time.tv_sec;
}

/* Set TIMES->text to CIVIL and NANOSECONDS in FORMAT.  Return false if that
   cannot be written.  */
static bool
set_text (struct times *times, char const *format, struct tm const *civil,
          int nanoseconds)
{
  *times->text = '\0';

  /* A text with too little room gives -1, or 0 in older gnulib, as does an
     empty text.  */
  ptrdiff_t size = nstrftime (times->text, times->room, format, civil,
                              times->zone, nanoseconds);

  if (0 < size)
    return true;
  size = nstrftime (NULL, SIZE_MAX, format, civil, times->zone, nanoseconds);
  if (size < 0)
    return false;
  if (times->room <= (size_t)size)
    {
      times->room = size + 1;
      times->text = xrealloc (times->text, times->room);
      nstrftime (times->text, times->room, format, civil, times->zone,
                 nanoseconds);
    }
  return true;
}

/* Set TIMES->text to TIME, which lies in BLOCK, as its ISO text: in the style
   full-iso if STYLED, else for RFC 3339.  Most times are written so, since
   localtime_r(3) and nstrftime(3) cost far more.  */
static void
set_iso_text (struct times *times, struct times_block const *block,
              struct timespec time, bool styled)
{
  int past = time.tv_sec - block->number * BLOCK_SECONDS;
  char *to = times->text + sizeof block->date;

  memcpy (times->text, block->date, sizeof block->date);
  to = digits_fixed (to, block->civil.tm_min + past / 60, 2);
  *to++ = ':';
  to = digits_fixed (to, past % 60, 2);
  *to++ = '.';
  to = digits_fixed (to, time.tv_nsec, NANO_DIGITS);
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
    snprintf (times->text, times->room, "%" PRIdMAX ".%09ld",
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

char const *
times_nanoseconds (struct times *times, struct timespec time)
{
  uintmax_t seconds = time.tv_sec;
  long int nanoseconds = time.tv_nsec;
  bool negative = time.tv_sec < 0;
  char *start = times->nanoseconds + sizeof times->nanoseconds - 1;

  /* What lies below 0 is told by its distance from 0.  */
  if (negative)
    seconds = -seconds;
  if (negative && 0 < nanoseconds)
    {
      seconds--;
      nanoseconds = 1000000000 - nanoseconds;
    }
  /* The product of seconds and 10^9 would not fit in 64 bits.  */
  *start = '\0';
  if (seconds == 0)
    start = digits_before (start, nanoseconds, 10);
  else
    {
      start -= NANO_DIGITS;
      digits_fixed (start, nanoseconds, NANO_DIGITS);
      start = digits_before (start, seconds, 10);
    }
  if (negative)
    *--start = '-';
  return start;
}
