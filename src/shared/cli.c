/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.c -- parse a command line by a program's option table */

#include <config.h>

#include "shared/cli.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "shared/messages.h"
#include "shared/nearest.h"
#include "shared/report.h"
#include "xalloc.h"
#include "xvasprintf.h"

enum
{
  HELP_COLUMN = 26 /* where the second column of --help starts */
};

/* Return the copy of argv of CLI.  */
static char **
words_of (struct cli *cli)
{
  return cli->many_words ? cli->many_words : cli->words;
}

/* Return whether OPTION is an option, not a heading.  */
static bool
is_option (struct cli_option const *option)
{
  return option->key != CLI_HEADING;
}

/* Return whether WORD has the form of a long option: "--" ends the options. */
static bool
is_long (char const *word)
{
  return word[0] == '-' && word[1] == '-' && word[2];
}

/* Return the has_arg member of struct option for OPTION.  */
static int
argument_kind (struct cli_option const *option)
{
  if (!option->argument)
    return no_argument;
  return *option->argument == '[' ? optional_argument : required_argument;
}

/* Append OPTION's letter to the short options, which end at NEXT, and return
   their new end.  */
static char *
add_short_option (char *next, struct cli_option const *option)
{
  *next++ = option->key;
  /* One colon for required_argument, two for optional_argument.  */
  for (int colons = argument_kind (option); 0 < colons; colons--)
    *next++ = ':';
  return next;
}

/* Append the name NAME of OPTION to CLI's long options, which end at *NEXT,
   and advance *NEXT.  */
static void
add_long_option (struct cli *cli, struct option **next,
                 struct cli_option const *option, char const *name)
{
  assert (*next < cli->long_options + CLI_NAMES_MAX);
  *(*next)++ = (struct option){ .name = name,
                                .has_arg = argument_kind (option),
                                .val = option->key };
}

/* Return the number of options of CLI with the given value of EXTRA whose name
   starts with the SIZE bytes at NAME.  */
static int
count_abbreviated (struct cli const *cli, char const *name, size_t size,
                   bool extra)
{
  int count = 0;

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->extra == extra && option->name
        && strncmp (option->name, name, size) == 0)
      count++;
  return count;
}

/* Append to CLI's long options, which end at NEXT, the abbreviations that
   GNU's program accepts but that an extra option would make ambiguous.  */
static void
add_abbreviations (struct cli *cli, struct option *next)
{
  size_t room = 0; /* bytes for all abbreviations of all options */

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->name)
      room += strlen (option->name) * (strlen (option->name) + 1);

  char *name = cli->abbreviations = xmalloc (room);

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->name && !option->extra)
      for (size_t size = strlen (option->name) - 1; 0 < size; size--)
        if (count_abbreviated (cli, option->name, size, false) == 1
            && 0 < count_abbreviated (cli, option->name, size, true))
          {
            memcpy (name, option->name, size);
            name[size] = '\0';
            add_long_option (cli, &next, option, name);
            name += size + 1;
          }
  *next = (struct option){ 0 };
}

/* Return whether WORD, which is_long, has the full name of an option of
   CLI.  */
static bool
is_full_name (struct cli const *cli, char const *word)
{
  size_t size = strcspn (word + 2, "=");

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->name && strncmp (option->name, word + 2, size) == 0
        && !option->name[size])
      return true;
  return false;
}

/* Build CLI's short options from the program's option table.  */
static void
make_short_options (struct cli *cli)
{
  char *letters = cli->short_options;

  /* Let getopt_long return ':' for a missing argument and print nothing.  */
  *letters++ = ':';
  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    {
      assert (option - cli->program->options < CLI_OPTIONS_MAX);
      if (option->key < CLI_HELP)
        letters = add_short_option (letters, option);
    }
  *letters = '\0';
}

/* Build CLI's long options from the program's option table, with abbreviations
   if ABBREVIATED.  */
static void
make_long_options (struct cli *cli, bool abbreviated)
{
  struct option *next = cli->long_options
      = xnmalloc (CLI_NAMES_MAX + 1, sizeof *next);

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->name)
      add_long_option (cli, &next, option, option->name);
  *next = (struct option){ 0 };
  if (abbreviated)
    add_abbreviations (cli, next);
}

/* Build the tables for getopt_long that the words of CLI need: few have a long
   option, fewer an abbreviated one.  */
static void
make_tables (struct cli *cli)
{
  bool has_long = false, has_abbreviated = false;

  for (int i = 1; i < cli->count; i++)
    if (is_long (words_of (cli)[i]))
      {
        has_long = true;
        has_abbreviated |= !is_full_name (cli, words_of (cli)[i]);
      }
  make_short_options (cli);
  cli->long_options = NULL;
  if (has_long)
    make_long_options (cli, has_abbreviated);
}

void
cli_start (struct cli *cli, struct run *run, struct cli_program const *program,
           int argc, char **argv)
{
  cli->argument = NULL;
  cli->run = run;
  cli->program = program;
  cli->count = argc;
  cli->many_words
      = argc <= CLI_WORDS ? NULL : xnmalloc (argc + 1, sizeof *argv);
  memcpy (words_of (cli), argv, argc * sizeof *argv);
  words_of (cli)[argc] = NULL;
  cli->abbreviations = NULL;
  make_tables (cli);
  /* Reset GNU getopt.  */
  optind = 0;
}

void
cli_finish (struct cli *cli)
{
  free (cli->many_words);
  free (cli->long_options);
  free (cli->abbreviations);
}

