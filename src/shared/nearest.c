/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.c -- find the word that a misspelled one stands for */

#include <config.h>

#include "shared/nearest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "c-ctype.h"

enum
{
  WORD_MAX = 64,      /* longest word to find a meaning for, in bytes */
  BYTES_PER_ERROR = 4 /* bytes of the shorter word for each accepted error */
};

struct nearest
nearest_start (char const *word, size_t size)
{
  return (struct nearest){ .word = word, .size = size, .errors = SIZE_MAX };
}

/* Return whether the bytes A and B count as the same.  */
static bool
is_same (char a, char b)
{
  return c_tolower (a == '-' ? '_' : a) == c_tolower (b == '-' ? '_' : b);
}

static size_t
least (size_t a, size_t b)
{
  return a < b ? a : b;
}

/* Return the number of errors in the SIZE bytes at WORD, at most WORD_MAX, for
   OTHER: the edit distance, in which two adjacent bytes that are swapped count
   as one.  */
static size_t
count_errors (char const *word, size_t size, char const *other)
{
  /* The numbers for the prefixes of WORD and the last prefixes of OTHER.  */
  size_t rows[3][WORD_MAX + 1];
  size_t length = strlen (other);

  for (size_t i = 0; i <= size; i++)
    rows[0][i] = i;
  for (size_t j = 1; j <= length; j++)
    {
      size_t *row = rows[j % 3];
      size_t const *last = rows[(j - 1) % 3];

      row[0] = j;
      for (size_t i = 1; i <= size; i++)
        {
          row[i] = least (last[i - 1] + !is_same (word[i - 1], other[j - 1]),
                          least (last[i], row[i - 1]) + 1);
          if (1 < i && 1 < j && is_same (word[i - 1], other[j - 2])
              && is_same (word[i - 2], other[j - 1]))
            row[i] = least (row[i], rows[(j - 2) % 3][i - 2] + 1);
        }
    }
  return rows[length % 3][size];
}

void
nearest_try (struct nearest *nearest, char const *other, char const *meaning)
{
  if (WORD_MAX < nearest->size)
    return;

  size_t errors = count_errors (nearest->word, nearest->size, other);

  if (nearest->errors < errors
      || least (nearest->size, strlen (other)) / BYTES_PER_ERROR < errors)
    return;
  if (errors < nearest->errors)
    nearest->meaning = meaning;
  else if (nearest->meaning && strcmp (nearest->meaning, meaning) != 0)
    nearest->meaning = NULL;
  nearest->errors = errors;
}

void
nearest_try_all (struct nearest *nearest, char const *synonyms)
{
  for (char const *word = synonyms; *word; word++)
    {
      char const *meaning = word;

      while (*(word += strlen (word) + 1))
        nearest_try (nearest, word, meaning);
    }
}
