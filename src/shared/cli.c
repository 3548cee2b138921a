/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.c -- a command line told once: option table to getopt and --help */

#include <config.h>

#include "shared/cli.h"

#include <assert.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "closeout.h"
#include "shared/messages.h"
#include "progname.h"
#include "shared/report.h"
#include "version-etc.h"
#include "xalloc.h"
#include "xvasprintf.h"

enum
{
  OPTIONS_MAX = 40, /* rows that a table may have */
  NAMES_MAX = 100,  /* their long names, and abbreviations of these */
  HELP_COLUMN = 26  /* where the second column of --help starts */
};

char const version_etc_copyright[]
    = "Copyright %s 2026 the inodeutils authors";

static struct cli_program const *program;
static int argument_count;
static char **arguments;
static char short_options[3 * OPTIONS_MAX + 1]; /* for getopt_long */
static struct option long_options[NAMES_MAX + 1];

/* Return what getopt_long calls the need of OPTION for an argument.  */
static int
argument_kind (struct cli_option const *option)
{
  if (!option->argument)
    return no_argument;
  return *option->argument == '[' ? optional_argument : required_argument;
}

/* Add OPTION's letter at the end of short_options.  */
static void
add_short_option (struct cli_option const *option)
{
  size_t length = strlen (short_options);

  short_options[length++] = option->key;
  /* One colon for required_argument, two for optional_argument.  */
  for (int colons = argument_kind (option); 0 < colons; colons--)
    short_options[length++] = ':';
}

/* Add at *NEXT in long_options the name NAME for OPTION.  */
static void
add_long_option (struct option **next, struct cli_option const *option,
                 char const *name)
{
  assert (*next < long_options + NAMES_MAX);
  *(*next)++ = (struct option){ .name = name,
                                .has_arg = argument_kind (option),
                                .val = option->key };
}

/* Return how many of the options, those that are EXTRA or the others, have a
   name that starts with the SIZE bytes at NAME.  */
static int
count_abbreviated (char const *name, size_t size, bool extra)
{
  int count = 0;

  for (struct cli_option const *option = program->options; option->key;
       option++)
    count += option->extra == extra && option->name
             && strncmp (option->name, name, size) == 0;
  return count;
}

/* Add at NEXT in long_options the abbreviations that GNU's program knows but
   that an extra option makes ambiguous: scripts may use them.  */
static void
add_abbreviations (struct option *next)
{
  for (struct cli_option const *option = program->options; option->key;
       option++)
    if (option->name && !option->extra)
      for (size_t size = strlen (option->name) - 1; 0 < size; size--)
        if (count_abbreviated (option->name, size, false) == 1
            && 0 < count_abbreviated (option->name, size, true))
          add_long_option (&next, option, ximemdup0 (option->name, size));
}

/* Make the tables of getopt_long from the program's.  */
static void
make_tables (void)
{
  struct option *next = long_options;

  for (struct cli_option const *option = program->options; option->key;
       option++)
    {
      assert (option - program->options < OPTIONS_MAX);
      if (option->key < CLI_HELP)
        add_short_option (option);
      if (option->name)
        add_long_option (&next, option, option->name);
    }
  /* Most command lines have no long option at all.  */
  for (int i = 1; i < argument_count; i++)
    if (strncmp (arguments[i], "--", 2) == 0)
      {
        add_abbreviations (next);
        break;
      }
}

void
cli_start (struct cli_program const *new_program, int argc, char **argv)
{
  program = new_program;
  argument_count = argc;
  arguments = argv;
  set_program_name (argv[0]);
  opterr = 0;
  make_tables ();
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

/* Prepare for text on standard output, in the user's language, which reaches
   it in one write, so that close_stdout knows the errno of a failure.  */
static void
gather_output (void)
{
  static char room[64 * 1024];

  messages_set_locale ();
  setvbuf (stdout, room, _IOFBF, sizeof room);
}

_Noreturn static void
help (void)
{
  gather_output ();
  printf (_ ("Usage: %s %s\n"), program_name, program->usage);
  puts (_ (program->summary));
  for (struct cli_option const *option = program->options; option->key;
       option++)
    {
      char *label = option_label (option);

      cli_help_row (label, _ (option->help));
      free (label);
    }
  program->help_tail ();
  close_stdout ();
  exit (EXIT_SUCCESS);
}

_Noreturn static void
version (void)
{
  gather_output ();
  version_etc (stdout, program->name, PACKAGE_NAME, PACKAGE_VERSION,
               _ ("the inodeutils authors"), (char const *)NULL);
  close_stdout ();
  exit (EXIT_SUCCESS);
}

/* Point to --help and end the process.  */
_Noreturn static void
try_help (void)
{
  fprintf (stderr, _ ("Try '%s --help' for more information.\n"),
           program_name);
  exit (EXIT_FAILURE);
}

/* Return what getopt_long makes of the next option.  */
static int
next_key (void)
{
  return getopt_long (argument_count, arguments, short_options, long_options,
                      NULL);
}

/* Let getopt_long explain what is wrong with an option.  It was not to say so
   at once, before the locale was set.  */
static void
explain_option (void)
{
  messages_set_locale ();
  opterr = 1;
  optind = 0;
  while (next_key () != '?')
    continue;
}

int
cli_next (void)
{
  int key = next_key ();

  switch (key)
    {
    case CLI_HELP:
      help ();
    case CLI_VERSION:
      version ();
    case '?':
      explain_option ();
      try_help ();
    default:
      return key;
    }
}

char **
cli_operands (char const *list)
{
  if (list && optind < argument_count)
    cli_usage_error (_ ("extra operand %s\n"
                        "file operands cannot be combined with --files0-from"),
                     report_name (arguments[optind]));
  if (!list && optind == argument_count)
    cli_usage_error (_ ("missing operand"));
  return arguments + optind;
}

size_t
cli_choice (char const *option, char const *argument,
            char const *const *choices)
{
  ptrdiff_t choice = argmatch (argument, choices, NULL, 0);

  if (choice < 0)
    {
      messages_set_locale ();
      argmatch_invalid (option, argument, choice);
      /* As values, the words themselves: no two mean the same.  */
      ARGMATCH_VALID (choices, choices);
      try_help ();
    }
  return choice;
}

void
cli_usage_error (char const *format, ...)
{
  va_list list;

  va_start (list, format);
  char *message = xvasprintf (format, list);
  va_end (list);
  report_error (0, "%s", message);
  try_help ();
}

void
cli_help_row (char const *label, char const *text)
{
  int width = printf ("  %s", label);

  /* help2man takes two blanks for the end of the label.  */
  if (HELP_COLUMN < width + 2)
    {
      putchar ('\n');
      width = 0;
    }
  for (char const *line = text; line; width = 0)
    {
      size_t length = strcspn (line, "\n");

      printf ("%*s%.*s\n", HELP_COLUMN - width, "", (int)length, line);
      line = line[length] ? line + length + 1 : NULL;
    }
}
