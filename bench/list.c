/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.c -- read the names in a list */

#include "list.h"

#include <stdio.h>
#include <string.h>

int
list_each (char const *list, int (*call) (char const *name))
{
  static char room[32 * 1024 + 4096];
  FILE *file = fopen (list, "r");
  size_t kept = 0;
  size_t got;

  if (!file)
    {
      perror (list);
      return 1;
    }
  setvbuf (file, NULL, _IONBF, 0);
  while (0 < (got = fread (room + kept, 1, sizeof room - kept, file)))
    {
      char *name = room;
      char *end = room + kept + got;

      for (char *stop; (stop = memchr (name, '\0', end - name));
           name = stop + 1)
        if (call (name) != 0)
          {
            perror (name);
            fclose (file);
            return 1;
          }
      kept = end - name;
      memmove (room, name, kept);
    }
  fclose (file);
  return 0;
}
