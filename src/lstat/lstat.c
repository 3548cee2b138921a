/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lstat.c -- display file or file system status */

#include <config.h>

#include "lstat/lstat.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hard-locale.h"
#include "human.h"
#include "quotearg.h"
#include "xvasprintf.h"

#include "lstat/fields/fields.h"
#include "lstat/jobs.h"
#include "lstat/query/mounts.h"
#include "lstat/render/assign.h"
#include "lstat/render/format.h"
#include "lstat/render/layouts.h"
#include "lstat/render/records.h"
#include "lstat/show.h"
#include "shared/cli.h"
#include "shared/messages.h"
#include "shared/operands.h"
#include "shared/output.h"
#include "shared/paths.h"
#include "shared/report.h"
#include "shared/system.h"
#include "shared/variables.h"

enum
{
  OPTION_CACHED = CLI_LONG,
  OPTION_JSON,
  OPTION_PRINTF,
  OPTION_QUOTING_STYLE,
  OPTION_SHELL,
  OPTION_SI,
  OPTION_TIME_STYLE,
};

static struct cli_option const option_table[] = {
  { CLI_HEADING, NULL, NULL, N_ ("Selection") },
  { 'L', "dereference", NULL, N_ ("follow symbolic links") },
  { 'f', "file-system", NULL,
    N_ ("display file system status instead of file status;\n"
        "always follow symbolic links") },
  { CLI_HEADING, NULL, NULL, N_ ("Output formats") },
  { 'c', "format", "FORMAT",
    N_ ("print FORMAT, followed by a newline, for each FILE") },
  { OPTION_PRINTF, "printf", "FORMAT",
    N_ ("like --format, but interpret backslash escapes and\n"
        "append no newline") },
  { 't', "terse", NULL, N_ ("print the status in terse form, on one line") },
  { OPTION_JSON, "json", "[=FIELDS]",
    N_ ("print one JSON object per line for each FILE, with\n"
        "FIELDS, names separated by commas; by default, with\n"
        "all fields but those by name only") },
  { OPTION_SHELL, "shell", "[=FIELDS]",
    N_ ("print the same fields as shell variable assignments") },
  { 'h', "human-readable", NULL,
    N_ ("print sizes (%s) in powers of 1024, as in 1.5K") },
  { OPTION_SI, "si", NULL, N_ ("like -h, but in powers of 1000, as in 1.6k") },
  { OPTION_QUOTING_STYLE, "quoting-style", "WORD",
    N_ ("quote names in the style WORD, as in ls: literal,\n"
        "shell, shell-always, shell-escape,\n"
        "shell-escape-always, c, c-maybe, escape, locale or\n"
        "clocale") },
  { OPTION_TIME_STYLE, "time-style", "STYLE",
    N_ ("format times as in ls; STYLE is full-iso (default),\n"
        "long-iso, iso, locale or +FORMAT") },
  { 'u', "utc", NULL, N_ ("print times in UTC, not in local time") },
  { CLI_HEADING, NULL, NULL, N_ ("Bash builtin only") },
  { 'A', NULL, "NAME",
    N_ ("print nothing; set the associative array NAME to the\n"
        "fields of FILE, or to those of --json or --shell") },
  { 'v', NULL, "NAME",
    N_ ("print nothing; set the variable NAME to the output") },
  PATHS_OPTIONS,
  { CLI_HEADING, NULL, NULL, N_ ("Speed") },
  { 'j', "jobs", "N",
    N_ ("query up to N files in parallel; keep output in order") },
  { OPTION_CACHED, "cached", "MODE",
    N_ ("specify whether to use cached attributes on network\n"
        "file systems: always, never or default") },
  CLI_ALIAS ('L', "d", NULL),
  CLI_ALIAS ('f', "fi", NULL),
  CLI_ALIAS ('f', "fil", NULL),
  CLI_ALIAS ('f', "file", NULL),
  CLI_ALIAS ('t', "t", NULL),
  CLI_ALIAS (CLI_HELP, "h", NULL),
  CLI_COMMON_OPTIONS,
};

static char const synonyms[]
    = "dereference\0follow\0follow-links\0follow-symlinks\0\0"
      "file-system\0fs\0\0"
      "format\0fmt\0\0"
      "json\0jsonl\0\0"
      "utc\0gmt\0universal\0\0"
      "jobs\0max-procs\0parallel\0threads\0\0" PATHS_SYNONYMS;

