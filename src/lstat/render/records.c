/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c -- print an inode as JSON or as shell variables */

#include <config.h>

#include "lstat/render/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/digits.h"
#include "lstat/render/shell.h"
#include "lstat/fields/suggest.h"
#include "shared/json.h"
#include "shared/messages.h"
#include "shared/report.h"
#include "xalloc.h"

enum
{
  STRING_SHORT = OUTPUT_SHORT - 2 /* bytes of a string with room for quotes */
};

/* Return the suffix of the shell variable for KEY, the key of a field in
   TABLE:
   "_text" if another key has the same variable, as mtime and st_mtime, else
   "".  */
static char const *
variable_suffix (struct field const *table, char const *key)
{
  char other[64];
  int size = snprintf (other, sizeof other, "st_%s", key);

  return fields_named (table, other, size) ? "_text" : "";
}

/* Append FIELD, from TABLE, to RECORDS, which has room for it.  Return false
   if RECORDS contains it already: keys of a JSON object must be unique.  */
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
  /* Only JSON has the values of extended attributes.  */
  if (records->kind == RECORD_JSON && field->wanted & WANT_XATTRS)
    records->wanted |= WANT_XATTR_VALUES;
  return true;
}

/* Print on the output of JSON the text before the value of PART, one of
   RECORDS: the end of the previous value, and the key.  */
static void
begin_part (struct records const *records, struct record_part const *part,
            struct json *json)
{
  bool is_first = part == records->parts;

  if (records->kind == RECORD_SHELL)
    {
      if (!is_first)
        shell_end (json->output);
      shell_begin (json->output, part->field->name, part->suffix);
    }
  else if (records->kind == RECORD_VALUES && !is_first)
    output_byte (json->output, '\0');
  else if (records->kind == RECORD_JSON)
    {
      if (is_first)
        json_begin (json, json->output);
      json_key (json, part->field->name);
    }
}

/* Set the labels of RECORDS, which are the same in each record.  */
static void
make_labels (struct records *records)
{
  struct output gathered;
  struct json json = { .output = &gathered };

  output_start (&gathered, -1);
  for (size_t i = 0; i < records->count; i++)
    {
      struct record_part *part = records->parts + i;

      part->label = gathered.used;
      begin_part (records, part, &json);
      part->label_size = gathered.used - part->label;
    }
  records->labels = xmemdup (gathered.bytes, gathered.used + OUTPUT_LABEL);
}

bool
records_parse (struct records *records, struct run *run, enum record_kind kind,
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
        if (fields[i].has_key && !fields[i].by_name)
          add_field (records, fields, fields + i);
      make_labels (records);
      return true;
    }
  for (;; list++)
    {
      size_t size = strcspn (list, ",");
      struct field const *field = fields_named (fields, list, size);

      if (!field)
        {
          suggest_field (fields, run, list, size,
                         report_quoted (run, list, size));
          return false;
        }
      if (!add_field (records, fields, field))
        {
          report_error (run, 0, N_ ("%s: field given twice"),
                        report_quoted (run, list, size));
          return false;
        }
      list += size;
      if (!*list)
        break;
    }
  make_labels (records);
  return true;
}

void
records_finish (struct records *records)
{
  free (records->labels);
  free (records->parts);
}

/* Store VALUE at TO, which has room for OUTPUT_SHORT bytes, as records of KIND
   have it.  Return its end, or NULL if that takes render_text.  Most values
   are stored by this function, in a third of the time.  */
static char *
store_value (char *to, enum record_kind kind, struct value const *value)
{
  bool is_json = kind == RECORD_JSON;

  switch (value->kind)
    {
    case VALUE_NONE:
    case VALUE_FAILED:
      return is_json ? mempcpy (to, "null", 4) : to;
    case VALUE_INT:
    case VALUE_UINT:
    case VALUE_OCTAL:
    case VALUE_HEX:
      if (value->number.negative)
        *to++ = '-';
      return digits_at (to, value->number.magnitude, 10);
    case VALUE_TIME:
      return digits_time (to, value->time, false);
    case VALUE_NANOSECONDS:
      return digits_time (to, value->time, true);
    case VALUE_TEXT:
      if (STRING_SHORT < value->size)
        return NULL;
      if (is_json)
        *to++ = '"';
      to = mempcpy (to, value->text, value->size);
      if (is_json)
        *to++ = '"';
      return to;
    case VALUE_NAME:
      return is_json && value->size <= STRING_SHORT
                 ? json_store_plain (to, value->text, value->size)
                 : NULL;
    default:
      return NULL;
    }
}

