/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk.h -- a way along a path, from one open directory to the next */

#ifndef MKDIR_WALK_H
#define MKDIR_WALK_H

#include <stdbool.h>
#include <sys/stat.h>

#include "shared/base.h"

/* A way along PATH.  While a component is in hand, PATH is cut after it, so
   that PATH names it from where the way began, and NAME from DIR.  */
struct walk
{
  struct base const *base; /* where it begins, and how far it may lead */
  char *path;              /* the operand */
  char *last;              /* end of its last component; only slashes follow */
  char after_last;         /* the byte that was there */
  char *name;              /* the component in hand, or all of PATH */
  char *cut;               /* end of what is in hand */
  int dir;                 /* open directory where NAME starts */
};

/* Return a way along PATH from BASE, with nothing in hand.  PATH belongs to
   it until walk_end makes PATH as it was.  */
struct walk walk_start (struct base const *base, char *path);
void walk_end (struct walk *walk);

/* Go back to where WALK began, with nothing in hand.  */
void walk_rewind (struct walk *walk);

/* Take in hand the component after the one in hand.  The first one includes
   the slashes before it.  */
void walk_take_next (struct walk *walk);

/* Take in hand all of PATH, at the beginning.  */
void walk_take_all (struct walk *walk);

/* Take in hand the last component of PATH, at the beginning.  Return false
   with all of PATH in hand and errno set if the directory where it starts
   cannot be opened.  */
bool walk_take_last (struct walk *walk);

/* With all of PATH or less in hand, at the beginning, leave out its last
   component.  Return false if that is all that there is.  */
bool walk_take_less (struct walk *walk);

/* Return true if what is in hand goes to the end of PATH.  */
bool walk_at_end (struct walk const *walk);

/* Go into DIR, what is in hand, open.  It is closed in time.  */
void walk_enter (struct walk *walk, int dir);

/* If DIR does not let itself be searched for lack of permission, take it in
   hand.  */
void walk_blame_directory (struct walk *walk);

/* Return the path of what is in hand, for the user: the operand has its
   trailing slashes, as it was given.  */
char const *walk_path (struct walk *walk);

/* Return true if what is in hand must not be named to a system call besides
   walk_open and walk_look: only those keep more than one component, or the
   root directory, beneath the base.  */
bool walk_is_unsafe (struct walk const *walk);

/* Open what is in hand with FLAGS, as base_open does, but fail with EXDEV only
   if it leads out of the base.  */
int walk_open (struct walk const *walk, int flags);

/* Set *STATUS to that of what is in hand or, if that is a link and FOLLOW, of
   what it leads to.  Return false with errno set if that fails; EXDEV is as
   for walk_open.  */
bool walk_look (struct walk const *walk, struct stat *status, bool follow);

#endif