/* A command line, and what its options say so far.  */
struct command_line
{
  struct cli cli;                /* its options */
  struct request request;        /* what to show of each file */
  struct operands operands;      /* the files */
  struct paths paths;            /* how to look them up */
  char const *format;            /* of -c or --printf, or NULL */
  enum format_language language; /* of FORMAT */
  bool terse;                    /* whether to print the terse layout */
  char const *field_names;       /* of records, or NULL for all */
  bool shell;                    /* whether --shell was given */
  bool assigns;                  /* whether -A or -v was, to a shell */
  int quoting_style;             /* index of the style, or -1 */
  int human;                     /* options of human.h for sizes, or 0 */
  int jobs;                      /* argument of -j, or 0 */
  struct assignment assignment;  /* the variable of -A or -v */
};

/* Print the rows of --help for those FIELDS on OUTPUT that are printed only if
   they are named, if BY_NAME, else for the others.  */
static void
print_fields (struct output *output, struct field const *fields, bool by_name)
{
  for (struct field const *field = fields; field->name; field++)
    if (field->by_name == by_name)
      {
        char const *directive = field->directive;
        char *label = !field->has_key ? xasprintf ("%%%s", directive)
                      : *directive
                          ? xasprintf ("%%%s, %%{%s}", directive, field->name)
                          : xasprintf ("%%{%s}", field->name);

        cli_help_row (output, label, _ (field->description));
        free (label);
      }
}

/* Print the last part of --help on OUTPUT: the directives and fields.  */
static void
help_tail (struct output *output)
{
  output_text (output, _ ("\n\
Directives in FORMAT:\n\
  A directive is % followed by a letter or by a field NAME in braces.\n\
  Flags, a width and a precision may stand in between, as in printf(3).\n\
  %W, %X, %Y and %Z print whole seconds; with a precision, as in %.3Y, that\n\
  many decimal places; with an empty one, as in %.Y, full precision.\n\
  %{NAME} prints seconds with full precision by default, and always with a\n\
  point; it prints - if the value is unknown.\n\
  NAME is also the key in JSON.  The variable in shell output is NAME, prefixed\n\
  with st_ unless it already starts with st_; for mode, atime, mtime, ctime and\n\
  birthtime, which collide with others, it ends in _text, as in st_mode_text.\n\
\n\
Fields of a file:\n"));
  print_fields (output, file_fields, false);
  output_text (output, _ ("\n\
Fields of a file by name only (not in --json and --shell without FIELDS):\n"));
  print_fields (output, file_fields, true);
  output_text (output, _ ("\n\
Fields of a file system (with --file-system):\n"));
  print_fields (output, file_system_fields, false);
  output_text (output,
               /* xgettext: no-c-format */
               _ ("\n\
FORMAT equivalent to --terse (with SELinux, %C follows), and to -f --terse:\n"));
  cli_help_row (output, "-t", layout_terse);
  cli_help_row (output, "-f -t", layout_file_system_terse);
}

static struct cli_example const examples[] = {
  { "-c '%U:%G %04a %n' -- *",
    N_ ("print owner, mode and name of each file") },
  { "--json=path,st_size -- * | jq -c 'select(.st_size > 1e9)'",
    N_ ("print files of more than 1e9 bytes, with jq(1)") },
  { NULL, NULL },
};

static struct cli_program const program = {
  .name = "lstat",
  .usage = N_ ("[OPTION]... FILE..."),
  .summary = N_ ("Display file or file system status, without following"
                 " symbolic links.\n"
                 "If FILE is -, display the status of standard input.\n"),
  .options = option_table,
  .synonyms = synonyms,
  .help_tail = help_tail,
  .examples = examples,
  .page = LSTAT_PAGE,
};

/* Set *FLAGS to the statx(2) flags for MODE, the argument of --cached.  Return
   false, after a report to CLI, if MODE is not valid.  */
static bool
parse_cached (struct cli *cli, int *flags, char const *mode)
{
  static char const *const modes[] = { "default", "never", "always", NULL };
  static int const mode_flags[] = { QUERY_NO_AUTOMOUNT, QUERY_FORCE_SYNC,
                                    QUERY_NO_AUTOMOUNT | QUERY_DONT_SYNC };
  ptrdiff_t choice = cli_choice (cli, "--cached", mode, modes);

  if (choice < 0)
    return false;
  *flags = mode_flags[choice];
  return true;
}

/* Set *STYLE to the style NAME, the argument of --time-style.  Return false,
   after a report to CLI, if NAME is not valid.  */
