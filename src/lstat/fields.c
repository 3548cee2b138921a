/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.c -- fields.def as a table */

#include <config.h>

#include "lstat/fields.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#if MAJOR_IN_MKDEV
#  include <sys/mkdev.h>
#elif MAJOR_IN_SYSMACROS
#  include <sys/sysmacros.h>
#endif

#include "attribute.h"
#include "lstat/digits.h"
#include "file-type.h"
#include "filemode.h"
#include "shared/messages.h"
#include "shared/report.h"

/* What the rows of fields.def make values with.  */

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

/* A size or count that GNU stat prints as a signed number, which differs from
   an unsigned one in the flags '+' and ' '.  */
static struct value
size_value (uintmax_t number)
{
  return number_value (VALUE_INT, number);
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
octal_value (uintmax_t number)
{
  return number_value (VALUE_OCTAL, number);
}

static struct value
hex_value (uintmax_t number)
{
  return number_value (VALUE_HEX, number);
}

static struct value
text_value (char const *text)
{
  return (struct value){ .kind = VALUE_TEXT, .text = text };
}

static struct value
name_value (char const *name)
{
  return (struct value){ .kind = VALUE_NAME, .text = name };
}

static struct value
found_name_value (char const *name)
{
  return (struct value){ .kind = name ? VALUE_NAME : VALUE_FAILED,
                         .text = name };
}

static struct value
known_name_value (char const *name)
{
  return (struct value){ .kind = name ? VALUE_NAME : VALUE_NONE,
                         .text = name };
}

static struct value
quoted_name_value (char const *name, char const *target)
{
  return (struct value){ .kind = VALUE_QUOTED_NAME,
                         .text = name,
                         .target = target };
}

static struct value
readable_name_value (char const *name, char const *target)
{
  return (struct value){ .kind = VALUE_READABLE_NAME,
                         .text = name,
                         .target = target };
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

/* Of VALUE for the birth time in X, NONE if that is not known.  A file system
   that has not kept it says 0.  */
static struct value
known_birthtime (struct statx_record const *x, struct value value)
{
  if (x->stx_btime.tv_sec == 0 && x->stx_btime.tv_nsec == 0)
    value.kind = VALUE_NONE;
  return value;
}

static struct value
nanoseconds_value (struct caches *c, struct statx_time time)
{
  return (struct value){ .kind = VALUE_DIGITS,
                         .text
                         = times_nanoseconds (&c->times, timespec_of (time)) };
}

static struct value
rfc_3339_value (struct caches *c, struct statx_time time)
{
  char const *text = times_rfc_3339 (&c->times, timespec_of (time));

  return (struct value){ .kind = text ? VALUE_TEXT : VALUE_NONE,
                         .text = text };
}

static struct value
civil_value (struct caches *c, struct statx_time time)
{
  return text_value (times_text (&c->times, timespec_of (time)));
}

static struct value
civil_birthtime_value (struct caches *c, struct statx_record const *x)
{
  return x->stx_mask & WANT_BIRTHTIME ? civil_value (c, x->stx_btime)
                                      : text_value ("-");
}

static struct value
birthtime_value (struct statx_record const *x)
{
  return time_value (x->stx_mask & WANT_BIRTHTIME ? x->stx_btime
                                                  : (struct statx_time){ 0 });
}

static struct value
owner_value (char const *name)
{
  return text_value (name ? name : "UNKNOWN");
}

static struct value
file_type_value (struct caches *c, struct statx_record const *x)
{
  bool empty = x->stx_size == 0;
  char const **words = &c->type_words[(x->stx_mode & S_IFMT) >> 12][empty];

  /* To translate them takes 300 instructions each time.  */
  if (!*words)
    {
      struct stat st = { .st_mode = x->stx_mode, .st_size = !empty };

      *words = file_type (&st);
    }
  return text_value (*words);
}

static char const *
type_word (unsigned int mode)
{
  switch (mode & S_IFMT)
    {
    case S_IFREG:
      return "regular";
    case S_IFDIR:
      return "directory";
    case S_IFLNK:
      return "symlink";
    case S_IFIFO:
      return "fifo";
    case S_IFSOCK:
      return "socket";
    case S_IFBLK:
      return "block";
    case S_IFCHR:
      return "char";
    default:
      return "unknown";
    }
}

static struct value
mode_value (struct caches *c, struct statx_record const *x)
{
  char *end = c->text + sizeof c->text - 1;

  *end = '\0';
  /* A 1 before the bits keeps the leading zeros.  */
  return text_value (1
                     + digits_before (end, 010000 | (x->stx_mode & 07777), 8));
}

/* Of the bits that statx(2) calls STATX_ATTR_..., those that the file system
   knows and that are on.  */
static struct value
attributes_value (struct caches *c, struct statx_record const *x)
{
  static struct
  {
    uint32_t bit;
    char const *name;
  } const attributes[] = {
    { 0x4, "compressed" },    { 0x10, "immutable" },
    { 0x20, "append" },       { 0x40, "nodump" },
    { 0x800, "encrypted" },   { 0x1000, "automount" },
    { 0x2000, "mount_root" }, { 0x100000, "verity" },
    { 0x200000, "dax" },      { 0x400000, "write_atomic" },
  };
  uint64_t on = x->stx_attributes & x->stx_attributes_mask;
  char *end = c->text;

  /* No bit that could be on: nothing is known of them.  */
  if (x->stx_attributes_mask == 0)
    return (struct value){ .kind = VALUE_NONE };
  *end = '\0';
  for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
    if (on & attributes[i].bit)
      {
        if (end != c->text)
          *end++ = ',';
        end = stpcpy (end, attributes[i].name);
      }
  return (struct value){ .kind = VALUE_LIST, .text = c->text };
}

static struct value
permissions_value (struct caches *c, struct statx_record const *x)
{
  strmode (x->stx_mode, c->text);
  /* strmode leaves room for the mark of an access control list.  */
  c->text[10] = '\0';
  return text_value (c->text);
}

static struct value
file_system_type_value (struct caches *c, struct file_system const *f)
{
  char const *name = file_system_type (f->f_type);

  if (!name)
    {
      snprintf (c->text, sizeof c->text, "UNKNOWN (0x%jx)",
                (uintmax_t)f->f_type);
      name = c->text;
    }
  return text_value (name);
}

/* The getters: one function a row.  */

#define VIEW(Name, Directive, Wanted, Value, Description)                     \
  static struct value get_##Name (MAYBE_UNUSED struct caches *c,              \
                                  MAYBE_UNUSED struct inode const *i)         \
  {                                                                           \
    MAYBE_UNUSED struct statx_record const *x = &i->record;                   \
                                                                              \
    return Value;                                                             \
  }
#define FIELD(Name, Directive, Wanted, Value, Description)                    \
  static struct value get_##Name (MAYBE_UNUSED struct caches *c,              \
                                  MAYBE_UNUSED struct inode const *i)         \
  {                                                                           \
    MAYBE_UNUSED struct statx_record const *x = &i->record;                   \
                                                                              \
    /* stat(2) gives the basic data without saying which are real.  */        \
    if ((Wanted)&WANT_STATX & ~(WANT_BASIC | x->stx_mask))                    \
      return (struct value){ .kind = VALUE_NONE };                            \
    return Value;                                                             \
  }
