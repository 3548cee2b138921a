/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mkdir.c -- create directories */

#include <config.h>

#include "mkdir/mkdir.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "modechange.h"
#include "userspec.h"
#include "xvasprintf.h"

#include "mkdir/label.h"
#include "mkdir/make-path.h"
#include "mkdir/sync.h"
#include "shared/cli.h"
#include "shared/messages.h"
#include "shared/operands.h"
#include "shared/output.h"
#include "shared/paths.h"
#include "shared/report.h"

enum
{
  OPTION_CONTEXT = CLI_LONG,
  OPTION_ENSURE,
  OPTION_JSON,
  OPTION_MASKED,
  OPTION_OWNER,
  OPTION_PARENT_MODE,
  OPTION_PARENT_OWNER,
  OPTION_SYNC,
  OPTION_UNIQUE,
};

static struct cli_option const option_table[] = {
  { CLI_HEADING, NULL, NULL, N_ ("Creation") },
  { 'm', "mode", "MODE",
    N_ ("set the file mode to exactly MODE, ignoring the umask") },
  { OPTION_MASKED, "masked", NULL,
    N_ ("let the umask or a default ACL clear bits of MODE,\n"
        "as mkdir(2) does") },
  { 'p', "parents", NULL,
    N_ ("create missing ancestors; accept existing directories") },
  { OPTION_PARENT_MODE, "parent-mode", "MODE",
    N_ ("set the mode of created ancestors to exactly MODE;\n"
        "implies -p") },
  { OPTION_ENSURE, "ensure", "[=HOW]",
    N_ ("give an existing DIRECTORY, which may not be a link,\n"
        "the MODE and OWNER, too; implies -p.  HOW is fix or,\n"
        "to report differences and change nothing, check") },
  { OPTION_OWNER, "owner", "OWNER[:GROUP]",
    N_ ("set owner and group as chown(1) does, before the\n"
        "mode lets anyone else in") },
  { OPTION_PARENT_OWNER, "parent-owner", "OWNER[:GROUP]",
    N_ ("set owner and group of created ancestors;\n"
        "implies -p") },
  { OPTION_SYNC, "sync", NULL,
    N_ ("write each created directory and its parent to disk") },
  { OPTION_UNIQUE, "unique", NULL,
    N_ ("replace the last run of three or more X in the last\n"
        "component of each DIRECTORY with random letters, so\n"
        "that the name is new; print the path; without -m,\n"
        "MODE is 700") },
  { CLI_HEADING, NULL, NULL, N_ ("Security context") },
  { 'Z', NULL, NULL,
    N_ ("set the SELinux security context of each created\n"
        "directory to the default type") },
  { OPTION_CONTEXT, "context", "[=CTX]",
    N_ ("like -Z, or if CTX is given, set the SELinux or SMACK\n"
        "security context to CTX") },
  { CLI_HEADING, NULL, NULL, N_ ("Output") },
  { 'v', "verbose", NULL,
    N_ ("print a message for each created or changed directory") },
  { OPTION_JSON, "json", NULL,
    N_ ("print one JSON object per line for each created\n"
        "directory, each that -p finds, and each error") },
  PATHS_OPTIONS,
  CLI_ALIAS ('m', "m", "MODE"),
  CLI_ALIAS ('p', "p", NULL),
  CLI_ALIAS ('p', "pa", NULL),
  CLI_ALIAS ('p', "par", NULL),
  CLI_ALIAS ('p', "pare", NULL),
  CLI_ALIAS ('p', "paren", NULL),
  CLI_ALIAS ('p', "parent", NULL),
  CLI_COMMON_OPTIONS,
};

static char const synonyms[]
    = "mode\0chmod\0permission\0permissions\0perms\0\0"
      "parents\0ancestors\0\0"
      "owner\0chown\0\0"
      "sync\0fsync\0\0"
      "unique\0mktemp\0temporary\0\0"
      "context\0label\0selinux\0\0" PATHS_SYNONYMS;

/* Print the last part of --help on OUTPUT.  */
static void
help_tail (struct output *output)
{
  output_text (output, _ ("\n\
Modes:\n\
  MODE is octal or symbolic, as in chmod(1).\n\
  A symbolic MODE is applied to a=rwx; in a clause without u, g, o or a, such\n\
  as -w, bits that are set in the umask are ignored.\n\
  Without -m, the mode is a=rwx minus the umask, or as a default ACL says.\n\
  Without --parent-mode, created ancestors get that mode plus u+wx.\n\
\n\
Owners:\n\
  OWNER and GROUP are names or numeric IDs; OWNER: also sets the login group\n\
  of OWNER, and :GROUP only the group.\n"));
}

static struct cli_example const examples[] = {
  { "-p -m 700 ~/.local/state/app",
    N_ ("create a private directory and missing ancestors") },
  { "--ensure -m 750 --owner=app:app /var/lib/app",
    N_ ("create a directory, or correct its mode and owner") },
  { NULL, NULL },
};

