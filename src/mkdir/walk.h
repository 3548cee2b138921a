/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.h -- resolve a path step by step from open directories */

#ifndef MKDIR_WALK_H
#define MKDIR_WALK_H

#include <stdbool.h>
#include <sys/stat.h>

#include "shared/base.h"

/* A position on PATH.  One or more components of PATH are selected: they start
   at NAME, which is relative to DIR, and end at END.  PATH has a NUL at END,
   so that PATH leads from the base to the end of the selection, and NAME from
   DIR.  */
struct walk
{
  struct base const *base; /* where PATH starts, and what must contain it */
  char *path;              /* the operand */
  char *last;              /* end of its last component; only slashes follow */
  char after_last;         /* the byte of the operand at LAST */
  char *name;              /* start of the selection */
  char *end;               /* end of the selection; PATH if it is empty */
  int dir;                 /* open directory that NAME is relative to */
};

/* Set *WALK to the start of PATH, which is relative to BASE, with nothing
   selected.  The walk modifies PATH; walk_finish restores it and closes the
   directory that the walk has open.  */
void walk_start (struct walk *walk, struct base const *base, char *path);
void walk_finish (struct walk *walk);

/* Return WALK to the start of its path, with nothing selected.  */
void walk_rewind (struct walk *walk);

/* Select the component after the selection.  The first component includes the
   slashes before it.  */
void walk_select_next (struct walk *walk);

/* At the start of the path, select all of it.  */
void walk_select_all (struct walk *walk);

/* At the start of the path, open the directory that contains its last
   component, and select that component.  Return false with errno set, and all
   of the path selected, if the directory cannot be opened.  */
bool walk_select_last (struct walk *walk);

/* At the start of the path, with one or more components selected, remove the
   last one from the selection.  Return false, and do nothing, if it is the
   only one.  */
bool walk_drop_last (struct walk *walk);

/* Return true if the selection extends to the end of the path.  */
bool walk_at_end (struct walk const *walk);

/* Continue in DIR, the selected directory, now open; close the directory
   before it.  WALK will close DIR.  */
void walk_enter (struct walk *walk, int dir);

/* If search permission for DIR is denied, end the selection after DIR, so that
   walk_path returns the path of DIR.  */
void walk_select_unsearchable (struct walk *walk);

/* Return the path from the base to the end of the selection, for messages.  If
   it is the whole operand, its trailing slashes are included.  */
char const *walk_path (struct walk *walk);

/* With --beneath, return true if a system call that is passed the selection
   could resolve it to a file outside of the base, as with several components
   or the root directory.  walk_open and walk_stat are safe for any selection.
 */
bool walk_may_escape (struct walk const *walk);

/* Open the selection with FLAGS, as base_open does, but fail with EXDEV only
   if it is outside of the base.  Return the descriptor, or -1 with errno
   set.  */
int walk_open (struct walk const *walk, int flags);

/* Set *STATUS to the status of the selection or, if that is a symbolic link
   and FOLLOW, of the link's target.  Return false with errno set on failure;
   EXDEV is as for walk_open.  */
bool walk_stat (struct walk const *walk, struct stat *status, bool follow);

#endif
