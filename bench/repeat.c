/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repeat.c -- run a command repeatedly, and measure its time and memory

   Usage: repeat TIMES COMMAND [ARGUMENT]...

   Run COMMAND, with standard output redirected to /dev/null, TIMES times.
   Print the elapsed time of all runs in seconds, and the largest resident set
   size of any run in KiB.  */

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Run COMMAND once, with ACTIONS for its descriptors.  Return 0 if its exit
   status is 0, else -1 after a message.  */
static int
run (char **command, posix_spawn_file_actions_t const *actions)
{
  pid_t pid;
  int status;
  int error = posix_spawnp (&pid, *command, actions, NULL, command, environ);

  if (error != 0)
    {
      fprintf (stderr, "repeat: %s: %s\n", *command, strerror (error));
      return -1;
    }
  while (waitpid (pid, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
  if (status != 0)
    fprintf (stderr, "repeat: %s failed\n", *command);
  return status == 0 ? 0 : -1;
}

int
main (int argc, char **argv)
{
  posix_spawn_file_actions_t actions;
  struct timespec start, end;
  struct rusage used;

  if (argc < 3)
    {
      fputs ("usage: repeat TIMES COMMAND [ARGUMENT]...\n", stderr);
      return 1;
    }
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null",
                                    O_WRONLY, 0);
  clock_gettime (CLOCK_MONOTONIC, &start);
  for (int left = atoi (argv[1]); 0 < left; left--)
    if (run (argv + 2, &actions) != 0)
      return 1;
  clock_gettime (CLOCK_MONOTONIC, &end);
  getrusage (RUSAGE_CHILDREN, &used);
  printf ("%.6f %ld\n",
          (double)(end.tv_sec - start.tv_sec)
              + (double)(end.tv_nsec - start.tv_nsec) / 1e9,
          (long)used.ru_maxrss);
  return 0;
}
