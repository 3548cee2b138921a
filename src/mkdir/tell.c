/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell.c -- print and report what came of a directory */

#include <config.h>

#include "mkdir/tell.h"

#include <grp.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>

#include "intprops.h"
#include "inttostr.h"
#include "xvasprintf.h"

#include "shared/json.h"
#include "shared/messages.h"
#include "shared/output.h"
#include "shared/report.h"

/* Return USER:GROUP for a message, by their names or else their IDs.  The
   result is valid as long as that of report_name.  This calls getpwuid(3) and
   getgrgid(3).  */
static char const *
owner_name (struct run *run, uid_t user, gid_t group)
{
  char user_id[INT_BUFSIZE_BOUND (uintmax_t)];
  char group_id[INT_BUFSIZE_BOUND (uintmax_t)];
  struct passwd const *user_entry = getpwuid (user);
  struct group const *group_entry = getgrgid (group);
  char *name = xasprintf (
      "%s:%s", user_entry ? user_entry->pw_name : umaxtostr (user, user_id),
      group_entry ? group_entry->gr_name : umaxtostr (group, group_id));
  char const *printable = report_printable (run, name);

  free (name);
  return printable;
}

/* Print on the output of RUN a message for each change of the directory PATH,
   as chown(1) and chmod(1) do, or that it was created.  */
static void
print_messages (struct run *run, char const *path,
                struct mode_result const *result)
{
  struct output *output = run->output;
  struct dir_state const *before = &result->before;
  struct dir_state const *found = &result->found;
  int changes = result->created ? 0 : dir_state_compare (before, found);
  char const *name = report_name (run, path);

  if (result->created)
    {
      output_printf (output, "%s: ", run->name);
      output_printf (output, _ ("created directory %s"), name);
      output_byte (output, '\n');
    }
  if (changes & OWNER_DIFFERS)
    {
      char const *old = owner_name (run, before->user, before->group);
      char const *new = owner_name (run, found->user, found->group);

      output_printf (output, "%s: ", run->name);
      output_printf (output, _ ("changed ownership of %s from %s to %s"), name,
                     old, new);
      output_byte (output, '\n');
    }
  if (changes & MODE_DIFFERS)
    {
      output_printf (output, "%s: ", run->name);
      output_printf (output, _ ("mode of %s changed from %04o to %04o"), name,
                     (unsigned int)before->mode, (unsigned int)found->mode);
      output_byte (output, '\n');
    }
}

/* Add to JSON the object KEY with those parts of STATE that are among
   DIFFERENCES.  */
static void
print_state (struct json *json, char const *key, struct dir_state const *state,
             int differences)
{
  struct output *output = json->output;

  json_key (json, key);
  output_byte (output, '{');
  if (differences & MODE_DIFFERS)
    output_printf (output, "\"mode\": \"%04o\"", (unsigned int)state->mode);
  if (differences == (MODE_DIFFERS | OWNER_DIFFERS))
    output_text (output, ", ");
  if (differences & OWNER_DIFFERS)
    output_printf (output, "\"owner\": \"%ju:%ju\"", (uintmax_t)state->user,
                   (uintmax_t)state->group);
  output_byte (output, '}');
}

/* Print what came of the directory PATH as a JSON object.  */
static void
print_json (struct tell_options const *options, char const *path,
            struct mode_result const *result)
{
  struct output *output = options->run->output;
  struct dir_state const *before = &result->before;
  bool created = result->created;
  struct json json;

  /* Without --ensure, what existed is wanted as it is.  */
  int differences = created ? 0 : dir_state_compare (before, &result->wanted);

  json_begin (&json, output);
  json_name (&json, "path", path);
  json_key (&json, "created");
  output_text (output, created ? "true" : "false");
  json_key (&json, "mode");
  if (result->verified)
    output_printf (output, "\"%04o\"", (unsigned int)result->found.mode);
  else
    output_text (output, "null");
  if (options->ensure != ENSURE_NOTHING)
    {
      bool changed
          = created || dir_state_compare (before, &result->found) != 0;

      json_key (&json, "changed");
      output_text (output, changed ? "true" : "false");
    }
  if (differences != 0)
    {
      print_state (&json, "found", before, differences);
      print_state (&json, "wanted", &result->wanted, differences);
    }
  json_end (&json);
}

void
tell_failure (struct tell_options const *options, char const *path, int errnum)
{
  if (options->form != TELL_JSON)
    return;
  json_failure (options->run, path, errnum);
  output_flush (options->run->output);
}

/* Report what RESULT lacks, which is not complete, to the directory PATH.  */
static void
report_difference (struct tell_options const *options, char const *path,
                   struct mode_result const *result)
{
  struct run *run = options->run;
  struct dir_state const *found = &result->found;
  struct dir_state const *wanted = &result->wanted;
  bool created = result->created;
  char const *name = report_name (run, path);
  int differences = dir_state_compare (found, wanted);

  if (result->errnum != 0)
    {
      report_error (run, result->errnum,
                    result->owner_failed ? N_ ("cannot change ownership of %s")
                    : result->look_failed
                        ? N_ ("cannot check directory %s")
                        : N_ ("cannot change permissions of %s"),
                    name);
      return;
    }
  if (differences & OWNER_DIFFERS)
    report_error (run, 0,
                  created ? N_ ("%s was made with owner %s instead of %s")
                          : N_ ("%s has owner %s instead of %s"),
                  name, owner_name (run, found->user, found->group),
                  owner_name (run, wanted->user, wanted->group));
  if (!(differences & MODE_DIFFERS))
    return;
  /* chmod(2) clears it if the user is not in the group.  */
  if (created && wanted->mode == (found->mode | (result->inherited & S_ISGID)))
    report_error (run, 0,
                  N_ ("%s lost the set-group-ID bit that it inherited"), name);
  else
    report_error (run, 0,
                  created ? N_ ("%s was made with mode %04o instead of %04o")
                          : N_ ("%s has mode %04o instead of %04o"),
                  name, (unsigned int)found->mode, (unsigned int)wanted->mode);
}

void
tell_directory (struct tell_options const *options, char const *path,
                struct mode_result const *result)
{
  if (options->form == TELL_MESSAGES)
    print_messages (options->run, path, result);
  else if (options->form == TELL_JSON)
    print_json (options, path, result);
  if (options->form != TELL_NOTHING)
    output_flush (options->run->output);
  if (mode_result_is_complete (result))
    return;
  if (result->errnum != 0)
    tell_failure (options, path, result->errnum);
  report_difference (options, path, result);
}

void
tell_path (struct tell_options const *options, char const *path)
{
  struct output *output = options->run->output;

  if (options->form != TELL_PATHS)
    return;
  output_text (output, path);
  output_byte (output, '\n');
  output_flush (output);
}
