/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.c -- parse a command line by a program's option table */

#include <config.h>

#include "shared/cli.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "xalloc.h"
#include "xvasprintf.h"

#include "shared/messages.h"
#include "shared/nearest.h"

#define HELP_COLUMN 26 /* where the second column of --help starts */

void
cli_start (struct cli *cli, struct run *run, struct cli_program const *program,
           int argc, char **argv)
{
  char *letters = cli->short_options;
  struct option *names = cli->long_options;

  cli->run = run;
  cli->program = program;
  cli->argc = argc;
  cli->argv = argc <= CLI_SHORT ? cli->short_argv
                                : xnmalloc (argc + 1, sizeof *argv);
  memcpy (cli->argv, argv, (argc + 1) * sizeof *argv);
  /* Reset GNU getopt.  */
  optind = 0;
  /* Let getopt_long return ':' for a missing argument and print nothing.  */
  *letters++ = ':';
  for (struct cli_option const *option = program->options; option->key;
       option++)
    {
      int has_arg = !option->argument          ? no_argument
                    : *option->argument == '[' ? optional_argument
                                               : required_argument;

      assert (option - program->options < CLI_OPTIONS_MAX);
      if (option->name)
        *names++ = (struct option){ .name = option->name,
                                    .has_arg = has_arg,
                                    .val = option->key };
      if (CLI_HELP <= option->key)
        continue;
      *letters++ = option->key;
      /* One colon for required_argument, two for optional_argument.  */
      letters = mempcpy (letters, "::", has_arg);
    }
  *letters = '\0';
  *names = (struct option){ 0 };
}

void
cli_finish (struct cli *cli)
{
  if (cli->argv != cli->short_argv)
    free (cli->argv);
}

/* Return the first column of OPTION's row of --help, to be freed.  */
static char *
option_label (struct cli_option const *option)
{
  char const *argument = option->argument ? option->argument : "";
  char const *separator = !*argument || *argument == '[' ? ""
                          : option->name                 ? "="
                                                         : " ";
  char letter[] = { '-', option->key, ',', '\0' };

  if (!option->name)
    return xasprintf ("-%c%s%s", option->key, separator, argument);
  return xasprintf ("%3s --%s%s%s", option->key < CLI_HELP ? letter : "",
                    option->name, separator, argument);
}

/* Print the end of --help: examples, the manual page, and where to report
   bugs.  */
static void
help_end (struct cli *cli)
{
  struct output *output = cli->run->output;

  output_text (output, "\n");
  output_printf (output, _ ("%s:\n"), _ ("Examples"));
  for (struct cli_example const *example = cli->program->examples;
       example->arguments; example++)
    {
      char *label = xasprintf ("%s %s", cli->run->name, example->arguments);

      cli_help_row (output, label, _ (example->help));
      free (label);
    }
  output_byte (output, '\n');
  output_printf (output,
                 _ ("See 'man %s' for all details and more examples.\n"),
                 cli->program->page);
  if (*BUGREPORT)
    output_printf (output, _ ("Report bugs to: %s\n"), BUGREPORT);
  else
    output_text (output, _ ("Report bugs to the maintainer of the package"
                            " of your distribution.\n"));
  if (*HOMEPAGE)
    output_printf (output, _ ("Home page: <%s>\n"), HOMEPAGE);
}

/* Print --help.  */
static void
help (struct cli *cli)
{
  struct output *output = cli->run->output;

  output_printf (output, _ ("Usage: %s %s\n"), cli->run->name,
                 _ (cli->program->usage));
  output_text (output, _ (cli->program->summary));
  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->key == CLI_HEADING)
      {
        output_text (output, "\n");
        output_printf (output, _ ("%s:\n"), _ (option->help));
      }
    else if (option->help)
      {
        char *label = option_label (option);

        cli_help_row (output, label, _ (option->help));
        free (label);
      }
  cli->program->help_tail (output);
  help_end (cli);
}

/* Print --version, in the format of the GNU coding standards.  The first line
   is not translated, since scripts and AC_PROG_MKDIR_P of Autoconf look there
   for "GNU coreutils", nor is the last, which is for bug reports.  */
static void
version (struct cli *cli)
{
  struct output *output = cli->run->output;

  output_printf (output, "%s (%s, compatible with GNU coreutils) %s\n",
                 cli->program->name, PACKAGE_NAME, PACKAGE_VERSION);
  output_text (output, "Copyright (C) 2026 the inodeutils authors\n");
  output_printf (output, _ ("\
License GPLv3+: GNU GPL version 3 or later <%s>.\n\
This is free software: you are free to change and redistribute it.\n\
There is NO WARRANTY, to the extent permitted by law.\n\
\n\
Written by %s.\n"),
                 "https://gnu.org/licenses/gpl.html",
                 _ ("the inodeutils authors"));
  output_text (output, "\nFeatures:" FEATURES "\n");
}

