/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.h -- resolve a path step by step from open directories */

#ifndef MKDIR_WALK_H
#define MKDIR_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "mkdir/dir-state.h"
#include "shared/base.h"

/* What identifies a directory.  */
struct level
{
  dev_t st_dev;
  ino_t st_ino;
};

/* A position on the path OPERAND.  One or more of its components are selected:
   NAME, which is relative to the open directory DIR, ends with them.  At the
   start these are all.  */
struct walk
{
  struct base const *base; /* where OPERAND starts, and what must contain it */
  char const *operand;     /* the path */
  int dir;                 /* open directory that NAME is relative to */
  char const *name;        /* the selection, without trailing slashes */

  /* What walk_split sets; PATH is NULL before.  */
  char *path;   /* a copy of OPERAND, with a NUL after the selection, so that
                   it leads from the base to the end of that */
  char *way;    /* with --beneath, another one, which passes by new directories
                   that it has led back from */
  size_t *ends; /* offsets of the ends of its components */
  size_t count; /* number of its components */
  size_t first; /* index of the first selected component */
  size_t last;  /* index of the last one */

  size_t new_depth;     /* number of directories from DIR back to the first one
                           that was entered as new; 0 if there is none */
  size_t new_start;     /* offset in PATH of the name of that one */
  struct level *levels; /* for each of these, the directory that contained it
                           when it was entered, if OPERAND has ".." */
  size_t levels_size;   /* number of LEVELS that there is memory for */
};

/* Select all of OPERAND, which is relative to BASE and not modified.  */
void walk_start (struct walk *walk, struct base const *base,
                 char const *operand);

/* Let OPERAND be the operand of WALK, which has been split, and has selected
   the last component: the only one that differs, and is as long.  */
void walk_rename (struct walk *walk, char const *operand);

/* Close the directory that the walk has opened, and free its memory.  */
void walk_finish (struct walk *walk);

/* Split the operand into its components, unless this has been done.  The first
   one includes the slashes before it.  Return the number of components, 1 or
   more.  */
size_t walk_split (struct walk *walk);

/* Select the components FIRST to LAST, counted from 0, after walk_split.  DIR
   must contain FIRST.  */
void walk_select (struct walk *walk, size_t first, size_t last);

/* Select the component after the selection, which is not at the end.  */
void walk_next (struct walk *walk);

/* Return true if the selection extends to the end of the path.  */
bool walk_at_end (struct walk const *walk);

/* Continue in DIR, the selected directory, now open, with the component after
   it; close the directory before it.  IS_NEW is whether DIR has just been
   created.  WALK will close DIR, also on failure: then return false with errno
   set by fstat(2).  */
bool walk_enter (struct walk *walk, int dir, bool is_new);

/* Return whether DIR of WALK is new, or in a directory that is.  */
bool walk_in_new (struct walk const *walk);

/* Return the path, relative to DIR, of the directory that contains the first
   selected component.  */
char const *walk_parent (struct walk const *walk);

/* Return the path from the base to the end of the selection, for messages.  If
   it is the whole operand, its trailing slashes are included.  */
char const *walk_path (struct walk const *walk);

/* Open the selection with FLAGS, as base_open does, but fail with EXDEV only
   if it is outside of the base, and with ESTALE if it is ".." of what is new,
   and no longer the directory that contained that.  Return the descriptor, or
   -1 with errno set.  */
int walk_open (struct walk const *walk, int flags);

/* Open the selection, which must be a directory and no symbolic link, for
   reading or, if it may not be read, with SYSTEM_SEARCH.  Return it; on
   failure, its descriptor is -1 and errno is set.  */
struct open_dir walk_open_dir (struct walk const *walk);

/* Set *STATUS to the status of the selection or, if that is a symbolic link
   and FOLLOW, of the link's target.  Return false with errno set on failure;
   EXDEV and ESTALE are as for walk_open.  */
bool walk_stat (struct walk const *walk, struct stat *status, bool follow);

#endif
