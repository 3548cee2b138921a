/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mkdir.c -- make directories, with their modes exactly as asked */

#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/cli.h"
#include "shared/json.h"
#include "mkdir/label.h"
#include "mkdir/make-path.h"
#include "shared/messages.h"
#include "shared/operands.h"
#include "shared/output.h"
#include "shared/paths.h"
#include "progname.h"
#include "shared/report.h"
#include "xvasprintf.h"

enum
{
  OPTION_CONTEXT = CLI_LONG,
  OPTION_JSON,
  OPTION_MASKED,
  OPTION_PARENT_MODE,
};

static struct cli_option const option_table[] = {
  { 'm', "mode", "MODE",
    N_ ("give each DIRECTORY the mode MODE, and just that"), false },
  { OPTION_MASKED, "masked", NULL,
    N_ ("let the umask or a default ACL take bits of MODE,\n"
        "as they do for mkdir(2)"),
    true },
  { 'p', "parents", NULL,
    N_ ("make missing parents, too; a DIRECTORY may exist"), false },
  { OPTION_PARENT_MODE, "parent-mode", "MODE",
    N_ ("give each parent made the mode MODE; implies -p"), true },
  { 'v', "verbose", NULL, N_ ("tell of each directory that is made"), false },
  { OPTION_JSON, "json", NULL,
    N_ ("print one JSON object a line for each directory made,\n"
        "each one that -p finds and each error"),
    true },
  { 'Z', NULL, NULL, N_ ("label each directory as the SELinux policy says"),
    false },
  { OPTION_CONTEXT, "context", "[=CTX]",
    N_ ("the same, or label each as CTX for SELinux or SMACK"), false },
  PATHS_OPTIONS,
  CLI_COMMON_OPTIONS,
};

/* Print the end of --help.  */
static void
help_tail (void)
{
  puts (_ ("\n\
MODE is octal or symbolic, as for chmod(1).  The umask does not apply to\n\
it, but for --masked and for clauses that name no users, such as +w.\n\
Without -m the mode is 0777 less the umask; parents for which there is no\n\
--parent-mode get that and u+wx."));
}

static struct cli_program const program = {
  .name = "mkdir",
  .usage = N_ ("[OPTION]... DIRECTORY..."),
  .summary = N_ ("Make each DIRECTORY, which must not exist yet.\n"),
  .options = option_table,
  .help_tail = help_tail,
};

/* Tell OUTPUT in words of MADE, unless it was there before.  */
static void
print_message (struct output *output, struct made const *made)
{
  if (!made->created)
    return;

  char *text
      = xasprintf (_ ("created directory %s"), report_name (made->path));

  output_text (output, program_name);
  output_text (output, ": ");
  output_text (output, text);
  output_byte (output, '\n');
  output_flush (output);
  free (text);
}

/* Tell OUTPUT of MADE as an object of JSON.  */
static void
print_json (struct output *output, struct made const *made)
{
  struct json json;
  char mode[8];

  snprintf (mode, sizeof mode, "\"%04o\"", (unsigned int)made->mode);
  json_begin (&json, output);
  json_name (&json, "path", made->path);
  json_key (&json, "created");
  output_text (output, made->created ? "true" : "false");
  json_key (&json, "mode");
  output_text (output, made->seen ? mode : "null");
  json_end (&json);
  output_flush (output);
}

/* Tell OUTPUT of the failure ERRNUM of PATH as an object of JSON.  */
static void
print_json_failure (struct output *output, char const *path, int errnum)
{
  json_failure (output, path, errnum);
  output_flush (output);
}

/* What the options say of modes and of output.  */
struct options
{
  char const *mode;        /* the argument of -m, or NULL */
  bool masked;             /* whether the umask takes bits of MODE away */
  char const *parent_mode; /* the argument of --parent-mode, or NULL */
  bool words;              /* whether to tell in words what is made */
  bool json;               /* whether to tell it as JSON */
};

/* Let PLAN tell what is made as OPTIONS say, or end the process if that is two
   ways at once.  */
static void
choose_output (struct plan *plan, struct options const *options)
{
  if (options->words && options->json)
    cli_usage_error (_ ("--json and --verbose exclude each other"));
  if (options->words)
    plan->print = print_message;
  if (options->json)
    {
      plan->look = true;
      plan->print = print_json;
      plan->print_failure = print_json_failure;
    }
}

/* Set *MODE to the one that TEXT tells under the umask MASK.  Return false,
   after a report, if TEXT is no mode.  */
static bool
parse_mode (struct dir_mode *mode, char const *text, mode_t mask)
{
  if (dir_mode_parse (mode, text, mask))
    return true;
  report_error (0, _ ("invalid mode %s"), report_quoted (text, strlen (text)));
  return false;
}

/* Decide the modes and umasks of PLAN as OPTIONS say.  Return false, after a
   report, if any is no mode.  */
static bool
decide_modes (struct plan *plan, struct options const *options)
{
  if (!options->mode && !plan->parents)
    return true;

  /* umask(2) cannot be asked without being set.  */
  mode_t mask = umask (077);
  bool valid = true;

  plan->operand = dir_mode_by_umask (mask);
  /* POSIX mkdir -p: whatever the umask, the user can get through.  */
  plan->ancestor = dir_mode_by_umask (mask & ~0300);
  if (options->mode)
    valid = parse_mode (&plan->operand, options->mode, mask);
  if (options->parent_mode)
    valid &= parse_mode (&plan->ancestor, options->parent_mode, mask);
  if (options->mode && options->masked)
    dir_mode_mask (&plan->operand, mask);
  umask (plan->operand.umask);
  return valid;
}

/* Take KEY, an option, into PLAN, OPTIONS or PATHS.  */
static void
take_option (int key, struct plan *plan, struct options *options,
             struct paths *paths)
{
  switch (key)
    {
    case 'm':
      options->mode = optarg;
      break;
    case OPTION_MASKED:
      options->masked = true;
      break;
    case 'p':
      plan->parents = true;
      break;
    case OPTION_PARENT_MODE:
      options->parent_mode = optarg;
      plan->parents = true;
      break;
    case 'v':
      options->words = true;
      break;
    case OPTION_JSON:
      options->json = true;
      break;
    case 'Z':
    case OPTION_CONTEXT:
      label_choose (&plan->label, optarg);
      break;
    default:
      if (!paths_take (paths, key))
        abort ();
      break;
    }
}

int
main (int argc, char **argv)
{
  struct plan plan = PLAN_DEFAULT;
  struct options options = { 0 };
  struct paths paths = { 0 };
  struct output output;
  struct operands operands;

  cli_start (&program, argc, argv);
  for (int key; (key = cli_next ()) != -1;)
    take_option (key, &plan, &options, &paths);
  choose_output (&plan, &options);
  output_start (&output, STDOUT_FILENO);
  paths_start (&paths, &plan.base, &operands, &output);
  report_attach (&output);
  plan.output = &output;
  if (label_start (&plan.label) && decide_modes (&plan, &options))
    for (char *path; (path = operands_next (&operands));)
      make_path (&plan, path);
  return report_status ();
}
