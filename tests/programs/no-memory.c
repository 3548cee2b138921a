/* SPDX-License-Identifier: GPL-3.0-or-later */
/* no-memory.c -- let each allocation of both programs fail

   Usage: no-memory < COMMANDS

   COMMANDS are lines "PROGRAM WORD...", separated by blanks.  Call the program
   of each in child processes, the first of which gets no memory from its first
   allocation, the second none from its second, and so on, until one gets all
   that it asks for.  The others must do the same or exit with status 1 and a
   message.  After each, remove the directory "new".  Print how many
   allocations failed.  */

#include <config.h>

#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "calls.h"
#include "shared/run.h"

enum
{
  WORDS_MAX = 32,     /* words in a command */
  TEXT_MAX = 1 << 16, /* bytes of output that are compared */
};

/* What a call did.  */
struct outcome
{
  bool failed;        /* whether an allocation failed */
  int status;         /* as from waitpid(2) */
  char out[TEXT_MAX]; /* output */
  char err[TEXT_MAX]; /* diagnostics */
};

static long int remaining = -1; /* allocations until one fails; -1 for never */
static int failure_fd;          /* file that is not empty if one has */
static int out_fd, err_fd;      /* files for what a call prints */

#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__                        \
    && !defined __SANITIZE_THREAD__

/* gnulib may replace these.  */
#  undef malloc
#  undef calloc
#  undef realloc

/* The C library's own functions.  */
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t count, size_t size);
void *__libc_realloc (void *memory, size_t size);

/* Only for the programs: without memory, getpwuid_r of glibc crashes.  */
#  pragma GCC visibility push(hidden)
void *malloc (size_t size);
void *calloc (size_t count, size_t size);
void *realloc (void *memory, size_t size);
#  pragma GCC visibility pop

/* Return whether the next allocation should fail.  */
static bool
must_fail (void)
{
  if (remaining < 0 || 0 < remaining--)
    return false;
  if (write (failure_fd, "1", 1) != 1)
    abort ();
  errno = ENOMEM;
  return true;
}

void *
malloc (size_t size)
{
  return must_fail () ? NULL : __libc_malloc (size);
}

void *
calloc (size_t count, size_t size)
{
  return must_fail () ? NULL : __libc_calloc (count, size);
}

void *
realloc (void *memory, size_t size)
{
  return must_fail () ? NULL : __libc_realloc (memory, size);
}

#endif

/* Call the program of ARGV, of ARGC words, in a child process whose allocation
   number NUMBER, from 0 on, fails; none if it is negative.  */
static void
call (struct outcome *outcome, long int number, int argc, char **argv)
{
  pid_t pid = fork ();

  if (pid < 0)
    calls_fail ("fork: %s", strerror (errno));
  if (pid == 0)
    {
      struct run run
          = { .name = argv[0], .output_fd = out_fd, .error_fd = err_fd };

      /* xalloc_die prints to standard error; exit(3) would move the parent's
         position in standard input.  */
      dup2 (err_fd, STDERR_FILENO);
      dup2 (out_fd, STDIN_FILENO);
      remaining = number;
      _exit (calls_run (&run, argc, argv));
    }
  if (waitpid (pid, &outcome->status, 0) != pid)
    calls_fail ("waitpid: %s", strerror (errno));
  calls_remove ("new");
  outcome->failed
      = calls_take_text (failure_fd, outcome->out, sizeof outcome->out) != 0;
  calls_take_text (out_fd, outcome->out, sizeof outcome->out);
  calls_take_text (err_fd, outcome->err, sizeof outcome->err);
}

/* Return whether OUTCOME is the one without a failure, NORMAL, or a failure
   that was reported.  */
static bool
is_as_expected (struct outcome const *outcome, struct outcome const *normal)
{
  if (outcome->status == normal->status
      && strcmp (outcome->err, normal->err) == 0)
    return strcmp (outcome->out, normal->out) == 0;
  return WIFEXITED (outcome->status)
         && WEXITSTATUS (outcome->status) == EXIT_FAILURE && *outcome->err;
}

/* Let each allocation of ARGV, of ARGC words, fail.  Return how many there
   are.  */
static long int
try_command (int argc, char **argv)
{
  static struct outcome normal, outcome;
  long int number = 0;

  /* The first call may change what those after it find.  */
  call (&normal, -1, argc, argv);
  call (&normal, -1, argc, argv);
  for (;; number++)
    {
      call (&outcome, number, argc, argv);
      if (!outcome.failed)
        return number;
      if (!is_as_expected (&outcome, &normal))
        calls_fail ("%s %s ...: allocation %ld: status %x\n%s%s", argv[0],
                    argv[1], number, (unsigned)outcome.status, outcome.out,
                    outcome.err);
    }
}

int
main (void)
{
  static char line[1024];
  long int count = 0;

  setlocale (LC_ALL, "");
  failure_fd = calls_open_file ();
  out_fd = calls_open_file ();
  err_fd = calls_open_file ();
  while (fgets (line, sizeof line, stdin))
    {
      char *argv[WORDS_MAX + 1];
      int argc = 0;

      for (char *word = strtok (line, " \n"); word && argc < WORDS_MAX;
           word = strtok (NULL, " \n"))
        argv[argc++] = word;
      argv[argc] = NULL;
      if (0 < argc)
        count += try_command (argc, argv);
    }
  printf ("%ld allocations\n", count);
  return EXIT_SUCCESS;
}
