/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h -- a command line told once: option table to getopt and --help */

#ifndef SHARED_CLI_H
#define SHARED_CLI_H

#include <stdbool.h>
#include <stddef.h>

/* What stands for an option in cli_next's result: its letter or, if it has
   none, a number from CLI_LONG on that its program chooses.  */
enum
{
  CLI_HELP = 256,
  CLI_VERSION,
  CLI_DIR_FD,
  CLI_BENEATH,
  CLI_FILES0_FROM,
  CLI_LONG
};

/* One option.  A table of them ends with CLI_COMMON_OPTIONS.  */
struct cli_option
{
  int key;              /* what cli_next returns for it; 0 ends the table */
  char const *name;     /* its long name, or NULL */
  char const *argument; /* its argument in --help, "[=NAME]" for one that may
                           be left out, or NULL if it takes none */
  char const *help;     /* what it does, to be translated; lines after the
                           first are set below the first */
  bool extra;           /* whether GNU's program has it not: then it leaves
                           the abbreviations to those that it has */
};

/* The rows that close every table.  */
#define CLI_COMMON_OPTIONS                                                    \
  { CLI_HELP, "help", NULL, N_ ("print this help"), false },                  \
      { CLI_VERSION, "version", NULL, N_ ("print the version"), false },      \
  {                                                                           \
    0, NULL, NULL, NULL, false                                                \
  }

/* What a program tells of itself.  */
struct cli_program
{
  char const *name;                 /* its canonical name */
  char const *usage;                /* the words after its name */
  char const *summary;              /* what it does, on lines of its own */
  struct cli_option const *options; /* its table */
  void (*help_tail) (void);         /* print the rest of --help */
};

/* Begin PROGRAM with main's ARGC and ARGV: make its table known, and its name
   to diagnostics.  */
void cli_start (struct cli_program const *program, int argc, char **argv);

/* Return the key of the next option, its argument in optarg, or -1 after the
   last.  Carry out --help and --version; end the process with a usage error
   at an option that is not in the table.  */
int cli_next (void);

/* Return the operands, with NULL after the last.  Call this when cli_next
   has returned -1.  If LIST, the argument of --files0-from, is not NULL, any
   operand is a usage error, else none at all is one.  */
char **cli_operands (char const *list);

/* Return the index in CHOICES, which NULL ends, of the word that ARGUMENT is
   or abbreviates.  If there is none, report ARGUMENT as invalid for OPTION,
   list CHOICES, and end the process with EXIT_FAILURE.  */
size_t cli_choice (char const *option, char const *argument,
                   char const *const *choices);

/* Report FORMAT, filled in as by printf, and how to get help; end the
   process with EXIT_FAILURE.  */
_Noreturn void cli_usage_error (char const *format, ...)
    __attribute__ ((__format__ (__printf__, 1, 2)));

/* Print a row of --help: LABEL, and TEXT, whose lines after the first are
   set below the first.  */
void cli_help_row (char const *label, char const *text);

#endif
