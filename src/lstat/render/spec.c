/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spec.c -- print values with the flags, width and precision of a directive */

#include <config.h>

#include "lstat/render/spec.h"

#include <limits.h>
#include <locale.h>
#include <string.h>

#include "shared/digits.h"

enum
{
  DIGITS_MAX = DIGITS_ROOM * 17 /* bytes of a number with a separator of up to
                                   16 bytes after each digit */
};

/* The digits of a number, which are at the end of ROOM.  */
struct digits
{
  char room[DIGITS_MAX];
  char *start; /* the first digit */
  size_t size; /* number of bytes, including separators */
};

/* Set *NUMBER to the decimal number at the start of TEXT, or to 0 if there is
   none.  Return the number of digits.  Set *OVERFLOW to true if the number
   exceeds INT_MAX.  */
static size_t
parse_number (int *number, char const *text, bool *overflow)
{
  size_t digits = 0;

  *number = 0;
  for (; '0' <= text[digits] && text[digits] <= '9'; digits++)
    {
      int digit = text[digits] - '0';

      if ((INT_MAX - digit) / 10 < *number)
        *overflow = true;
      else
        *number = 10 * *number + digit;
    }
  return digits;
}

/* Set the flag C in SPEC.  Return false if C is not a flag.  */
static bool
set_flag (struct spec *spec, char c)
{
  switch (c)
    {
    case '-':
      spec->left = true;
      return true;
    case '+':
      spec->plus = true;
      return true;
    case ' ':
      spec->space = true;
      return true;
    case '#':
      spec->alternate = true;
      return true;
    case '0':
      spec->zero = true;
      return true;
    case '\'':
      spec->group = true;
      return true;
    default:
      return c == 'I';
    }
}

size_t
spec_parse (struct spec *spec, char const *text, bool *overflow)
{
  char const *next = text;

  *spec = (struct spec){ .precision = SPEC_NO_PRECISION, .point = "." };
  *overflow = false;
  while (set_flag (spec, *next))
    next++;
  next += parse_number (&spec->width, next, overflow);
  if (*next == '.')
    {
      size_t digits = parse_number (&spec->precision, ++next, overflow);

      next += digits;
      if (digits == 0)
        spec->precision = SPEC_DOT_PRECISION;
    }
  spec->simple = !spec->plus && !spec->space && !spec->alternate
                 && !spec->group && spec->precision == SPEC_NO_PRECISION
                 && spec->width <= SPEC_SIMPLE_WIDTH;
  return next - text;
}

/* Set DIGITS to NUMBER in BASE.  */
static void
digits_of (struct digits *digits, uintmax_t number, int base)
{
  char *end = digits->room + DIGITS_MAX;

  digits->start = digits_before (end, number, base);
  digits->size = end - digits->start;
}

void
spec_localize (struct spec *spec, struct run *run)
{
  bool fraction = !spec->plain && spec->precision != SPEC_NO_PRECISION;

  if (!fraction && !spec->group)
    return;
  run_need_locale (run);

  struct lconv const *locale = localeconv ();

  if (fraction)
    spec->point = locale->decimal_point;
  spec->separator = locale->thousands_sep;
  spec->grouping = locale->grouping;
}

/* Insert the separators of SPEC between the groups of DIGITS.  */
static void
digits_group (struct digits *digits, struct spec const *spec)
{
  char const *grouping = spec->grouping;
  size_t separator_size = strlen (spec->separator);
  struct digits plain = *digits;
  char const *from = plain.room + DIGITS_MAX;
  char const *first = from - plain.size;
  char *to = digits->room + DIGITS_MAX;
  size_t group = 0; /* digits in the current group so far */

  if (separator_size == 0 || 16 < separator_size)
    return;
  while (first < from)
    {
      if (0 < *grouping && *grouping != CHAR_MAX && group == (size_t)*grouping)
        {
          to -= separator_size;
          memcpy (to, spec->separator, separator_size);
          group = 0;
          /* The last size applies to all further groups.  */
          if (grouping[1])
            grouping++;
        }
      *--to = *--from;
      group++;
    }
  digits->start = to;
  digits->size = digits->room + DIGITS_MAX - to;
}

/* Print on OUTPUT the SIGN of a value of SIZE bytes, SIGN not included, and
   the padding before the value: blanks before SIGN or, if ZERO, zeros after
   SIGN. Return the number of blanks to print after the value.  */
static uintmax_t
pad (struct spec const *spec, struct output *output, char const *sign,
     uintmax_t size, bool zero)
{
  uintmax_t total = size + strlen (sign);
  uintmax_t missing = total < (uintmax_t)spec->width ? spec->width - total : 0;

  if (!spec->left && !zero)
    output_repeat (output, ' ', missing);
  output_text (output, sign);
  if (!spec->left && zero)
    output_repeat (output, '0', missing);
  return spec->left ? missing : 0;
}

