/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digits.h -- whole numbers as text */

#ifndef LSTAT_DIGITS_H
#define LSTAT_DIGITS_H

#include <stdint.h>

enum
{
  NANO_DIGITS = 9, /* of the nanoseconds in a second */
  DIGITS_ROOM = 32 /* more digits than an uintmax_t of 64 bits has in base 8 */
};

/* Put the digits of NUMBER in BASE, which is 8, 10 or 16, before END, and
   return where they start.  */
char *digits_before (char *end, uintmax_t number, int base);

/* Put the digits of NUMBER in BASE at TO, where there is room for DIGITS_ROOM
   bytes, and return where they end.  */
char *digits_at (char *to, uintmax_t number, int base);

/* Put the last COUNT decimal digits of NUMBER at TO, with leading zeros, and
   return where they end.  */
char *digits_fixed (char *to, uint_least32_t number, int count);

#endif
