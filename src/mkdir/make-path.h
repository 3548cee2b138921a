/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-path.h -- create a directory and, on request, its ancestors */

#ifndef MKDIR_MAKE_PATH_H
#define MKDIR_MAKE_PATH_H

#include <stdbool.h>

#include "mkdir/dir-state.h"
#include "mkdir/label.h"
#include "mkdir/sync.h"
#include "mkdir/tell.h"
#include "shared/base.h"
#include "shared/run.h"

/* What to do for each operand.  */
struct plan
{
  struct run *run;          /* the run that reports and prints */
  struct base base;         /* where relative operands start */
  bool parents;             /* create ancestors; accept existing directories */
  enum ensure ensure;       /* what to do with an operand that exists; unless
                               ENSURE_NOTHING, it must be no symbolic link, and
                               ENSURE_CHECK creates nothing */
  bool unique;              /* an operand is a template: its X's become letters
                               that make a new name */
  struct dir_mode operand;  /* mode and owner of the last component of an
                               operand */
  struct dir_mode ancestor; /* those of the components before it */
  struct label label;       /* security label of each new directory */
  struct sync *sync;        /* how to sync each new or changed directory before
                               it is told of, or NULL */
  struct tell_options tell; /* what to print */

  /* What plan_start sets.  */
  bool plain;       /* nothing is printed, synced or labelled by policy */
  bool single_call; /* one mkdirat(2) of the whole operand may do all */
};

/* Set the members of PLAN that depend on the others, which are final.  */
void plan_start (struct plan *plan);

/* Create or check the directory PATH as PLAN specifies, and report any error.
   If PLAN contains umasks, run_save_umask must have been called for its
   run.  */
void make_path (struct plan const *plan, char const *path);

#endif
