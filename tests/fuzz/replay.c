/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay.c -- give inputs to fuzz targets, without a fuzzer

   Usage: replay DIRECTORY < PATHS

   PATHS are lines of the form .../TARGET/NAME, each the path of an input of
   TARGET.  Try all in the sandbox DIRECTORY, and print how many there were. */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "programs/calls.h"
#include "fuzz/round-trip.h"
#include "fuzz/sandbox.h"
#include "fuzz/targets.h"

enum
{
  INPUT_MAX = 1 << 16 /* bytes in an input */
};

/* An input.  */
struct input
{
  struct target const *target;
  char *path;
  char *bytes;
  size_t size;
  struct input *next;
};

/* Return the target of the input at PATH.  */
static struct target const *
target_of (char const *path)
{
  char *copy = strdup (path);
  char *slash = strrchr (copy, '/');

  *slash = '\0';
  struct target const *target = target_find (strrchr (copy, '/') + 1);
  free (copy);
  return target;
}

/* Return the inputs whose paths are in standard input.  */
static struct input *
read_inputs (void)
{
  static char bytes[INPUT_MAX];
  struct input *first = NULL, **end = &first;
  char *path = NULL;
  size_t capacity = 0;

  while (0 < getline (&path, &capacity, stdin))
    {
      path[strcspn (path, "\n")] = '\0';

      FILE *file = fopen (path, "r");
      struct input *input = calloc (1, sizeof *input);

      if (!file || !input)
        calls_fail ("cannot read %s", path);
      input->size = fread (bytes, 1, sizeof bytes, file);
      fclose (file);
      input->bytes = memcpy (malloc (input->size + 1), bytes, input->size);
      input->path = strdup (path);
      input->target = target_of (path);
      *end = input;
      end = &input->next;
    }
  free (path);
  return first;
}

int
main (int argc, char **argv)
{
  int count = 0;

  if (argc != 2)
    calls_fail ("usage: replay DIRECTORY < PATHS");
  round_trip_start ();

  struct input *input = read_inputs ();

  sandbox_enter (argv[1]);
  for (struct input *next; input; input = next, count++)
    {
      /* The last one is what failed.  */
      fprintf (stderr, "%s\n", input->path);
      target_try (input->target, input->bytes, input->size);
      next = input->next;
      free (input->path);
      free (input->bytes);
      free (input);
    }
  printf ("%d inputs\n", count);
  return EXIT_SUCCESS;
}
