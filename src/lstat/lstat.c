/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lstat.c -- print what an inode holds, without following symbolic links */

#include <config.h>

#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/cli.h"
#include "lstat/fields.h"
#include "lstat/format.h"
#include "lstat/inode.h"
#include "lstat/jobs.h"
#include "lstat/layouts.h"
#include "shared/messages.h"
#include "shared/operands.h"
#include "shared/paths.h"
#include "lstat/records.h"
#include "shared/report.h"
#include "lstat/show.h"
#include "xvasprintf.h"

/* statx(2)'s flags, which the C library's header may lack.  */
enum
{
  NO_AUTOMOUNT = 0x800,
  FORCE_SYNC = 0x2000,
  DONT_SYNC = 0x4000,
};

enum
{
  OPTION_CACHED = CLI_LONG,
  OPTION_JSON,
  OPTION_PRINTF,
  OPTION_SHELL,
  OPTION_TIME_STYLE,
};

static struct cli_option const option_table[] = {
  { 'L', "dereference", NULL, N_ ("follow symbolic links"), false },
  { 'f', "file-system", NULL,
    N_ ("look at the file system that each FILE is on"), false },
  { 'c', "format", "FORMAT", N_ ("print FORMAT and a newline for each FILE"),
    false },
  { OPTION_PRINTF, "printf", "FORMAT",
    N_ ("print FORMAT, in which a backslash begins an escape"), false },
  { 't', "terse", NULL, N_ ("print one line of numbers for each FILE"),
    false },
  { OPTION_JSON, "json", "[=FIELDS]",
    N_ ("print one JSON object for each FILE and line, of all\n"
        "fields or of those FIELDS, separated by commas"),
    true },
  { OPTION_SHELL, "shell", "[=FIELDS]",
    N_ ("print the same as assignments for a shell to eval"), true },
  { OPTION_TIME_STYLE, "time-style", "STYLE",
    N_ ("write times as STYLE: full-iso (as by default),\n"
        "long-iso, iso, locale or +FORMAT, as in ls"),
    true },
  { 'u', "utc", NULL, N_ ("write times in UTC"), true },
  { 'j', "jobs", "N",
    N_ ("look at up to N files at once; the output stays in\n"
        "order"),
    true },
  { OPTION_CACHED, "cached", "MODE",
    N_ ("whether a network file system may answer from its\n"
        "cache: always, never or default, as it sees fit"),
    false },
  PATHS_OPTIONS,
  CLI_COMMON_OPTIONS,
};

/* What the options say of the output.  */
struct options
{
  char const *format;            /* of -c or --printf, or NULL */
  enum format_language language; /* of FORMAT */
  bool terse;                    /* whether in the terse layout */
  enum record_kind kind;         /* of records */
  char const *names;             /* of their fields, or NULL for all */
  struct times_style style;      /* how to write times */
  int jobs;                      /* files to look at at once; 0: the default */
};

/* Print the rows of --help for FIELDS.  */
static void
print_fields (struct field const *fields)
{
  for (struct field const *field = fields; field->name; field++)
    {
      char *label = xasprintf (
          "%s%s%s%s%s%s", *field->directive ? "%" : "", field->directive,
          *field->directive && field->has_key ? ", " : "",
          field->has_key ? "%{" : "", field->has_key ? field->name : "",
          field->has_key ? "}" : "");

      cli_help_row (label, _ (field->description));
      free (label);
    }
}

static void
help_tail (void)
{
  puts (_ ("\n\
A FILE of - is standard input.  In a FORMAT, % and a letter, or % and\n\
a name in braces, stand for a datum; flags, a width and a precision may\n\
stand between, as for printf.  A name in braces is a key of --json and,\n\
with st_ in front if it has not that yet, a variable of --shell; but the\n\
text that mode, atime, mtime, ctime and birthtime stand for is\n\
st_mode_text and so on.\n\
\n\
Data of files:\n"));
  print_fields (file_fields);
  puts (_ ("\n\
%X, %Y, %Z and %W print whole seconds, %.3Y milliseconds, %.Y all there is.\n\
\n\
Data of file systems, with --file-system:\n"));
  print_fields (file_system_fields);
  printf (_ ("\n\
--terse is the same as the FORMAT\n\
    %s\n\
and with --file-system\n\
    %s\n"),
          layout_terse, layout_file_system_terse);
}

static struct cli_program const program = {
  .name = "lstat",
  .usage = N_ ("[OPTION]... FILE..."),
  .summary
  = N_ ("Print what the inode of each FILE holds, or the status of its"
        " file system.\nA symbolic link is not followed.\n"),
  .options = option_table,
  .help_tail = help_tail,
};

/* Return statx(2)'s flags for the argument MODE of --cached.  */
static int
sync_flags (char const *mode)
{
  static char const *const modes[] = { "default", "never", "always", NULL };
  static int const flags[]
      = { NO_AUTOMOUNT, FORCE_SYNC, NO_AUTOMOUNT | DONT_SYNC };

  return flags[cli_choice ("--cached", mode, modes)];
}

/* Return the style that STYLE, the argument of --time-style, stands for.  */
static struct times_style
time_style (char *style)
{
  static char const posix[] = "posix-";
  struct times_style result;

  messages_set_locale ();

  /* As to ls, such a style is for other locales than POSIX's.  */
  while (strncmp (style, posix, sizeof posix - 1) == 0)
    {
      char const *locale = setlocale (LC_TIME, NULL);

      if (strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0)
        return times_styles[0];
      style += sizeof posix - 1;
    }
  if (*style == '+')
    {
      if (!times_parse_formats (&result, style + 1))
        cli_usage_error (_ ("invalid time style format %s"),
                         report_quoted (style + 1, strlen (style + 1)));
      return result;
    }
  return times_styles[cli_choice ("--time-style", style, times_style_names)];
}

