/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.c -- table of the fields in fields.def */

#include <config.h>

#include "lstat/fields/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

#include "attribute.h"
#include "filemode.h"
#include "human.h"
#include "intprops.h"
#include "timespec.h"

#include "lstat/fields/acl-text.h"
#include "shared/messages.h"
#include "shared/system.h"

/* Functions that the rows of fields.def use: each returns a value.  */

static struct value
no_value (void)
{
  return (struct value){ .kind = VALUE_NONE };
}

static struct value
number_value (enum value_kind kind, uintmax_t magnitude)
{
  return (struct value){ .kind = kind, .number.magnitude = magnitude };
}

static struct value
uint_value (uintmax_t number)
{
  return number_value (VALUE_UINT, number);
}

static struct value
int_value (intmax_t number)
{
  uintmax_t magnitude = number;
  struct value value
      = number_value (VALUE_INT, number < 0 ? -magnitude : magnitude);

  value.number.negative = number < 0;
  return value;
}

static struct value
sized_value (enum value_kind kind, char const *text, size_t size)
{
  return (struct value){ .kind = kind, .text = text, .size = size };
}

static struct value
text_value (char const *text)
{
  return sized_value (VALUE_TEXT, text, strlen (text));
}

/* Return the size of COUNT blocks of BLOCK_SIZE bytes in a human-readable
   unit, with a minus sign if NEGATIVE.  */
static struct value
human_value (struct caches *c, uintmax_t count, uintmax_t block_size,
             bool negative)
{
  char size[LONGEST_HUMAN_READABLE + 1];

  snprintf (c->text, sizeof c->text, "%s%s", negative ? "-" : "",
            human_readable (count, size, c->style->human, block_size, 1));
  return text_value (c->text);
}

/* Return SIZE, in bytes, in a human-readable unit if that is requested.  */
static struct value
size_value (struct caches *c, uintmax_t size)
{
  return c->style->human ? human_value (c, size, 1, false) : uint_value (size);
}

/* Return COUNT, a number of blocks of the file system F, as a size if that is
   requested.  As in GNU stat, COUNT is a signed number, so that the flags '+'
   and ' ' take effect.  */
static struct value
block_count_value (struct caches *c, struct file_system const *f,
                   struct value count)
{
  return c->style->blocks_as_sizes ? human_value (
             c, count.number.magnitude, f->f_frsize, count.number.negative)
                                   : count;
}

static struct value
name_value (char const *name)
{
  return sized_value (VALUE_NAME, name, strlen (name));
}

static struct value
failed_value (int errnum)
{
  return (struct value){ .kind = VALUE_FAILED, .error = errnum };
}

static struct value
required_text_value (struct inode const *i, enum part part, char const *text)
{
  return text ? name_value (text) : failed_value (i->errors[part]);
}

/* Return no value if the file I has no PART, or a failure if it could not be
   read.  */
static struct value
lacking_value (struct inode const *i, enum part part)
{
  return i->errors[part] && !i->absent[part] ? failed_value (i->errors[part])
                                             : no_value ();
}

/* Return TEXT, which is PART of I, or what lacking_value returns.  */
static struct value
optional_text_value (struct inode const *i, enum part part, char const *text)
{
  return text ? name_value (text) : lacking_value (i, part);
}

static char const *
acl_text_or_null (struct caches *c, struct acl const *acl)
{
  if (acl->count == 0)
    return NULL;
  free (c->acl_text);
  return c->acl_text = acl_text (&c->owners, acl);
}

/* Return whether I has an access control list that says more than its mode, or
   a default one.  */
static struct value
has_acl_value (struct inode const *i)
{
  for (enum part part = PART_ACL; part <= PART_NFS4_ACL; part++)
    if (i->errors[part] && !i->absent[part])
      return failed_value (i->errors[part]);

  bool has_acl
      = i->acl.count != 0 || i->default_acl.count != 0 || i->has_nfs4_acl;

  return has_acl ? sized_value (VALUE_BOOLEAN, "true", 4)
                 : sized_value (VALUE_BOOLEAN, "false", 5);
}

/* Return NAME and, unless it is NULL, the link target TARGET, both to be
   quoted as KIND says.  */
static struct value
quoted_value (enum value_kind kind, char const *name, char const *target)
{
  return (struct value){ .kind = kind, .text = name, .target = target };
}

static struct timespec
timespec_of (struct statx_time time)
{
  return (struct timespec){ .tv_sec = time.tv_sec, .tv_nsec = time.tv_nsec };
}

static struct value
time_value (struct statx_time time)
{
  return (struct value){ .kind = VALUE_TIME, .time = timespec_of (time) };
}

/* Return the seconds since TIME by the clock of the system, or no value if
   that is beyond the range of a time.  */
