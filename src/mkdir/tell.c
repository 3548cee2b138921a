/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell.c -- print and report what came of a directory */

#include <config.h>

#include "mkdir/tell.h"

#include <stdint.h>
#include <stdio.h>

#include "shared/json.h"
#include "shared/messages.h"
#include "shared/output.h"
#include "shared/report.h"

/* Return whether the directory in STATUS was created, or changed by
   --ensure.  */
static bool
is_changed (struct dir_status const *status)
{
  return status->created
         || (status->ensured && mode_result_is_changed (status->result));
}

/* Begin a message on the output of RUN.  */
static void
begin_message (struct run *run)
{
  output_printf (run->output, "%s: ", run->name);
}

/* Print on the output of RUN a message for each change of the directory in
   STATUS, as chown(1) and chmod(1) do.  */
static void
print_changes (struct run *run, struct dir_status const *status)
{
  struct dir_state const *before = &status->result->before;
  struct dir_state const *found = &status->result->found;
  char const *name = report_name (run, status->path);

  if (!dir_state_same_owner (before, found))
    {
      char const *old = owner_name (run, before->user, before->group);
      char const *new = owner_name (run, found->user, found->group);

      begin_message (run);
      output_printf (run->output, _ ("changed ownership of %s from %s to %s"),
                     name, old, new);
      output_byte (run->output, '\n');
    }
  if (before->mode != found->mode)
    {
      begin_message (run);
      output_printf (run->output, _ ("mode of %s changed from %04o to %04o"),
                     name, (unsigned int)before->mode,
                     (unsigned int)found->mode);
      output_byte (run->output, '\n');
    }
}

/* Print messages on the output of RUN if the directory in STATUS was created
   or changed.  */
static void
print_messages (struct run *run, struct dir_status const *status)
{
  if (!is_changed (status))
    return;
  if (status->created)
    {
      char const *name = report_name (run, status->path);

      begin_message (run);
      output_printf (run->output, _ ("created directory %s"), name);
      output_byte (run->output, '\n');
    }
  else
    print_changes (run, status);
  output_flush (run->output);
}

/* Add to JSON the object KEY with the mode of STATE, if WITH_MODE, and its
   owner, if WITH_OWNER.  */
static void
print_state (struct json *json, char const *key, struct dir_state const *state,
             bool with_mode, bool with_owner)
{
  struct output *output = json->output;

  json_key (json, key);
  output_byte (output, '{');
  if (with_mode)
    output_printf (output, "\"mode\": \"%04o\"", (unsigned int)state->mode);
  if (with_mode && with_owner)
    output_text (output, ", ");
  if (with_owner)
    output_printf (output, "\"owner\": \"%ju:%ju\"", (uintmax_t)state->user,
                   (uintmax_t)state->group);
  output_byte (output, '}');
}

/* Add to JSON what --ensure has found and done with the directory in
   STATUS.  */
static void
print_ensured (struct json *json, struct dir_status const *status)
{
  struct mode_result const *result = status->result;
  struct dir_state const *before = &result->before;
  struct dir_state const *wanted = &result->wanted;
  bool other_mode = before->mode != wanted->mode;
  bool other_owner = !dir_state_same_owner (before, wanted);

  json_key (json, "changed");
  output_text (json->output, is_changed (status) ? "true" : "false");
  if (status->created || !(other_mode || other_owner))
    return;
  print_state (json, "found", before, other_mode, other_owner);
  print_state (json, "wanted", wanted, other_mode, other_owner);
}

/* Print STATUS as a JSON object on the output of RUN.  */
static void
print_json (struct run *run, struct dir_status const *status)
{
  struct json json;
  char mode[8];

  snprintf (mode, sizeof mode, "\"%04o\"",
            (unsigned int)status->result->found.mode);
  json_begin (&json, run->output);
  json_name (&json, "path", status->path);
  json_key (&json, "created");
  output_text (run->output, status->created ? "true" : "false");
  json_key (&json, "mode");
  output_text (run->output, status->result->verified ? mode : "null");
  if (status->ensured)
    print_ensured (&json, status);
  json_end (&json);
  output_flush (run->output);
}

void
tell_directory (enum tell tell, struct run *run,
                struct dir_status const *status)
{
  if (tell == TELL_MESSAGES)
    print_messages (run, status);
  else if (tell == TELL_JSON)
    print_json (run, status);
}

void
tell_failure (enum tell tell, struct run *run, char const *path, int errnum)
{
  if (tell != TELL_JSON)
    return;
  json_failure (run, path, errnum);
  output_flush (run->output);
}

/* Report the error in the result of STATUS.  */
static void
report_change (struct run *run, struct dir_status const *status)
{
  int errnum = status->result->errnum;
  char const *name = report_name (run, status->path);

  if (!status->created && !status->changes)
    report_error (run, errnum, N_ ("cannot check directory %s"), name);
  else if (status->result->owner_failed)
    report_error (run, errnum, N_ ("cannot change ownership of %s"), name);
  else
    report_error (run, errnum, N_ ("cannot change permissions of %s"), name);
}

/* Report that the directory in STATUS has another owner than requested.  */
static void
report_owner (struct run *run, struct dir_status const *status)
{
  struct dir_state const *wanted = &status->result->wanted;
  struct dir_state const *found = &status->result->found;
  char const *name = report_name (run, status->path);
  char const *actual = owner_name (run, found->user, found->group);
  char const *requested = owner_name (run, wanted->user, wanted->group);

  report_error (run, 0,
                status->created
                    ? N_ ("%s was made with owner %s instead of %s")
                    : N_ ("%s has owner %s instead of %s"),
                name, actual, requested);
}

/* Report that the directory in STATUS has another mode than requested.  */
static void
report_mode (struct run *run, struct dir_status const *status)
{
  struct mode_result const *result = status->result;
  mode_t wanted = result->wanted.mode;
  mode_t found = result->found.mode;
  char const *name = report_name (run, status->path);

  if (status->created && wanted == (found | (result->inherited & S_ISGID)))
    /* chmod(2) clears it if the user is not in the group.  */
    report_error (run, 0,
                  N_ ("%s lost the set-group-ID bit that it inherited"), name);
  else
    report_error (run, 0,
                  status->created
                      ? N_ ("%s was made with mode %04o instead of %04o")
                      : N_ ("%s has mode %04o instead of %04o"),
                  name, (unsigned int)found, (unsigned int)wanted);
}

void
tell_difference (struct run *run, struct dir_status const *status)
{
  struct mode_result const *result = status->result;

  if (result->errnum != 0)
    {
      report_change (run, status);
      return;
    }
  if (!mode_result_has_owner (result))
    report_owner (run, status);
  if (!mode_result_has_mode (result))
    report_mode (run, status);
}
