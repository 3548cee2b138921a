/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paths.h -- the options --dir-fd, --beneath and --files0-from */

#ifndef SHARED_PATHS_H
#define SHARED_PATHS_H

#include <stdbool.h>

#include "shared/base.h"
#include "shared/cli.h"
#include "shared/operands.h"

/* The arguments of the options, each NULL if not given.  */
struct paths
{
  char const *dir_fd;  /* of --dir-fd */
  char const *beneath; /* of --beneath */
  char const *list;    /* of --files0-from */
};

/* The rows of the options, with a heading.  */
#define PATHS_OPTIONS                                                         \
  { CLI_HEADING, NULL, NULL, N_ ("Paths") },                                  \
      { CLI_DIR_FD, "dir-fd", "FD",                                           \
        N_ ("resolve relative paths from the directory file\n"                \
            "descriptor FD") },                                               \
      { CLI_BENEATH, "beneath", "DIR",                                        \
        N_ ("resolve paths beneath DIR; reject any that escape it") },        \
  {                                                                           \
    CLI_FILES0_FROM, "files0-from", "F",                                      \
        N_ ("read NUL-terminated names from F;\n"                             \
            "if F is -, read them from standard input")                       \
  }

/* Other words for them, as in struct cli_program.  */
#define PATHS_SYNONYMS                                                        \
  "dir-fd\0dirfd\0fd\0\0"                                                     \
  "beneath\0below\0resolve-beneath\0under\0within\0\0"                        \
  "files0-from\0from0\0\0"

/* Store the option KEY, one of those above, and its ARGUMENT in PATHS.  */
void paths_take (struct paths *paths, int key, char const *argument);

/* Initialize BASE and OPERANDS as PATHS specify, and return true, or false
   after a report:
   paths_start, after the last option of CLI, with all that is known without a
   file;
   paths_open, when the command line has no error, since it may wait: with the
   directory of --beneath and the list.
   In either case, the caller must call base_finish and operands_finish.  */
bool paths_start (struct paths const *paths, struct cli *cli,
                  struct base *base, struct operands *operands);
bool paths_open (struct paths const *paths, struct base *base,
                 struct operands *operands);

#endif