static struct value
age_value (struct statx_time time)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  now = timespec_sub (now, timespec_of (time));
  if (now.tv_sec == TYPE_MAXIMUM (time_t))
    return no_value ();
  return (struct value){ .kind = VALUE_TIME, .time = now };
}

/* Return the extended attributes of I, or what lacking_value returns.  */
static struct value
xattrs_value (struct inode const *i)
{
  struct xattr_list const *list = &i->xattrs;

  if (!list->text)
    return lacking_value (i, PART_XATTRS);
  return (struct value){ .kind = VALUE_OBJECT,
                         .text = list->text,
                         .size = list->size,
                         .object = list };
}

static struct value
nanoseconds_value (struct statx_time time)
{
  return (struct value){ .kind = VALUE_NANOSECONDS,
                         .time = timespec_of (time) };
}

/* Return TIME in RFC 3339 format, or no value if its year does not fit.  */
static struct value
rfc_3339_value (struct caches *c, struct statx_time time)
{
  char const *text = times_rfc_3339 (&c->times, timespec_of (time));

  return text ? sized_value (VALUE_TEXT, text, c->times.size) : no_value ();
}

static struct value
civil_value (struct caches *c, struct statx_time time)
{
  char const *text = times_text (&c->times, timespec_of (time));

  return sized_value (c->times.style->formats ? VALUE_NAME : VALUE_TEXT, text,
                      c->times.size);
}

static struct value
optional_owner_value (struct owner const *owner)
{
  return owner->name ? sized_value (VALUE_NAME, owner->name, owner->size)
                     : no_value ();
}

/* Return the name of OWNER, or "UNKNOWN" if it has none.  Most names are
   plain, and nothing in them needs to be escaped.  */
static struct value
owner_value (struct owner const *owner)
{
  return owner->name ? sized_value (owner->plain ? VALUE_TEXT : VALUE_NAME,
                                    owner->name, owner->size)
                     : text_value ("UNKNOWN");
}

/* Return the word for the file type in MODE or, if TRANSLATED, its name in the
   user's language.  */
static char const *
type_word (unsigned int mode, bool translated)
{
  unsigned int type = mode & S_IFMT;

  return
#define TYPE(Bits, Word, Name) type == (Bits) ? translated ? _ (Name) : Word:
#define OTHER_TYPE(Word, Name) translated ? _ (Name) : Word
#include "lstat/fields/words.def"
      ;
}

/* Return the file type of X in the words of GNU stat.  */
static struct value
file_type_value (struct caches *c, struct statx_record const *x)
{
  bool empty = x->stx_size == 0;
  char const **words = &c->type_words[(x->stx_mode & S_IFMT) >> 12][empty];

  /* Translating the words for each file would take more time than all other
     work for it.  */
  if (!*words)
    *words = S_ISREG (x->stx_mode) && empty ? _ ("regular empty file")
                                            : type_word (x->stx_mode, true);
  return text_value (*words);
}

static struct value
mode_value (struct caches *c, struct statx_record const *x)
{
  for (int i = 0; i < 4; i++)
    c->text[i] = '0' + (x->stx_mode >> (9 - 3 * i) & 7);
  c->text[4] = '\0';
  return sized_value (VALUE_TEXT, c->text, 4);
}

/* A bit, and the word for it.  */
struct word
{
  uint64_t bit;     /* 0 ends an array */
  char const *word; /* the word for BIT */
};

/* Return those of WORDS, up to one without a bit, whose bits are in BITS.  */
static struct value
words_value (struct caches *c, struct word const *words, uint64_t bits)
{
  char *end = c->text;

  *end = '\0';
  for (; bits && words->bit; words++)
    if (bits & words->bit)
      {
        if (end != c->text)
          *end++ = ',';
        end = stpcpy (end, words->word);
      }
  return sized_value (VALUE_LIST, c->text, end - c->text);
}

/* Return the names of the attributes of X (STATX_ATTR_* in statx(2), or flags
   of chflags(2)) that the file system supports and that are set, or no value
   if it supports none.  */
static struct value
attributes_value (struct caches *c, struct statx_record const *x)
{
  static struct word const words[] = {
#define ATTRIBUTE(Bit, Word) { Bit, Word },
#include "lstat/fields/words.def"
    { 0 }
  };

  uint64_t bits = x->stx_attributes & x->stx_attributes_mask;

  if (x->stx_attributes_mask == 0)
    return no_value ();
  if (SYSTEM_HAS_FLAGS)
    return sized_value (VALUE_LIST, c->text,
                        system_flag_words (c->text, sizeof c->text, bits));
  return words_value (c, words, bits);
}

