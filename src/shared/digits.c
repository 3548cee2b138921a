/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digits.c -- convert integers to text */

#include <config.h>

#include "shared/digits.h"

#include <string.h>

#include "timespec.h"

enum
{
  EIGHT = 100000000 /* the first number with more than 8 digits */
};

char const digits_pairs[]
    = "00010203040506070809101112131415161718192021222324"
      "25262728293031323334353637383940414243444546474849"
      "50515253545556575859606162636465666768697071727374"
      "75767778798081828384858687888990919293949596979899";

/* Return the 8 decimal digits of NUMBER, which is below 10^8, in the bytes of
   an integer, the first one in the lowest byte.  Each step splits all parts of
   the number at once: into two of four digits, four of two, and eight of one.
   The products divide by 100 and by 10.  */
static inline uint64_t
eight_digits (uint64_t number)
{
  uint64_t fours = number / 10000 | number % 10000 << 32;
  uint64_t hundreds = fours * 10486 >> 20 & 0x7f0000007f;
  uint64_t pairs = hundreds | (fours - 100 * hundreds) << 16;
  uint64_t tens = pairs * 103 >> 10 & 0xf000f000f000f;

  return tens | (pairs - 10 * tens) << 8;
}

/* Store the 8 digits in the bytes of DIGITS at TO.  Return their end.  */
static inline char *
store_eight (char *to, uint64_t digits)
{
  uint64_t text = digits | 0x3030303030303030;
  /* Compilers store them at once.  */
  char bytes[] = { text,       text >> 8,  text >> 16, text >> 24,
                   text >> 32, text >> 40, text >> 48, text >> 56 };

  return mempcpy (to, bytes, sizeof bytes);
}

char *
digits_nine (char *to, uint_least32_t number)
{
  *to++ = '0' + number / EIGHT;
  return store_eight (to, eight_digits (number % EIGHT));
}

char *
digits_decimal (char *to, uintmax_t number)
{
  size_t zeros = 0;

  /* Many numbers are small.  */
  if (number < 10)
    {
      *to = '0' + number;
      return to + 1;
    }
  if (number < 100)
    return mempcpy (to, digits_pairs + 2 * number, 2);
  if (EIGHT <= number)
    return store_eight (digits_decimal (to, number / EIGHT),
                        eight_digits (number % EIGHT));

  uint64_t digits = eight_digits (number);

  for (; (digits & 0xff) == 0; digits >>= 8)
    zeros++;
  return store_eight (to, digits) - zeros;
}

char *
digits_at (char *to, uintmax_t number, int base)
{
  int bits = base == 16 ? 4 : 3;
  size_t size = 1;

  for (uintmax_t rest = number >> bits; rest != 0; rest >>= bits)
    size++;
  for (char *next = to + size; to < next; number >>= bits)
    *--next = "0123456789abcdef"[number & (base - 1)];
  return to + size;
}

char *
digits_time (char *to, struct timespec time, bool nanoseconds)
{
  uintmax_t seconds = time.tv_sec;
  uint_least32_t fraction = time.tv_nsec;

  if (time.tv_sec < 0)
    {
      *to++ = '-';
      seconds = -seconds;
      /* tv_nsec counts upwards also before the Epoch.  */
      if (0 < fraction)
        {
          seconds--;
          fraction = TIMESPEC_HZ - fraction;
        }
    }
  /* The number of nanoseconds may not fit in 64 bits.  */
  if (nanoseconds && seconds == 0)
    return digits_decimal (to, fraction);
  to = digits_decimal (to, seconds);
  if (!nanoseconds)
    *to++ = '.';
  return digits_nine (to, fraction);
}
