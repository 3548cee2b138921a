/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h -- the value of a field, on its way to a renderer */

#ifndef LSTAT_VALUE_H
#define LSTAT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum value_kind
{
  VALUE_NONE,          /* not known */
  VALUE_FAILED,        /* could not be had; that has been reported */
  VALUE_UINT,          /* a number that takes no sign */
  VALUE_INT,           /* a number that may be negative */
  VALUE_OCTAL,         /* a number written in base 8 */
  VALUE_HEX,           /* a number written in base 16 */
  VALUE_DIGITS,        /* a number of any size, as text in base 10 */
  VALUE_TIME,          /* a time since the Epoch */
  VALUE_TEXT,          /* words; under a key, ASCII that no syntax escapes */
  VALUE_LIST,          /* words separated by commas, perhaps none */
  VALUE_NAME,          /* a name as it is: any bytes */
  VALUE_QUOTED_NAME,   /* a file name and perhaps its link target, quoted */
  VALUE_READABLE_NAME, /* the same, quoted only where a shell needs it */
};

struct value
{
  enum value_kind kind;
  union
  {
    struct
    {
      uintmax_t magnitude; /* its absolute value */
      bool negative;       /* whether it is below 0 */
    } number;              /* of VALUE_UINT, INT, OCTAL, HEX */
    struct timespec time;  /* of VALUE_TIME */
    int error;             /* of VALUE_FAILED: an errno */
    struct
    {
      char const *text;   /* of VALUE_DIGITS, TEXT, LIST and the names */
      char const *target; /* the link target of a quoted name, or NULL */
    };
  };
};

#endif
