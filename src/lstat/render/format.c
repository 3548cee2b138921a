/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c -- parse and render %-formats */

#include <config.h>

#include "lstat/render/format.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "shared/digits.h"
#include "shared/messages.h"
#include "shared/report.h"
#include "lstat/render/spec.h"
#include "lstat/fields/suggest.h"
#include "xalloc.h"

/* The state of the parser.  Its grammar:

   format    = { literal | directive | escape }
   directive = "%" spec letters, or "%" at the end, which prints "%"
   letters   = "%", without a spec, which prints "%"
             | the directive of a field
             | "{" the key of a field "}"
             | any other character, which prints "?"
   escape    = "\" ( letter | octal [ octal [ octal ] ] | "x" hex [ hex ] )  */
struct parser
{
  struct run *run;
  struct format *format;
  struct field const *fields; /* the fields that the format may contain */
  char const *next;           /* rest of the text to parse */
  size_t literal;             /* offset of the next literal byte in the
                                 format's text */
};

/* Return the array of the parts of FORMAT.  */
static struct format_part *
parts_of (struct format *format)
{
  return format->parts ? format->parts : format->short_parts;
}

/* Return the text of the literal bytes of FORMAT.  */
static char *
text_of (struct format *format)
{
  return format->text ? format->text : format->short_text;
}

/* Append an empty part to the format of PARSER.  */
static void
add_part (struct parser *parser)
{
  struct format *format = parser->format;

  parts_of (format)[format->count++]
      = (struct format_part){ .start = parser->literal };
}

/* Append the literal byte C to the last part of the format of PARSER.  */
static void
add_byte (struct parser *parser, char c)
{
  struct format *format = parser->format;

  text_of (format)[parser->literal++] = c;
  parts_of (format)[format->count - 1].size++;
}

/* Return the number of bytes of the character at TEXT, which is not empty, in
   the locale of the run of PARSER.  */
static size_t
character_size (struct parser const *parser, char const *text)
{
  mbstate_t state = { 0 };
  size_t size;

  /* No multibyte character starts with an ASCII byte.  */
  if (!(*text & 0x80))
    return 1;
  run_need_locale (parser->run);
  size = mbrlen (text, strlen (text), &state);
  /* An invalid or incomplete character is taken as one byte.  */
  return size <= MB_LEN_MAX && 0 < size ? size : 1;
}

/* Return the size of the letters of a directive at LETTERS, which is not
   empty: up to the closing brace or the end for a name in braces, two bytes if
   they are the directive of a field, else one character.  */
static size_t
letters_size (struct parser const *parser, char const *letters)
{
  if (*letters == '{')
    {
      size_t size = strcspn (letters, "}");

      return size + (letters[size] == '}');
    }
  /* No directive of one letter is the start of one of two.  */
  if (letters[1] && fields_find (parser->fields, letters, 2))
    return 2;
  return character_size (parser, letters);
}

/* Append FIELD, formatted as SPEC specifies, to the format of PARSER.  */
static void
add_field (struct parser *parser, struct field const *field,
           struct spec const *spec)
{
  struct format *format = parser->format;
  struct format_part *part = parts_of (format) + format->count - 1;

  part->field = field;
  part->spec = *spec;
  spec_localize (&part->spec, parser->run);
  format->wanted |= field->wanted;
  add_part (parser);
}

/* Parse the directive at PARSER->next, a '%'.  Return true, or report the
   error and return false.  */
static bool
parse_directive (struct parser *parser)
{
  char const *start = parser->next;
  struct spec spec;
  bool overflow;
  size_t spec_size = spec_parse (&spec, start + 1, &overflow);
  char const *letters = start + 1 + spec_size;

  if (!overflow && spec_size == 0 && (!*letters || *letters == '%'))
    {
      add_byte (parser, '%');
      parser->next = letters + (*letters != '\0');
      return true;
    }

  size_t size = *letters ? letters_size (parser, letters) : 0;
  char const *end = letters + size;
  bool braced = *letters == '{';
  bool closed = braced && end[-1] == '}';
  struct field const *field
      = closed   ? fields_named (parser->fields, letters + 1, size - 2)
        : braced ? NULL
                 : fields_find (parser->fields, letters, size);

  spec.plain = braced;
  parser->next = end;
  if (field && !overflow)
    {
      add_field (parser, field, &spec);
      return true;
    }

  struct run *run = parser->run;
  char const *directive = report_quoted (run, start, end - start);

  if (overflow || !*letters || *letters == '%')
    report_error (run, 0, N_ ("%s: invalid directive"), directive);
  else if (closed)
    suggest_field (parser->fields, run, letters + 1, size - 2, directive);
  else if (braced)
    report_error (run, 0, N_ ("%s: missing '}'"), directive);
  else
    {
      report_warning (run, N_ ("warning: unrecognized directive %s"),
                      directive);
      add_byte (parser, '?');
      return true;
    }
  return false;
}

