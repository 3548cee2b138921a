/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reentry.c -- call both programs thousands of times in one process

   Usage: reentry CALLS

   Read command lines from standard input, and execute them in turn until each
   program has been called CALLS times.  A line is "STATUS PROGRAM WORD...",
   separated by blanks, without any quoting.  After each call, remove the
   directory "new".  Exit with status 1 if a call does not return STATUS, if
   its output differs from the first time, if the state of the process at the
   end differs from that after the first hundred calls, or if calls of one line
   leave memory allocated.  */

#include <config.h>

#include <dirent.h>
#include <limits.h>
#include <locale.h>
#ifdef __GLIBC__
#  include <malloc.h>
#endif
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calls.h"
#include "shared/run.h"

extern char **environ;

enum
{
  LINES_MAX = 256,
  WORDS_MAX = 32,
  WARM_UP = 100,        /* calls before the state is recorded */
  MEMORY_SLACK = 256,   /* KiB by which the memory may grow */
  REPEATED = 20,        /* calls of a line in a row that are measured */
  SERIES = 5,           /* times that they are measured, if not clear */
  LEAK_SLACK = 512,     /* bytes that these may leave allocated */
  STATE_SIZE = 1 << 16, /* size of a description, in bytes */
  OUTPUT_MAX = 1 << 20, /* maximum output of a call, in bytes */
};

/* A command line.  */
struct line
{
  bool is_mkdir;
  int status;
  int argc;
  char *argv[WORDS_MAX + 1];
  char *output; /* output of the first call, or NULL */
};

static struct line lines[LINES_MAX];
static int line_count;
static int scratch_fd; /* file for the output of a call */

/* Read the command lines from standard input.  */
static void
read_lines (void)
{
  static char text[1024];

  while (fgets (text, sizeof text, stdin))
    {
      struct line *line = lines + line_count++;
      char *word = strtok (strdup (text), " \n");

      if (line_count == LINES_MAX || !word)
        calls_fail ("bad line: %s", text);
      line->status = atoi (word);
      while ((word = strtok (NULL, " \n")))
        line->argv[line->argc++] = word;
      line->is_mkdir = strcmp (line->argv[0], "mkdir") == 0;
    }
}

/* Return the bytes that are allocated by malloc(3), or 0 if that is not known.
 */
static long int
allocated (void)
{
#if HAVE_MALLINFO2
  struct mallinfo2 memory = mallinfo2 ();

  return memory.uordblks + memory.hblkhd;
#else
  return 0;
#endif
}

/* Execute LINE, and check its status and output.  */
static void
call (struct line *line)
{
  struct run run = { .name = line->argv[0],
                     .output_fd = scratch_fd,
                     .error_fd = scratch_fd,
                     .may_start_threads = true };
  char *argv[WORDS_MAX + 1];
  static char output[OUTPUT_MAX];

  memcpy (argv, line->argv, sizeof argv);
  lseek (STDIN_FILENO, 0, SEEK_SET);

  int status = calls_run (&run, line->argc, line->argv);

  calls_take_text (scratch_fd, output, sizeof output);
  if (status != line->status)
    calls_fail ("status %d, not %d: %s ... %s\n%s", status, line->status,
                line->argv[0], line->argv[line->argc - 1], output);
  if (memcmp (argv, line->argv, sizeof argv) != 0)
    calls_fail ("argv has changed");
  if (!line->output)
    line->output = strdup (output);
  else if (strcmp (output, line->output) != 0)
    calls_fail ("output was: %s\nis: %s", line->output, output);
  calls_remove ("new");
}

/* Execute LINE again and again, and check that it leaves no memory allocated.
   A leak shows each time; what the C library keeps for later threads does
   not.  */
static void
measure (struct line *line)
{
  long int lost = LEAK_SLACK + 1;

  call (line);
  for (int series = 0; series < SERIES && LEAK_SLACK < lost; series++)
    {
      long int before = allocated ();

      for (int i = 0; i < REPEATED; i++)
        call (line);
      lost = allocated () - before;
    }
  if (LEAK_SLACK < lost)
    calls_fail ("%ld bytes are lost: %s ... %s", lost, line->argv[0],
                line->argv[line->argc - 1]);
}

