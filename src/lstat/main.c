/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c -- the program lstat */

#include <config.h>

#include "lstat/lstat.h"
#include "shared/main.h"

int
main (int argc, char **argv)
{
  return main_run (lstat_run, argc, argv);
}
