/* SPDX-License-Identifier: GPL-3.0-or-later */
/* label.h -- the security label of new directories */

#ifndef MKDIR_LABEL_H
#define MKDIR_LABEL_H

#include <stdbool.h>

#include "shared/run.h"

struct label_policy;

/* How a new directory comes to its label.  All zero leaves it to the
   kernel.  */
struct label
{
  char const *context;         /* the label of all, or NULL */
  bool by_policy;              /* the default label for each path */
  struct label_policy *policy; /* if BY_POLICY and started: the policy, or
                                  NULL */
  bool changed;                /* whether the label that this thread gives to
                                  new files was set */
  char previous[4096];         /* that label before, "" if none was set */
};

/* Set LABEL as asked by -Z, if CONTEXT is NULL, or by --context=CONTEXT.
   Warn RUN if that must be ignored, as on a kernel with neither SELinux nor
   SMACK.  */
void label_choose (struct label *label, struct run *run, char const *context);

/* Load LABEL's policy, with a warning if that cannot be, or let the kernel
   give LABEL's context to all that this thread makes.  Return false, after a
   report to RUN, if that fails, and if SMACK's label of the process would have
   to change for good but RUN does not own the process.  */
bool label_start (struct label *label, struct run *run);

/* Undo label_start: unload the policy, and give the thread the label for new
   files that it had.  */
void label_finish (struct label *label);

/* Let the kernel give the next directory, to be made as NAME in the open
   directory DIR, the default label of LABEL's policy.  Report a failure to
   RUN; PATH is the directory's path in messages.  */
void label_prepare (struct label const *label, struct run *run, int dir,
                    char const *name, char const *path);

#endif