/* Execute the next line, from *NEXT on, of mkdir or else of lstat.  */
static void
call_next (bool is_mkdir, int *next)
{
  for (int tries = 0; tries < line_count; tries++)
    {
      struct line *line = &lines[(*next)++ % line_count];

      if (line->is_mkdir == is_mkdir)
        {
          call (line);
          return;
        }
    }
}

/* Append FORMAT, formatted as by printf(3), to STATE, of STATE_SIZE bytes.  */
static void
add (char *state, char const *format, ...)
{
  size_t used = strlen (state);
  va_list arguments;

  va_start (arguments, format);
  if (STATE_SIZE - used <= (size_t)vsnprintf (state + used, STATE_SIZE - used,
                                              format, arguments))
    calls_fail ("too much state");
  va_end (arguments);
}

/* Store in STATE a description of what a call must not change.  */
static void
describe (char *state)
{
  char directory[PATH_MAX];
  mode_t mask = umask (0);
  DIR *descriptors = opendir ("/proc/self/fd");
  sigset_t blocked;

  umask (mask);
  *state = '\0';
  add (state, "umask %03o\nlocale %s\ndirectory %s\n", (unsigned)mask,
       setlocale (LC_ALL, NULL), getcwd (directory, sizeof directory));
  for (char **variable = environ; *variable; variable++)
    add (state, "%s\n", *variable);
  for (struct dirent *entry; descriptors && (entry = readdir (descriptors));)
    {
      char target[PATH_MAX] = "";

      if (readlinkat (dirfd (descriptors), entry->d_name, target,
                      sizeof target - 1)
          < 0)
        continue;
      add (state, "descriptor %s %s\n", entry->d_name, target);
    }
  if (descriptors)
    closedir (descriptors);
  sigprocmask (SIG_SETMASK, NULL, &blocked);
  for (int number = 1; number < NSIG; number++)
    {
      struct sigaction action = { 0 };

      sigaction (number, NULL, &action);
      add (state, "signal %d %d %p\n", number, sigismember (&blocked, number),
           (void *)action.sa_handler);
    }
}

/* Return the resident set size of the process in KiB, or 0 if it is not
   known.  */
static long int
resident (void)
{
  long int size = 0;
  char line[256];
  /* Until Linux 6.2, statm and VmRSS count in steps of 64 pages, and not every
     kernel has smaps_rollup.  */
  FILE *file = fopen ("/proc/self/smaps_rollup", "r");

#ifdef __GLIBC__
  /* What is free depends on how many threads a call got to start.  */
  malloc_trim (0);
#endif

  if (!file)
    file = fopen ("/proc/self/status", "r");
  while (file && fgets (line, sizeof line, file)
         && sscanf (line, "Rss: %ld kB", &size) != 1
         && sscanf (line, "VmRSS: %ld kB", &size) != 1)
    ;
  if (file)
    fclose (file);
  return size;
}

int
main (int argc, char **argv)
{
  static char before[STATE_SIZE];
  static char after[STATE_SIZE];
  int calls = argc == 2 ? atoi (argv[1]) : 0;
  int next_lstat = 0;
  int next_mkdir = 0;
  long int memory = 0;

  if (calls <= WARM_UP)
    calls_fail ("usage: reentry CALLS");
  setlocale (LC_ALL, "");
  read_lines ();
  scratch_fd = calls_open_file ();
  for (int i = 0; i < calls; i++)
    {
      if (i == WARM_UP)
        {
          memory = resident ();
          describe (before);
        }
      call_next (false, &next_lstat);
      call_next (true, &next_mkdir);
    }
  describe (after);
  if (strcmp (before, after) != 0)
    calls_fail ("before:\n%s\nafter:\n%s", before, after);
  printf ("%d calls each, %ld KiB more\n", calls, resident () - memory);
  if (!getenv ("ANY_MEMORY") && MEMORY_SLACK < resident () - memory)
    calls_fail ("too much memory");
  for (int i = 0; i < line_count; i++)
    {
      measure (lines + i);
      free (lines[i].output);
    }
  return EXIT_SUCCESS;
}