static struct cli_program const program = {
  .name = "mkdir",
  .usage = N_ ("[OPTION]... DIRECTORY..."),
  .summary = N_ ("Create each DIRECTORY; fail if it already exists.\n"),
  .options = option_table,
  .synonyms = synonyms,
  .help_tail = help_tail,
  .examples = examples,
  .page = MKDIR_PAGE,
};

/* The options that complete a plan when all of them are known.  */
struct plan_options
{
  char const *mode;         /* the argument of -m, or NULL */
  bool masked;              /* whether the umask clears bits of MODE */
  char const *parent_mode;  /* the argument of --parent-mode, or NULL */
  char const *owner;        /* the argument of --owner, or NULL */
  char const *parent_owner; /* the argument of --parent-owner, or NULL */
  bool sync;                /* whether to sync directories */
  bool verbose;             /* whether to print messages */
  bool json;                /* whether to print JSON */
  struct paths paths;       /* the options of both programs */
};

/* Check OPTIONS, and set the output of PLAN as they request.  Return true, or
   false after a report to CLI.  */
static bool
choose_output (struct plan *plan, struct cli *cli,
               struct plan_options *options)
{
  if (options->verbose && options->json)
    return cli_usage_error (
        cli, N_ ("--json and --verbose are mutually exclusive"));
  if (options->masked && !options->mode)
    return cli_usage_error (cli, N_ ("--masked requires --mode"));
  if (options->masked && plan->ensure != ENSURE_NOTHING)
    return cli_usage_error (
        cli, N_ ("--masked and --ensure are mutually exclusive"));
  if (plan->unique && (options->verbose || plan->ensure != ENSURE_NOTHING))
    return cli_usage_error (
        cli, options->verbose
                 ? N_ ("--unique and --verbose are mutually exclusive")
                 : N_ ("--ensure and --unique are mutually exclusive"));
  if (plan->unique && !options->mode)
    options->mode = "700";
  plan->tell
      = (struct tell_options){ .run = plan->run,
                               .form = options->json      ? TELL_JSON
                                       : options->verbose ? TELL_MESSAGES
                                       : plan->unique     ? TELL_PATHS
                                                          : TELL_NOTHING,
                               .ensure = plan->ensure };
  return true;
}

/* Set *MODE to the mode TEXT, octal or symbolic as in chmod(1), applied to
   a=rwx, unless TEXT is NULL.  A symbolic clause without u, g, o or a leaves
   alone the bits in UMASK.  Return true, or false after a report to RUN if
   TEXT is not a valid mode.  */
static bool
parse_mode (struct dir_mode *mode, struct run *run, char const *text,
            mode_t umask)
{
  if (!text)
    return true;

  struct mode_change *change = mode_compile (text);
  mode_t mentioned;

  if (!change)
    {
      report_error (run, 0, N_ ("invalid mode %s"), report_quoted (run, text));
      return false;
    }
  mode->requested
      = mode_adjust (DIR_PERMISSIONS, true, umask, change, &mentioned);
  free (change);
  /* The directory inherits the set-ID bits that TEXT does not mention.  */
  mode->exact = DIR_PERMISSIONS | S_ISVTX | (mentioned & (S_ISUID | S_ISGID));
  mode->initial = mode->requested & (DIR_PERMISSIONS | S_ISVTX);
  /* Until the special bits are as requested, only the owner has access:
     without S_ISVTX, others could delete files; without S_ISGID, new files
     would get the wrong group.  mkdir(2) may set S_ISVTX, and must on F2FS of
     Linux 5.10, where chmod(2) sets no special bit of a file with an ACL.  */
  if ((mode->requested & DIR_SPECIAL) || (mentioned & S_ISGID))
    mode->initial &= S_IRWXU | S_ISVTX;
  mode->umask = umask & ~(mode->requested | DIR_OPENED);
  mode->applies = true;
  return true;
}

/* Report to CLI what is wrong with TEXT, which parse_user_spec has rejected.
   Return false.  */
static bool
report_invalid (struct cli *cli, char const *text)
{
  uid_t user;
  size_t size = strcspn (text, ":");
  char const *group = text + size + (text[size] == ':');
  char *name = xasprintf ("%.*s", (int)size, text);
  bool is_user = size == 0 || !parse_user_spec (name, &user, NULL, NULL, NULL);

  free (name);
  if (!is_user)
    return cli_usage_error (cli, N_ ("invalid user %s"),
                            report_quoted_mem (cli->run, text, size));
  if (*group)
    return cli_usage_error (cli, N_ ("invalid group %s"),
                            report_quoted (cli->run, group));
  /* A user ID without a name has no login group.  */
  return cli_usage_error (cli, N_ ("invalid owner %s"),
                          report_quoted (cli->run, text));
}

/* Set the owner of MODE to what TEXT, [OWNER][:GROUP] as in chown(1),
   specifies, unless TEXT is NULL.  Return true, or false after reporting a
   usage error to CLI that names the unknown user or group.  This calls
   getpwnam(3) and getgrnam(3).  */
