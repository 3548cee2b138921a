/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.h -- where paths come from */

#ifndef SHARED_OPERANDS_H
#define SHARED_OPERANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/output.h"

/* A source of paths.  */
struct operands
{
  char **arguments; /* the words of the command line yet to come, or NULL if
                       the paths are in a list */

  /* A list: names of any bytes but NUL, which ends each.  */
  char const *list;      /* its name in diagnostics */
  int fd;                /* its descriptor */
  bool standard_input;   /* whether that is standard input */
  bool ended;            /* whether it has been read to its end */
  uintmax_t names;       /* number of names taken from it */
  char *room;            /* what has been read and is yet to be taken */
  size_t size;           /* bytes allocated at ROOM */
  size_t start;          /* where in ROOM the next name starts */
  size_t end;            /* where in ROOM that ends which has been read */
  struct output *output; /* written out before a wait for more, or NULL */
};

/* Take the paths from ARGUMENTS, which NULL ends.  */
void operands_from_arguments (struct operands *operands, char **arguments);

/* Take the paths from the file LIST, or from standard input if that is "-".
   OUTPUT is to be written out whenever more must be read.  Return true, or
   report the error and return false.  */
bool operands_from_list (struct operands *operands, char const *list,
                         struct output *output);

/* Return whether operands_next has a path for OPERANDS without waiting for
   input or reporting anything.  */
bool operands_ready (struct operands const *operands);

/* Return the next path of OPERANDS, or NULL after the last.  It may be changed
   and lasts until the next call.  A name in a list that is no path, and a list
   that cannot be read on, are reported as wc does.  */
char *operands_next (struct operands *operands);

#endif