/* Return the first column of OPTION's row of --help, to be freed.  */
static char *
option_label (struct cli_option const *option)
{
  char const *argument = option->argument ? option->argument : "";
  bool bare = !*argument || *argument == '[';
  char letter = option->key;

  if (!option->name)
    return xasprintf ("-%c%s%s", letter, bare ? "" : " ", argument);
  if (CLI_HELP <= option->key)
    return xasprintf ("    --%s%s%s", option->name, bare ? "" : "=", argument);
  return xasprintf ("-%c, --%s%s%s", letter, option->name, bare ? "" : "=",
                    argument);
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
    if (!is_option (option))
      output_printf (output, "\n%s:\n", _ (option->help));
    else
      {
        char *label = option_label (option);

        cli_help_row (output, label, _ (option->help));
        free (label);
      }
  cli->program->help_tail (output);
}

/* Print --version, in the format of the GNU coding standards.  The first line
   is not translated, since scripts and AC_PROG_MKDIR_P of Autoconf look there
   for "GNU coreutils".  */
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
}

/* Print the command that prints the help, after a usage error of CLI.  */
static void
try_help (struct cli *cli)
{
  report_hint (cli->run, N_ ("Try '%s --help' for more information."),
               cli->run->name);
}

/* Return the row of the option KEY of CLI, or NULL if there is none.  */
static struct cli_option const *
find_option (struct cli const *cli, int key)
{
  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->key == key && is_option (option))
      return option;
  return NULL;
}

/* Report that WORD, which starts with "--", is not an option of CLI, and
   suggest the option that it stands for or is nearest to, if any.  */
static void
report_no_option (struct cli *cli, char const *word)
{
  struct nearest nearest = nearest_start (word + 2, strcspn (word + 2, "="));
  char const *quoted = report_name (cli->run, word);

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->name)
      nearest_try (&nearest, option->name, option->name);
  nearest_try_pairs (&nearest, cli->program->synonyms);
  if (nearest.meaning)
    report_error (cli->run, 0,
                  N_ ("unrecognized option %s (did you mean '--%s'?)"), quoted,
                  nearest.meaning);
  else
    report_error (cli->run, 0, N_ ("unrecognized option %s"), quoted);
}

/* Report that WORD, which starts with "--", is not an option of CLI or is
   ambiguous.  */
static void
report_unknown_option (struct cli *cli, char const *word)
{
  size_t size = strcspn (word + 2, "=");
  char *possibilities = xstrdup ("");
  int count = 0;

  for (struct cli_option const *option = cli->program->options; option->key;
       option++)
    if (option->name && strncmp (option->name, word + 2, size) == 0)
      {
        char *longer = xasprintf ("%s '--%s'", possibilities, option->name);

        free (possibilities);
        possibilities = longer;
        count++;
      }
  if (1 < count)
    report_error (cli->run, 0, N_ ("option %s is ambiguous; possibilities:%s"),
                  report_name (cli->run, word), possibilities);
  else
    report_no_option (cli, word);
  free (possibilities);
}

/* Report the error for which getopt_long returned KEY, ':' or '?'.  The
   messages of getopt_long itself would contain the option unquoted.  */
static void
report_bad_option (struct cli *cli, int key)
{
  struct run *run = cli->run;
  char const *word = words_of (cli)[optind - 1];
  struct cli_option const *option = find_option (cli, optopt);
  char letter = optopt;

  if (optopt == 0)
    report_unknown_option (cli, word);
  else if (key == ':' && is_long (word) && option)
    report_error (run, 0, N_ ("option '--%s' requires an argument"),
                  option->name);
  else if (key == ':')
    report_error (run, 0, N_ ("option requires an argument -- %s"),
                  report_name_mem (run, &letter, 1));
  else if (is_long (word) && option)
    report_error (run, 0, N_ ("option '--%s' doesn't allow an argument"),
                  option->name);
  else
    report_error (run, 0, N_ ("invalid option -- %s"),
                  report_name_mem (run, &letter, 1));
  try_help (cli);
}

int
cli_skip (struct cli *cli)
{
  static struct option const none = { 0 };
  int key = getopt_long (cli->count, words_of (cli), cli->short_options,
                         cli->long_options ? cli->long_options : &none, NULL);

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

char **
cli_operands (struct cli *cli, char const *list)
{
  char **operands = words_of (cli) + optind;

  if (list && *operands)
    cli_usage_error (
        cli,
        N_ ("extra operand %s\n"
            "file operands cannot be combined with --files0-from"),
        report_name (cli->run, *operands));
  else if (!list && !*operands)
    cli_usage_error (cli, N_ ("missing operand"));
  else
    return operands;
  return NULL;
}

ptrdiff_t
cli_choice (struct cli *cli, char const *option, char const *argument,
            char const *const *choices)
{
  ptrdiff_t choice = argmatch (argument, choices, NULL, 0);

  if (choice < 0)
    {
      char const *quoted
          = report_quoted (cli->run, argument, strlen (argument));

      report_error (cli->run, 0,
                    choice == -1 ? N_ ("invalid argument %s for %s")
                                 : N_ ("ambiguous argument %s for %s"),
                    quoted, report_quoted (cli->run, option, strlen (option)));
      report_hint (cli->run, N_ ("Valid arguments are:"));
      for (; *choices; choices++)
        report_hint (cli->run, "  - %s",
                     report_quoted (cli->run, *choices, strlen (*choices)));
      try_help (cli);
      return -1;
    }
  return choice;
}

bool
cli_usage_error (struct cli *cli, char const *format, ...)
{
  va_list list;

  run_need_locale (cli->run);
  va_start (list, format);
  char *message = xvasprintf (_ (format), list);
  va_end (list);
  report_error (cli->run, 0, "%s", message);
  free (message);
  try_help (cli);
  return false;
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
