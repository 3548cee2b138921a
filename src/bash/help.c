/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c -- the text of a program's --help for bash's help */

#include <config.h>

#include "bash/help.h"

#include <string.h>
#include <unistd.h>

#include "xalloc.h"

#include "shared/messages.h"
#include "shared/output.h"

char **
help_lines (char const *name, int (*run_program) (struct run *, int, char **))
{
  struct output_memory memory = { 0 };
  struct run run
      = { .name = name, .memory = &memory, .error_fd = STDERR_FILENO };
  char option[] = "--help";
  char *argv[] = { option, option, NULL };

  bindtextdomain (PACKAGE, LOCALEDIR);
  run_program (&run, 2, argv);

  char **lines = xnmalloc (memory.size + 1, sizeof *lines);
  char **next = lines;

  for (char *line = memory.bytes, *end; (end = strchr (line, '\n'));
       line = end + 1)
    {
      /* bash translates each line, and the translation of "" is the header of
         its catalog.  */
      while (end[1] == '\n')
        end++;
      *end = '\0';
      *next++ = line;
    }
  *next = NULL;
  return lines;
}
