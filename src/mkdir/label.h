/* SPDX-License-Identifier: GPL-3.0-or-later */
/* label.h -- the security label of new directories */

#ifndef MKDIR_LABEL_H
#define MKDIR_LABEL_H

#include <stdbool.h>

#include "mkdir/walk.h"

struct label_policy;

/* How to label new directories.  If all members are 0, the kernel chooses the
   label.  */
struct label
{
  char const *context;         /* the label of all directories, or NULL */
  bool by_policy;              /* whether to use the policy's default label
                                  for each path */
  struct label_policy *policy; /* the policy once label_start has loaded it,
                                  or NULL */
  char *previous;              /* the thread's creation context before it was
                                  changed, or NULL if it was not */
};

/* Set LABEL as -Z requests or, if CONTEXT is not NULL, as --context=CONTEXT
   does.  Warn on RUN if --context is ignored because the kernel has neither
   SELinux nor SMACK.  */
void label_choose (struct label *label, struct run *run, char const *context);

/* If LABEL->by_policy, load the policy, and warn on RUN if that fails.  If
   LABEL->context is not NULL, make it the creation context of the thread or,
   with SMACK, the label of the process.  Return false, after a report to RUN,
   if that fails or would permanently change the SMACK label of a process that
   RUN does not own.  */
bool label_start (struct label *label, struct run *run);

/* Unload the policy of LABEL, and restore the creation context of the thread
   of RUN.  */
void label_finish (struct label *label, struct run *run);

/* Set the creation context of the thread to the label that LABEL's policy has
   for the selection of WALK, a directory that is to be created next.  Report a
   failure.  */
void label_prepare (struct label const *label, struct walk const *walk);

#endif