void
spec_text (struct spec const *spec, struct output *output, char const *text,
           size_t size)
{
  if (spec->simple && spec->width == 0)
    {
      output_bytes (output, text, size);
      return;
    }
  if (spec->precision == SPEC_DOT_PRECISION)
    size = 0;
  else if (0 <= spec->precision && (size_t)spec->precision < size)
    size = spec->precision;

  uintmax_t after = pad (spec, output, "", size, false);

  output_bytes (output, text, size);
  output_repeat (output, ' ', after);
}

/* Return the text of the sign of a number that is NEGATIVE or not, as SPEC
   specifies.  */
static char const *
sign_of (struct spec const *spec, bool negative)
{
  return negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
}

/* Print on OUTPUT an integer: PREFIX and DIGITS.  PRECISION, if it is not
   negative, is the minimum number of digits; the '0' flag is then ignored, as
   in printf(3).  */
static void
add_number (struct spec const *spec, struct output *output, int precision,
            char const *prefix, struct digits const *digits)
{
  bool empty = precision == 0 && digits->size == 1 && *digits->start == '0';
  size_t size = empty ? 0 : digits->size;
  size_t least = precision < 0 ? 0 : precision;
  size_t zeros = size < least ? least - size : 0;
  uintmax_t after
      = pad (spec, output, prefix, size + zeros, spec->zero && precision < 0);

  output_repeat (output, '0', zeros);
  output_bytes (output, digits->start, size);
  output_repeat (output, ' ', after);
}

/* Return the precision of SPEC for an integer, or a negative number if there
   is none.  As in printf(3), a '.' without digits means 0.  */
static int
integer_precision (struct spec const *spec)
{
  return spec->precision == SPEC_DOT_PRECISION ? 0 : spec->precision;
}

void
spec_int (struct spec const *spec, struct output *output, uintmax_t magnitude,
          bool negative)
{
  struct digits digits;

  digits_of (&digits, magnitude, 10);
  if (spec->group)
    digits_group (&digits, spec);
  add_number (spec, output, integer_precision (spec), sign_of (spec, negative),
              &digits);
}

void
spec_uint (struct spec const *spec, struct output *output, uintmax_t number,
           int base)
{
  int precision = integer_precision (spec);
  struct digits digits;
  char const *prefix = "";

  digits_of (&digits, number, base);
  if (spec->group && base == 10)
    digits_group (&digits, spec);
  if (spec->alternate && base == 16 && number != 0)
    prefix = "0x";
  /* As in printf(3), the first digit of an octal number must be 0.  */
  if (spec->alternate && base == 8
      && (number == 0 ? precision == 0 : precision <= (int)digits.size))
    prefix = "0";
  add_number (spec, output, precision, prefix, &digits);
}

void
spec_nanoseconds (struct spec const *spec, struct output *output,
                  struct timespec time)
{
  char room[DIGITS_ROOM];
  char *end = digits_time (room, time, true);
  bool negative = *room == '-';
  struct digits digits;

  digits.size = end - room - negative;
  digits.start = digits.room + DIGITS_MAX - digits.size;
  memcpy (digits.start, room + negative, digits.size);
  if (spec->group)
    digits_group (&digits, spec);
  add_number (spec, output, integer_precision (spec), sign_of (spec, negative),
              &digits);
}

/* Return the number of decimal places of SPEC for a time.  */
static int
time_precision (struct spec const *spec)
{
  if (spec->precision == SPEC_DOT_PRECISION
      || (spec->precision == SPEC_NO_PRECISION && spec->plain))
    return NANO_DIGITS;
  return spec->precision == SPEC_NO_PRECISION ? 0 : spec->precision;
}

void
spec_time (struct spec const *spec, struct output *output,
           struct timespec time)
{
  int precision = time_precision (spec);
  uintmax_t seconds;
  uint_least32_t fraction;
  struct digits digits;
  char fraction_digits[NANO_DIGITS];

  /* Without decimal places, print time_t, which is rounded down.  With decimal
     places, the value is truncated toward 0.  */
  if (precision == 0)
    time.tv_nsec = 0;
  bool negative = digits_split_time (time, &seconds, &fraction);

  digits_nine (fraction_digits, fraction);
  digits_of (&digits, seconds, 10);
  if (spec->group)
    digits_group (&digits, spec);

  size_t point_size = 0 < precision ? strlen (spec->point) : 0;
  uintmax_t size = digits.size + point_size + precision;
  uintmax_t after
      = pad (spec, output, sign_of (spec, negative), size, spec->zero);

  output_bytes (output, digits.start, digits.size);
  if (0 < precision)
    {
      int given = precision < NANO_DIGITS ? precision : NANO_DIGITS;

      output_bytes (output, spec->point, point_size);
      output_bytes (output, fraction_digits, given);
      output_repeat (output, '0', precision - given);
    }
  output_repeat (output, ' ', after);
}