bool
cli_try_help (struct cli *cli)
{
  report_hint (cli->run, N_ ("Try '%s --help' for more information."),
               cli->run->name);
  return false;
}

/* Report that WORD, which starts with "--", is ambiguous or not an option of
   CLI, and suggest the option that it stands for or is nearest to, if any.  */
static void
report_unknown_option (struct cli *cli, char const *word)
{
  size_t size = strcspn (word + 2, "=");
  struct nearest nearest = nearest_start (word + 2, size);
  char const *printable = report_printable (cli->run, word);
  char *possibilities = xstrdup ("");

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->help && option->name)
      {
        nearest_try (&nearest, option->name, option->name);
        if (strncmp (option->name, word + 2, size) == 0)
          {
            run_need_locale (cli->run);

            char *longer
                = xasprintf (_ ("%s '--%s'"), possibilities, option->name);

            /* A locale may lack a byte of the translation.  */
            if (longer)
              {
                free (possibilities);
                possibilities = longer;
              }
          }
      }
  nearest_try_all (&nearest, cli->program->synonyms);
  if (*possibilities)
    report_error (cli->run, 0,
                  N_ ("option '%s' is ambiguous; possibilities:%s"), printable,
                  possibilities);
  else if (nearest.meaning)
    report_error (cli->run, 0,
                  N_ ("unrecognized option '%s' (did you mean '--%s'?)"),
                  printable, nearest.meaning);
  else
    report_error (cli->run, 0, N_ ("unrecognized option '%s'"), printable);
  free (possibilities);
}

/* Report the error for which getopt_long returned KEY, ':' or '?'.  The
   messages of getopt_long itself would contain the option unquoted.  */
static void
report_bad_option (struct cli *cli, int key)
{
  struct run *run = cli->run;
  char const *word = cli->argv[optind - 1];
  struct cli_option const *option = cli->program->options;
  char letter[] = { optopt, '\0' };

  while (option->key && (option->key != optopt || !option->help))
    option++;
  if (optopt == 0)
    report_unknown_option (cli, word);
  else if (strncmp (word, "--", 2) == 0 && option->key)
    report_error (run, 0,
                  key == ':' ? N_ ("option '--%s' requires an argument")
                             : N_ ("option '--%s' doesn't allow an argument"),
                  option->name);
  else
    report_error (run, 0,
                  key == ':' ? N_ ("option requires an argument -- '%s'")
                             : N_ ("invalid option -- '%s'"),
                  report_printable (run, letter));
  cli_try_help (cli);
}

int
cli_skip (struct cli *cli)
{
  int key = getopt_long (cli->argc, cli->argv, cli->short_options,
                         cli->long_options, NULL);

  cli->argument = optarg;
  return key;
}

int
cli_next (struct cli *cli)
{
  int key = cli_skip (cli);

  switch (key)
    {
    case CLI_HELP:
      run_need_locale (cli->run);
      help (cli);
      return CLI_STOP;
    case CLI_VERSION:
      run_need_locale (cli->run);
      version (cli);
      return CLI_STOP;
    case ':':
    case '?':
      report_bad_option (cli, key);
      return CLI_STOP;
    default:
      return key;
    }
}

ptrdiff_t
cli_choice (struct cli *cli, char const *option, char const *argument,
            char const *const *choices)
{
  ptrdiff_t choice = argmatch (argument, choices, NULL, 0);

  if (0 <= choice)
    return choice;
  report_error (cli->run, 0,
                choice == -1 ? N_ ("invalid argument %s for %s")
                             : N_ ("ambiguous argument %s for %s"),
                report_quoted (cli->run, argument),
                report_quoted (cli->run, option));
  report_hint (cli->run, N_ ("Valid arguments are:"));
  for (; *choices; choices++)
    report_hint (cli->run, "  - %s", report_quoted (cli->run, *choices));
  cli_try_help (cli);
  return -1;
}

void
cli_help_row (struct output *output, char const *label, char const *text)
{
  size_t width = 2 + strlen (label);

  output_printf (output, "  %s", label);
  /* help2man requires two blanks after the label.  */
  if (HELP_COLUMN < width + 2)
    {
      output_byte (output, '\n');
      width = 0;
    }
  for (char const *line = text; line; width = 0)
    {
      size_t length = strcspn (line, "\n");

      output_repeat (output, ' ', HELP_COLUMN - width);
      output_bytes (output, line, length);
      output_byte (output, '\n');
      line = line[length] ? line + length + 1 : NULL;
    }
}
