/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spec.h -- flags, width and precision of a directive, and how they set text,
   numbers and times */

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
  SPEC_NO_PRECISION = -1,  /* no '.' was given */
  SPEC_DOT_PRECISION = -2, /* a '.' without digits was given */
};

/* What stands between the % and the letter of a directive.  The flags mean
   what they mean to printf.  */
struct spec
{
  bool left;      /* '-': padding goes to the right */
  bool plus;      /* '+': a number that may be negative shows its sign */
  bool space;     /* ' ': the same with a blank for '+' */
  bool alternate; /* '#': show the base of an octal or hex number */
  bool zero;      /* '0': pad with zeros */
  bool group;     /* ''': group the digits as the locale says */
  bool plain;     /* for programs: a '.' is the decimal point whatever the
                     locale says, and a time has 9 decimal places */
  bool bare;      /* none of the other flags but PLAIN is set, nor a width
                     or precision */
  int width;      /* least number of bytes, or 0 */
  int precision;  /* number of digits or of bytes, or SPEC_..._PRECISION */

  char const *point;     /* the decimal point */
  char const *separator; /* what stands between the groups of digits */
  char const *grouping;  /* the sizes of these, as in struct lconv */
};

/* Parse into SPEC what stands at TEXT: [-+ #0'I]* [0-9]* ("." [0-9]*)?, where
   'I' means nothing, as in GNU stat.  Return the number of bytes taken, and
   set *OVERFLOW to whether a number exceeds INT_MAX.  */
size_t spec_parse (struct spec *spec, char const *text, bool *overflow);

/* After the last change of its flags, let SPEC have the decimal point and the
   separators of the user's locale, which RUN sets, if it uses any.  */
void spec_localize (struct spec *spec, struct run *run);

/* Add to OUTPUT, set as SPEC says: the SIZE bytes at TEXT; MAGNITUDE in
   decimal, with a minus sign if NEGATIVE; the same as a number that takes no
   sign, in base 10, 8 or 16; the number that DIGITS, perhaps after a minus
   sign, stands for; the seconds since the Epoch of TIME, whose precision gives
   the digits after the decimal point, cut off, not rounded, and 9 of them for
   a '.' alone.  */
void spec_text (struct spec const *spec, struct output *output,
                char const *text, size_t size);
void spec_int (struct spec const *spec, struct output *output,
               uintmax_t magnitude, bool negative);
void spec_uint (struct spec const *spec, struct output *output,
                uintmax_t number, int base);
void spec_digits (struct spec const *spec, struct output *output,
                  char const *digits);
void spec_time (struct spec const *spec, struct output *output,
                struct timespec time);

#endif
