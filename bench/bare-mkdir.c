/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bare-mkdir.c -- call mkdir(2) for each path in a list

   Usage: bare-mkdir LIST

   LIST is a file of NUL-terminated names, as for mkdir --files0-from.  */

#include <stdio.h>
#include <sys/stat.h>

#include "list.h"

static int
make (char const *path)
{
  return mkdir (path, 0777);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      fputs ("usage: bare-mkdir LIST\n", stderr);
      return 1;
    }
  return list_each (argv[1], make);
}
