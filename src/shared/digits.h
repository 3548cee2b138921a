/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digits.h -- convert integers to text */

#ifndef SHARED_DIGITS_H
#define SHARED_DIGITS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum
{
  NANO_DIGITS = 9, /* decimal places of a time in nanoseconds */
  DIGITS_SIZE = 32 /* more than the octal digits of a 64-bit uintmax_t */
};

/* Store the digits of NUMBER, in decimal or in BASE, which is 8 or 16, at TO,
   which has DIGITS_SIZE bytes.  Return their end.  */
char *digits_decimal (char *to, uintmax_t number);
char *digits_at (char *to, uintmax_t number, int base);

/* The two decimal digits of each number below 100.  */
extern char const digits_pairs[];

/* Store the 9 decimal digits of NUMBER, which is below 10^9, at TO.  Return
   their end.  */
char *digits_nine (char *to, uint_least32_t number);

/* Store TIME in seconds since the Epoch, with a point and 9 decimal places, at
   TO, which has DIGITS_SIZE bytes, or in nanoseconds if NANOSECONDS.
   Return its end.  */
char *digits_time (char *to, struct timespec time, bool nanoseconds);

#endif
