/* SPDX-License-Identifier: GPL-3.0-or-later */
/* label.h -- the security label of new directories */

#ifndef MKDIR_LABEL_H
#define MKDIR_LABEL_H

#include <stdbool.h>

struct label_policy;

/* How a new directory comes to its label.  All zero leaves it to the
   kernel.  */
struct label
{
  char const *context;         /* the label of all, or NULL */
  bool by_policy;              /* the default label for each path */
  struct label_policy *policy; /* if BY_POLICY and started: what tells it, or
                                  NULL */
};

/* Set LABEL as asked by -Z, if CONTEXT is NULL, or by --context=CONTEXT.
   Warn if that must be ignored, as on a kernel with neither SELinux nor
   SMACK.  Nothing is left open.  */
void label_choose (struct label *label, char const *context);

/* Load LABEL's policy, with a warning if that cannot be, or let the kernel
   give LABEL's context to all that this process makes.  Return false, after a
   report, if that fails.  */
bool label_start (struct label *label);

/* Let the kernel give the next directory, to be made as NAME in the open
   directory DIR, the default label of LABEL's policy.  Report a failure;
   PATH is the directory's path in messages.  */
void label_prepare (struct label const *label, int dir, char const *name,
                    char const *path);

#endif