static bool
parse_owner (struct dir_mode *mode, struct cli *cli, char const *text)
{
  struct owner_spec *owner = &mode->owner;
  bool dotted;

  if (!text)
    return true;
  /* The message does not quote what is not valid, so it is not printed.  */
  if (parse_user_spec_warn (text, &owner->user, &owner->group, NULL, NULL,
                            &dotted)
      && !dotted)
    return report_invalid (cli, text);
  if (dotted)
    report_warning (cli->run, N_ ("warning: '.' should be ':' in %s"),
                    report_quoted (cli->run, text));
  mode->applies |= dir_owner_is_given (owner);
  return true;
}

/* Set the modes and umasks of PLAN as OPTIONS request.  Return false, after a
   report, if a mode is not valid.  */
static bool
set_modes (struct plan *plan, struct plan_options const *options)
{
  if (!options->mode && !options->owner && !options->parent_mode
      && !plan->parents)
    return true;

  mode_t mask = run_save_umask (plan->run);

  plan->operand = dir_mode_masked (DIR_PERMISSIONS, mask);
  /* POSIX mkdir -p: the user has write and search permission for ancestors,
     whatever the umask.  */
  plan->ancestor = dir_mode_masked (DIR_PERMISSIONS, mask & ~0300);

  bool valid = parse_mode (&plan->operand, plan->run, options->mode, mask);

  valid &= parse_mode (&plan->ancestor, plan->run, options->parent_mode, mask);
  if (options->masked)
    plan->operand = dir_mode_masked (plan->operand.requested, mask);
  plan->operand.is_ensured = plan->ensure == ENSURE_FIX;
  return valid;
}

/* Store the option KEY of CLI in PLAN or OPTIONS.  Return true, or false after
   a report of a wrong argument.  */
static bool
take_option (struct cli *cli, int key, struct plan *plan,
             struct plan_options *options)
{
  static char const *const choices[] = { "fix", "check", NULL };
  char const *argument = cli->argument;
  ptrdiff_t choice;

  switch (key)
    {
    case OPTION_ENSURE:
      choice = argument ? cli_choice (cli, "--ensure", argument, choices) : 0;
      plan->ensure = choice == 0 ? ENSURE_FIX : ENSURE_CHECK;
      return 0 <= choice;
    case 'm':
      options->mode = argument;
      break;
    case OPTION_MASKED:
      options->masked = true;
      break;
    case 'p':
      plan->parents = true;
      break;
    case OPTION_PARENT_MODE:
      options->parent_mode = argument;
      break;
    case OPTION_OWNER:
      options->owner = argument;
      break;
    case OPTION_PARENT_OWNER:
      options->parent_owner = argument;
      break;
    case OPTION_SYNC:
      options->sync = true;
      break;
    case OPTION_UNIQUE:
      plan->unique = true;
      break;
    case 'v':
      options->verbose = true;
      break;
    case OPTION_JSON:
      options->json = true;
      break;
    case 'Z':
    case OPTION_CONTEXT:
      label_choose (&plan->label, plan->run, argument);
      break;
    default:
      paths_take (&options->paths, key, argument);
      break;
    }
  return true;
}

/* Parse the options and operands of CLI into PLAN, whose SYNC becomes NULL
   without --sync, and OPERANDS.  Return true, or false if the run ends here:
   after --help, --version or a reported error.  */
static bool
parse_command_line (struct cli *cli, struct plan *plan,
                    struct operands *operands)
{
  struct plan_options options = { 0 };

  for (int key; (key = cli_next (cli)) != CLI_END;)
    {
      if (key == CLI_STOP || !take_option (cli, key, plan, &options))
        return false;
    }
  plan->parents |= options.parent_mode || options.parent_owner;
  if (plan->ensure != ENSURE_NOTHING)
    plan->parents = plan->ensure == ENSURE_FIX;
  if (!options.sync)
    plan->sync = NULL;
  return choose_output (plan, cli, &options)
         && paths_start (&options.paths, cli, &plan->base, operands)
         && set_modes (plan, &options)
         && parse_owner (&plan->operand, cli, options.owner)
         && parse_owner (&plan->ancestor, cli, options.parent_owner)
         && paths_open (&options.paths, &plan->base, operands)
         && label_start (&plan->label, plan->run);
}

int
mkdir_run (struct run *run, int argc, char **argv)
{
  struct sync sync = { .parent = { .run = run, .fd = -1 } };
  /* By default, the kernel derives the mode from the umask.  */
  struct plan plan = { .run = run,
                       .operand = dir_mode_masked (DIR_PERMISSIONS, 0),
                       .sync = &sync };
  struct operands operands = { 0 };
  struct output output;
  struct cli cli;

  report_start (run, &output);
  cli_start (&cli, run, &program, argc, argv);
  if (parse_command_line (&cli, &plan, &operands))
    {
      plan_start (&plan);
      /* What --unique has made is lost if its path is not printed.  */
      for (char const *path; !(plan.unique && output.error)
                             && (path = operands_next (&operands));)
        make_path (&plan, path);
    }
  sync_finish (&sync);
  cli_finish (&cli);
  operands_finish (&operands);
  base_finish (&plan.base);
  label_finish (&plan.label, run);
  return report_finish (run);
}
