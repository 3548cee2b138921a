/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spec.h -- print values with the flags, width and precision of a directive */

#ifndef LSTAT_SPEC_H
#define LSTAT_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "shared/output.h"
#include "shared/run.h"

enum
{
  SPEC_NO_PRECISION = -1,  /* no precision */
  SPEC_DOT_PRECISION = -2, /* a '.' without digits */
  SPEC_SIMPLE_WIDTH = 64,  /* bytes */
};

/* The flags, width and precision of a directive, with the same meanings as in
   printf(3).  */
struct spec
{
  bool left;      /* '-': pad on the right */
  bool plus;      /* '+': print the sign of a signed number */
  bool space;     /* ' ': print a blank in place of a plus sign */
  bool alternate; /* '#': print the prefix of an octal or hex number */
  bool zero;      /* '0': pad with zeros */
  bool group;     /* ''': group digits as in the locale */
  bool plain;     /* for programs: the decimal point is '.' in any locale,
                     and a time has 9 decimal places by default */
  bool simple;    /* no flags except LEFT, ZERO and PLAIN, no precision, and
                     WIDTH is at most SPEC_SIMPLE_WIDTH */
  int width;      /* minimum number of bytes, or 0 */
  int precision;  /* number of digits or of bytes, or SPEC_..._PRECISION */

  char const *point;     /* the decimal point */
  char const *separator; /* the separator of groups of digits */
  char const *grouping;  /* the sizes of the groups, as in struct lconv */
};

/* Parse the start of TEXT, [-+ #0'I]* [0-9]* ("." [0-9]*)?, into SPEC.  'I' is
   ignored, as in GNU stat.  Return the number of bytes that were parsed, and
   set *OVERFLOW to whether a number exceeds INT_MAX.  */
size_t spec_parse (struct spec *spec, char const *text, bool *overflow);

/* Set the decimal point and separators of SPEC to those of the user's locale,
   if SPEC needs them.  Call this after the last change of SPEC's flags.  RUN
   sets the locale.  */
void spec_localize (struct spec *spec, struct run *run);

/* Print on OUTPUT, formatted as SPEC specifies:
   spec_text, the SIZE bytes at TEXT;
   spec_int, MAGNITUDE in decimal, with a minus sign if NEGATIVE;
   spec_uint, the unsigned NUMBER in BASE, which is 10, 8 or 16;
   spec_time, TIME in seconds since the Epoch.  The precision is the number of
   decimal places, truncated, not rounded; a '.' without digits means 9;
   spec_nanoseconds, TIME in nanoseconds since the Epoch.  */
void spec_text (struct spec const *spec, struct output *output,
                char const *text, size_t size);
void spec_int (struct spec const *spec, struct output *output,
               uintmax_t magnitude, bool negative);
void spec_uint (struct spec const *spec, struct output *output,
                uintmax_t number, int base);
void spec_time (struct spec const *spec, struct output *output,
                struct timespec time);
void spec_nanoseconds (struct spec const *spec, struct output *output,
                       struct timespec time);

#endif