#define FS_FIELD(Name, Directive, Wanted, Value, Description)                 \
  static struct value get_fs_##Name (MAYBE_UNUSED struct caches *c,           \
                                     MAYBE_UNUSED struct inode const *i)      \
  {                                                                           \
    MAYBE_UNUSED struct file_system const *f = &i->fs;                        \
                                                                              \
    return Value;                                                             \
  }
#define FS_VIEW FS_FIELD
#include "lstat/fields.def"
#undef FIELD
#undef VIEW
#undef FS_FIELD
#undef FS_VIEW

/* The tables: of each kind of row, the other kind expanding to nothing.  */

struct field const file_fields[] = {
#define FIELD(Name, Directive, Wanted, Value, Description)                    \
  { #Name, true, Directive, Wanted, Description, get_##Name },
#define VIEW(Name, Directive, Wanted, Value, Description)                     \
  { #Name, false, Directive, Wanted, Description, get_##Name },
#define FS_FIELD(Name, Directive, Wanted, Value, Description)
#define FS_VIEW FS_FIELD
#include "lstat/fields.def"
#undef FIELD
#undef VIEW
#undef FS_FIELD
#undef FS_VIEW
  { 0 }
};

struct field const file_system_fields[] = {
#define FIELD(Name, Directive, Wanted, Value, Description)
#define VIEW FIELD
#define FS_FIELD(Name, Directive, Wanted, Value, Description)                 \
  { #Name, true, Directive, Wanted, Description, get_fs_##Name },
#define FS_VIEW(Name, Directive, Wanted, Value, Description)                  \
  { #Name, false, Directive, Wanted, Description, get_fs_##Name },
#include "lstat/fields.def"
  { 0 }
};

void
caches_start (struct caches *caches, uint64_t wanted,
              struct times_style const *style)
{
  *caches = (struct caches){ 0 };
  times_start (&caches->times, style);
  if (wanted & WANT_QUOTING)
    quoting_start (&caches->quoting);
  if (wanted & WANT_LOCALE)
    messages_set_locale ();
}

struct field const *
fields_find (struct field const *fields, char const *directive, size_t size)
{
  for (struct field const *field = fields; field->name; field++)
    if (0 < size && strncmp (field->directive, directive, size) == 0
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

void
fields_report_unknown (struct field const *fields, char const *name,
                       size_t size, char const *quoted)
{
  bool of_files = fields == file_fields;

  if (!fields_named (of_files ? file_system_fields : file_fields, name, size))
    report_error (0, _ ("%s: no such field"), quoted);
  else if (of_files)
    report_error (0, _ ("%s: a field for --file-system only"), quoted);
  else
    report_error (0, _ ("%s: no field for --file-system"), quoted);
}
