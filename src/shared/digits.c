/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digits.c -- convert integers to text */

#include <config.h>

#include "shared/digits.h"

#include <string.h>

/* The numbers from 00 to 99: two digits are converted at a time.  */
char const digits_pairs[]
    = "00010203040506070809101112131415161718192021222324"
      "25262728293031323334353637383940414243444546474849"
      "50515253545556575859606162636465666768697071727374"
      "75767778798081828384858687888990919293949596979899";

/* Return the number of bits of a digit in BASE, which is 8 or 16.  */
static inline int
bits_of_digit (int base)
{
  return base == 16 ? 4 : 3;
}

/* Do the work of digits_size for a NUMBER in decimal.  */
static inline size_t
decimal_size (uintmax_t number)
{
  size_t size = 1;

  for (; 10000 <= number; number /= 10000)
    size += 4;
  return size + (10 <= number) + (100 <= number) + (1000 <= number);
}

/* Do the work of digits_before for a NUMBER in decimal.  */
static inline char *
decimal_before (char *end, uintmax_t number)
{
  for (; 100 <= number; number /= 100)
    {
      end -= 2;
      memcpy (end, digits_pairs + 2 * (number % 100), 2);
    }
  if (number < 10)
    *--end = '0' + number;
  else
    {
      end -= 2;
      memcpy (end, digits_pairs + 2 * number, 2);
    }
  return end;
}

size_t
digits_size (uintmax_t number, int base)
{
  size_t size = 1;

  if (base == 10)
    return decimal_size (number);
  while ((number >>= bits_of_digit (base)) != 0)
    size++;
  return size;
}

char *
digits_before (char *end, uintmax_t number, int base)
{
  if (base == 10)
    return decimal_before (end, number);
  do
    *--end = "0123456789abcdef"[number & (base - 1)];
  while ((number >>= bits_of_digit (base)) != 0);
  return end;
}

char *
digits_at (char *to, uintmax_t number, int base)
{
  char *end;

  if (base != 10)
    {
      end = to + digits_size (number, base);
      digits_before (end, number, base);
    }
  else if (number < 10)
    {
      /* Many numbers are that small.  */
      *to = '0' + number;
      end = to + 1;
    }
  else
    {
      end = to + decimal_size (number);
      decimal_before (end, number);
    }
  return end;
}

char *
digits_nine (char *to, uint_least32_t number)
{
  uint_least32_t high = number / 10000 % 10000;
  uint_least32_t low = number % 10000;

  *to++ = '0' + number / 100000000;
  to = mempcpy (to, digits_pairs + 2 * (high / 100), 2);
  to = mempcpy (to, digits_pairs + 2 * (high % 100), 2);
  to = mempcpy (to, digits_pairs + 2 * (low / 100), 2);
  return mempcpy (to, digits_pairs + 2 * (low % 100), 2);
}

bool
digits_split_time (struct timespec time, uintmax_t *seconds,
                   uint_least32_t *fraction)
{
  bool negative = time.tv_sec < 0;

  *seconds = time.tv_sec;
  *fraction = time.tv_nsec;
  if (negative)
    *seconds = -*seconds;
  if (negative && 0 < *fraction)
    {
      --*seconds;
      *fraction = 1000000000 - *fraction;
    }
  return negative;
}

char *
digits_time (char *to, struct timespec time, bool nanoseconds)
{
  uintmax_t seconds;
  uint_least32_t fraction;

  if (digits_split_time (time, &seconds, &fraction))
    *to++ = '-';
  /* The number of nanoseconds may not fit in 64 bits.  */
  if (nanoseconds && seconds == 0)
    return digits_at (to, fraction, 10);
  to = digits_at (to, seconds, 10);
  if (!nanoseconds)
    *to++ = '.';
  return digits_nine (to, fraction);
}
