/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-path.h -- make one directory, with its ancestors if asked */

#ifndef MKDIR_MAKE_PATH_H
#define MKDIR_MAKE_PATH_H

#include <stdbool.h>
#include <sys/types.h>

#include "mkdir/dir-mode.h"
#include "mkdir/label.h"
#include "shared/base.h"
#include "shared/run.h"

/* A directory that was asked for.  */
struct made
{
  char const *path; /* its path, as far as the operand tells it */
  bool created;     /* made now, rather than found by an operand */
  bool seen;        /* whether MODE is known because it was looked at */
  mode_t mode;      /* its permission and special bits */
};

/* Print MADE on the output of RUN.  */
typedef void plan_print (struct run *run, struct made const *made);

/* Print on the output of RUN that ERRNUM is why the operand PATH was not made,
   or why the directory PATH did not get its mode.  */
typedef void plan_print_failure (struct run *run, char const *path,
                                 int errnum);

/* What to do for each operand.  */
struct plan
{
  struct run *run;          /* who reports and prints */
  struct base base;         /* where relative operands start */
  bool parents;             /* make ancestors too; existing is no error */
  struct dir_mode operand;  /* mode of the last component of an operand */
  struct dir_mode ancestor; /* mode of the components before it */
  struct label label;       /* security label of each new directory */
  bool look;                /* get the mode of each directory for PRINT */
  plan_print *print;        /* called for each directory, or NULL */
  plan_print_failure *print_failure; /* called for each failure, or NULL */
};

/* For Run, make the operand alone, with the mode that the kernel gives it, and
   print nothing.  The umask does not matter then.  */
#define PLAN_DEFAULT(Run)                                                     \
  {                                                                           \
    .run = (Run), .operand = {.made = 0777, .asked = 0777 }                   \
  }

/* Make the directory PATH as PLAN says, and report any error.  PATH is
   changed in between, and as it was in the end.  Where PLAN has umasks, its
   run has taken the umask.  */
void make_path (struct plan const *plan, char *path);

#endif
