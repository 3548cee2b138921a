/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paths.h -- the options that say where paths come from and start */

#ifndef SHARED_PATHS_H
#define SHARED_PATHS_H

#include <stdbool.h>

#include "shared/base.h"
#include "shared/cli.h"
#include "shared/operands.h"
#include "shared/output.h"

/* The arguments of these options, or NULL.  */
struct paths
{
  char const *dir_fd;  /* of --dir-fd */
  char const *beneath; /* of --beneath */
  char const *list;    /* of --files0-from */
};

/* Their rows.  */
#define PATHS_OPTIONS                                                         \
  { CLI_DIR_FD, "dir-fd", "FD",                                               \
    N_ ("let relative paths start at the open directory FD"), true },         \
      { CLI_BENEATH, "beneath", "DIR",                                        \
        N_ ("let paths start at DIR, refuse those that leave it"), true },    \
  {                                                                           \
    CLI_FILES0_FROM, "files0-from", "F",                                      \
        N_ ("take the paths from F, where a NUL ends each;\n"                 \
            "if F is -, from standard input"),                                \
        true                                                                  \
  }

/* Take the option KEY, whose argument is in optarg, into PATHS.  Return false
   if it is none of these.  */
bool paths_take (struct paths *paths, int key);

/* After the last option, let BASE be where PATHS start and OPERANDS where they
   come from, with OUTPUT written out before a wait for more of them.  End the
   process with EXIT_FAILURE if that cannot be.  */
void paths_start (struct paths const *paths, struct base *base,
                  struct operands *operands, struct output *output);

#endif