static struct value
inode_flags_value (struct caches *c, struct inode const *i)
{
  static struct word const words[] = {
#define FLAG(Bit, Word) { Bit, Word },
#include "lstat/fields/words.def"
    { 0 }
  };

  return i->errors[PART_FLAGS] ? lacking_value (i, PART_FLAGS)
                               : words_value (c, words, i->flags.flags);
}

static struct value
project_id_value (struct inode const *i)
{
  return i->errors[PART_FLAGS] ? lacking_value (i, PART_FLAGS)
                               : uint_value (i->flags.project_id);
}

static struct value
permissions_value (struct caches *c, struct statx_record const *x)
{
  strmode (x->stx_mode, c->text);
  /* strmode adds a blank, the place of the "+" of an access control list.  */
  c->text[10] = '\0';
  return sized_value (VALUE_TEXT, c->text, 10);
}

/* Return the name of the type of F, or "UNKNOWN" with its number.  */
static struct value
file_system_type_value (struct caches *c, struct file_system const *f)
{
  static struct
  {
    uint32_t number;
    char const *name;
  } const types[] = {
#define FS_TYPE(Number, Name) { Number, Name },
#include "lstat/fields/file-systems.def"
#undef FS_TYPE
  };

  /* A FUSE file system may choose a part of it.  */
  if (SYSTEM_HAS_NAMES)
    return name_value (f->f_fstypename);

  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (types[i].number == f->f_type)
      return text_value (types[i].name);
  snprintf (c->text, sizeof c->text, "UNKNOWN (0x%jx)", (uintmax_t)f->f_type);
  return text_value (c->text);
}

/* The rows, as FILE_ROW and FS_ROW: the getter, the name, whether that is a
   key, whether the field is printed only if it is named, and the rest.  */
#define FIELD(Name, ...) FILE_ROW (get_##Name, #Name, true, false, __VA_ARGS__)
#define FIELD_BY_NAME(Name, ...)                                              \
  FILE_ROW (get_##Name, #Name, true, true, __VA_ARGS__)
#define VIEW(Name, ...) FILE_ROW (get_##Name, #Name, false, false, __VA_ARGS__)
#define FS_FIELD(Name, ...)                                                   \
  FS_ROW (get_fs_##Name, #Name, true, false, __VA_ARGS__)
#define FS_VIEW(Name, ...)                                                    \
  FS_ROW (get_fs_##Name, #Name, false, false, __VA_ARGS__)

/* The getters: one function for each row.  A field has no value if the file
   system lacks a bit that it needs, but for the basic bits, which are set even
   if a field is not supported.  A view determines what is printed then.  */

#define ROW(Get, Name, HasKey, ByName, Directive, Wanted, Value, Text)        \
  static struct value Get (MAYBE_UNUSED struct caches *c,                     \
                           MAYBE_UNUSED struct inode const *i)                \
  {                                                                           \
    MAYBE_UNUSED struct statx_record const *x = &i->record;                   \
    MAYBE_UNUSED struct file_system const *f = &i->fs;                        \
    uint64_t needed = HasKey ? (Wanted)&WANT_STATX & ~WANT_BASIC : 0;         \
                                                                              \
    return needed & ~x->stx_mask ? no_value () : (Value);                     \
  }
#define FILE_ROW ROW
#define FS_ROW ROW
#include "lstat/fields/fields.def"
#undef ROW
#undef FILE_ROW
#undef FS_ROW

/* The tables.  */

#define ROW(Get, Name, HasKey, ByName, Directive, Wanted, Value, Text)        \
  { Name, HasKey, ByName, Directive, Wanted, Text, Get },

struct field const file_fields[] = {
#define FILE_ROW ROW
#define FS_ROW(...)
#include "lstat/fields/fields.def"
#undef FILE_ROW
#undef FS_ROW
  { 0 }
};

struct field const file_system_fields[] = {
#define FILE_ROW(...)
#define FS_ROW ROW
#include "lstat/fields/fields.def"
  { 0 }
};

void
fields_start (struct caches *caches, struct value_style const *style)
{
  *caches = (struct caches){ .style = style };
  times_start (&caches->times, &style->times, style->utc);
}

void
fields_finish (struct caches *caches)
{
  owners_finish (&caches->owners);
  times_finish (&caches->times);
  free (caches->acl_text);
}

struct field const *
fields_find (struct field const *fields, char const *directive, size_t size)
{
  for (struct field const *field = fields; field->name; field++)
    if (0 < size && *field->directive == *directive
        && strncmp (field->directive, directive, size) == 0
        && !field->directive[size])
      return field;
  return NULL;
}

struct field const *
fields_named (struct field const *fields, char const *name, size_t size)
{
  for (struct field const *field = fields; field->name; field++)
    if (field->has_key && strncmp (field->name, name, size) == 0
        && !field->name[size])
      return field;
  return NULL;
}
