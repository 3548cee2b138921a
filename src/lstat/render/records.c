/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c -- print an inode as JSON or as shell variables */

#include <config.h>

#include "lstat/render/records.h"

#include <stdio.h>
#include <string.h>

#include "attribute.h"
#include "c-ctype.h"

#include "lstat/fields/suggest.h"
#include "lstat/render/spec.h"
#include "shared/json.h"
#include "shared/messages.h"
#include "shared/report.h"

/* Return the number of bytes at the start of TEXT, whose first byte is not
   ASCII, that one printf(1) prints: up to the last byte that is not ASCII with
   only letters, digits and common punctuation in between, since each printf
   may cost the shell a process.  */
static size_t
escaped_length (char const *text)
{
  size_t length = 0;

  for (size_t i = 0; text[i]; i++)
    if (!c_isascii (text[i]))
      length = i + 1;
    else if (!c_isalnum (text[i]) && !strchr (" +,-./_", text[i]))
      break;
  return length;
}

/* Print TEXT, of any bytes, on OUTPUT as part of a shell word in single
   quotes, in ASCII: other bytes are printed as "$(printf '\ooo')".  A shell in
   another charset than that of TEXT could take such a byte and the quote after
   it for one character.  */
static void
shell_quoted (struct output *output, char const *text)
{
  while (*text)
    {
      size_t size = 0;

      while (text[size] && c_isascii (text[size]) && text[size] != '\'')
        size++;
      output_bytes (output, text, size);
      text += size;
      if (*text == '\'')
        {
          /* In some charsets, such as Shift_JIS, a backslash is none.  */
          output_text (output, "'\"'\"'");
          text++;
        }
      else if (*text)
        {
          output_text (output, "'\"$(printf '");
          for (size = escaped_length (text); 0 < size; size--, text++)
            if (c_isascii (*text))
              output_byte (output, *text);
            else
              output_printf (output, "\\%03o", (unsigned char)*text);
          output_text (output, "')\"'");
        }
    }
}

/* Print on OUTPUT the start of the assignment to the shell variable for FIELD
   in RECORDS, up to the quote before the value.  The name of the variable is
   the key, prefixed with "st_" unless it starts with "st_".  It ends in
   "_text" if another key has the same variable, as mtime and st_mtime.  */
static void
begin_variable (struct records const *records, struct field const *field,
                struct output *output)
{
  bool has_prefix = strncmp (field->name, "st_", 3) == 0;
  char other[64];
  int size = snprintf (other, sizeof other, "st_%s", field->name);

  output_text (output, has_prefix ? field->name : other);
  output_text (output,
               fields_named (records->fields, other, size) ? "_text='" : "='");
}

/* Print on OUTPUT what precedes the value of FIELD in RECORDS: the end of the
   value before it, unless it is the first one, and its name.  */
static void
print_label (struct records const *records, struct field const *field,
             struct output *output)
{
  bool is_first = records->format.count == 1;
  struct json json = { .output = output };

  if (records->kind == RECORD_JSON)
    {
      if (is_first)
        json_begin (&json, output);
      json_key (&json, field->name);
    }
  else if (records->kind == RECORD_SHELL)
    {
      if (!is_first)
        output_text (output, "' ");
      begin_variable (records, field, output);
    }
  else if (!is_first)
    output_byte (output, '\0');
}

/* Append FIELD to RECORDS.  Return false if it is there already: keys of a
   JSON object must be unique.  */
static bool
add_field (struct records *records, struct field const *field)
{
  struct format *format = &records->format;
  struct output label;
  struct spec spec;
  bool overflow;

  for (size_t i = 0; i < format->count; i++)
    if (format->parts[i].field == field)
      return false;
  output_start (&label, -1);
  print_label (records, field, &label);
  format_add_literal (format, label.bytes, label.used);
  spec_parse (&spec, "", &overflow);
  spec.plain = true;
  format_add_field (format, field, &spec);
  /* Only JSON has the values of extended attributes.  */
  if (records->kind == RECORD_JSON && field->wanted & WANT_XATTRS)
    format->wanted |= WANT_XATTR_VALUES;
  return true;
}

enum
{
  /* Bytes of the longest array of words, that of all inode flags.  */
  WORDS_MAX = sizeof "[]"
#define FLAG(Bit, Word) +sizeof Word + 3 /* with "", and a blank */
#include "lstat/fields/words.def"
};

static_assert ((int)WORDS_MAX <= SPEC_SHORT, "an array fits in place");

/* Store LIST, comma-separated words, at TO as an array of strings.  Return the
   end.  If this were inlined, render_json would save registers for each
   value.  */
ATTRIBUTE_NOINLINE static char *
json_list (char *to, char const *list)
{
  *to++ = '[';
  while (*list)
    {
      size_t size = strcspn (list, ",");

      *to++ = '"';
      to = mempcpy (to, list, size);
      list += size;
      to = stpcpy (to, *list ? "\", " : "\"");
      list += *list != '\0';
    }
  *to++ = ']';
  return to;
}

/* Store LIST as an object of strings at TO, the end of the buffer of OUTPUT.
   Return the end.  Not inlined for the same reason.  */
ATTRIBUTE_NOINLINE static char *
json_object (struct output *output, char *to, struct xattr_list const *list)
{
  struct json object;

  output_commit (output, to);
  json_begin (&object, output);
  for (size_t i = 0; i < list->count; i++)
    json_member (&object, list->members[i].name, list->members[i].bytes,
                 list->members[i].size);
  output_byte (output, '}');
  return output_reserve (output, 0);
}

