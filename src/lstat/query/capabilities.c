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
  /* The sets that contain a capability: a sum of these.  */
  EFFECTIVE = 1,
  PERMITTED = 2,
  INHERITABLE = 4,
  SETS = 8,                             /* number of sums */
  NAMED = sizeof names / sizeof *names, /* capabilities with a name */
  BITS = 64,                            /* capabilities a value can have */
  /* More than the text needs: 32 bytes for each name and a comma, 16 for the
     operators and sets of each group, and 64 for the user ID of root.  */
  TEXT_SIZE = 32 * BITS + 2 * 16 * SETS + 64,
};

static uint32_t
word_at (char const *bytes, size_t index)
{
  unsigned char const *word = (unsigned char const *)bytes + index * WORD_SIZE;

  return word[0] | word[1] << 8 | word[2] << 16 | (uint32_t)word[3] << 24;
}

/* Set SETS to the sets that contain each capability in the SIZE bytes at
   BYTES, and *ROOT_ID to the user ID of root, or to 0.  Return false if the
   bytes are not valid: each revision has one size.  */
static bool
parse_sets (unsigned char sets[BITS], uint32_t *root_id, char const *bytes,
            size_t size)
{
  static size_t const sizes[]
      = { [1] = 3 * WORD_SIZE, [2] = 5 * WORD_SIZE, [3] = 6 * WORD_SIZE };

  if (size < WORD_SIZE)
    return false;

  uint32_t head = word_at (bytes, 0);
  uint32_t revision = head >> REVISION_SHIFT;

  if (revision < 1 || 3 < revision || size != sizes[revision])
    return false;

  uint64_t permitted = word_at (bytes, 1);
  uint64_t inheritable = word_at (bytes, 2);

  if (2 <= revision)
    {
      permitted |= (uint64_t)word_at (bytes, 3) << 32;
      inheritable |= (uint64_t)word_at (bytes, 4) << 32;
    }
  *root_id = revision == 3 ? word_at (bytes, 5) : 0;
  for (int number = 0; number < BITS; number++)
    {
      sets[number] = (permitted >> number & 1 ? PERMITTED : 0)
                     | (inheritable >> number & 1 ? INHERITABLE : 0);
      if (sets[number] && head & FLAG_EFFECTIVE)
        sets[number] |= EFFECTIVE;
    }
  return true;
}

/* Store at TO the OPERATOR and the letters of SUM, unless that is 0.  Return
   the end.  */
static char *
store_sets (char *to, char operator, unsigned int sum)
{
  if (sum)
    *to++ = operator;
  if (sum & EFFECTIVE)
    *to++ = 'e';
  if (sum & INHERITABLE)
    *to++ = 'i';
  if (sum & PERMITTED)
    *to++ = 'p';
  return to;
}

/* Store at TO a blank and the capabilities from FIRST on, before END, whose
   SETS are SUM, separated by commas.  Return the end, or TO if there are
   none.  */
static char *
store_names (char *to, unsigned char const sets[BITS], int first, int end,
             unsigned int sum)
{
  char separator = ' ';

  for (int number = first; number < end; number++)
    if (sets[number] == sum)
      {
        *to++ = separator;
        to = number < NAMED ? stpcpy (to, names[number])
                            : digits_decimal (to, number);
        separator = ',';
      }
  return to;
}

/* Store the text of capabilities with these SETS, which may start with a blank
   too many, at TO, and return the end.  It is that of cap_to_text(3): the sets
   that contain most of the named capabilities, among equals those with the
   least sum; then the other named capabilities, grouped by how their sets
   differ from those; and last the capabilities without a name.  */
static char *
store_text (char *to, unsigned char const sets[BITS])
{
  char const *start = to;
  int counts[SETS] = { 0 };
  int common = 0;

  for (int number = 0; number < NAMED; number++)
    counts[sets[number]]++;
  for (int sum = 1; sum < SETS; sum++)
    if (counts[common] < counts[sum])
      common = sum;
  to = store_sets (to, '=', common);

  /* "= a,b+ep" is "a,b=ep", but "=" stays if it is all, or before numbers.  */
  char operator= common == 0 ? '=' : '+';

  for (int sum = SETS - 1; 0 <= sum; sum--)
    {
      char *end = sum == common ? to : store_names (to, sets, 0, NAMED, sum);

      if (end != to)
        {
          to = store_sets (end, operator, sum & ~common);
          to = store_sets (to, '-', common & ~sum);
          operator= '+';
        }
    }
  if (to == start)
    *to++ = '=';
  for (int sum = SETS - 1; 0 < sum; sum--)
    {
      char *end = store_names (to, sets, NAMED, BITS, sum);

      if (end != to)
        to = store_sets (end, '+', sum);
    }
  return to;
}

char *
capabilities_text (struct arena *arena, char const *bytes, size_t size)
{
  unsigned char sets[BITS];
  char text[TEXT_SIZE];
  uint32_t root_id;

  if (!parse_sets (sets, &root_id, bytes, size))
    return NULL;

  char *end = store_text (text, sets);

  if (root_id != 0)
    {
      end = stpcpy (end, " [rootid=");
      end = digits_decimal (end, root_id);
      *end++ = ']';
    }
  *end = '\0';
  return arena_copy (arena, text + (*text == ' '));
}
