/* SPDX-License-Identifier: GPL-3.0-or-later */
/* round-trip.c -- read output with the parsers of others */

#include <config.h>

#include "fuzz/round-trip.h"

#include <errno.h>
#include <fcntl.h>
#ifdef HAVE_JANSSON
#  include <jansson.h>
#endif
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base64.h"
#include "programs/calls.h"
#include "full-write.h"

extern char **environ;

static int to_bash = -1, from_bash = -1; /* pipes, or -1 without bash */

void
round_trip_start (void)
{
  static char script[] = "while IFS= read -r -d '' code && read -r -d '' name;"
                         " do unset -v \"$name\"; eval \"$code\";"
                         " printf '%s\\0' \"${!name}\"; done";
  char *argv[] = { "bash", "--norc", "-c", script, NULL };
  posix_spawn_file_actions_t actions;
  int in[2], out[2];
  pid_t pid;

  if (pipe2 (in, O_CLOEXEC) != 0 || pipe2 (out, O_CLOEXEC) != 0)
    calls_fail ("no pipe");
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2 (&actions, out[1], STDOUT_FILENO);
  if (posix_spawnp (&pid, "bash", &actions, NULL, argv, environ) == 0)
    {
      to_bash = in[1];
      from_bash = out[0];
    }
  posix_spawn_file_actions_destroy (&actions);
  close (in[0]);
  close (out[1]);
}

/* Return what bash prints up to a NUL, or NULL if it has ended.  A signal of
   the fuzzer may interrupt read(2).  */
static char const *
read_from_bash (void)
{
  static char text[1 << 16];

  for (size_t used = 0; used < sizeof text;)
    {
      ssize_t size = read (from_bash, text + used, sizeof text - used);

      if (0 < size)
        used += size;
      else if (size == 0 || errno != EINTR)
        return NULL;
      if (0 < used && !text[used - 1])
        return text;
    }
  return NULL;
}

void
round_trip_shell (struct output_memory const *printed, char const *name,
                  char const *value)
{
  if (to_bash < 0)
    return;
  if (!printed->bytes || strlen (printed->bytes) != printed->size)
    calls_fail ("no assignment, or a NUL in it");
  full_write (to_bash, printed->bytes, printed->size + 1);
  full_write (to_bash, name, strlen (name) + 1);

  char const *read_back = read_from_bash ();

  if (!read_back)
    calls_fail ("bash has ended after: %s", printed->bytes);
  if (strcmp (read_back, value) != 0)
    calls_fail ("bash reads '%s' from: %s", read_back, printed->bytes);
}

#ifdef HAVE_JANSSON

/* Return whether KEY of OBJECT is VALUE or, if there is a KEY_bytes, that is
   VALUE in base64.  */
static bool
has_member (json_t const *object, char const *key, char const *value)
{
  char bytes_key[32];

  snprintf (bytes_key, sizeof bytes_key, "%s_bytes", key);

  json_t const *text = json_object_get (object, key);
  json_t const *coded = json_object_get (object, bytes_key);

  if (!coded)
    return text && json_string_length (text) == strlen (value)
           && strcmp (json_string_value (text), value) == 0;

  char *decoded = NULL;
  idx_t size = 0;
  bool same = base64_decode_alloc (json_string_value (coded),
                                   json_string_length (coded), &decoded, &size)
              && decoded && (size_t)size == strlen (value)
              && memcmp (decoded, value, size) == 0;

  free (decoded);
  return same;
}

void
round_trip_json (struct output_memory const *printed, char const *key,
                 char const *value)
{
  char const *end = printed->bytes ? strchr (printed->bytes, '\n') : NULL;
  json_error_t error;
  json_t *object
      = end ? json_loadb (printed->bytes, end - printed->bytes,
                          JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error)
            : NULL;

  if (!object)
    calls_fail ("no JSON: %s", printed->bytes ? printed->bytes : "");
  if (!has_member (object, key, value))
    calls_fail ("%s is not '%s': %s", key, value, printed->bytes);
  json_decref (object);
}

#else

void
round_trip_json (struct output_memory const *printed, char const *key,
                 char const *value)
{
  (void)printed;
  (void)key;
  (void)value;
}

#endif