static void
note_failure (struct rendering *rendering, struct value const *value)
{
  if (value->kind == VALUE_FAILED && rendering->error == 0)
    rendering->error = value->error;
}

/* Print VALUE in JSON.  A format_function.  */
static char *
render_json (struct format_part const *part, struct rendering *rendering,
             char *to, struct value const *value)
{
  switch (value->kind)
    {
    case VALUE_NONE:
    case VALUE_FAILED:
      note_failure (rendering, value);
      return mempcpy (to, "null", 4);
    case VALUE_TEXT:
      *to++ = '"';
      to = mempcpy (to, value->text, value->size);
      *to++ = '"';
      return to;
    case VALUE_BOOLEAN:
      return mempcpy (to, value->text, value->size);
    case VALUE_NAME:
      return json_store_value (rendering->output, to, part->field->name,
                               value->text, value->size);
    case VALUE_LIST:
      return json_list (to, value->text);
    case VALUE_OBJECT:
      return json_object (rendering->output, to, value->object);
    default:
      return spec_digits (to, value, true);
    }
}

/* Print VALUE as it is, or nothing if there is none.  A format_function.  */
static char *
render_bytes (struct format_part const *part, struct rendering *rendering,
              char *to, struct value const *value)
{
  note_failure (rendering, value);
  if (value->kind == VALUE_NONE || value->kind == VALUE_FAILED)
    return to;
  return format_value (part, rendering, to, value);
}

/* Print VALUE in single quotes.  A format_function.  */
static char *
render_shell (struct format_part const *part, struct rendering *rendering,
              char *to, struct value const *value)
{
  if (value->kind != VALUE_LIST && value->kind != VALUE_NAME
      && value->kind != VALUE_OBJECT)
    return render_bytes (part, rendering, to, value);
  output_commit (rendering->output, to);
  shell_quoted (rendering->output, value->text);
  return output_reserve (rendering->output, 0);
}

bool
records_parse (struct records *records, struct run *run, char const *list,
               struct field const *fields)
{
  static format_function *const functions[] = {
    [RECORD_JSON] = render_json,
    [RECORD_SHELL] = render_shell,
    [RECORD_VALUES] = render_bytes,
  };

  records->fields = fields;
  records->has_list = list;
  format_start (&records->format, functions[records->kind]);
  for (; !list && fields->name; fields++)
    if (fields->has_key && !fields->by_name)
      add_field (records, fields);
  for (bool more = list; more; list++)
    {
      size_t size = strcspn (list, ",");
      struct field const *field = fields_named (fields, list, size);

      if (!field)
        {
          suggest_field (fields, run, list, size,
                         report_quoted_mem (run, list, size));
          return false;
        }
      if (!add_field (records, field))
        {
          report_error (run, 0, N_ ("%s: field given twice"),
                        report_quoted_mem (run, list, size));
          return false;
        }
      list += size;
      more = *list;
    }
  return true;
}

/* Add to JSON the key "failed": an object with the errno name of each field of
   INODE in FORMAT that failed.  */
static void
json_failed (struct json *json, struct format const *format,
             struct caches *caches, struct inode const *inode)
{
  struct json failed;

  json_key (json, "failed");
  json_begin (&failed, json->output);
  for (size_t i = 0; i < format->count; i++)
    {
      struct field const *field = format->parts[i].field;
      struct value value
          = field ? field->get (caches, inode) : (struct value){ 0 };

      if (value.kind == VALUE_FAILED)
        {
          json_key (&failed, field->name);
          output_printf (json->output, "\"%s\"",
                         report_errno_name (value.error));
        }
    }
  output_byte (json->output, '}');
}

/* Print on the output of RUN the end of the last value, and that of the line:
   the assignment of the name of ERRNUM, or of the empty string if it is 0, to
   st_error, and a command that makes the exit status of the line 0 if ERRNUM
   is 0, else 1.  */
static void
shell_finish_line (struct run *run, int errnum)
{
  output_text (run->output, "' st_error='");
  if (errnum)
    output_text (run->output, report_errno_name (errnum));
  output_text (run->output, errnum ? "'; false\n" : "'; true\n");
}

void
records_render (struct records const *records, struct run *run,
                struct caches *caches, struct inode const *inode)
{
  struct output *output = run->output;
  struct json json = { .output = output };
  int error = format_render (&records->format, NULL, caches, inode, output);

  if (records->kind == RECORD_JSON)
    {
      if (error)
        json_failed (&json, &records->format, caches, inode);
      json_end (&json);
    }
  else if (records->kind == RECORD_SHELL)
    shell_finish_line (run, error);
  else
    output_byte (output, '\0');
}

void
records_render_failure (struct records const *records, struct run *run,
                        char const *path, int errnum)
{
  struct output *output = run->output;

  if (records->kind == RECORD_JSON)
    json_failure (run, path, errnum);
  if (records->kind != RECORD_SHELL)
    return;
  output_text (output, "st_path='");
  shell_quoted (output, path);
  output_printf (output, "' st_errno='%d' st_message='", errnum);
  shell_quoted (output, report_errno_text (run, errnum));
  /* Clear the values of the previous file.  */
  for (size_t i = 0; i < records->format.count; i++)
    {
      struct field const *field = records->format.parts[i].field;

      if (field && strcmp (field->name, "path") != 0)
        {
          output_text (output, "' ");
          begin_variable (records, field, output);
        }
    }
  shell_finish_line (run, errnum);
}
