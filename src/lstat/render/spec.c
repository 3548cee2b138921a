/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spec.c -- print values with the flags, width and precision of a directive */

#include <config.h>

#include "lstat/render/spec.h"

#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

#include "attribute.h"
#include "c-ctype.h"

#include "shared/digits.h"

enum
{
  SIMPLE_WIDTH = 64,           /* maximum width of a simple spec, in bytes */
  PADDED_MAX = 32,             /* maximum size of what pad moves */
  TEXT_SHORT = SPEC_SHORT / 2, /* size of a text that is stored in place, with
                                  place for quotes */

  /* Bytes of a number with a separator after each digit.  */
  GROUPED_MAX = DIGITS_SIZE * (1 + MB_LEN_MAX)
};

/* Set *NUMBER to the decimal number at the start of TEXT, or to 0 if there is
   none.  Return the number of digits.  Set *OVERFLOW to true if the number
   exceeds INT_MAX.  */
static size_t
parse_number (int *number, char const *text, bool *overflow)
{
  char *end = (char *)text;
  uintmax_t value = c_isdigit (*text) ? strtoumax (text, &end, 10) : 0;

  *overflow |= INT_MAX < value;
  *number = value < INT_MAX ? value : INT_MAX;
  return end - text;
}

size_t
spec_parse (struct spec *spec, char const *text, bool *overflow)
{
  static char const flags[] = "-+ #0'I"; /* in the order of enum spec_flag */
  char const *next = text;

  *spec = (struct spec){ .precision = SPEC_NO_PRECISION,
                         .point = ".",
                         .separator = "",
                         .grouping = "" };
  *overflow = false;
  for (; *next && strchr (flags, *next); next++)
    spec->flags |= 1 << (strchr (flags, *next) - flags);
  next += parse_number (&spec->width, next, overflow);
  if (*next == '.')
    {
      size_t digits = parse_number (&spec->precision, ++next, overflow);

      next += digits;
      if (digits == 0)
        spec->precision = SPEC_DOT_PRECISION;
    }
  spec->simple
      = !(spec->flags & (SPEC_PLUS | SPEC_SPACE | SPEC_ALTERNATE | SPEC_GROUP))
        && spec->precision == SPEC_NO_PRECISION && spec->width <= SIMPLE_WIDTH;
  spec->bare = spec->simple && spec->width == 0;
  return next - text;
}

void
spec_localize (struct spec *spec, struct run *run)
{
  bool fraction = !spec->plain && spec->precision != SPEC_NO_PRECISION;

  if (!fraction && !(spec->flags & SPEC_GROUP))
    return;
  run_need_locale (run);

  struct lconv const *locale = localeconv ();

  if (fraction)
    spec->point = locale->decimal_point;
  if (spec->flags & SPEC_GROUP && strlen (locale->thousands_sep) <= MB_LEN_MAX)
    {
      spec->separator = locale->thousands_sep;
      spec->grouping = locale->grouping;
    }
}

/* Pad the value from TO to END, which has at most PADDED_MAX bytes, in place
   to the width of SPEC, which is simple: before it, or between a sign and
   zeros, with PADDING; or after it with blanks.  Return the end.  */
static inline char *
pad (struct spec const *spec, char *to, char *end, char padding)
{
  ptrdiff_t missing = spec->width - (end - to);
  char value[PADDED_MAX];

  if (missing <= 0)
    return end;
  /* Constant sizes take fewer instructions.  */
  if (spec->flags & SPEC_LEFT)
    memset (end, ' ', SIMPLE_WIDTH);
  else
    {
      to += padding == '0' && *to == '-';
      memcpy (value, to, sizeof value);
      memset (to, padding, SIMPLE_WIDTH);
      memcpy (to + missing, value, sizeof value);
    }
  return end + missing;
}

/* Add the SIZE bytes at TEXT to OUTPUT, whose reserved memory is used up to
   TO, with the width and the precision of SPEC.  Return the end of what is
   used then.  */
ATTRIBUTE_NOINLINE static char *
add_text (struct spec const *spec, struct output *output, char *to,
          char const *text, size_t size)
{
  if (spec->precision == SPEC_DOT_PRECISION)
    size = 0;
  else if (0 <= spec->precision && (size_t)spec->precision < size)
    size = spec->precision;

  size_t missing = size < (size_t)spec->width ? spec->width - size : 0;

  output_commit (output, to);
  output_repeat (output, ' ', spec->flags & SPEC_LEFT ? 0 : missing);
  output_bytes (output, text, size);
  output_repeat (output, ' ', spec->flags & SPEC_LEFT ? missing : 0);
  return output_reserve (output, SPEC_SHORT);
}

char *
spec_text (struct spec const *spec, struct output *output, char *to,
           char const *text, size_t size)
{
  if (spec->bare && size <= TEXT_SHORT)
    return mempcpy (to, text, size);
  if (spec->simple && size <= PADDED_MAX)
    return pad (spec, to, mempcpy (to, text, size), ' ');
  return add_text (spec, output, to, text, size);
}

/* Copy the SIZE digits at DIGITS so that they end at END, with the separators
   of SPEC between their groups.  Return their start.  */
