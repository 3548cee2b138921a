/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribute-text.c -- convert values of extended attributes to text

   Read lines "acl HEX" and "capabilities HEX" from standard input, where HEX
   are the bytes of a value, and print the text of each, or "invalid".  The
   kernel stores no invalid value.  The bytes are in memory of just their size,
   so that a sanitizer finds what is read beyond.  */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lstat/fields/acl.h"
#include "lstat/query/capabilities.h"
#include "lstat/fields/owners.h"

/* Return the bytes that the SIZE digits at HEX stand for, to be freed.  */
static char *
bytes_of (char const *hex, size_t size)
{
  char *bytes = malloc (size / 2 + (size == 0));

  if (!bytes)
    abort ();
  for (size_t i = 0; i < size / 2; i++)
    {
      char digits[] = { hex[2 * i], hex[2 * i + 1], '\0' };

      bytes[i] = strtoul (digits, NULL, 16);
    }
  return bytes;
}

int
main (void)
{
  struct owners owners = { 0 };
  char *line = NULL;
  size_t room = 0;

  while (0 <= getline (&line, &room, stdin))
    {
      char const *hex = line + strcspn (line, " ");
      size_t size = strspn (hex += *hex == ' ', "0123456789abcdef");
      char *bytes = bytes_of (hex, size);
      char *text = *line == 'a' ? acl_text (&owners, bytes, size / 2)
                                : capabilities_text (bytes, size / 2);

      puts (text ? text : "invalid");
      free (text);
      free (bytes);
    }
  free (line);
  owners_finish (&owners);
  return EXIT_SUCCESS;
}
