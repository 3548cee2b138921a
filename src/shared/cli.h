/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h -- a command line, read by a program's option table */

#ifndef SHARED_CLI_H
#define SHARED_CLI_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/output.h"
#include "shared/run.h"

/* What stands for an option in cli_next's result: its letter or, if it has
   none, a number from CLI_LONG on that its program chooses.  */
enum
{
  CLI_END = -1,  /* there are no more options */
  CLI_STOP = -2, /* --help, --version or a usage error: the run is at its end
                  */
  CLI_HELP = 256,
  CLI_VERSION,
  CLI_HEADING, /* no option: the heading of those that follow in --help */
  CLI_DIR_FD,
  CLI_BENEATH,
  CLI_FILES0_FROM,
  CLI_LONG
};

enum
{
  CLI_OPTIONS_MAX = 48, /* rows that a table may have */
  CLI_NAMES_MAX = 120,  /* their long names, and abbreviations of these */
  CLI_WORDS = 16        /* words of a short command line */
};

/* One option, or a heading.  A table of them starts with a heading and ends
   with CLI_COMMON_OPTIONS.  */
struct cli_option
{
  int key;              /* what cli_next returns for it; 0 ends the table */
  char const *name;     /* its long name, or NULL */
  char const *argument; /* its argument in --help, "[=NAME]" for one that may
                           be left out, or NULL if it takes none */
  char const *help;     /* what it does, or the text of a heading, to be
                           translated; lines after the first are set below the
                           first */
  bool extra;           /* whether GNU's program lacks it: then it leaves the
                           abbreviations to those that GNU's has */
};

/* The rows that close every table.  */
#define CLI_COMMON_OPTIONS                                                    \
  { CLI_HEADING, NULL, NULL, N_ ("Help"), false },                            \
      { CLI_HELP, "help", NULL, N_ ("display this help and exit"), false },   \
      { CLI_VERSION, "version", NULL,                                         \
        N_ ("output version information and exit"), false },                  \
  {                                                                           \
    0, NULL, NULL, NULL, false                                                \
  }

/* A program as its users see it.  */
struct cli_program
{
  char const *name;                 /* its canonical name */
  char const *usage;                /* the words after its name */
  char const *summary;              /* what it does, on lines of its own */
  struct cli_option const *options; /* its table */
  void (*help_tail) (struct output *output); /* add the rest of --help */
};

/* A command line being read.  */
struct cli
{
  char *argument; /* that of the last option, or NULL */

  struct run *run;
  struct cli_program const *program;
  int count; /* number of words */

  /* The words, in an order that getopt_long changes: a copy of main's, in
     MANY_WORDS unless that is NULL.  */
  char *words[CLI_WORDS + 1];
  char **many_words;

  char short_options[3 * CLI_OPTIONS_MAX + 2]; /* for getopt_long */
  struct option long_options[CLI_NAMES_MAX + 1];
  char *abbreviations; /* names among LONG_OPTIONS that are no option's */
};

/* Begin to read for RUN the command line of PROGRAM, main's ARGC and ARGV,
   which stay as they are.  cli_finish frees what CLI holds; getopt_long's
   globals are in use until then.  */
void cli_start (struct cli *cli, struct run *run,
                struct cli_program const *program, int argc, char **argv);
void cli_finish (struct cli *cli);

/* Return the key of the next option, its argument in CLI->argument, CLI_END
   after the last, or CLI_STOP after --help or --version, which are carried
   out, and after a usage error, which is reported.  */
int cli_next (struct cli *cli);

/* Return the operands, with NULL after the last, once cli_next has returned
   CLI_END.  If LIST, the argument of --files0-from, is not NULL, any operand
   is a usage error, else none at all is one: report it and return NULL.  */
char **cli_operands (struct cli *cli, char const *list);

/* Return the index in CHOICES, which NULL ends, of the word that ARGUMENT is
   or abbreviates.  If there is none, report ARGUMENT as invalid for OPTION,
   list CHOICES, and return -1.  */
ptrdiff_t cli_choice (struct cli *cli, char const *option,
                      char const *argument, char const *const *choices);

/* Report FORMAT, translated and filled in as by printf, and how to get help.
   Return false.  */
bool cli_usage_error (struct cli *cli, char const *format, ...)
    __attribute__ ((__format__ (__printf__, 2, 3)));

/* Add to OUTPUT a row of --help: LABEL, and TEXT, whose lines after the first
   are set below the first.  */
void cli_help_row (struct output *output, char const *label, char const *text);

#endif
