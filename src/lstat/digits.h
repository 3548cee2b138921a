/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digits.h -- convert integers to text */

#ifndef LSTAT_DIGITS_H
#define LSTAT_DIGITS_H

#include <stdint.h>

enum
{
  NANO_DIGITS = 9, /* decimal places of a time in nanoseconds */
  DIGITS_ROOM = 32 /* more than the octal digits of a 64-bit uintmax_t */
};

/* Store the digits of NUMBER in BASE, which is 8, 10 or 16, so that they end
   at END.  Return their start.  */
char *digits_before (char *end, uintmax_t number, int base);

/* Store the digits of NUMBER in BASE, which is 8, 10 or 16, at TO, which has
   room for DIGITS_ROOM bytes.  Return their end.  */
char *digits_at (char *to, uintmax_t number, int base);

/* Store the last COUNT decimal digits of NUMBER at TO, with leading zeros.
   Return their end.  */
char *digits_fixed (char *to, uint_least32_t number, int count);

#endif
