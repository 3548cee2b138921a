/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.h -- find the word that a misspelled one stands for */

#ifndef SHARED_NEAREST_H
#define SHARED_NEAREST_H

#include <stddef.h>

/* A word, and what it stands for as far as that is known.  */
struct nearest
{
  char const *word;    /* the word, not terminated */
  size_t size;         /* its length in bytes */
  char const *meaning; /* that of the word with the fewest errors, or NULL if
                          there is none or more than one */
  size_t errors;       /* their number; SIZE_MAX if no word is near */
};

/* Return the SIZE bytes at WORD with no meaning.  */
struct nearest nearest_start (char const *word, size_t size);

/* Take MEANING, that of the word OTHER, as the meaning of NEAREST if no other
   word takes fewer typing errors: omitted, additional, wrong and swapped
   bytes, of which one is accepted per 4 bytes.  Case is ignored, and a hyphen
   is the same as an underscore.  */
void nearest_try (struct nearest *nearest, char const *other,
                  char const *meaning);

/* Do this with all words in SYNONYMS: each meaning is followed by its words
   and an empty one, all of which end in NUL; an empty meaning is the end. Such
   a string needs no relocation at each start of a program, as an array of
   pointers does.  */
void nearest_try_all (struct nearest *nearest, char const *synonyms);

#endif
