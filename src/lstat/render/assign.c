/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assign.c -- set a variable of the shell instead of printing */

#include <config.h>

#include "lstat/render/assign.h"

#include <stdlib.h>
#include <string.h>

#include "shared/messages.h"
#include "shared/report.h"
#include "shared/variables.h"

bool
assign_choose (struct assignment *assignment, struct cli *cli,
               char const *name, bool as_array)
{
  struct variables const *variables = cli->run->variables;
  char const *error;

  if (!variables)
    return cli_usage_error (
        cli, N_ ("option -%c works only in the loadable builtin of bash"),
        as_array ? 'A' : 'v');
  if (assignment->name && assignment->as_array != as_array)
    return cli_usage_error (cli, N_ ("-A and -v are mutually exclusive"));
  error = variables->check (name, as_array);
  if (error)
    {
      char const *quoted = report_quoted (cli->run, name);

      report_error (cli->run, 0, "%s: %s", quoted, _ (error));
      return false;
    }
  assignment->name = name;
  assignment->as_array = as_array;
  return true;
}

/* Set the variable of ASSIGNMENT to the output of RUN, which is for one file
   and ends with a newline unless that is part of the value.  Return true, or
   false after a report to RUN.  */
static bool
set_scalar (struct assignment *assignment, struct run *run)
{
  struct output_memory *memory = &assignment->memory;
  char *value = memory->bytes;

  if (!assignment->keep_newline)
    value[--memory->size] = '\0';
  if (strlen (value) != memory->size)
    {
      report_error (run, 0, N_ ("%s: a variable cannot contain a NUL byte"),
                    report_quoted (run, assignment->name));
      return false;
    }
  run->variables->set (assignment->name, value);
  return true;
}

/* Set the variable of ASSIGNMENT to an array of the values that RECORDS have
   printed on the output of RUN.  */
static void
assign_array (struct assignment const *assignment, struct run *run,
              struct records const *records)
{
  struct variables const *variables = run->variables;
  void *array = variables->set_array (assignment->name);
  char const *value = assignment->memory.bytes;

  for (size_t i = 0; i < records->format.count; i++)
    {
      struct field const *field = records->format.parts[i].field;

      if (field)
        {
          variables->set_element (array, field->name, value);
          value += strlen (value) + 1;
        }
    }
}

void
assign_finish (struct assignment *assignment, struct run *run,
               struct records const *records)
{
  bool done = run->status == EXIT_SUCCESS && !run->interrupted;

  if (!assignment->name)
    return;
  if (run->output->memory == &assignment->memory)
    {
      output_flush (run->output);
      run->output->memory = NULL;
      if (done && assignment->as_array)
        assign_array (assignment, run, records);
      else if (done)
        done = set_scalar (assignment, run);
    }
  if (!done)
    run->variables->unset (assignment->name);
  free (assignment->memory.bytes);
}
