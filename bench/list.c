/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.c -- read the names in a list */

#include "list.h"

#include <stdio.h>
#include <string.h>

int
list_each (char const *list, int (*call) (char const *name))
{
  static char buffer[32 * 1024 + 4096];
  FILE *file = fopen (list, "r");
  size_t kept = 0;
  size_t got;

  if (!file)
    {
      perror (list);
      return 1;
    }
  setvbuf (file, NULL, _IONBF, 0);
  while (0 < (got = fread (buffer + kept, 1, sizeof buffer - kept, file)))
    {
      char *name = buffer;
      char *end = buffer + kept + got;

      for (char *stop; (stop = memchr (name, '\0', end - name));
           name = stop + 1)
        if (call (name) != 0)
          {
            perror (name);
            fclose (file);
            return 1;
          }
      kept = end - name;
      memmove (buffer, name, kept);
    }
  fclose (file);
  return 0;
}
