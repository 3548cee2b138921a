/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reentry.c -- both programs, called thousands of times in one process

   Usage: reentry CALLS

   Carry out the command lines of standard input in turn, CALLS times each
   program.  A line is "STATUS PROGRAM WORD...": its words have blanks between,
   and stand for no others.  A directory "new" is removed after each call.
   Exit with status 1 if a call does not end with STATUS or does not print what
   it printed the first time, or if at the end the process is not as it was
   after the first hundred calls.  */

#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lstat/lstat.h"
#include "mkdir/mkdir.h"
#include "shared/run.h"

extern char **environ;

enum
{
  LINES_MAX = 256,
  WORDS_MAX = 32,
  WARM_UP = 100,         /* calls before the process is looked at */
  MEMORY_SLACK = 256,    /* KiB, less than 32 bytes for each call */
  STATE_ROOM = 1 << 16,  /* bytes of a description */
  OUTPUT_ROOM = 1 << 20, /* bytes that a call may print */
};

/* A command line.  */
struct line
{
  bool is_mkdir;
  int status;
  int argc;
  char *argv[WORDS_MAX + 1];
  char *output; /* of the first call, or NULL */
};

static struct line lines[LINES_MAX];
static int line_count;
static int scratch_fd; /* what a call prints */

/* Print the message FORMAT and end the process.  */
static void
fail (char const *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  exit (EXIT_FAILURE);
}

/* Read the command lines.  */
static void
read_lines (void)
{
  static char text[1024];

  while (fgets (text, sizeof text, stdin))
    {
      struct line *line = lines + line_count++;
      char *word = strtok (strdup (text), " \n");

      if (line_count == LINES_MAX || !word)
        fail ("bad line: %s", text);
      line->status = atoi (word);
      while ((word = strtok (NULL, " \n")))
        line->argv[line->argc++] = word;
      line->is_mkdir = strcmp (line->argv[0], "mkdir") == 0;
    }
}

static int
remove_one (char const *path, struct stat const *status, int type,
            struct FTW *ftw)
{
  (void)status;
  (void)type;
  (void)ftw;
  return remove (path);
}

/* Return what was written to the scratch file, which is emptied.  */
static char *
take_output (void)
{
  static char text[OUTPUT_ROOM];
  ssize_t size = pread (scratch_fd, text, sizeof text - 1, 0);

  if (size < 0 || ftruncate (scratch_fd, 0) != 0
      || lseek (scratch_fd, 0, SEEK_SET) != 0)
    fail ("scratch file: %s", strerror (errno));
  text[size] = '\0';
  return text;
}

/* Carry out LINE.  */
static void
call (struct line *line)
{
  struct run run = { .name = line->argv[0],
                     .output_fd = scratch_fd,
                     .error_fd = scratch_fd,
                     .may_start_threads = true };
  char *argv[WORDS_MAX + 1];
  char const *output;

  memcpy (argv, line->argv, sizeof argv);
  lseek (STDIN_FILENO, 0, SEEK_SET);

  int status = (line->is_mkdir ? mkdir_run : lstat_run) (&run, line->argc,
                                                         line->argv);

  output = take_output ();
  if (status != line->status)
    fail ("status %d, not %d: %s ... %s\n%s", status, line->status,
          line->argv[0], line->argv[line->argc - 1], output);
  if (memcmp (argv, line->argv, sizeof argv) != 0)
    fail ("argv has changed");
  if (!line->output)
    line->output = strdup (output);
  else if (strcmp (output, line->output) != 0)
    fail ("output was: %s\nis: %s", line->output, output);
  nftw ("new", remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Call PROGRAM, mkdir or not, with its next line after *NEXT.  */
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

/* Add to STATE, of SIZE bytes, the text FORMAT.  */
static void
add (char *state, char const *format, ...)
{
  size_t used = strlen (state);
  va_list arguments;

  va_start (arguments, format);
  if (STATE_ROOM - used <= (size_t)vsnprintf (state + used, STATE_ROOM - used,
                                              format, arguments))
    fail ("too much state");
  va_end (arguments);
}

/* Describe in STATE what a call must leave alone.  */
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

/* Return the memory that the process has, in KiB, or 0 if that is not
   known.  */
static long int
resident (void)
{
  long int pages = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  if (!file || fscanf (file, "%*s %ld", &pages) != 1)
    pages = 0;
  if (file)
    fclose (file);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

int
main (int argc, char **argv)
{
  static char before[STATE_ROOM];
  static char after[STATE_ROOM];
  int calls = argc == 2 ? atoi (argv[1]) : 0;
  int next_lstat = 0;
  int next_mkdir = 0;
  long int memory = 0;

  if (calls <= WARM_UP)
    fail ("usage: reentry CALLS");
  setlocale (LC_ALL, "");
  read_lines ();
  scratch_fd = open ("scratch", O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
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
    fail ("before:\n%s\nafter:\n%s", before, after);
  printf ("%d calls each, %ld KiB more\n", calls, resident () - memory);
  if (!getenv ("ANY_MEMORY") && MEMORY_SLACK < resident () - memory)
    fail ("too much memory");
  for (int i = 0; i < line_count; i++)
    free (lines[i].output);
  return EXIT_SUCCESS;
}
