/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribute-text.c -- convert values of extended attributes to text

   Read lines "acl HEX", "default_acl HEX" and "capabilities HEX" from standard
   input, where HEX are the bytes of a value, and print the text of each, or
   "invalid", or "none" for a list that says no more than the mode.  The kernel
   stores no invalid value.  The bytes are in memory of just their size, so
   that a sanitizer finds what is read beyond.  */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lstat/fields/acl-text.h"
#include "lstat/query/acl.h"
#include "lstat/query/capabilities.h"

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

/* Print the text of the capabilities, access control list or default access
   control list in the SIZE bytes at BYTES: which of these says the first byte
   of KEY.  */
static void
print_text (char const *key, char const *bytes, size_t size)
{
  struct arena arena = { 0 };
  struct owners owners = { 0 };
  struct acl acl;
  char *text = NULL;

  if (*key == 'c')
    puts ((text = capabilities_text (&arena, bytes, size)) ? text : "invalid");
  else if (acl_parse (&acl, &arena, bytes, size, *key == 'd'))
    {
      text = acl_text (&owners, &acl);
      puts (acl.count == 0 ? "none" : text);
      free (text);
    }
  else
    puts ("invalid");
  owners_finish (&owners);
  arena_finish (&arena);
}

int
main (void)
{
  char *line = NULL;
  size_t capacity = 0;

  while (0 <= getline (&line, &capacity, stdin))
    {
      char const *hex = line + strcspn (line, " ");
      size_t size = strspn (hex += *hex == ' ', "0123456789abcdef");
      char *bytes = bytes_of (hex, size);

      print_text (line, bytes, size / 2);
      free (bytes);
    }
  free (line);
  return EXIT_SUCCESS;
}
