/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.h -- resolve a path step by step from open directories */

#ifndef MKDIR_WALK_H
#define MKDIR_WALK_H

#include <stdbool.h>
#include <sys/stat.h>

#include "mkdir/dir-state.h"
#include "shared/base.h"

/* A position on the path OPERAND.  One or more components are selected: NAME,
   which is relative to the open directory DIR, ends with them.  At the start
   these are all.  */
struct walk
{
  struct base const *base; /* where OPERAND starts, and what must contain it */
  char const *operand;     /* the path */
  int dir;                 /* open directory that NAME is relative to */
  char const *name;        /* the selection, without trailing slashes */

  /* A copy of OPERAND, or NULL as long as its own bytes can be used.  It has a
     NUL at END, so that it leads from the base to the end of the
     selection.  */
  char *path;
  char *last; /* the end of its last component */
  char *end;  /* the end of the selection */
};

/* Select all of OPERAND, which is relative to BASE and not modified.  */
void walk_start (struct walk *walk, struct base const *base,
                 char const *operand);

/* Close the directory that the walk has opened, and free its copy of the
   operand.  */
void walk_finish (struct walk *walk);

/* Return to the base, and select all components, or the first one, including
   the slashes before it.  */
void walk_all (struct walk *walk);
void walk_first (struct walk *walk);

/* Select the component after the selection, which is not at the end.  */
void walk_next (struct walk *walk);

/* At the base, with the selection from the start of the path: remove the last
   component from the selection.  Return false, and do nothing, if it is the
   only one.  */
bool walk_drop_last (struct walk *walk);

/* Return true if the selection extends to the end of the path.  */
bool walk_at_end (struct walk const *walk);

/* Continue in DIR, the selected directory, now open; close the directory
   before it.  WALK will close DIR.  */
void walk_enter (struct walk *walk, int dir);

/* If search permission for DIR is denied, end the selection after DIR, so that
   walk_path returns the path of DIR.  A component must have been selected.  */
void walk_select_unsearchable (struct walk *walk);

/* Return the path from the base to the end of the selection, for messages.  If
   it is the whole operand, its trailing slashes are included.  */
char const *walk_path (struct walk const *walk);

/* With --beneath, return true if a system call that is passed the selection
   could resolve it to a file outside of the base, as with several components
   or the root directory.  walk_open and walk_stat are safe for any selection.
 */
bool walk_may_escape (struct walk const *walk);

/* Open the selection with FLAGS, as base_open does, but fail with EXDEV only
   if it is outside of the base.  Return the descriptor, or -1 with errno
   set.  */
int walk_open (struct walk const *walk, int flags);

/* Open the selection, which must be a directory and no symbolic link, for
   reading or, if it may not be read, with BASE_SEARCH.  Return it; on failure,
   its descriptor is -1 and errno is set.  */
struct open_dir walk_open_dir (struct walk const *walk);

/* Set *STATUS to the status of the selection or, if that is a symbolic link
   and FOLLOW, of the link's target.  Return false with errno set on failure;
   EXDEV is as for walk_open.  */
bool walk_stat (struct walk const *walk, struct stat *status, bool follow);

#endif
