/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c -- the program mkdir */

#include <config.h>

#include "mkdir/mkdir.h"
#include "shared/main.h"

int
main (int argc, char **argv)
{
  return main_run (mkdir_run, argc, argv);
}
