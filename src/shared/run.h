/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h -- one invocation of a program, and what its host lets it do */

#ifndef SHARED_RUN_H
#define SHARED_RUN_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

struct output;

enum
{
  RUN_QUOTED = 2 /* quoted names that one diagnostic may hold */
};

/* One invocation.  The host, which is a program, a shell or a test, sets the
   first members; the rest start as 0.  */
struct run
{
  char const *name;       /* the program's name in diagnostics */
  int output_fd;          /* where output goes */
  int error_fd;           /* where diagnostics go */
  bool may_start_threads; /* whether the host allows threads */
  bool owns_process;      /* whether the process is there for this run alone,
                             which may then relabel it */
  void (*set_locale) (void); /* sets the user's locale; NULL if it is set */
  sig_atomic_t volatile const *interrupted; /* becomes nonzero when the run is
                                               to end early; or NULL */

  int status;               /* the exit status so far */
  bool wrote_output;        /* whether anything was written to OUTPUT_FD */
  bool write_failed;        /* whether that failed, which has been reported */
  bool wrote_diagnostics;   /* whether anything was written to ERROR_FD */
  bool beneath;             /* whether EXDEV means that a path leads outside of
                               the directory of --beneath */
  bool umask_taken;         /* whether run_take_umask was called */
  mode_t umask_found;       /* the umask found then */
  mode_t umask;             /* the umask in force since then */
  struct output *output;    /* written out before each diagnostic, or NULL */
  char *quoted[RUN_QUOTED]; /* the last names quoted for diagnostics */
  int next_quoted;          /* which of QUOTED is the oldest */
};

/* Make sure that the user's locale is set, before the first text that depends
   on it: setting it takes some 35 system calls, and most calls never need it.
   errno is kept.  */
void run_need_locale (struct run *run);

/* Return the umask of the process, and from now on let RUN set it; one of
   077 is in force.  report_finish puts the one found back in force.  */
mode_t run_take_umask (struct run *run);

/* Put MASK in force as the umask, if RUN has taken it and another one is in
   force.  */
void run_set_umask (struct run *run, mode_t mask);

/* Free the names that RUN has quoted.  */
void run_free_quoted (struct run *run);

/* Return whether the host wants RUN to end before its next file.  */
bool run_is_interrupted (struct run const *run);

#endif
