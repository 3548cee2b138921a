/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest.c -- report an unknown field, and suggest one */

#include <config.h>

#include "lstat/fields/suggest.h"

#include <stdbool.h>
#include <string.h>

#include "c-strcase.h"

#include "shared/messages.h"
#include "shared/nearest.h"
#include "shared/report.h"

/* The rows of synonyms.def, for nearest_try_all.  */

static char const file_synonyms[]
    = ""
#define SYNONYMS(Field, Words) #Field "\0" Words "\0\0"
#define FS_SYNONYMS(Field, Words)
#include "lstat/fields/synonyms.def"
#undef SYNONYMS
#undef FS_SYNONYMS
      /* Each attribute is a word of the field that lists them.  */
      "attributes\0"
#define ATTRIBUTE(Bit, Word) Word "\0"
#include "lstat/fields/words.def"
      "\0";

static char const file_system_synonyms[] = ""
#define SYNONYMS(Field, Words)
#define FS_SYNONYMS(Field, Words) #Field "\0" Words "\0\0"
#include "lstat/fields/synonyms.def"
    ;

/* Return the length of the prefix of the word NAME that other names of the
   same field may lack, in bytes.  */
static size_t
prefix_size (char const *name)
{
  static char const *const prefixes[] = { "st_", "stx_", "f_" };

  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    {
      size_t size = strlen (prefixes[i]);

      if (c_strncasecmp (name, prefixes[i], size) == 0)
        return size;
    }
  return 0;
}

/* Return the meaning of the SIZE bytes at NAME in FIELDS.  A key is also meant
   without its prefix, unless another key is that.  */
static struct nearest
find_whole (struct field const *fields, char const *name, size_t size)
{
  struct nearest nearest = nearest_start (name, size);

  for (struct field const *field = fields; field->name; field++)
    if (field->has_key)
      {
        char const *bare = field->name + prefix_size (field->name);

        nearest_try (&nearest, field->name, field->name);
        if (!fields_named (fields, bare, strlen (bare)))
          nearest_try (&nearest, bare, field->name);
      }
  nearest_try_all (&nearest, fields == file_fields ? file_synonyms
                                                   : file_system_synonyms);
  return nearest;
}

/* Return the meaning of the SIZE bytes at NAME in FIELDS, or without the
   prefix of NAME if that takes fewer errors.  */
static struct nearest
find_meaning (struct field const *fields, char const *name, size_t size)
{
  size_t prefix = prefix_size (name);
  struct nearest whole = find_whole (fields, name, size);
  struct nearest bare = find_whole (fields, name + prefix, size - prefix);

  return bare.errors < whole.errors ? bare : whole;
}

void
suggest_field (struct field const *fields, struct run *run, char const *name,
               size_t size, char const *quoted)
{
  bool of_files = fields == file_fields;
  struct field const *others = of_files ? file_system_fields : file_fields;
  struct nearest meaning = find_meaning (fields, name, size);
  struct nearest other = find_meaning (others, name, size);
  bool is_other = 0 < meaning.errors && other.errors == 0;
  char const *key = is_other ? other.meaning : meaning.meaning;

  if (key && *key == '-')
    key = NULL;

  char const *quoted_key = key ? report_quoted (run, key) : NULL;

  if (fields_named (others, name, size))
    report_error (run, 0,
                  of_files ? N_ ("%s: a field for --file-system only")
                           : N_ ("%s: no field for --file-system"),
                  quoted);
  else if (!key)
    report_error (run, 0, N_ ("%s: no such field"), quoted);
  else if (!is_other)
    report_error (run, 0, N_ ("%s: no such field (did you mean %s?)"), quoted,
                  quoted_key);
  else
    report_error (run, 0,
                  of_files ? N_ ("%s: no such field"
                                 " (did you mean %s with --file-system?)")
                           : N_ ("%s: no such field"
                                 " (did you mean %s without --file-system?)"),
                  quoted, quoted_key);
}

void
suggest_argument (struct field const *fields, struct run *run,
                  char const *option, char const *path)
{
  for (char const *list = path;; list++)
    {
      size_t size = strcspn (list, ",");

      if (!fields_named (fields, list, size))
        return;
      list += size;
      if (!*list)
        break;
    }
  report_error (run, 0, N_ ("did you mean %s=%s?"), option, path);
}
