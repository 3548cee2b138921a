/* SPDX-License-Identifier: GPL-3.0-or-later */
/* capabilities.c -- file capabilities as text */

#include <config.h>

#include "lstat/query/capabilities.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "shared/digits.h"

/* The names of capabilities, by number.  Text for getcap(8) has no capital
   letters.  */
static char const *const names[] = {
#define CAPABILITY(Name) "cap_" #Name,
#include "lstat/query/capabilities.def"
};

/* The value of the extended attribute is a number with the revision and a
   flag, then for each 32 capabilities the permitted and the inheritable ones
   and, in revision 3, the user ID of root in the user namespace where the
   capabilities take effect.  All are 32 bits, little-endian: vfs_cap_data and
   vfs_ns_cap_data in linux/capability.h.  */
enum
{
  WORD_SIZE = 4,
  REVISION_SHIFT = 24,
  FLAG_EFFECTIVE = 1,
};

/* The sets that contain a capability: a sum of these.  */
enum
{
  EFFECTIVE = 1,
  PERMITTED = 2,
  INHERITABLE = 4,
  SETS = 8, /* number of sums */
};

enum
{
  NAMED = sizeof names / sizeof *names, /* capabilities with a name */
  BITS = 64, /* capabilities that a value can have */
  /* More than the text needs: 32 bytes for each name and a comma, 16 for the
     operators and sets of each group, and 64 for the user ID of root.  */
  TEXT_SIZE = 32 * BITS + 2 * 16 * SETS + 64,
};

/* File capabilities.  */
struct capabilities
{
  uint64_t permitted; /* bits of the capabilities in each set */
  uint64_t inheritable;
  bool effective;   /* whether those of the sets are also effective */
  uint32_t root_id; /* user ID of root in the namespace, or 0 */
};

/* Return the word of 32 bits with number INDEX at BYTES.  */
static uint32_t
word_at (char const *bytes, size_t index)
{
  unsigned char const *word = (unsigned char const *)bytes + index * WORD_SIZE;

  return word[0] | word[1] << 8 | word[2] << 16 | (uint32_t)word[3] << 24;
}

/* Set CAPABILITIES to those in the SIZE bytes at BYTES.  Return false if these
   are not valid: each revision has one size.  */
static bool
parse (struct capabilities *capabilities, char const *bytes, size_t size)
{
  static size_t const sizes[]
      = { [1] = 3 * WORD_SIZE, [2] = 5 * WORD_SIZE, [3] = 6 * WORD_SIZE };

  if (size < WORD_SIZE)
    return false;

  uint32_t head = word_at (bytes, 0);
  uint32_t revision = head >> REVISION_SHIFT;

  if (revision < 1 || 3 < revision || size != sizes[revision])
    return false;
  *capabilities = (struct capabilities){
    .permitted = word_at (bytes, 1),
    .inheritable = word_at (bytes, 2),
    .effective = head & FLAG_EFFECTIVE,
  };
  if (2 <= revision)
    {
      capabilities->permitted |= (uint64_t)word_at (bytes, 3) << 32;
      capabilities->inheritable |= (uint64_t)word_at (bytes, 4) << 32;
    }
  if (revision == 3)
    capabilities->root_id = word_at (bytes, 5);
  return true;
}

/* Return the sets of CAPABILITIES that contain the capability NUMBER.  */
static unsigned int
sets_of (struct capabilities const *capabilities, int number)
{
  unsigned int sets
      = (capabilities->permitted >> number & 1 ? PERMITTED : 0)
        | (capabilities->inheritable >> number & 1 ? INHERITABLE : 0);

  return sets && capabilities->effective ? sets | EFFECTIVE : sets;
}

/* Return the sets that contain most of the named capabilities of CAPABILITIES;
   among equals, those with the least sum.  */
static unsigned int
common_sets (struct capabilities const *capabilities)
{
  int counts[SETS] = { 0 };
  unsigned int common = 0;

  for (int number = 0; number < NAMED; number++)
    counts[sets_of (capabilities, number)]++;
  for (unsigned int sets = 1; sets < SETS; sets++)
    if (counts[common] < counts[sets])
      common = sets;
  return common;
}

/* Store the letters of SETS at TO, and return the end.  */
static char *
store_sets (char *to, unsigned int sets)
{
  if (sets & EFFECTIVE)
    *to++ = 'e';
  if (sets & INHERITABLE)
    *to++ = 'i';
  if (sets & PERMITTED)
    *to++ = 'p';
  return to;
}

/* Store at TO a blank and those of the CAPABILITIES from FIRST on, before END,
   that are in SETS only, separated by commas.  Return the end, or TO if there
   are none.  */
static char *
store_names (char *to, struct capabilities const *capabilities, int first,
             int end, unsigned int sets)
{
  char separator = ' ';

  for (int number = first; number < end; number++)
    if (sets_of (capabilities, number) == sets)
      {
        *to++ = separator;
        to = number < NAMED ? stpcpy (to, names[number])
                            : digits_at (to, number, 10);
        separator = ',';
      }
  return to;
}

/* Store at TO the OPERATOR and those of the SETS that COMMON lacks, then a
   minus sign and those of COMMON that SETS lack.  Return the end.  */
static char *
store_difference (char *to, unsigned int sets, unsigned int common,
                  char operator)
{
  if (sets & ~common)
    {
      *to++ = operator;
      to = store_sets (to, sets & ~common);
    }
  if (common & ~sets)
    {
      *to++ = '-';
      to = store_sets (to, common & ~sets);
    }
  return to;
}

/* Store the text of CAPABILITIES, without the user ID, at TO, and return the
   end.  It is that of cap_to_text(3): the sets that contain most of the named
   capabilities, then the other named capabilities, grouped by how their sets
   differ from those, and last the capabilities without a name.  */
static char *
store_text (char *to, struct capabilities const *capabilities)
{
  unsigned int common = common_sets (capabilities);
  bool is_first = true;

  /* "= a,b+ep" is "a,b=ep", but "=" stays if it is all, or before numbers.  */
  char *start = to;

  *to++ = '=';
  to = store_sets (to, common);
  for (unsigned int sets = SETS; sets-- != 0;)
    {
      char *end = sets == common
                      ? to
                      : store_names (to, capabilities, 0, NAMED, sets);

      if (end == to)
        continue;
      if (is_first && common == 0)
        {
          memmove (start, to + 1, end - to - 1);
          end -= to + 1 - start;
        }
      to = store_difference (end, sets, common,
                             is_first && common == 0 ? '=' : '+');
      is_first = false;
    }
  for (unsigned int sets = SETS; --sets != 0;)
    {
      char *end = store_names (to, capabilities, NAMED, BITS, sets);

      if (end != to)
        to = store_difference (end, sets, 0, '+');
    }
  return to;
}

char *
capabilities_text (struct arena *arena, char const *bytes, size_t size)
{
  struct capabilities capabilities;

  if (!parse (&capabilities, bytes, size))
    return NULL;

  char *text = arena_reserve (arena, TEXT_SIZE);
  char *end = store_text (text, &capabilities);

  if (capabilities.root_id != 0)
    {
      end = stpcpy (end, " [rootid=");
      end = digits_at (end, capabilities.root_id, 10);
      *end++ = ']';
    }
  *end++ = '\0';
  return arena_take (arena, end - text);
}
