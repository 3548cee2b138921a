/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c -- what to print of an inode; parse %-formats */

#include <config.h>

#include "lstat/render/format.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "attribute.h"
#include "xalloc.h"

#include "lstat/fields/suggest.h"
#include "lstat/render/spec.h"
#include "shared/messages.h"
#include "shared/report.h"

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
  struct run *run;               /* the run to report to */
  struct format *format;         /* the result */
  struct field const *fields;    /* the fields that the format may contain */
  enum format_language language; /* that of -c or of --printf */
  char const *next;              /* rest of the text to parse */
};

/* Return a new part at the end of FORMAT, not initialized.  */
static struct format_part *
add_part (struct format *format)
{
  if (format->count == format->capacity)
    {
      struct format_part *parts = xnmalloc (format->count, 2 * sizeof *parts);

      memcpy (parts, format->parts, format->count * sizeof *parts);
      format_finish (format);
      format->parts = parts;
      format->capacity *= 2;
    }

  struct format_part *part = format->parts + format->count++;

  *part = (struct format_part){ 0 };
  return part;
}

void
format_start (struct format *format, format_function *render)
{
  format->render = render;
  format->parts = format->short_parts;
  format->capacity = FORMAT_SHORT;
  add_part (format);
}

void
format_finish (struct format *format)
{
  if (format->parts != format->short_parts)
    free (format->parts);
}

void
format_add_literal (struct format *format, char const *literal, size_t size)
{
  struct format_part *part = format->parts + format->count - 1;

  for (size_t i = 0; i < size; i++)
    {
      part->literal[part->size++] = literal[i];
      if (part->size == FORMAT_LITERAL)
        part = add_part (format);
    }
}

void
format_add_field (struct format *format, struct field const *field,
                  struct spec const *spec)
{
  struct format_part *part = format->parts + format->count - 1;

  part->field = field;
  part->spec = *spec;
  format->wanted |= field->wanted;
  add_part (format);
}

int
format_render (struct format const *format, struct quoting const *quoting,
               struct caches *caches, struct inode const *inode,
               struct output *output)
{
  struct format_part const *end = format->parts + format->count;
  char const *last
      = output->bytes + OUTPUT_SIZE - (FORMAT_LITERAL + SPEC_SHORT);
  struct rendering rendering = { .output = output, .quoting = quoting };
  char *to = output_reserve (output, 0);

  for (struct format_part const *part = format->parts; part < end; part++)
    {
      if (last < to)
        {
          output_commit (output, to);
          to = output_reserve (output, FORMAT_LITERAL + SPEC_SHORT);
        }
      /* A copy of constant size takes a third of the instructions.  */
      memcpy (to, part->literal, FORMAT_LITERAL);
      to += part->size;
      if (part->field)
        {
          struct value value = part->field->get (caches, inode);

          to = format->render (part, &rendering, to, &value);
        }
    }
  output_commit (output, to);
  return rendering.error;
}