/* Add LIST, comma-separated words, to JSON as an array of strings.  */
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

/* Add VALUE, a VALUE_OBJECT, to JSON as an object of strings.  */
static void
json_object (struct json *json, struct value const *value)
{
  struct json object;

  json_begin (&object, json->output);
  for (size_t i = 0; i < value->count; i++)
    json_member (&object, value->members[i].name, value->members[i].bytes,
                 value->members[i].size);
  output_byte (json->output, '}');
}

/* Print VALUE, the value of KEY and a text, on the output of RUN as records of
   KIND have it.  */
static void
render_text (struct run *run, enum record_kind kind, char const *key,
             struct value const *value)
{
  struct json json = { .output = run->output };

  if (kind == RECORD_SHELL)
    shell_quoted (run->output, value->text);
  else if (kind == RECORD_VALUES)
    output_text (run->output, value->text);
  else if (value->kind == VALUE_LIST)
    json_list (&json, value->text);
  else if (value->kind == VALUE_OBJECT)
    json_object (&json, value);
  else
    json_name_value (&json, key, value->text);
}

/* Add to JSON the key "failed": an object with the errno name of each field of
   INODE in RECORDS that failed.  */
static void
json_failed (struct json *json, struct records const *records,
             struct caches *caches, struct inode const *inode)
{
  struct json failed;

  json_key (json, "failed");
  json_begin (&failed, json->output);
  for (size_t i = 0; i < records->count; i++)
    {
      struct field const *field = records->parts[i].field;
      struct value value = field->get (caches, inode);

      if (value.kind == VALUE_FAILED)
        {
          json_key (&failed, field->name);
          output_printf (json->output, "\"%s\"",
                         report_errno_name (value.error));
        }
    }
  output_byte (json->output, '}');
}

void
records_render (struct records const *records, struct run *run,
                struct caches *caches, struct inode const *inode)
{
  struct output *output = run->output;
  struct json json = { .output = output };
  char *to = output_reserve (output, 0);
  int error = 0; /* errno value of the first field that failed */

  for (size_t i = 0; i < records->count; i++)
    {
      struct record_part const *part = records->parts + i;
      struct value value = part->field->get (caches, inode);

      if (value.kind == VALUE_FAILED && error == 0)
        error = value.error;
      to = output_label (output, to, records->labels + part->label,
                         part->label_size);

      char *end = store_value (to, records->kind, &value);

      if (end)
        to = end;
      else
        {
          output_commit (output, to);
          render_text (run, records->kind, part->field->name, &value);
          to = output_reserve (output, 0);
        }
    }
  output_commit (output, to);
  if (records->kind == RECORD_SHELL)
    {
      shell_end (output);
      shell_finish_line (run, error);
    }
  else if (records->kind == RECORD_VALUES)
    output_byte (output, '\0');
  else
    {
      if (error)
        json_failed (&json, records, caches, inode);
      json_end (&json);
    }
}

void
records_render_failure (struct records const *records, struct run *run,
                        char const *path, int errnum)
{
  if (records->kind == RECORD_JSON)
    json_failure (run, path, errnum);
  if (records->kind != RECORD_SHELL)
    return;
  shell_failure (run, path, errnum);
  /* Clear the values of the previous file.  */
  for (size_t i = 0; i < records->count; i++)
    {
      struct record_part const *part = records->parts + i;

      if (strcmp (part->field->name, "path") != 0)
        {
          shell_begin (run->output, part->field->name, part->suffix);
          shell_end (run->output);
        }
    }
  shell_finish_line (run, errnum);
}
