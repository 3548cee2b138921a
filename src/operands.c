/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.c -- where paths come from */

#include <config.h>

#include "operands.h"

#include <stddef.h>

void
operands_from_arguments (struct operands *operands, char **arguments)
{
  operands->arguments = arguments;
}

char *
operands_next (struct operands *operands)
{
  return *operands->arguments ? *operands->arguments++ : NULL;
}
