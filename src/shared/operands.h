/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.h -- where paths come from */

#ifndef SHARED_OPERANDS_H
#define SHARED_OPERANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/run.h"

/* A source of paths.  All members but RUN may start as 0.  */
struct operands
{
  struct run *run;  /* whose output is written out before a wait for input */
  char **arguments; /* the words of the command line yet to come, or NULL if
                       the paths are in a list */

  /* A list: names of any bytes but NUL, which ends each.  */
  char const *list;    /* its name in diagnostics */
  int fd;              /* its descriptor */
  bool standard_input; /* whether that is standard input */
  bool ended;          /* whether it has been read to its end */
  uintmax_t names;     /* number of names taken from it */
  size_t start;        /* where in the room the next name starts */
  size_t end;          /* where in the room that ends which has been read */

  /* What has been read and is yet to be taken, or a copy of an argument: in
     ROOM or, if that is NULL, in SHORT_ROOM.  */
  char *room;
  size_t size; /* bytes allocated at ROOM */
  char short_room[256];
};

/* Take the paths from ARGUMENTS, which NULL ends.  */
void operands_from_arguments (struct operands *operands, char **arguments);

/* Take the paths from the file LIST, or from standard input if that is "-".
   Return true, or report the error and return false.  */
bool operands_from_list (struct operands *operands, char const *list);

/* Return whether operands_next has a path for OPERANDS without waiting for
   input or reporting anything.  */
bool operands_ready (struct operands const *operands);

/* Return the next path of OPERANDS, or NULL after the last and when the host
   has interrupted the run.  It is the caller's to change, and lasts until the
   next call.  A name in a list that is no path, or is longer than
   OPERANDS_NAME_MAX, and a list that cannot be read on, are reported to
   OPERANDS->run as wc does.  */
char *operands_next (struct operands *operands);

enum
{
  OPERANDS_NAME_MAX = 1024 * 1024 /* bytes that a name in a list may have */
};

/* Close and free what OPERANDS holds.  */
void operands_finish (struct operands *operands);

#endif