/* Parse TEXT in LANGUAGE into FORMAT, of data for REQUEST, or end the process
   if it is no format.  */
static void
parse_format (struct request *request, struct format *format, char const *text,
              enum format_language language)
{
  if (!format_parse (format, text,
                     request->file_system ? file_system_fields : file_fields,
                     language))
    exit (EXIT_FAILURE);
  request->look.wanted |= format->wanted;
}

/* Let REQUEST print its default layout or, if TERSE, the terse one.  */
static void
choose_layout (struct request *request, bool terse)
{
  bool context = !request->file_system && layout_shows_context ();
  char const *text = layout_file_system;

  if (request->file_system && terse)
    text = layout_file_system_terse;
  else if (terse)
    text = context ? xasprintf ("%s %%C", layout_terse) : layout_terse;
  else if (!request->file_system)
    text = layout_file (false, context);
  parse_format (request, &request->format, text, FORMAT_PLAIN);
  request->devices_differ = !request->file_system && !terse;
  if (request->devices_differ)
    parse_format (request, &request->device_format,
                  layout_file (true, context), FORMAT_PLAIN);
}

/* Let REQUEST print what OPTIONS say, or end the process if they are wrong. */
static void
choose_output (struct request *request, struct options const *options)
{
  if (request->as_records)
    {
      if (options->format || options->terse)
        cli_usage_error (
            _ ("--json and --shell exclude --terse and any FORMAT"));
      if (!records_parse (&request->records, options->kind, options->names,
                          request->file_system ? file_system_fields
                                               : file_fields))
        exit (EXIT_FAILURE);
      request->look.wanted |= request->records.wanted;
    }
  else if (options->format)
    parse_format (request, &request->format, options->format,
                  options->language);
  else
    choose_layout (request, options->terse);
}

/* Let REQUEST print records of KIND, of the fields in optarg.  */
static void
choose_records (struct request *request, struct options *options,
                enum record_kind kind)
{
  if (request->as_records && options->kind != kind)
    cli_usage_error (_ ("--json and --shell exclude each other"));
  request->as_records = true;
  options->kind = kind;
  options->names = optarg;
}

/* Take KEY, an option, into REQUEST, OPTIONS or PATHS.  */
static void
take_option (int key, struct request *request, struct options *options,
             struct paths *paths)
{
  switch (key)
    {
    case 'L':
      request->look.follow = true;
      break;
    case 'f':
      request->file_system = true;
      request->look.wanted = WANT_FILE_SYSTEM;
      break;
    case 'c':
    case OPTION_PRINTF:
      options->format = optarg;
      options->language = key == 'c' ? FORMAT_PLAIN : FORMAT_PRINTF;
      break;
    case 't':
      options->terse = true;
      break;
    case OPTION_JSON:
      choose_records (request, options, RECORD_JSON);
      break;
    case OPTION_SHELL:
      choose_records (request, options, RECORD_SHELL);
      break;
    case OPTION_TIME_STYLE:
      options->style = time_style (optarg);
      break;
    case 'u':
      setenv ("TZ", "UTC0", true);
      break;
    case 'j':
      options->jobs = jobs_parse (optarg);
      if (options->jobs == 0)
        cli_usage_error (_ ("invalid number of jobs %s"),
                         report_quoted (optarg, strlen (optarg)));
      break;
    case OPTION_CACHED:
      request->look.sync = sync_flags (optarg);
      break;
    default:
      if (!paths_take (paths, key))
        abort ();
      break;
    }
}

/* Show the files of OPERANDS on OUTPUT as REQUEST asks, JOBS at once.  Nobody
   reads on after a write error.  */
static void
show_all (struct request const *request, struct caches const *fresh,
          struct operands *operands, struct output *output, int jobs)
{
  struct caches caches = *fresh;
  uintmax_t alone = jobs == 0 ? JOBS_DEFAULT_AFTER : 0;
  bool interactive = false;
  char const *path;
  struct lookup lookup;

  for (uintmax_t shown = 0; !output->error; shown++)
    {
      if (shown == alone && jobs == 0)
        jobs = jobs_default ();
      if (alone <= shown && 1 < jobs && operands_ready (operands))
        {
          jobs_run (request, fresh, operands, output, jobs);
          return;
        }
      path = operands_next (operands);
      if (!path)
        return;
      /* A person sees each file's lines as soon as they are there.  */
      if (shown == 1)
        interactive = isatty (output->fd);
      if (interactive)
        output_flush (output);
      show_look (request, &caches.looks, path, &lookup);
      show_print (request, &caches, &lookup, output);
    }
}

int
main (int argc, char **argv)
{
  struct request request = { .look.sync = NO_AUTOMOUNT };
  struct options options = { .style = times_styles[0] };
  struct paths paths = { 0 };
  struct caches caches;
  struct output output;
  struct operands operands;

  cli_start (&program, argc, argv);
  for (int key; (key = cli_next ()) != -1;)
    take_option (key, &request, &options, &paths);
  output_start (&output, STDOUT_FILENO);
  paths_start (&paths, &request.look.base, &operands, &output);
  choose_output (&request, &options);
  caches_start (&caches, request.look.wanted, &options.style);

  report_attach (&output);
  show_all (&request, &caches, &operands, &output, options.jobs);
  return report_status ();
}
