/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.h -- where paths come from */

#ifndef OPERANDS_H
#define OPERANDS_H

/* A source of paths.  */
struct operands
{
  char **arguments; /* the words of the command line yet to come */
};

/* Take the paths from ARGUMENTS, which NULL ends.  */
void operands_from_arguments (struct operands *operands, char **arguments);

/* Return the next path of OPERANDS, or NULL after the last.  It lasts until
   the next call.  */
char *operands_next (struct operands *operands);

#endif
