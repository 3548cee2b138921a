/* SPDX-License-Identifier: GPL-3.0-or-later */
/* least.c -- a minimal program that prints the size of a file

   Usage: least FILE  */

#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

int
main (int argc, char **argv)
{
  struct stat st;

  if (argc != 2 || lstat (argv[1], &st) != 0)
    return 1;
  printf ("%jd\n", (intmax_t)st.st_size);
  return 0;
}
