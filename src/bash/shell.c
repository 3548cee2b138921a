/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c -- bash as the host of one run */

#include "bash/shell.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <shell.h>

#include <builtins.h>
#include <builtins/common.h>
#include <quit.h>

#include "bash/variables.h"

enum
{
  SHORT_WORDS = 16 /* words of a short command line */
};

/* Declared in header files of bash that are not installed.  */
extern int trapped_signal_received; /* the last signal that has a trap, or 0
                                       after the traps were executed */
extern int default_buffered_input;  /* the descriptor of the script, or -1 */

/* Return the lowest number of a signal whose trap is pending, or -1.  */
int first_pending_trap (void);

/* Seek the descriptor FD back to the end of what bash has parsed.  */
int sync_buffered_stream (int fd);

/* Return the number of a signal that must stop the run, or 0.  A trap for
   SIGCHLD does not: jobs in the background end at any time.  */
static int
pending_signal (void)
{
  int trapped;

  if (terminating_signal)
    return terminating_signal;
  if (interrupt_state)
    return SIGINT;
  if (!trapped_signal_received)
    return 0;
  trapped = first_pending_trap ();
  return trapped <= 0 || trapped == SIGCHLD ? 0 : trapped;
}

/* Return whether the run should stop.  */
static bool
is_interrupted (void)
{
  return pending_signal () != 0;
}

/* Return an array of NAME and WORDS with NULL at the end, and set *COUNT to
   the number of its words.  It is SHORT_ARGV, of SHORT_WORDS + 1 elements, if
   that is large enough; otherwise the caller frees it.  Return NULL if there
   is not enough memory.  */
static char **
make_argv (char *name, WORD_LIST *words, char **short_argv, int *count)
{
  char **argv = short_argv;
  int size = 1;

  for (WORD_LIST *word = words; word; word = word->next)
    size++;
  if (SHORT_WORDS < size)
    argv = malloc ((size + 1) * sizeof *argv);
  *count = size;
  if (!argv)
    return NULL;
  argv[0] = name;
  size = 1;
  for (WORD_LIST *word = words; word; word = word->next)
    argv[size++] = word->word->word;
  argv[size] = NULL;
  return argv;
}

int
shell_run (char *name, int (*run_program) (struct run *, int, char **),
           WORD_LIST *words)
{
  struct run run = {
    .name = name,
    .output_fd = STDOUT_FILENO,
    .error_fd = STDERR_FILENO,
    .is_interrupted = is_interrupted,
    .variables = &bash_variables,
  };
  char *short_argv[SHORT_WORDS + 1];
  int count;
  char **argv = make_argv (name, words, short_argv, &count);

  if (!argv)
    {
      builtin_error ("%s", strerror (ENOMEM));
      return EXECUTION_FAILURE;
    }
  fflush (stdout);
  /* Like before a program is executed: update the environment, and let it read
     what follows the current command.  */
  maybe_make_export_env ();
  if (default_buffered_input == STDIN_FILENO)
    sync_buffered_stream (STDIN_FILENO);

  int status = run_program (&run, count, argv);

  if (argv != short_argv)
    free (argv);
  return run.interrupted ? 128 + pending_signal () : status;
}
