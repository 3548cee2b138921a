/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c -- an inode as a JSON object or as words for a shell */

#include <config.h>

#include "records.h"

#include <stdio.h>
#include <string.h>

#include "json.h"
#include "messages.h"
#include "report.h"
#include "shell.h"
#include "spec.h"
#include "xalloc.h"

/* How numbers and times are written.  */
static struct spec const plain
    = { .precision = SPEC_NO_PRECISION, .plain = true };

/* Return what the shell variable for KEY, of a row of TABLE, has behind that
   key: "_text" if, as for mtime, the variable would else be that of another
   key, such as st_mtime.  */
static char const *
variable_suffix (struct field const *table, char const *key)
{
  char rival[64];
  int size = snprintf (rival, sizeof rival, "st_%s", key);

  return fields_named (table, rival, size) ? "_text" : "";
}

/* Add FIELD, of TABLE, to RECORDS, which has room for it.  Return false if it
   is there already: no JSON object has a key twice.  */
static bool
add_field (struct records *records, struct field const *table,
           struct field const *field)
{
  for (size_t i = 0; i < records->count; i++)
    if (records->parts[i].field == field)
      return false;
  records->parts[records->count++]
      = (struct record_part){ .field = field,
                              .suffix = variable_suffix (table, field->name) };
  records->wanted |= field->wanted;
  return true;
}

bool
records_parse (struct records *records, enum record_kind kind,
               char const *list, struct field const *fields)
{
  size_t rows = 0;

  while (fields[rows].name)
    rows++;
  *records
      = (struct records){ .kind = kind,
                          .parts = xnmalloc (rows, sizeof *records->parts) };
  if (!list)
    {
      for (size_t i = 0; i < rows; i++)
        if (fields[i].has_key)
          add_field (records, fields, fields + i);
      return true;
    }
  for (;; list++)
    {
      size_t size = strcspn (list, ",");
      struct field const *field = fields_named (fields, list, size);

      if (!field)
        {
          fields_report_unknown (fields, list, size,
                                 report_quoted (list, size));
          return false;
        }
      if (!add_field (records, fields, field))
        {
          report_error (0, _ ("%s: field given twice"),
                        report_quoted (list, size));
          return false;
        }
      list += size;
      if (!*list)
        return true;
    }
}

/* Add VALUE, which is a number, to OUTPUT.  Return false if it is none.  */
static bool
render_number (struct value const *value, struct output *output)
{
  switch (value->kind)
    {
    case VALUE_UINT:
    case VALUE_OCTAL:
    case VALUE_HEX:
      spec_uint (&plain, output, value->number.magnitude, 10);
      return true;
    case VALUE_INT:
      spec_int (&plain, output, value->number.magnitude,
                value->number.negative);
      return true;
    case VALUE_DIGITS:
      output_text (output, value->text);
      return true;
    case VALUE_TIME:
      spec_time (&plain, output, value->time);
      return true;
    default:
      return false;
    }
}

/* Add the words of LIST, separated by commas, to JSON as an array.  */
static void
json_list (struct json *json, char const *list)
{
  output_byte (json->output, '[');
  while (*list)
    {
      size_t size = strcspn (list, ",");

      json_string (json, list, size);
      list += size;
      if (*list)
        {
          output_text (json->output, ", ");
          list++;
        }
    }
  output_byte (json->output, ']');
}

/* Add VALUE to JSON under KEY.  */
static void
render_json (struct json *json, char const *key, struct value const *value)
{
  switch (value->kind)
    {
    case VALUE_NONE:
    case VALUE_FAILED:
      json_key (json, key);
      output_text (json->output, "null");
      break;
    case VALUE_LIST:
      json_key (json, key);
      json_list (json, value->text);
      break;
    case VALUE_TEXT:
    case VALUE_NAME:
    case VALUE_QUOTED_NAME:
    case VALUE_READABLE_NAME:
      json_name (json, key, value->text);
      break;
    default:
      json_key (json, key);
      render_number (value, json->output);
      break;
    }
}

/* Add VALUE to OUTPUT as the shell variable that KEY and SUFFIX name.  */
static void
render_shell (struct output *output, char const *key, char const *suffix,
              struct value const *value)
{
  shell_begin (output, key, suffix);
  if (value->kind != VALUE_NONE && value->kind != VALUE_FAILED
      && !render_number (value, output))
    shell_quoted (output, value->text);
  shell_end (output);
}

void
records_render (struct records const *records, struct caches *caches,
                struct inode const *inode, struct output *output)
{
  struct json json;

  if (records->kind == RECORD_JSON)
    json_begin (&json, output);
  for (size_t i = 0; i < records->count; i++)
    {
      struct record_part const *part = records->parts + i;
      struct value value = part->field->get (caches, inode);

      if (records->kind == RECORD_JSON)
        render_json (&json, part->field->name, &value);
      else
        {
          if (0 < i)
            output_byte (output, ' ');
          render_shell (output, part->field->name, part->suffix, &value);
        }
    }
  if (records->kind == RECORD_JSON)
    json_end (&json);
  else
    output_byte (output, '\n');
}

void
records_fail (struct records const *records, char const *path, int errnum,
              struct output *output)
{
  static struct value const none = { .kind = VALUE_NONE };

  if (records->kind == RECORD_JSON)
    {
      json_failure (output, path, errnum);
      return;
    }
  shell_failure (output, path, errnum);
  /* No value of the file before may be taken for this one's.  */
  for (size_t i = 0; i < records->count; i++)
    if (strcmp (records->parts[i].field->name, "path") != 0)
      {
        output_byte (output, ' ');
        render_shell (output, records->parts[i].field->name,
                      records->parts[i].suffix, &none);
      }
  output_byte (output, '\n');
}
