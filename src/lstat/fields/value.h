/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h -- the value of a field, independent of its rendering */

#ifndef LSTAT_VALUE_H
#define LSTAT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "lstat/query/xattr.h"

/* The type of a value.  */
enum value_kind
{
  VALUE_NONE,          /* no value */
  VALUE_FAILED,        /* an error, which has been reported */
  VALUE_UINT,          /* an unsigned number */
  VALUE_INT,           /* a signed number */
  VALUE_OCTAL,         /* an unsigned number, in octal, without a key */
  VALUE_HEX,           /* the same, in hex */
  VALUE_TIME,          /* a time since the Epoch, in seconds */
  VALUE_NANOSECONDS,   /* the same, in nanoseconds */
  VALUE_TEXT,          /* words; if the field has a key, at most 64 bytes of
                          ASCII without characters that JSON or a shell
                          escapes */
  VALUE_BOOLEAN,       /* "true" or "false" */
  VALUE_LIST,          /* comma-separated words, which take less than 256 bytes
                          as an array in JSON, or "" */
  VALUE_NAME,          /* a name of any bytes */
  VALUE_QUOTED_NAME,   /* a file name to quote, and perhaps its target */
  VALUE_READABLE_NAME, /* the same, quoted only if a shell requires it */
  VALUE_OBJECT,        /* names with values, both of any bytes */
};

/* A value.  */
struct value
{
  enum value_kind kind; /* which of the members it has */
  union
  {
    struct
    {
      uintmax_t magnitude; /* its absolute value */
      bool negative;       /* whether it is below 0 */
    } number;              /* of VALUE_UINT, INT, OCTAL, HEX */
    struct timespec time;  /* of VALUE_TIME, NANOSECONDS */
    int error;             /* of VALUE_FAILED: an errno value */
    struct
    {
      char const *text; /* of VALUE_TEXT, BOOLEAN, LIST and the names; of
                           VALUE_OBJECT: its names, separated by commas */
      size_t size;      /* bytes of TEXT, not set for names to quote */
      union
      {
        char const *target; /* the link target of a quoted name, or NULL */
        struct xattr_list const *object; /* what VALUE_OBJECT consists of */
      };
    };
  };
};

#endif
