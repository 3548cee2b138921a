/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digits.c -- convert integers to text */

#include <config.h>

#include "lstat/digits.h"

#include <string.h>

/* The numbers from 00 to 99: two digits are converted at a time.  */
static char const pairs[]
    = "00010203040506070809101112131415161718192021222324"
      "25262728293031323334353637383940414243444546474849"
      "50515253545556575859606162636465666768697071727374"
      "75767778798081828384858687888990919293949596979899";

char *
digits_before (char *end, uintmax_t number, int base)
{
  if (base != 10)
    {
      int shift = base == 16 ? 4 : 3;

      do
        *--end = "0123456789abcdef"[number & (base - 1)];
      while ((number >>= shift) != 0);
      return end;
    }
  for (; 100 <= number; number /= 100)
    {
      end -= 2;
      memcpy (end, pairs + 2 * (number % 100), 2);
    }
  if (number < 10)
    *--end = '0' + number;
  else
    {
      end -= 2;
      memcpy (end, pairs + 2 * number, 2);
    }
  return end;
}

char *
digits_at (char *to, uintmax_t number, int base)
{
  char *end = to + 1;

  /* The compiler turns a division by a constant into a multiplication.  */
  if (base == 10)
    for (uintmax_t rest = number; 10 <= rest; rest /= 10)
      end++;
  else
    for (uintmax_t rest = number; (uintmax_t)base <= rest; rest /= base)
      end++;
  digits_before (end, number, base);
  return end;
}

char *
digits_fixed (char *to, uint_least32_t number, int count)
{
  char *end = to + count;

  for (; 2 <= count; number /= 100)
    {
      count -= 2;
      memcpy (to + count, pairs + 2 * (number % 100), 2);
    }
  if (count == 1)
    *to = '0' + number % 10;
  return end;
}