static bool
parse_time_style (struct cli *cli, struct times_style *style, char const *name)
{
  static char const posix[] = "posix-";

  run_need_locale (cli->run);

  /* As in ls, posix-STYLE means STYLE except in the POSIX locale.  */
  while (strncmp (name, posix, sizeof posix - 1) == 0)
    name = hard_locale (LC_TIME) ? name + sizeof posix - 1
                                 : times_style_names[TIMES_FULL_ISO];
  if (*name == '+')
    return times_parse_formats (style, name + 1)
           || cli_usage_error (cli, N_ ("invalid time style format %s"),
                               report_quoted (cli->run, name + 1));

  ptrdiff_t choice = cli_choice (cli, "--time-style", name, times_style_names);

  if (choice < 0)
    return false;
  times_choose_style (style, choice);
  return true;
}

/* Set the output of LINE's request as its options specify.  Return false,
   after a report, if they are not valid.  */
static bool
choose_output (struct command_line *line)
{
  struct cli *cli = &line->cli;
  struct request *request = &line->request;
  struct records *records = &request->records;
  bool has_format = line->format || line->terse;
  struct field const *fields = request->query.wanted & WANT_FILE_SYSTEM
                                   ? file_system_fields
                                   : file_fields;

  line->assignment.keep_newline = line->language == FORMAT_PRINTF;
  if (line->assignment.as_array && has_format)
    return cli_usage_error (cli, N_ ("-A is mutually exclusive"
                                     " with --terse and any FORMAT"));
  if (records->kind != RECORD_NONE && has_format)
    return cli_usage_error (cli,
                            N_ ("--json and --shell are mutually exclusive"
                                " with --terse and any FORMAT"));
  if (line->assignment.as_array)
    records->kind = RECORD_VALUES;
  if (records->kind != RECORD_NONE)
    {
      if (!records_parse (records, cli->run, line->field_names, fields))
        return false;
    }
  else
    {
      if (!line->format)
        layouts_parse (&request->format, &request->device_format, cli->run,
                       fields, line->terse,
                       fields == file_fields && system_has_selinux ());
      else if (!format_parse (&request->format, cli->run, line->format, fields,
                              line->language))
        return false;
      request->style.human = line->human;
      request->style.blocks_as_sizes = line->human && !has_format;
    }
  request->query.wanted |= records->format.wanted | request->format.wanted
                           | request->device_format.wanted;
  if (request->query.wanted & WANT_QUOTING)
    quoting_start (&request->quoting, cli->run, line->quoting_style);
  return true;
}

/* Set LINE to print records of KIND with the fields in the argument of its
   last option.  Return false, after a report, if the other kind was requested,
   too.  */
static bool
choose_records (struct command_line *line, enum record_kind kind)
{
  struct records *records = &line->request.records;

  if (records->kind != RECORD_NONE && records->kind != kind)
    return cli_usage_error (&line->cli,
                            N_ ("--json and --shell are mutually exclusive"));
  records->kind = kind;
  line->field_names = line->cli.argument;
  return true;
}

/* Store the option KEY in LINE.  Return false, after a report, if its argument
   is not valid.  */
static bool
take_option (struct command_line *line, int key)
{
  struct cli *cli = &line->cli;
  struct request *request = &line->request;
  char const *argument = cli->argument;

  switch (key)
    {
    case 'L':
      request->query.follow = true;
      break;
    case 'f':
      request->query.wanted = WANT_FILE_SYSTEM;
      break;
    case 'c':
    case OPTION_PRINTF:
      line->format = argument;
      line->language = key == 'c' ? FORMAT_PLAIN : FORMAT_PRINTF;
      break;
    case 't':
      line->terse = true;
      break;
    case 'A':
    case 'v':
      return assign_choose (&line->assignment, cli, argument, key == 'A');
    case OPTION_JSON:
      return choose_records (line, RECORD_JSON);
    case OPTION_SHELL:
      return choose_records (line, RECORD_SHELL);
    case OPTION_TIME_STYLE:
      return parse_time_style (cli, &request->style.times, argument);
    case 'h':
      line->human = human_autoscale | human_SI | human_base_1024;
      break;
    case OPTION_SI:
      line->human = human_autoscale | human_SI;
      break;
    case OPTION_QUOTING_STYLE:
      line->quoting_style
          = cli_choice (cli, "--quoting-style", argument, quoting_style_args);
      return 0 <= line->quoting_style;
    case 'u':
      request->style.utc = true;
      break;
    case 'j':
      line->jobs = jobs_parse (argument);
      return line->jobs != 0
             || cli_usage_error (cli, N_ ("invalid number of jobs %s"),
                                 report_quoted (cli->run, argument));
    case OPTION_CACHED:
      return parse_cached (cli, &request->query.statx_flags, argument);
    default:
      paths_take (&line->paths, key, argument);
      break;
    }
  return true;
}

