/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-path.c -- create a directory and, on request, its ancestors */

#include <config.h>

#include "mkdir/make-path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attribute.h"
#include "dirname.h"
#include "tempname.h"
#include "xalloc.h"

#include "mkdir/new-dir.h"
#include "mkdir/walk.h"
#include "shared/messages.h"
#include "shared/report.h"
#include "shared/system.h"

/* Flags for opening an ancestor.  */
#define ENTER_FLAGS (O_DIRECTORY | SYSTEM_SEARCH)

/* Ancestors to try to open, from the last one back.  */
#define LAST_ANCESTORS 4

/* The creation of one operand.  */
struct task
{
  struct plan const *plan;
  char const *path;   /* the operand, for messages */
  struct walk walk;   /* the position on the operand or, with --unique, on the
                         path that was made from it */
  bool known_missing; /* the selection does not exist: the directory before it
                         is new, or opening what it contains has failed */
  bool reported;      /* the failure has been reported */
  bool stat_failed;   /* the failure is that of walk_stat, not of mkdirat(2) */
  int errnum;         /* what came of the last name, with --unique */
  struct new_dir new; /* the directory that was created last */
};

/* Report that the directory PATH could not be synced for the reason ERRNUM,
   unless that is 0.  */
static void
report_sync (struct task *task, char const *path, int errnum)
{
  if (errnum == 0)
    return;
  tell_failure (&task->plan->tell, walk_path (&task->walk), errnum);
  sync_report (task->plan->run, path, errnum);
}

/* Set the mode and owner of the selected directory, which has been created for
   MODE, sync it, and print that it was created.  */
static void
finish_directory (struct task *task, struct dir_mode const *mode)
{
  struct plan const *plan = task->plan;
  struct new_dir *new = &task->new;
  struct mode_result result = new_dir_finish (new, mode);
  int errnum = 0;
  int parent_errnum = 0;

  result.created = true;
  if (plan->sync)
    errnum = new_dir_open (new) ? sync_directory (plan->sync, new->dir, true)
                                : errno;
  if (plan->tell.form == TELL_JSON)
    new_dir_query (new, &result);
  /* If nothing is printed, one call for all entries of the parent suffices. */
  if (plan->sync && plan->tell.form != TELL_NOTHING)
    parent_errnum = sync_parent (plan->sync);
  tell_directory (&plan->tell, walk_path (&task->walk), &result);
  report_sync (task, walk_path (&task->walk), errnum);
  if (parent_errnum != 0)
    report_sync (task, plan->sync->path, parent_errnum);
}

/* Create the selection as a directory with MODE.  Return 0 if it was created,
   even if its mode or owner could not be set, else the errno value of
   mkdirat(2).  */
static int
make (struct task *task, struct dir_mode const *mode)
{
  struct plan const *plan = task->plan;

  /* mkdirat(2) could resolve several components, or the root directory, to a
     file outside of the base.  */
  if (plan->base.beneath && strchr (task->walk.name, '/'))
    return EXDEV;
  run_set_umask (plan->run, mode->umask);
  if (plan->sync)
    sync_enter (plan->sync, &task->walk);
  if (plan->label.policy)
    label_prepare (&plan->label, &task->walk);

  int errnum = new_dir_create (&task->new, mode);

  /* Usually the mode is final already, and nothing is to be printed.  */
  if (errnum == 0 && (!plan->plain || mode->applies))
    finish_directory (task, mode);
  return errnum;
}

/* Return the errno value for the selection, for which mkdirat(2) failed with
   EEXIST and then walk_open or walk_stat with ENOENT: EEXIST if it is a
   dangling symbolic link, ENOENT if it has been removed.  */
static int
dangling_errno (struct task *task)
{
  struct stat status;

  return walk_stat (&task->walk, &status, false) ? EEXIST : errno;
}

/* Return whether links are followed in the directory that TASK has entered: in
   what has just been created, they may be those of another user, such as the
   owner by --parent-owner.  */
static bool
follows_links (struct task const *task)
{
  return !walk_in_new (&task->walk) || new_dir_is_safe (&task->walk);
}

/* Check the selected directory, and change it if the plan requests that; print
   and report what came of it.  Return 0 if it exists and is no symbolic link,
   even if it could not be changed, else an errno value: ENOTDIR if it is no
   directory.  */
