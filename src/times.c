/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times.c -- civil time as text */

#include <config.h>

#include "times.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strftime.h"
#include "xalloc.h"

enum
{
  ROOM = 128,                          /* bytes, more than most texts take */
  SECONDS_PER_HALF_YEAR = 31556952 / 2 /* a Gregorian year has 365.2425 days */
};

struct times_style const times_styles[] = {
  { "%Y-%m-%d %H:%M:%S.%N %z", "%Y-%m-%d %H:%M:%S.%N %z" },
  { "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M" },
  { "%Y-%m-%d ", "%m-%d %H:%M" },
  { "%b %e  %Y", "%b %e %H:%M" },
};

char const *const times_style_names[]
    = { "full-iso", "long-iso", "iso", "locale", "+FORMAT", NULL };

bool
times_parse_formats (struct times_style *style, char *formats)
{
  char *newline = strchr (formats, '\n');

  style->old = style->recent = formats;
  if (!newline)
    return true;
  if (strchr (newline + 1, '\n'))
    return false;
  *newline = '\0';
  style->recent = newline + 1;
  return true;
}

void
times_start (struct times *times, struct times_style const *style)
{
  *times = (struct times){ .style = *style,
                           .zone = tzalloc (getenv ("TZ")),
                           .text = xmalloc (ROOM),
                           .room = ROOM };
  if (!times->zone)
    xalloc_die ();
  if (style->old != style->recent)
    clock_gettime (CLOCK_REALTIME, &times->now);
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
  if (times->style.old == times->style.recent)
    return true;
  /* The file may be younger than this process.  */
  if (is_to_come (times, time))
    clock_gettime (CLOCK_REALTIME, &times->now);
  return !is_to_come (times, time)
         && times->now.tv_sec - SECONDS_PER_HALF_YEAR < time.tv_sec;
}

/* Set TIMES->text to CIVIL and NANOSECONDS in FORMAT.  */
static void
set_text (struct times *times, char const *format, struct tm const *civil,
          int nanoseconds)
{
  *times->text = '\0';
  if (nstrftime (times->text, times->room, format, civil, times->zone,
                 nanoseconds)
      != 0)
    return;

  /* The text is empty, or there is too little room.  */
  size_t size
      = nstrftime (NULL, SIZE_MAX, format, civil, times->zone, nanoseconds);

  if (size < times->room)
    return;
  times->room = size + 1;
  times->text = xrealloc (times->text, times->room);
  nstrftime (times->text, times->room, format, civil, times->zone,
             nanoseconds);
}

char const *
times_text (struct times *times, struct timespec time)
{
  struct tm civil;

  if (localtime_rz (times->zone, &time.tv_sec, &civil))
    set_text (times,
              is_recent (times, time) ? times->style.recent : times->style.old,
              &civil, time.tv_nsec);
  else
    snprintf (times->text, times->room, "%" PRIdMAX ".%09ld",
              (intmax_t)time.tv_sec, (long)time.tv_nsec);
  return times->text;
}

char const *
times_rfc_3339 (struct times *times, struct timespec time)
{
  struct tm civil;

  if (!localtime_rz (times->zone, &time.tv_sec, &civil))
    return NULL;
  if (civil.tm_gmtoff % 60 != 0)
    gmtime_r (&time.tv_sec, &civil);
  if (civil.tm_year + 1900L < 0 || 9999 < civil.tm_year + 1900L)
    return NULL;
  set_text (times, "%Y-%m-%dT%H:%M:%S.%N%:z", &civil, time.tv_nsec);
  return times->text;
}
