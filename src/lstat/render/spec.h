/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spec.h -- print values with the flags, width and precision of a directive */

#ifndef LSTAT_SPEC_H
#define LSTAT_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "lstat/fields/value.h"
#include "shared/output.h"
#include "shared/run.h"

enum
{
  SPEC_NO_PRECISION = -1,  /* no precision */
  SPEC_DOT_PRECISION = -2, /* a '.' without digits */
  SPEC_SHORT = 256,        /* bytes that are reserved for a value */
};

/* The flags of a directive, with the same meanings as in printf(3).  */
enum spec_flag
{
  SPEC_LEFT = 1,      /* '-': pad on the right */
  SPEC_PLUS = 2,      /* '+': print the sign of a signed number */
  SPEC_SPACE = 4,     /* ' ': print a blank in place of a plus sign */
  SPEC_ALTERNATE = 8, /* '#': print the prefix of an octal or hex number */
  SPEC_ZERO = 16,     /* '0': pad with zeros */
  SPEC_GROUP = 32,    /* ''': group digits as in the locale */
  SPEC_DIGITS = 64,   /* 'I': no effect, as in GNU stat */
};

/* The flags, width and precision of a directive, as in printf(3).  */
struct spec
{
  int flags;     /* SPEC_ bits */
  bool plain;    /* for programs: the decimal point is '.' in any locale,
                    and a time has 9 decimal places by default */
  bool escapes;  /* whether to escape control characters in names */
  bool simple;   /* no flags except LEFT, ZERO and DIGITS, no precision, and
                    a WIDTH that is not large */
  bool bare;     /* SIMPLE, and no width either */
  int width;     /* minimum number of bytes, or 0 */
  int precision; /* number of digits or of bytes, or SPEC_..._PRECISION */

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

/* Store VALUE, a number or time, at TO, which has DIGITS_SIZE bytes: in the
   base of its kind, with a minus sign if it is negative, and a VALUE_TIME with
   a point and 9 decimal places if FRACTION.  Return the end.  */
char *spec_digits (char *to, struct value const *value, bool fraction);

/* Store a value, formatted as SPEC specifies, at TO: the end of the buffer of
   OUTPUT, where SPEC_SHORT bytes are reserved.  What takes more is added to
   OUTPUT, whose next bytes are reserved then.  Return the end.
   spec_text stores the SIZE bytes at TEXT; spec_number stores VALUE, a number
   or time.  The precision of a VALUE_TIME is the number of decimal places,
   truncated, not rounded; a '.' without digits means 9.  */
char *spec_text (struct spec const *spec, struct output *output, char *to,
                 char const *text, size_t size);
char *spec_number (struct spec const *spec, struct output *output, char *to,
                   struct value const *value);

#endif