static int
ensure_operand (struct task *task)
{
  struct plan const *plan = task->plan;
  struct open_dir dir = walk_open_dir (&task->walk);
  struct mode_result result;
  struct stat status;
  int errnum = 0;

  if (dir.fd < 0)
    return errno;
  if (!open_dir_look (dir, &status))
    result = (struct mode_result){ .errnum = errno, .look_failed = true };
  else
    {
      result = mode_result_of (&plan->operand, &status);
      if (plan->ensure == ENSURE_FIX)
        mode_result_change (&result, &plan->operand.owner, dir);
    }
  if (plan->sync && dir_state_compare (&result.before, &result.found) != 0)
    {
      sync_enter (plan->sync, &task->walk);
      errnum = sync_directory (plan->sync, dir, false);
    }
  close (dir.fd);
  tell_directory (&plan->tell, walk_path (&task->walk), &result);
  report_sync (task, walk_path (&task->walk), errnum);
  return 0;
}

/* Return the result for the operand, whose last component is selected and for
   which make returned ERRNUM, without --ensure: 0, also if -p accepts the
   existing directory, or an errno value.  */
static int
operand_result (struct task *task, int errnum)
{
  struct plan const *plan = task->plan;
  struct stat status;

  /* If an ancestor is missing, make_path creates it.  Without -p, only
     ".." may exist outside of the base.  */
  if (errnum == 0 || errnum == ENOENT || plan->unique
      || (!plan->parents
          && (errnum != EEXIST || strcmp (task->walk.name, "..") != 0)))
    return errnum;
  /* For an existing directory, mkdirat(2) may fail with an error other
     than EEXIST, such as EROFS.  */
  if (walk_stat (&task->walk, &status, follows_links (task)))
    {
      if (!plan->parents || !S_ISDIR (status.st_mode))
        return errnum;
      if (!plan->plain)
        {
          struct dir_mode any = dir_mode_masked (0, 0);
          struct mode_result found = mode_result_of (&any, &status);

          tell_directory (&plan->tell, walk_path (&task->walk), &found);
        }
      return 0;
    }
  if (errnum == EEXIST && errno == EXDEV)
    return EXDEV;
  if (!plan->parents || errnum != EEXIST || errno == ENOTDIR)
    return errnum;
  if (errno == ENOENT)
    return dangling_errno (task);
  task->stat_failed = true;
  return errno;
}

/* Create the operand, whose last component is selected, or ensure that it is
   as the plan requests.  Return 0 or an errno value.  */
static int
make_operand (struct task *task)
{
  struct plan const *plan = task->plan;
  bool ensures = plan->ensure != ENSURE_NOTHING;

  if (ensures)
    {
      int found = task->known_missing ? ENOENT : ensure_operand (task);

      /* mkdirat(2) decides why the operand is not to be opened.  */
      if (plan->ensure == ENSURE_CHECK
          || (found != ENOENT && found != ENOTDIR))
        return found;
    }

  int errnum = make (task, &plan->operand);

  if (0 <= task->new.dir.fd)
    close (task->new.dir.fd);
  if (!ensures || errnum == 0 || errnum == ENOENT)
    return operand_result (task, errnum);

  int found = ensure_operand (task);

  if (found == ENOENT)
    return errnum;
  /* Unless an ancestor is no directory, the operand is none.  */
  return found == ENOTDIR && errnum != ENOTDIR ? EEXIST : found;
}

/* Open the selected ancestor, which exists.  Return the descriptor, or -1 with
   errno set.  */
static int
open_ancestor (struct task const *task)
{
  return walk_open (&task->walk,
                    ENTER_FLAGS | (follows_links (task) ? 0 : O_NOFOLLOW));
}

/* Return whether something would be given away in a directory that may not be
   the one that has been created.  */
static bool
is_dangerous (struct task const *task)
{
  return task->new.refused
         && (dir_owner_is_given (&task->plan->ancestor.owner)
             || dir_owner_is_given (&task->plan->operand.owner));
}

/* Enter the selected ancestor, and select the component after it.  With -p,
   create the ancestor if it does not exist.  Return 0 or an errno value.  */