static void
add_byte (struct parser *parser, char c)
{
  format_add_literal (parser->format, &c, 1);
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

  if (spec_size == 0 && (!*letters || *letters == '%'))
    {
      add_byte (parser, '%');
      parser->next = letters + (*letters != '\0');
      return true;
    }

  bool braced = *letters == '{';
  /* No directive of one letter is the start of one of two.  */
  size_t size = !*letters ? 0
                : braced  ? strcspn (letters, "}")
                : letters[1] && fields_find (parser->fields, letters, 2)
                    ? 2
                    : character_size (parser, letters);
  bool closed = braced && letters[size] == '}';
  char const *end = letters + size + closed;
  struct field const *field
      = closed   ? fields_named (parser->fields, letters + 1, size - 1)
        : braced ? NULL
                 : fields_find (parser->fields, letters, size);

  spec.plain = braced;
  spec.escapes = parser->language == FORMAT_LAYOUT;
  parser->next = end;
  if (field && !overflow)
    {
      spec_localize (&spec, parser->run);
      format_add_field (parser->format, field, &spec);
      return true;
    }

  struct run *run = parser->run;
  char const *directive = report_quoted_mem (run, start, end - start);

  if (overflow || !*letters || *letters == '%')
    report_error (run, 0, N_ ("%s: invalid directive"), directive);
  else if (closed)
    suggest_field (parser->fields, run, letters + 1, size - 1, directive);
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

/* Parse the escape at PARSER->next, a backslash.  */
static void
parse_escape (struct parser *parser)
{
  static char const letters[] = "abefnrtv\"\\";
  static char const meanings[] = "\a\b\033\f\n\r\t\v\"\\";
  char const *letter = parser->next + 1;
  char const *known = *letter ? strchr (letters, *letter) : NULL;
  bool hex = *letter == 'x';
  size_t most = hex ? 2 : 3;
  size_t digits
      = strspn (letter + hex, hex ? "0123456789abcdefABCDEF" : "01234567");

  if (known)
    {
      add_byte (parser, meanings[known - letters]);
      parser->next = letter + 1;
    }
  else if (0 < digits)
    {
      char number[] = "000";

      digits = digits < most ? digits : most;
      memcpy (number + 3 - digits, letter + hex, digits);
      add_byte (parser, strtoul (number, NULL, hex ? 16 : 8));
      parser->next = letter + hex + digits;
    }
  else if (*letter)
    {
      size_t size = character_size (parser, letter);

      report_warning (parser->run, N_ ("warning: unrecognized escape %s"),
                      report_name_mem (parser->run, parser->next, 1 + size));
      format_add_literal (parser->format, letter, size);
      parser->next = letter + size;
    }
  else
    {
      report_warning (parser->run, N_ ("warning: backslash at end of format"));
      add_byte (parser, '\\');
      parser->next = letter;
    }
}

/* Store at TO, as format_value does, the name in VALUE and its link target, if
   any, quoted for KIND and formatted as SPEC specifies.  Return the end.  */
static char *
render_name (struct spec const *spec, struct rendering const *rendering,
             enum quoting_kind kind, struct value const *value, char *to)
{
  struct quoting const *quoting = rendering->quoting;
  struct output *output = rendering->output;

  to = quoting_render (quoting, kind, spec, output, to, value->text);
  if (!value->target)
    return to;
  output_commit (output, to);
  output_text (output, " -> ");
  to = output_reserve (output, SPEC_SHORT);
  return quoting_render (quoting, kind, spec, output, to, value->target);
}

/* Store at TO, as format_value does, MARK, which stands for a value: whole,
   since the precision of %{NAME} is one of digits.  Return the end.  */
static char *
render_mark (struct spec const *spec, struct output *output, char *to,
             char const *mark)
{
  struct spec whole = *spec;

  if (spec->plain)
    whole.precision = SPEC_NO_PRECISION;
  return spec_text (&whole, output, to, mark, 1);
}

char *
format_value (struct format_part const *part, struct rendering *rendering,
              char *to, struct value const *value)
{
  struct spec const *spec = &part->spec;
  struct output *output = rendering->output;

  /* Most values are numbers.  */
  if (VALUE_UINT <= value->kind && value->kind <= VALUE_NANOSECONDS)
    return spec->bare ? spec_digits (to, value, spec->plain)
                      : spec_number (spec, output, to, value);
  switch (value->kind)
    {
    case VALUE_NONE:
      return render_mark (spec, output, to, "-");
    case VALUE_FAILED:
      return render_mark (spec, output, to, "?");
    case VALUE_NAME:
      if (spec->escapes)
        return quoting_render_printable (spec, output, to, value->text,
                                         value->size);
      FALLTHROUGH;
    case VALUE_TEXT:
    case VALUE_BOOLEAN:
    case VALUE_LIST:
    case VALUE_OBJECT:
      return spec_text (spec, output, to, value->text, value->size);
    case VALUE_QUOTED_NAME:
      return render_name (spec, rendering, QUOTING_ALWAYS, value, to);
    case VALUE_READABLE_NAME:
    default:
      return render_name (spec, rendering, QUOTING_IF_NEEDED, value, to);
    }
}

bool
format_parse (struct format *format, struct run *run, char const *text,
              struct field const *fields, enum format_language language)
{
  struct parser parser = { .run = run,
                           .format = format,
                           .fields = fields,
                           .language = language,
                           .next = text };

  format_start (format, format_value);
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
  if (language != FORMAT_PRINTF)
    add_byte (&parser, '\n');
  return true;
}
