/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c -- an inode as a JSON object or as words for a shell */

#include <config.h>

#include "records.h"

#include <stdio.h>
#include <string.h>

#include "json.h"
#include "messages.h"
#include "quote.h"
#include "report.h"
#include "shell.h"
#include "spec.h"
#include "xalloc.h"

/* How numbers and times are written.  */
static struct spec const plain
    = { .precision = SPEC_NO_PRECISION, .plain = true };

/* Add FIELD to RECORDS, whose list has room for it.  Return false if it is
   there already: no JSON object has a key twice.  */
static bool
add_field (struct records *records, struct field const *field)
{
  for (size_t i = 0; i < records->count; i++)
    if (records->fields[i] == field)
      return false;
  records->fields[records->count++] = field;
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
                          .table = fields,
                          .fields = xnmalloc (rows, sizeof *records->fields) };
  if (!list)
    {
      for (size_t i = 0; i < rows; i++)
        if (fields[i].has_key)
          add_field (records, fields + i);
      return true;
    }
  for (;; list++)
    {
      size_t size = strcspn (list, ",");
      struct field const *field = fields_named (fields, list, size);

      if (!field || !add_field (records, field))
        {
          report_error (
              0, field ? _ ("%s: field given twice") : _ ("%s: no such field"),
              quote_mem (list, size));
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

/* Return what to put behind the name of KEY's variable: "_text" for a key such
   as mtime, which a key of TABLE with st_ in front, such as st_mtime, would
   else share it with.  */
static char const *
variable_suffix (struct field const *table, char const *key)
{
  char rival[64];
  int size = snprintf (rival, sizeof rival, "st_%s", key);

  return fields_named (table, rival, size) ? "_text" : "";
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
      struct field const *field = records->fields[i];
      struct value value = field->get (caches, inode);

      if (records->kind == RECORD_JSON)
        render_json (&json, field->name, &value);
      else
        {
          if (0 < i)
            output_byte (output, ' ');
          render_shell (output, field->name,
                        variable_suffix (records->table, field->name), &value);
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
  if (records->kind == RECORD_JSON)
    json_failure (output, path, errnum);
  else
    shell_failure (output, path, errnum);
}
