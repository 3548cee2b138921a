/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paths.h -- the options that say where paths come from and start */

#ifndef SHARED_PATHS_H
#define SHARED_PATHS_H

#include <stdbool.h>

#include "shared/base.h"
#include "shared/cli.h"
#include "shared/operands.h"

/* The arguments of these options, or NULL.  */
struct paths
{
  char const *dir_fd;  /* of --dir-fd */
  char const *beneath; /* of --beneath */
  char const *list;    /* of --files0-from */
};

/* Their rows, with a heading.  */
#define PATHS_OPTIONS                                                         \
  { CLI_HEADING, NULL, NULL, N_ ("Paths"), false },                           \
      { CLI_DIR_FD, "dir-fd", "FD",                                           \
        N_ ("resolve relative paths from the directory file\n"                \
            "descriptor FD"),                                                 \
        true },                                                               \
      { CLI_BENEATH, "beneath", "DIR",                                        \
        N_ ("resolve paths beneath DIR; reject any that escape it"), true },  \
  {                                                                           \
    CLI_FILES0_FROM, "files0-from", "F",                                      \
        N_ ("read NUL-terminated names from F;\n"                             \
            "if F is -, read them from standard input"),                      \
        true                                                                  \
  }

/* Take the option KEY with its ARGUMENT into PATHS.  Return false if it is
   none of these.  */
bool paths_take (struct paths *paths, int key, char const *argument);

/* After the last option of CLI, let BASE be where PATHS start and OPERANDS
   where they come from.  Return true, or false after a report.  In either case
   base_finish and operands_finish are to be called.  */
bool paths_start (struct paths const *paths, struct cli *cli,
                  struct base *base, struct operands *operands);

#endif