/* Set *NUMBER to the number in BASE at TEXT, of at most MOST digits.  Return
   the number of digits, which may be 0.  */
static size_t
parse_digits (char const *text, unsigned int base, size_t most,
              unsigned int *number)
{
  static char const digits[] = "0123456789abcdef0123456789ABCDEF";
  size_t size = 0;

  for (*number = 0; size < most && text[size]; size++)
    {
      char const *digit = strchr (digits, text[size]);

      if (!digit || base <= (digit - digits) % 16)
        break;
      *number = *number * base + (digit - digits) % 16;
    }
  return size;
}

/* Parse the escape at PARSER->next, a backslash.  */
static void
parse_escape (struct parser *parser)
{
  static char const letters[] = "abefnrtv\"\\";
  static char const meanings[] = "\a\b\033\f\n\r\t\v\"\\";
  char const *letter = parser->next + 1;
  char const *known = *letter ? strchr (letters, *letter) : NULL;
  unsigned int number;
  size_t digits;

  if (known)
    {
      add_byte (parser, meanings[known - letters]);
      parser->next = letter + 1;
    }
  else if (0 < (digits = parse_digits (letter, 8, 3, &number)))
    {
      add_byte (parser, number);
      parser->next = letter + digits;
    }
  else if (*letter == 'x'
           && 0 < (digits = parse_digits (letter + 1, 16, 2, &number)))
    {
      add_byte (parser, number);
      parser->next = letter + 1 + digits;
    }
  else if (*letter)
    {
      size_t size = character_size (parser, letter);

      report_warning (parser->run, N_ ("warning: unrecognized escape %s"),
                      report_name_mem (parser->run, parser->next, 1 + size));
      for (parser->next = letter; parser->next < letter + size;)
        add_byte (parser, *parser->next++);
    }
  else
    {
      report_warning (parser->run, N_ ("warning: backslash at end of format"));
      add_byte (parser, '\\');
      parser->next = letter;
    }
}

/* Initialize FORMAT with room for the parts and literal bytes of TEXT.  The
   literal bytes are at most those of TEXT and a newline, and output_label may
   read beyond them.  */
static void
allocate_format (struct format *format, char const *text)
{
  size_t size = strlen (text) + 1 + OUTPUT_LABEL;
  size_t parts = 1;

  for (char const *next = text; (next = strchr (next, '%')); next++)
    parts++;
  *format = (struct format){ 0 };
  if (sizeof format->short_parts / sizeof *format->short_parts < parts)
    format->parts = xnmalloc (parts, sizeof *format->parts);
  if (sizeof format->short_text < size)
    format->text = xmalloc (size);
}

bool
format_parse (struct format *format, struct run *run, char const *text,
              struct field const *fields, enum format_language language)
{
  struct parser parser
      = { .run = run, .format = format, .fields = fields, .next = text };

  allocate_format (format, text);
  add_part (&parser);
  while (*parser.next)
    if (*parser.next == '%')
      {
        if (!parse_directive (&parser))
          return false;
      }
    else if (*parser.next == '\\' && language == FORMAT_PRINTF)
      parse_escape (&parser);
    else
      add_byte (&parser, *parser.next++);
  if (language == FORMAT_PLAIN)
    add_byte (&parser, '\n');
  return true;
}

void
format_finish (struct format *format)
{
  free (format->parts);
  free (format->text);
}

/* Print on OUTPUT the name in VALUE and its link target, if any, quoted by
   QUOTING for KIND and formatted as SPEC specifies.  */
static void
render_name (struct spec const *spec, struct quoting const *quoting,
             enum quoting_kind kind, struct value const *value,
             struct output *output)
{
  quoting_render (quoting, kind, spec, value->text, output);
  if (value->target)
    {
      output_text (output, " -> ");
      quoting_render (quoting, kind, spec, value->target, output);
    }
}