static char *
group_digits (struct spec const *spec, char *end, char const *digits,
              size_t size)
{
  char const *grouping = spec->grouping;
  size_t separator_size = strlen (spec->separator);
  size_t group = 0; /* digits in the current group so far */

  while (0 < size)
    {
      if (0 < *grouping && *grouping != CHAR_MAX && group == (size_t)*grouping)
        {
          end -= separator_size;
          memcpy (end, spec->separator, separator_size);
          group = 0;
          /* The last size applies to all further groups.  */
          if (grouping[1])
            grouping++;
        }
      *--end = digits[--size];
      group++;
    }
  return end;
}

/* Return the prefix that SPEC specifies for a number of KIND, NEGATIVE or not,
   with the SIZE digits at DIGITS, of which there must be PRECISION, unless
   that is negative.  */
static char const *
prefix_of (struct spec const *spec, enum value_kind kind, bool negative,
           char const *digits, size_t size, int precision)
{
  bool is_zero = size == 1 && *digits == '0';

  if (kind == VALUE_UINT)
    return "";
  if (kind == VALUE_HEX)
    return spec->flags & SPEC_ALTERNATE && !is_zero ? "0x" : "";
  /* As in printf(3), the first digit of an octal number must be 0.  */
  if (kind == VALUE_OCTAL)
    return spec->flags & SPEC_ALTERNATE
                   && (is_zero ? precision == 0 : precision <= (int)size)
               ? "0"
               : "";
  return negative                   ? "-"
         : spec->flags & SPEC_PLUS  ? "+"
         : spec->flags & SPEC_SPACE ? " "
                                    : "";
}

char *
spec_digits (char *to, struct value const *value, bool fraction)
{
  uintmax_t seconds;

  switch (value->kind)
    {
    case VALUE_OCTAL:
      return digits_at (to, value->number.magnitude, 8);
    case VALUE_HEX:
      return digits_at (to, value->number.magnitude, 16);
    case VALUE_NANOSECONDS:
      return digits_time (to, value->time, true);
    case VALUE_TIME:
      if (fraction)
        return digits_time (to, value->time, false);
      /* This is time_t, which is rounded down.  With decimal places, the value
         is truncated toward 0.  */
      seconds = value->time.tv_sec;
      if (value->time.tv_sec < 0)
        {
          *to++ = '-';
          seconds = -seconds;
        }
      return digits_decimal (to, seconds);
    default:
      if (value->number.negative)
        *to++ = '-';
      return digits_decimal (to, value->number.magnitude);
    }
}

/* Add VALUE, a number or a time, as add_text adds a text.  */
static char *
add_number (struct spec const *spec, struct output *output, char *to,
            struct value const *value)
{
  enum value_kind kind = value->kind;
  bool full = spec->precision == SPEC_DOT_PRECISION
              || (spec->precision == SPEC_NO_PRECISION && spec->plain);
  int places = kind != VALUE_TIME ? 0 : full ? NANO_DIGITS : spec->precision;
  char text[DIGITS_SIZE];
  char grouped[GROUPED_MAX];
  char *end = spec_digits (text, value, 0 < places);
  bool negative = *text == '-';
  char const *digits = text + negative;
  char const *point = 0 < places ? end - NANO_DIGITS - 1 : end;
  size_t size = point - digits;
  /* As in printf(3), a '.' without digits means 0.  */
  int precision = kind == VALUE_TIME                      ? SPEC_NO_PRECISION
                  : spec->precision == SPEC_DOT_PRECISION ? 0
                                                          : spec->precision;
  char const *prefix
      = prefix_of (spec, kind, negative, digits, size, precision);

  if (precision == 0 && size == 1 && *digits == '0')
    size = 0;
  else if (spec->flags & SPEC_GROUP && kind != VALUE_OCTAL
           && kind != VALUE_HEX)
    {
      digits = group_digits (spec, grouped + GROUPED_MAX, digits, size);
      size = grouped + GROUPED_MAX - digits;
    }

  uintmax_t zeros
      = 0 <= precision && size < (size_t)precision ? precision - size : 0;
  uintmax_t total = strlen (prefix) + zeros + size
                    + (0 < places ? strlen (spec->point) + places : 0);
  uintmax_t missing = total < (uintmax_t)spec->width ? spec->width - total : 0;

  /* As in printf(3), a precision overrides the flag '0'.  */
  if (spec->flags & SPEC_ZERO && !(spec->flags & SPEC_LEFT) && precision < 0)
    {
      zeros += missing;
      missing = 0;
    }
  output_commit (output, to);
  output_repeat (output, ' ', spec->flags & SPEC_LEFT ? 0 : missing);
  output_text (output, prefix);
  output_repeat (output, '0', zeros);
  output_bytes (output, digits, size);
  if (0 < places)
    {
      int given = places < NANO_DIGITS ? places : NANO_DIGITS;

      output_text (output, spec->point);
      output_bytes (output, point + 1, given);
      output_repeat (output, '0', places - given);
    }
  output_repeat (output, ' ', spec->flags & SPEC_LEFT ? missing : 0);
  return output_reserve (output, SPEC_SHORT);
}

char *
spec_number (struct spec const *spec, struct output *output, char *to,
             struct value const *value)
{
  if (!spec->simple)
    return add_number (spec, output, to, value);
  return pad (spec, to, spec_digits (to, value, spec->plain),
              spec->flags & SPEC_ZERO ? '0' : ' ');
}