static int
enter (struct task *task)
{
  struct walk *walk = &task->walk;

  if (!task->known_missing)
    {
      int dir = open_ancestor (task);

      if (0 <= dir)
        return walk_enter (walk, dir, false) ? 0 : errno;
      if (!task->plan->parents || errno != ENOENT)
        return errno;
    }

  int errnum = make (task, &task->plan->ancestor);
  /* What has set its mode and owner must be what is entered.  */
  int dir = task->new.dir.fd;

  task->known_missing
      = errnum == 0 || (task->known_missing && errnum != EEXIST);
  task->new.dir.fd = -1;
  if (errnum == 0 && is_dangerous (task))
    {
      if (0 <= dir)
        close (dir);
      task->reported = true;
      return task->new.refused;
    }
  if (dir < 0)
    dir = errnum == 0 ? walk_open (walk, ENTER_FLAGS | O_NOFOLLOW)
                      : open_ancestor (task);
  if (0 <= dir && walk_enter (walk, dir, errnum == 0))
    return 0;
  if (errnum == EEXIST)
    return errno == ENOENT ? dangling_errno (task) : errno;
  if (errnum != 0)
    return errnum;
  /* What cannot be created is not this ancestor, but what is to be in it.  */
  errnum = errno;
  walk_next (walk);
  return errnum;
}

/* Return true if to go from one component to the next may succeed, or find the
   ancestor that causes the error, where a system call that was passed several
   components failed with ERRNUM.  */
static bool
is_walk_needed (struct plan const *plan, int errnum)
{
  /* The other errors come from the last component, or say that the host wants
     the run to stop.  */
  return errnum == ENAMETOOLONG
         || (plan->parents && errnum != EEXIST && errnum != EINTR
             && errnum != ENOSPC && errnum != EDQUOT && errnum != EMLINK
             && errnum != EROFS);
}

/* Enter the last existing ancestor of the operand, and select the component
   after it; or select the first one, if opening the ancestors shows nothing
   else.  MISSING is whether the last ancestor is known to be missing.  Return
   0, or the errno value that prevents the operand from being created.

   In a sorted list, usually only the last ancestor or the last two are
   missing.  To try these saves the two system calls that opening and closing
   each of the others would take.  Keeping the descriptor of the previous
   operand's directory would save two more, but checking that its path still
   leads to the same directory would take as many.  */
static int
enter_last_existing (struct task *task, bool missing)
{
  struct walk *walk = &task->walk;
  size_t ancestors = walk_split (walk) - 1;
  size_t tries = missing;

  for (; tries < ancestors && tries < LAST_ANCESTORS; tries++)
    {
      walk_select (walk, 0, ancestors - tries - 1);

      int dir = walk_open (walk, ENTER_FLAGS);
      int errnum = errno;

      if (0 <= dir)
        {
          task->known_missing = missing;
          return walk_enter (walk, dir, false) ? 0 : errno;
        }
      if (!missing && !is_walk_needed (task->plan, errnum))
        {
          walk_select (walk, 0, ancestors);
          return errnum;
        }
      if (errnum != ENOENT)
        break;
      missing = true;
    }
  task->known_missing = missing && ancestors <= tries;
  walk_select (walk, 0, 0);
  return 0;
}

/* Report that the error ERRNUM prevented the operand, or with -p its selected
   component, from being created.  */
static void
report_failure (struct task *task, int errnum)
{
  struct plan const *plan = task->plan;
  struct run *run = plan->run;
  struct walk *walk = &task->walk;
  struct stat status;

  if (plan->ensure != ENSURE_NOTHING && !task->known_missing
      && (errnum == EEXIST || errnum == ENOTDIR) && walk_at_end (walk)
      && walk_stat (walk, &status, false) && S_ISLNK (status.st_mode))
    {
      report_error (run, 0,
                    N_ ("%s is a symbolic link, which --ensure does not"
                        " follow"),
                    report_name (run, task->path));
      return;
    }
  if (errnum == EACCES && plan->parents && !task->stat_failed
      && !task->known_missing && 0 < walk->first)
    {
      int dir = base_open (walk->base, walk->dir, ".", ENTER_FLAGS);

      /* Name the directory that may not be searched.  */
      if (0 <= dir)
        close (dir);
      else if (errno == EACCES)
        walk_select (walk, 0, walk->first - 1);
    }

  /* Only with -p is the ancestor that causes the error known.  */
  char const *name = report_name (run, plan->parents && !walk_at_end (walk)
                                           ? walk_path (walk)
                                           : task->path);

  if (base_report_failure (&plan->base, run, task->path, errnum))
    return;
  if (task->stat_failed)
    report_error (run, errnum, N_ ("cannot stat %s"), name);
  else if (plan->ensure == ENSURE_CHECK)
    report_error (run, errnum, N_ ("cannot check directory %s"), name);
  else
    report_error (run, errnum, N_ ("cannot create directory %s"), name);
}

