/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.h -- read paths from the command line or a list */

#ifndef SHARED_OPERANDS_H
#define SHARED_OPERANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/run.h"

/* A source of paths.  All members except RUN may start as 0.  */
struct operands
{
  struct run *run;  /* its output is flushed before a read that may wait */
  char **arguments; /* the remaining arguments, terminated by NULL; or NULL if
                       the paths are in a list */
  bool started;     /* whether any path was requested */
  bool reads_dash;  /* whether the path "-" is standard input: a list that is
                       read from there cannot have it */

  /* A list of NUL-terminated names.  */
  char const *list; /* its name in diagnostics */
  int fd;           /* its descriptor: STDIN_FILENO for standard input only */
  bool ended;       /* whether no more can be read from it */
  bool failed;      /* whether an error in it was reported */
  unsigned int reads; /* number of reads from it, each of which may wait */
  uintmax_t names;    /* number of names read from it */
  char *bytes;        /* the data that was read, or NULL */
  size_t size;        /* bytes allocated at BYTES */
  size_t start;       /* offset of the next name in BYTES */
  size_t end;         /* offset of the end of the data in BYTES */
};

/* Open the file LIST, or use standard input if LIST is "-", to read the paths
   from it.  Return true, or report the error and return false.  */
bool operands_from_list (struct operands *operands, char const *list);

/* Return whether operands_next would return a path without reading input or
   reporting an error.  */
bool operands_ready (struct operands const *operands);

/* Return the next path of OPERANDS, or NULL after the last one or when the
   host has interrupted the run, but not before the first argument.  The path
   is valid until the next call.  Report a name in a list that is not a valid
   path or is longer than OPERANDS_NAME_MAX, and a read error, to OPERANDS->run
   in the words of GNU wc; warn if the last name lacks a NUL and contains
   newlines.  */
char const *operands_next (struct operands *operands);

/* Longest name in a list, in bytes.  */
#define OPERANDS_NAME_MAX (1024 * 1024)

/* Close the list of OPERANDS, and free its memory.  */
void operands_finish (struct operands *operands);

#endif
