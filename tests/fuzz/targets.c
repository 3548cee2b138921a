/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets.c -- what is fuzzed */

#include <config.h>

#include "fuzz/targets.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/round-trip.h"
#include "fuzz/sandbox.h"
#include "lstat/fields/acl-text.h"
#include "lstat/query/acl.h"
#include "lstat/query/capabilities.h"
#include "programs/calls.h"

/* Call the program of the arguments, and return its exit status.  */
#define STATUS(...)                                                           \
  sandbox_call (NULL, sizeof (char *[]){ __VA_ARGS__ } / sizeof (char *),     \
                (char *[]){ __VA_ARGS__, NULL })

/* Return PREFIX and the string TEXT, to be freed.  */
static char *
join (char const *prefix, char const *text)
{
  char *joined = malloc (strlen (prefix) + strlen (text) + 1);

  return strcat (strcpy (joined, prefix), text);
}

/* Call lstat with OPTION and TEXT, as one word, and OTHER for some files.  */
static void
try_option (char const *option, char const *text, char *other)
{
  char *word = join (option, text);

  STATUS ("lstat", word, other, "file", "link", "beneath", "/nosuch");
  free (word);
}

static void
try_format (char const *bytes, size_t size)
{
  (void)size;
  try_option ("--format=", bytes, "-L");
  try_option ("--format=", bytes, "-f");
}

static void
try_printf (char const *bytes, size_t size)
{
  (void)size;
  try_option ("--printf=", bytes, "-u");
}

static void
try_time_style (char const *bytes, size_t size)
{
  (void)size;
  try_option ("--time-style=", bytes, "--format=%x%40.3y%-w");
}

static void
try_fields (char const *bytes, size_t size)
{
  (void)size;
  try_option ("--json=", bytes, "-h");
  try_option ("--shell=", bytes, "-f");
}

/* BYTES are the list of both programs, which read names up to a NUL.  */
static void
try_list (char const *bytes, size_t size)
{
  sandbox_write ("/work/list", bytes, size);
  STATUS ("lstat", "--files0-from=list", "-c%n");
  STATUS ("mkdir", "-p", "--files0-from=list", "--beneath=beneath");
  unlink ("/work/list");
  if (!sandbox_clean ())
    calls_fail ("mkdir --beneath has created a directory outside");
}

/* mkdir --ensure must leave nothing to do for a second call with the same
   OPTION and TEXT.  */
static void
try_twice (char const *option, char const *text)
{
  char *word = join (option, text);

  if (STATUS ("mkdir", word, "new") == EXIT_SUCCESS)
    {
      if (STATUS ("mkdir", "--ensure", word, "new") != EXIT_SUCCESS
          || STATUS ("mkdir", "--ensure=check", word, "new") != EXIT_SUCCESS)
        calls_fail ("%s: not ensured", word);
    }
  else if (access ("new", F_OK) == 0 && strcmp (option, "--mode=") == 0)
    calls_fail ("%s: failed, and left a directory", word);
  free (word);
  sandbox_clean ();
}

static void
try_mode (char const *bytes, size_t size)
{
  (void)size;
  try_twice ("--mode=", bytes);
}

static void
try_owner (char const *bytes, size_t size)
{
  (void)size;
  try_twice ("--owner=", bytes);
}

/* The words of BYTES, each of which ends with a NUL, are the arguments of
   NAME.  */
static void
try_arguments (char *name, char const *bytes, size_t size)
{
  char *copy = malloc (size + 1);
  char *argv[SANDBOX_ARGUMENTS + 1] = { name };
  int argc = 1;

  memcpy (copy, bytes, size + 1);
  for (char *word = copy; word < copy + size && argc < SANDBOX_ARGUMENTS;
       word += strlen (word) + 1)
    argv[argc++] = word;
  sandbox_call (NULL, argc, argv);
  free (copy);
}

static void
try_lstat (char const *bytes, size_t size)
{
  try_arguments ("lstat", bytes, size);
}

static void
try_mkdir (char const *bytes, size_t size)
{
  try_arguments ("mkdir", bytes, size);
  sandbox_clean ();
}

/* BYTES are the target of a link and the name of a missing file.  */
static void
try_names (char const *bytes, size_t size)
{
  struct output_memory printed;

  (void)size;
  if (symlink (bytes, "target") == 0)
    {
      sandbox_call (
          &printed, 4,
          (char *[]){ "lstat", "--json=target", "-u", "target", NULL });
      round_trip_json (&printed, "target", bytes);
      free (printed.bytes);
      sandbox_call (&printed, 3,
                    (char *[]){ "lstat", "--shell=target", "target", NULL });
      round_trip_shell (&printed, "st_target", bytes);
      free (printed.bytes);
      unlink ("target");
    }
  sandbox_call (&printed, 5,
                (char *[]){ "lstat", "--json=path", "--", (char *)bytes,
                            "/nosuch", NULL });
  round_trip_json (&printed, "path", bytes);
  free (printed.bytes);
}

/* BYTES are the list of mounts.  */
static void
try_mountinfo (char const *bytes, size_t size)
{
  sandbox_write ("/proc/self/mountinfo", bytes, size);
  STATUS ("lstat", "-c%m", "file", "/", "beneath");
  unlink ("/proc/self/mountinfo");
}

static void
try_acl (char const *bytes, size_t size)
{
  struct arena arena = { 0 };
  struct owners owners = { 0 };
  struct acl acl;

  if (acl_parse (&acl, &arena, bytes, size, true))
    free (acl_text (&owners, &acl));
  owners_finish (&owners);
  arena_finish (&arena);
}

static void
try_capabilities (char const *bytes, size_t size)
{
  struct arena arena = { 0 };

  capabilities_text (&arena, bytes, size);
  arena_finish (&arena);
}

/* BYTES are the values of environment variables.  */
static void
try_environment (char const *bytes, size_t size)
{
  static char const *const names[]
      = { "TZ", "QUOTING_STYLE", "TIME_STYLE", "POSIXLY_CORRECT" };
  char const *end = bytes + size;

  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (bytes < end)
      {
        setenv (names[i], bytes, true);
        bytes += strlen (bytes) + 1;
      }
  try_option ("--format=%y%N%z%Y", "", "-L");
  try_option ("--json", "", "-L");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    unsetenv (names[i]);
}

static struct target const targets[] = {
  { "acl", try_acl },
  { "capabilities", try_capabilities },
  { "environment", try_environment },
  { "fields", try_fields },
  { "format", try_format },
  { "list", try_list },
  { "lstat", try_lstat },
  { "mkdir", try_mkdir },
  { "mode", try_mode },
  { "mountinfo", try_mountinfo },
  { "names", try_names },
  { "owner", try_owner },
  { "printf", try_printf },
  { "time-style", try_time_style },
};

struct target const *
target_find (char const *name)
{
  for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
    if (strcmp (targets[i].name, name) == 0)
      return &targets[i];
  fprintf (stderr, "no target '%s' among:", name);
  for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
    fprintf (stderr, " %s", targets[i].name);
  fputc ('\n', stderr);
  exit (2);
}

void
target_try (struct target const *target, void const *bytes, size_t size)
{
  char *copy = malloc (size + 1);

  memcpy (copy, bytes, size);
  copy[size] = '\0';
  target->try (copy, size);
  free (copy);
}