void
plan_start (struct plan *plan)
{
  plan->plain
      = plan->tell.form == TELL_NOTHING && !plan->sync && !plan->label.policy;
  /* Otherwise the directory that contains the last component must be open:
     several system calls must use the same directory, label_prepare must know
     it, and mkdirat(2) of a whole path could leave the base.  */
  plan->single_call = !plan->operand.applies && !plan->base.beneath
                      && !plan->sync && !plan->label.policy
                      && plan->tell.form != TELL_JSON;
}

/* Create the operand, by one system call if that may do all.  Return 0 or an
   errno value.  It is inline since what each operand takes counts in a long
   list (bench/counts).  */
ATTRIBUTE_ALWAYS_INLINE static inline int
make_all (struct task *task)
{
  struct plan const *plan = task->plan;

  task->known_missing = task->stat_failed = false;

  int errnum = plan->single_call ? make_operand (task) : 0;

  if (!plan->single_call || (errnum != 0 && is_walk_needed (plan, errnum)))
    {
      task->stat_failed = false;
      errnum = enter_last_existing (task, errnum == ENOENT);
      while (errnum == 0 && !walk_at_end (&task->walk))
        errnum = enter (task);
      if (errnum == 0)
        errnum = make_operand (task);
    }
  return errnum;
}

/* Create the directory PATH for the task ARGUMENT, whose operand is the
   template of PATH.  Return 0, or -1 with errno set to EEXIST only if another
   name may succeed.  */
static int
try_name (char *path, void *argument)
{
  struct task *task = argument;

  /* In an open directory, only the name is tried again: the path may have
     links by now.  */
  if (task->walk.dir != task->plan->base.dir_fd && walk_at_end (&task->walk))
    {
      walk_rename (&task->walk, path);
      task->errnum = make_operand (task);
    }
  else
    {
      walk_finish (&task->walk);
      walk_start (&task->walk, &task->plan->base, path);
      task->errnum = make_all (task);
    }
  errno = walk_at_end (&task->walk) ? task->errnum : 0;
  return task->errnum == 0 ? 0 : -1;
}

/* Create a directory of a new name: PATH, a copy of the operand, with random
   letters for the last three or more X's in a row of its last component.
   Return 0, also after a report that there are fewer, or an errno value.  */
static int
make_unique (struct task *task, char *path)
{
  struct tell_options const *tell = &task->plan->tell;
  char *name = last_component (path);
  char *start = NULL;
  char *end;

  for (char *next = name; (next = strstr (next, "XXX")); next++)
    start = next;
  if (!start)
    {
      report_error (tell->run, 0, N_ ("too few X's in template %s"),
                    report_name (tell->run, path));
      tell_failure (tell, path, EINVAL);
      return 0;
    }
  end = start + 3;
  while (name < start && start[-1] == 'X')
    start--;
  try_tempname_len (path, strlen (end), task, try_name, end - start);
  if (task->errnum == 0)
    tell_path (tell, path);
  return task->errnum;
}

void
make_path (struct plan const *plan, char const *path)
{
  struct task task;
  char *copy = plan->unique ? xstrdup (path) : NULL;

  task.plan = plan;
  task.path = path;
  task.new.walk = &task.walk;
  task.new.dir.fd = -1;
  task.reported = false;
  walk_start (&task.walk, &plan->base, path);

  int errnum = copy ? make_unique (&task, copy) : make_all (&task);

  if (errnum != 0)
    {
      if (!task.reported)
        report_failure (&task, errnum);
      tell_failure (&plan->tell, path, errnum);
    }
  walk_finish (&task.walk);
  if (copy)
    free (copy);
}
