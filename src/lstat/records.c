/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c -- print an inode as JSON or as shell variables */

#include <config.h>

#include "lstat/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lstat/digits.h"
#include "lstat/shell.h"
#include "lstat/spec.h"
#include "shared/json.h"
#include "shared/messages.h"
#include "shared/report.h"
#include "xalloc.h"

/* The format of times.  */
static struct spec const plain = {
  .precision = SPEC_NO_PRECISION, .plain = true, .bare = true, .point = "."
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
  return true;
}

/* Print on the output of JSON the text before the value of PART, one of
   RECORDS.  */
static void
begin_part (struct records const *records, struct record_part const *part,
            struct json *json)
{
  if (records->kind == RECORD_SHELL)
    shell_begin (json->output, part->field->name, part->suffix);
  else if (records->kind == RECORD_JSON)
    {
      if (part == records->parts)
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
  records->labels = xmemdup (gathered.bytes, gathered.used);
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
        if (fields[i].has_key)
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
          fields_report_unknown (fields, run, list, size,
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

/* If VALUE is an integer, print the label of PART, one of RECORDS, and VALUE
   on OUTPUT, and return true, else return false.  Half of the fields are
   integers: printing both at once saves time.  */
static bool
add_integer (struct records const *records, struct record_part const *part,
             struct value const *value, struct output *output)
{
  bool is_integer = value->kind == VALUE_UINT || value->kind == VALUE_INT
                    || value->kind == VALUE_OCTAL || value->kind == VALUE_HEX;

  if (!is_integer)
    return false;

  char *to = output_reserve (output, part->label_size + 1 + DIGITS_ROOM);

  to = mempcpy (to, records->labels + part->label, part->label_size);
  if (value->number.negative)
    *to++ = '-';
  output_commit (output, digits_at (to, value->number.magnitude, 10));
  return true;
}

/* If VALUE is a number but not an integer for add_integer, print it on OUTPUT,
   and return true, else return false.  */
static bool
render_number (struct value const *value, struct output *output)
{
  switch (value->kind)
    {
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

/* Add VALUE, the value of KEY, to JSON.  */
static void
render_json (struct json *json, char const *key, struct value const *value)
{
  switch (value->kind)
    {
    case VALUE_NONE:
    case VALUE_FAILED:
      output_text (json->output, "null");
      break;
    case VALUE_LIST:
      json_list (json, value->text);
      break;
    case VALUE_TEXT:
      output_byte (json->output, '"');
      output_text (json->output, value->text);
      output_byte (json->output, '"');
      break;
    case VALUE_NAME:
    case VALUE_QUOTED_NAME:
    case VALUE_READABLE_NAME:
      json_name_value (json, key, value->text);
      break;
    default:
      render_number (value, json->output);
      break;
    }
}

/* Print VALUE on the output of RUN as the value of a shell variable, quoted
   for a shell if QUOTED.  */
static void
render_shell (struct run *run, struct value const *value, bool quoted)
{
  if (value->kind == VALUE_NONE || value->kind == VALUE_FAILED
      || render_number (value, run->output))
    return;
  if (quoted)
    shell_quoted (run, value->text);
  else
    output_text (run->output, value->text);
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
  int error = 0; /* errno value of the first field that failed */

  for (size_t i = 0; i < records->count; i++)
    {
      struct record_part const *part = records->parts + i;
      struct value value = part->field->get (caches, inode);

      if (value.kind == VALUE_FAILED && error == 0)
        error = value.error;
      if (!add_integer (records, part, &value, output))
        {
          output_bytes (output, records->labels + part->label,
                        part->label_size);
          if (records->kind == RECORD_JSON)
            render_json (&json, part->field->name, &value);
          else
            render_shell (run, &value, records->kind == RECORD_SHELL);
        }
      if (records->kind == RECORD_SHELL)
        output_text (output, "' ");
      else if (records->kind == RECORD_VALUES)
        output_byte (output, '\0');
    }
  if (records->kind == RECORD_SHELL)
    shell_finish_line (run, error);
  else if (records->kind == RECORD_JSON)
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
          output_text (run->output, "' ");
        }
    }
  shell_finish_line (run, errnum);
}