/* Parse the options and operands of LINE.  Return true, or false if the run
   ends here: after --help, --version or a reported error.  */
static bool
parse_command_line (struct command_line *line)
{
  struct cli *cli = &line->cli;
  struct run *run = cli->run;
  bool ends = false;

  for (int key; (key = ends ? cli_skip (cli) : cli_next (cli)) != CLI_END;)
    {
      struct variables const *variables
          = key == 'A' || key == 'v' ? run->variables : NULL;

      line->shell |= key == OPTION_SHELL;
      line->assigns |= variables != NULL;
      if (!ends)
        ends = key == CLI_STOP || !take_option (line, key);
      /* After an error, the other options still say who reads the output, and
         which variable to unset.  */
      else if (variables && run->status != EXIT_SUCCESS
               && !variables->check (cli->argument, key == 'A'))
        line->assignment.name = cli->argument;
    }
  if (!run->may_start_threads)
    line->jobs = 1;
  if (ends)
    return false;
  if (line->assignment.name && (line->paths.list || optind + 1 < cli->argc))
    return cli_usage_error (cli, N_ ("-A and -v take exactly one FILE"));
  if (!paths_start (&line->paths, cli, &line->request.query.base,
                    &line->operands)
      || !choose_output (line)
      || !paths_open (&line->paths, &line->request.query.base,
                      &line->operands))
    return false;
  /* As in show_query.  */
  line->operands.reads_dash = !line->request.query.base.beneath;
  if (line->assignment.name)
    run->output->memory = &line->assignment.memory;
  return true;
}

/* Print the files of OPERANDS on the output of RUN as REQUEST specifies, and
   query JOBS of them in parallel or, if JOBS is 0, a number that depends on
   the number of files.  Return after the last file or a write error.  */
static void
print_all (struct request const *request, struct run *run,
           struct operands *operands, int jobs)
{
  bool interactive = false;
  struct worker worker;
  struct inode inode;
  char const *path;

  if (request->query.wanted & WANT_LOCALE || request->style.human)
    run_need_locale (run);
  show_start (&worker, request, run);
  for (uintmax_t shown = 0; !run->output->error; shown++)
    {
      if (jobs == 0 && shown == JOBS_DEFAULT_AFTER)
        jobs = jobs_default ();
      if (1 < jobs && operands_ready (operands))
        {
          jobs_run (request, run, operands, jobs);
          break;
        }
      path = show_next (&worker, operands);
      if (!path)
        break;
      /* On a terminal, print each file as soon as it has been queried.  The
         first file needs no flush: either it is the only one, or the next one
         causes it.  */
      if (shown == 1)
        interactive = isatty (run->output_fd);
      if (interactive)
        output_flush (run->output);
      show_query (&worker, path, &inode);
      show_print (&worker, &inode);
      arena_clear (&worker.state.arena);
    }
  show_finish (&worker);
}

int
lstat_run (struct run *run, int argc, char **argv)
{
  struct mounts mounts;
  struct output output;
  struct command_line line = {
    .request.query = { .statx_flags = QUERY_NO_AUTOMOUNT, .mounts = &mounts },
    .quoting_style = -1,
  };
  struct request *request = &line.request;

  times_choose_style (&request->style.times, TIMES_FULL_ISO);
  report_start (run, &output);
  mounts_start (&mounts);
  cli_start (&line.cli, run, &program, argc, argv);
  if (parse_command_line (&line))
    print_all (request, run, &line.operands, line.jobs);
  /* Let eval fail if nothing was printed for it, so that the variables still
     have their old values, or if the list has failed, for which no line
     stands.  */
  if (line.shell && !line.assigns && run->status != EXIT_SUCCESS
      && (line.operands.failed || (!output.written && output.used == 0)))
    output_text (&output, "false\n");
  assign_finish (&line.assignment, run, &request->records);
  cli_finish (&line.cli);
  operands_finish (&line.operands);
  format_finish (&request->records.format);
  format_finish (&request->format);
  format_finish (&request->device_format);
  quoting_finish (&request->quoting);
  free (request->style.times.formats);
  base_finish (&request->query.base);
  mounts_finish (&mounts);
  return report_finish (run);
}