/* Print VALUE on OUTPUT, formatted as SPEC specifies.  QUOTING quotes names
   that must be quoted.  */
static void
render_value (struct spec const *spec, struct quoting const *quoting,
              struct value const *value, struct output *output)
{
  switch (value->kind)
    {
    case VALUE_NONE:
      spec_text (spec, output, "-", 1);
      break;
    case VALUE_FAILED:
      spec_text (spec, output, "?", 1);
      break;
    case VALUE_UINT:
      spec_uint (spec, output, value->number.magnitude, 10);
      break;
    case VALUE_INT:
      spec_int (spec, output, value->number.magnitude, value->number.negative);
      break;
    case VALUE_OCTAL:
      spec_uint (spec, output, value->number.magnitude, 8);
      break;
    case VALUE_HEX:
      spec_uint (spec, output, value->number.magnitude, 16);
      break;
    case VALUE_TIME:
      spec_time (spec, output, value->time);
      break;
    case VALUE_NANOSECONDS:
      spec_nanoseconds (spec, output, value->time);
      break;
    case VALUE_TEXT:
    case VALUE_LIST:
    case VALUE_NAME:
    case VALUE_OBJECT:
      spec_text (spec, output, value->text, value->size);
      break;
    case VALUE_ESCAPED_NAME:
      quoting_render_printable (spec, value->text, value->size, output);
      break;
    case VALUE_QUOTED_NAME:
      render_name (spec, quoting, QUOTING_ALWAYS, value, output);
      break;
    case VALUE_READABLE_NAME:
      render_name (spec, quoting, QUOTING_IF_NEEDED, value, output);
      break;
    }
}

/* Store VALUE at TO, which has room for OUTPUT_SHORT bytes, formatted as SPEC
   specifies.  Return its end, or NULL if that takes render_value.  Most values
   are stored by this function, in a third of the time.  */
static char *
store_value (char *to, struct spec const *spec, struct value const *value)
{
  uintmax_t number = value->number.magnitude;
  bool is_text = false;
  int base = 10;

  if (!spec->simple)
    return NULL;
  switch (value->kind)
    {
    case VALUE_UINT:
      break;
    case VALUE_OCTAL:
      base = 8;
      break;
    case VALUE_HEX:
      base = 16;
      break;
    case VALUE_TIME:
      if (value->time.tv_sec < 0 || spec->plain)
        return NULL;
      number = value->time.tv_sec;
      break;
    case VALUE_TEXT:
    case VALUE_LIST:
    case VALUE_NAME:
      if (OUTPUT_SHORT - SPEC_SIMPLE_WIDTH < value->size)
        return NULL;
      is_text = true;
      break;
    default:
      return NULL;
    }

  if (spec->width == 0)
    return is_text ? mempcpy (to, value->text, value->size)
                   : digits_at (to, number, base);

  size_t size = is_text ? value->size : digits_size (number, base);
  size_t padding = size < (size_t)spec->width ? spec->width - size : 0;
  char *start = spec->left ? to : to + padding;

  /* Copies of a constant size are faster than those of the padding's.  */
  if (spec->left)
    memset (start + size, ' ', SPEC_SIMPLE_WIDTH);
  else
    memset (to, spec->zero && !is_text ? '0' : ' ', SPEC_SIMPLE_WIDTH);
  if (is_text)
    memcpy (start, value->text, size);
  else
    digits_before (start + size, number, base);
  return to + padding + size;
}

void
format_render (struct format const *format, struct quoting const *quoting,
               struct caches *caches, struct inode const *inode,
               struct output *output)
{
  struct format_part const *part
      = format->parts ? format->parts : format->short_parts;
  char const *text = format->text ? format->text : format->short_text;
  char *to = output_reserve (output, 0);

  for (struct format_part const *end = part + format->count; part < end;
       part++)
    {
      to = output_label (output, to, text + part->start, part->size);
      if (part->field)
        {
          struct value value = part->field->get (caches, inode);
          char *value_end = store_value (to, &part->spec, &value);

          if (value_end)
            to = value_end;
          else
            {
              output_commit (output, to);
              render_value (&part->spec, quoting, &value, output);
              to = output_reserve (output, 0);
            }
        }
    }
  output_commit (output, to);
}
