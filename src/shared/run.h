/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h -- one invocation of a program, and what its host allows */

#ifndef SHARED_RUN_H
#define SHARED_RUN_H

#include <stdbool.h>
#include <sys/types.h>

struct output;
struct output_memory;
struct variables;

#define RUN_QUOTED                                                            \
  3 /* quoted names that one diagnostic may contain: a directory and two      \
       owners have as many */
#define RUN_TRIES                                                             \
  1000 /* times that a system call is made: a file system that                \
          interrupts more is broken */

/* One invocation.  The host, which is a program, a shell or a test, sets the
   members before STATUS; the others start as 0.  */
struct run
{
  char const *name;             /* the program's name in diagnostics, without
                                   control characters */
  int output_fd;                /* descriptor for output */
  struct output_memory *memory; /* where output goes instead, or NULL */
  int error_fd;                 /* descriptor for diagnostics */
  bool may_start_threads;       /* whether the host allows threads */
  bool owns_process;         /* whether the process executes this run only, so
                                that the run may change its SMACK label */
  void (*set_locale) (void); /* set the user's locale; NULL if it is set */
  bool (*is_interrupted) (void);     /* returns whether the run should stop; or
                                        NULL */
  struct variables const *variables; /* the variables of a shell; NULL if the
                                        host is none */

  int status;               /* the exit status so far */
  bool interrupted;         /* whether it stopped before the last file, as the
                               host requested */
  bool wrote_output;        /* whether anything was written to OUTPUT_FD */
  bool write_failed;        /* whether a write failed; it has been reported */
  bool wrote_diagnostics;   /* whether anything was written to ERROR_FD */
  bool beneath;             /* whether EXDEV means that a path is outside of
                               the directory of --beneath */
  mode_t saved_umask;       /* the umask before run_save_umask was called */
  mode_t umask;             /* the current umask; both are 0 before that */
  struct output *output;    /* flushed before each diagnostic, or NULL */
  char *quoted[RUN_QUOTED]; /* the last names quoted for diagnostics */
  int next_quoted;          /* index of the oldest of QUOTED */
};

/* Set the user's locale unless it is set.  Call this before the first use of
   anything that depends on the locale.  Most runs do not use it, and setting
   it is the largest part of the system calls of those that do.  errno is
   preserved.  */
void run_need_locale (struct run *run);

/* Save the umask of the process in RUN, and return it.  Until report_finish
   restores it, the umask is 077 or the one that run_set_umask sets.  */
mode_t run_save_umask (struct run *run);

/* Set the umask to MASK unless it is that already.  RUN must have saved the
   umask, unless MASK is 0: then nothing changes.  */
void run_set_umask (struct run *run, mode_t mask);

/* Free the names that RUN has quoted.  */
void run_free_quoted (struct run *run);

/* Return whether to repeat the system call of RUN that has just failed: a
   signal has interrupted it (errno is EINTR), and the host has not requested
   RUN to stop.  errno is preserved.  */
bool run_repeats (struct run *run);

/* Evaluate Failed, the condition that a system call has failed, up to
   RUN_TRIES times, as long as it is true and run_repeats.  */
#define RUN_REPEAT_IF(Run, Failed)                                            \
  for (int tries = RUN_TRIES; (Failed) && 0 < --tries && run_repeats (Run);)  \
  continue

/* Set Result to the result of the system call Call, which is repeated if it is
   negative.  */
#define RUN_REPEAT(Run, Result, Call)                                         \
  RUN_REPEAT_IF (Run, ((Result) = (Call)) < 0)

/* Return whether the host has requested RUN to stop before the next file,
   which the caller must do then.  */
bool run_is_interrupted (struct run *run);

#endif
