/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h -- parse a command line by a program's option table */

#ifndef SHARED_CLI_H
#define SHARED_CLI_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/output.h"
#include "shared/report.h"
#include "shared/run.h"

/* Keys, which cli_next returns.  The key of an option is its letter, one of
   these or, for a long option of one program, a number from CLI_LONG on.  */
enum
{
  CLI_END = -1,  /* no more options */
  CLI_STOP = -2, /* --help, --version or a usage error: end the run */
  CLI_HELP = 256,
  CLI_VERSION,
  CLI_HEADING, /* not an option but a heading in --help */
  CLI_DIR_FD,
  CLI_BENEATH,
  CLI_FILES0_FROM,
  CLI_LONG
};

enum
{
  CLI_OPTIONS_MAX = 48, /* rows in a table */
  CLI_SHORT = 16        /* arguments that need no allocation */
};

/* An option, a heading or an abbreviation.  A table starts with a heading and
   ends with CLI_COMMON_OPTIONS.  */
struct cli_option
{
  int key;              /* the key; 0 ends the table */
  char const *name;     /* its long name, or NULL */
  char const *argument; /* its argument in --help, "[=NAME]" if that is
                           optional, or NULL if it takes none */
  char const *help;     /* its description or the text of the heading, to be
                           translated, of one or more lines; NULL for an
                           abbreviation */
};

/* The abbreviation Name of the option Key, which is not ambiguous in GNU's
   program but would be here.  */
#define CLI_ALIAS(Key, Name, Argument)                                        \
  {                                                                           \
    Key, Name, Argument, NULL                                                 \
  }

/* The last rows of every table.  */
#define CLI_COMMON_OPTIONS                                                    \
  { CLI_HEADING, NULL, NULL, N_ ("Help") },                                   \
      { CLI_HELP, "help", NULL, N_ ("display this help and exit") },          \
      { CLI_VERSION, "version", NULL,                                         \
        N_ ("output version information and exit") },                         \
  {                                                                           \
    0, NULL, NULL, NULL                                                       \
  }

/* An example in --help.  */
struct cli_example
{
  char const *arguments; /* the command without the name of the program; NULL
                            ends the table */
  char const *help;      /* what it does, to be translated, on one line */
};

/* A program and its command line.  */
struct cli_program
{
  char const *name;                 /* its canonical name */
  char const *usage;                /* the text after its name in "Usage:" */
  char const *summary;              /* its description, on one or more lines */
  struct cli_option const *options; /* its option table */
  char const *synonyms; /* its long options with words of other programs for
                           them, for nearest_try_all */
  void (*help_tail) (struct output *output); /* print what follows the options
                                                in --help */
  struct cli_example const *examples;        /* the examples after that */
  char const *page;                          /* the name of its manual page */
};

/* A command line that is being parsed.  */
struct cli
{
  char *argument; /* argument of the last option, or NULL */

  struct run *run;                   /* the run to report to */
  struct cli_program const *program; /* the program */
  int argc;                          /* number of ARGV */
  char **argv; /* a copy of main's, which getopt_long permutes */
  char *short_argv[CLI_SHORT + 1]; /* memory for a short one, since most runs
                                      allocate nothing else */

  char short_options[3 * CLI_OPTIONS_MAX + 2];     /* for getopt_long */
  struct option long_options[CLI_OPTIONS_MAX + 1]; /* for getopt_long */
};

/* Start parsing for RUN the command line of PROGRAM, main's ARGC and ARGV,
   which is not modified.  cli_finish frees the memory of CLI.  Until then, CLI
   uses the global variables of getopt_long.  */
void cli_start (struct cli *cli, struct run *run,
                struct cli_program const *program, int argc, char **argv);
void cli_finish (struct cli *cli);

/* Return the key of the next option, and set CLI->argument to its argument.
   Return CLI_END after the last option: the operands are then CLI->argv from
   optind on.  Return CLI_STOP after printing --help or --version or reporting
   a usage error.  */
int cli_next (struct cli *cli);

/* Like cli_next, but report nothing and print nothing, for the rest of a
   command line that is not valid: return '?' or ':' for a bad option.  */
int cli_skip (struct cli *cli);

/* Return the index of ARGUMENT, which may be abbreviated, in CHOICES, which is
   terminated by NULL.  If it is not one of them or ambiguous, report it as
   invalid for OPTION, list CHOICES, and return -1.  */
ptrdiff_t cli_choice (struct cli *cli, char const *option,
                      char const *argument, char const *const *choices);

/* After a usage error, print the command that prints the help.  Return
   false.  */
bool cli_try_help (struct cli *cli);

/* Report a usage error with a format and its arguments, as report_error does,
   and that command.  Return false.  */
#define cli_usage_error(Cli, ...)                                             \
  (report_error ((Cli)->run, 0, __VA_ARGS__), cli_try_help (Cli))

/* Print on OUTPUT a row of --help: LABEL in the first column, and the lines of
   TEXT in the second.  */
void cli_help_row (struct output *output, char const *label, char const *text);

#endif
