/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-path.c -- create a directory and, on request, its ancestors */

#include <config.h>

#include "mkdir/make-path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/messages.h"
#include "shared/report.h"
#include "mkdir/new-dir.h"
#include "mkdir/walk.h"

/* Flags for opening an ancestor.  */
#define ENTER_FLAGS (O_DIRECTORY | BASE_SEARCH)

enum
{
  LAST_ANCESTORS = 3 /* ancestors to try to open, from the last one back */
};

/* The creation of one operand.  */
struct task
{
  struct plan const *plan;
  struct walk walk;   /* the position on the operand */
  bool known_missing; /* the next component does not exist: WALK's directory is
                         new, or opening the component has failed */
  bool is_inside_new; /* the selection is in a directory that has been created
                         for this operand, which is WALK's if it is open */
  bool stat_failed;   /* the failure is that of walk_stat, not of mkdirat(2) */
  struct new_dir new; /* the directory that was created last */
};

/* Print what came of the selected directory as RESULT says.  */
static void
tell_result (struct task *task, struct mode_result const *result)
{
  tell_directory (&task->plan->tell, walk_path (&task->walk), result);
}

/* Make the directory that contains the selection the one to sync.  */
static void
enter_sync (struct task *task)
{
  struct walk const *walk = &task->walk;

  sync_enter (task->plan->sync, task->plan->run, walk->base, walk->dir,
              walk->name, walk->path, walk->name - walk->path);
}

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
    errnum = new_dir_open (new)
                 ? sync_created (plan->sync, plan->run, new->dir)
                 : errno;
  if (plan->tell.form == TELL_JSON)
    new_dir_query (new, &result);
  /* If nothing is printed, one call for all entries of the parent suffices. */
  if (plan->sync && plan->tell.form != TELL_NOTHING)
    parent_errnum = sync_parent (plan->sync, plan->run);
  tell_result (task, &result);
  report_sync (task, walk_path (&task->walk), errnum);
  if (parent_errnum != 0)
    report_sync (task, plan->sync->path, parent_errnum);
}

/* Do what must precede the creation of the selected directory.  */
static void
prepare_directory (struct task *task)
{
  struct plan const *plan = task->plan;

  if (plan->sync)
    enter_sync (task);
  if (plan->label.policy)
    label_prepare (&plan->label, plan->run, task->walk.dir, task->walk.name,
                   task->walk.path);
}

/* Create the selection as a directory with MODE.  Return 0 if it was created,
   even if its mode or owner could not be set, else the errno value of
   mkdirat(2).  */
static int
make (struct task *task, struct dir_mode const *mode)
{
  struct plan const *plan = task->plan;

  if (plan->base.beneath && walk_may_escape (&task->walk))
    return EXDEV;
  run_set_umask (plan->run, mode->umask);
  if (!plan->plain)
    prepare_directory (task);

  task->new.base = &plan->base;
  task->new.parent = task->walk.dir;
  task->new.name = task->walk.name;

  int errnum = new_dir_create (&task->new, mode);

  if (errnum != 0)
    return errnum;
  /* Usually the mode is final already, and nothing is to be printed.  */
  if (mode->applies || !plan->plain)
    finish_directory (task, mode);
  return 0;
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

/* Return the errno value for the selected last component, for which mkdirat(2)
   failed with EEXIST: EXDEV if it is ".." and outside of the base, else
   EEXIST.  */
static int
existing_errno (struct task *task)
{
  struct stat status;

  if (strcmp (task->walk.name, "..") == 0
      && !walk_stat (&task->walk, &status, true) && errno == EXDEV)
    return EXDEV;
  return EEXIST;
}

/* Check the selected directory, and change it if the plan requests that; print
   and report what came of it.  Return 0 if it exists and is no symbolic link,
   even if it could not be changed, else an errno value: ENOTDIR if it is no
   directory.  */
static int
ensure (struct task *task)
{
  struct plan const *plan = task->plan;
  int flags = O_DIRECTORY | O_NOFOLLOW;
  struct open_dir dir
      = { .run = plan->run,
          .fd = walk_open (&task->walk, flags | O_RDONLY | O_NONBLOCK) };

  dir.is_path = dir.fd < 0 && errno == EACCES;
  if (dir.is_path)
    dir.fd = walk_open (&task->walk, flags | BASE_SEARCH);
  if (dir.fd < 0)
    return errno;

  struct mode_result result = { 0 };
  struct stat status;
  int errnum = 0;

  if (!open_dir_look (dir, &status))
    result.errnum = errno;
  else
    {
      result = mode_result_of (&plan->operand, &status);
      if (plan->ensure == ENSURE_FIX)
        mode_result_change (&result, &plan->operand.owner, dir);
    }
  if (plan->sync && dir_state_compare (&result.before, &result.found) != 0)
    {
      enter_sync (task);
      errnum = sync_directory (plan->sync, plan->run, dir);
    }
  close (dir.fd);
  tell_result (task, &result);
  report_sync (task, walk_path (&task->walk), errnum);
  return 0;
}

/* Return the result for the operand, for which make returned ERRNUM, not 0, if
   an existing one must be ensured.  */
static int
ensured_result (struct task *task, int errnum)
{
  int found = ensure (task);

  if (found == ENOENT)
    return errnum;
  /* Unless an ancestor is no directory, the operand is none.  */
  if (found == ENOTDIR && errnum != ENOTDIR)
    return EEXIST;
  return found;
}

/* Return the result for the operand, whose last component is selected and for
   which make returned ERRNUM: 0, also if -p accepts the existing directory, or
   an errno value.  */
static int
operand_result (struct task *task, int errnum)
{
  struct stat status;

  /* If an ancestor is missing, make_by_component creates it.  */
  if (errnum == 0 || errnum == ENOENT)
    return errnum;
  if (task->plan->ensure != ENSURE_NOTHING)
    return ensured_result (task, errnum);
  if (!task->plan->parents)
    return errnum == EEXIST ? existing_errno (task) : errnum;
  /* For an existing directory, mkdirat(2) may fail with an error other
     than EEXIST, such as EROFS.  */
  if (walk_stat (&task->walk, &status, true))
    {
      if (!S_ISDIR (status.st_mode))
        return errnum;
      if (!task->plan->plain)
        {
          struct dir_mode any = { .exact = 0 };
          struct mode_result found = mode_result_of (&any, &status);

          tell_result (task, &found);
        }
      return 0;
    }
  if (errnum != EEXIST || errno == ENOTDIR)
    return errnum;
  if (errno == ENOENT)
    return dangling_errno (task);
  task->stat_failed = errno != EXDEV;
  return errno;
}

/* Create the operand, whose last component is selected, or ensure that it is
   as the plan requests.  Return 0 or an errno value.  */
static int
make_operand (struct task *task)
{
  struct plan const *plan = task->plan;

  if (plan->ensure != ENSURE_NOTHING)
    {
      int errnum = task->known_missing ? ENOENT : ensure (task);

      /* mkdirat(2) decides why the operand is not to be opened.  */
      if (plan->ensure == ENSURE_CHECK
          || (errnum != ENOENT && errnum != ENOTDIR))
        return errnum;
    }

  int errnum = make (task, &plan->operand);

  if (0 <= task->new.dir.fd)
    new_dir_close (&task->new);
  return operand_result (task, errnum);
}

/* Enter the selected ancestor, for which make returned ERRNUM.  Return 0 or an
   errno value.  */
static int
enter_made (struct task *task, int errnum)
{
  bool created = errnum == 0;
  int dir = task->new.dir.fd;

  /* What has set its mode and owner must be what is entered.  */
  if (dir < 0)
    dir = walk_open (&task->walk, ENTER_FLAGS | (created ? O_NOFOLLOW : 0));
  task->new.dir.fd = -1;
  task->known_missing = task->is_inside_new = created;
  if (0 <= dir)
    {
      walk_enter (&task->walk, dir);
      return 0;
    }
  if (errnum == EEXIST)
    return errno == ENOENT ? dangling_errno (task) : errno;
  if (errnum != 0)
    return errnum;
  /* What cannot be created is not this ancestor, but what is to be in it.  */
  walk_select_next (&task->walk);
  return errno;
}

/* Enter the selected ancestor.  With -p, create it if it does not exist.
   Return 0 or an errno value.  */
static int
enter (struct task *task)
{
  if (!task->known_missing)
    {
      int dir = walk_open (&task->walk, ENTER_FLAGS);

      if (0 <= dir)
        {
          walk_enter (&task->walk, dir);
          return 0;
        }
      if (!task->plan->parents || errno != ENOENT)
        return errno;
    }
  return enter_made (task, make (task, &task->plan->ancestor));
}

/* Create the operand without opening each of its ancestors, which usually
   exist.  Return 0 or an errno value.  */
static int
make_directly (struct task *task)
{
  struct plan const *plan = task->plan;

  if (plan->single_call)
    walk_select_all (&task->walk);
  else if (!walk_select_last (&task->walk))
    return errno;

  return make_operand (task);
}

/* Enter the last existing ancestor of an operand of which an ancestor is
   missing.  Stay at the start if none of the last LAST_ANCESTORS can be
   opened.

   In a sorted list, usually only the last ancestor or the last two are
   missing.  This saves the two system calls that opening and closing each of
   the others would take.  Keeping the descriptor of the previous operand's
   directory would save two more, but checking that its path still leads to the
   same directory would take as many.  */
static void
enter_last_existing (struct task *task)
{
  struct walk *walk = &task->walk;

  walk_select_all (walk);
  walk_drop_last (walk);
  for (int tries = 0; tries < LAST_ANCESTORS; tries++)
    {
      if (!walk_drop_last (walk))
        {
          task->known_missing = true;
          break;
        }

      int dir = walk_open (walk, ENTER_FLAGS);

      if (0 <= dir)
        {
          task->known_missing = true;
          walk_enter (walk, dir);
          return;
        }
      if (errno != ENOENT)
        break;
    }
  walk_rewind (walk);
}

/* Create the operand and, with -p, its missing ancestors, one component after
   the other.  Return 0 or an errno value.  */
static int
make_by_component (struct task *task)
{
  int errnum = 0;

  while (errnum == 0)
    {
      walk_select_next (&task->walk);
      if (walk_at_end (&task->walk))
        return make_operand (task);
      errnum = enter (task);
    }
  return errnum;
}

/* Return true if make_by_component may succeed, or find the ancestor that
   causes the error, where make_directly failed with ERRNUM.  */
static bool
is_walk_needed (struct plan const *plan, int errnum)
{
  switch (errnum)
    {
    case ENAMETOOLONG:
      return true;
    case EACCES:
    case ELOOP:
    case ENOENT:
    case ENOTDIR:
    case EXDEV:
      return plan->parents;
    default:
      return false;
    }
}

/* Return whether ERRNUM, which prevented the selected operand from being
   ensured, means that it is a symbolic link.  */
static bool
is_refused_link (struct task *task, int errnum)
{
  struct stat status;

  return task->plan->ensure != ENSURE_NOTHING && !task->is_inside_new
         && (errnum == EEXIST || errnum == ENOTDIR)
         && walk_at_end (&task->walk)
         && walk_stat (&task->walk, &status, false)
         && S_ISLNK (status.st_mode);
}

/* Report that the error ERRNUM prevented the operand, or with -p its selected
   component, from being created.  */
static void
report_failure (struct task *task, int errnum)
{
  struct run *run = task->plan->run;

  if (is_refused_link (task, errnum))
    {
      report_error (run, 0,
                    N_ ("%s is a symbolic link, which --ensure does not"
                        " follow"),
                    report_name (run, walk_path (&task->walk)));
      return;
    }
  /* Only with -p is the ancestor that causes the error known.  */
  if (!task->plan->parents)
    {
      walk_rewind (&task->walk);
      walk_select_all (&task->walk);
    }
  else if (errnum == EACCES && !task->stat_failed && !task->is_inside_new)
    walk_select_unsearchable (&task->walk);

  char const *name = report_name (run, walk_path (&task->walk));

  if (base_report_failure (&task->plan->base, run, task->walk.path, errnum))
    return;
  if (task->stat_failed)
    report_error (run, errnum, N_ ("cannot stat %s"), name);
  else if (task->plan->ensure == ENSURE_CHECK)
    report_error (run, errnum, N_ ("cannot check directory %s"), name);
  else
    report_error (run, errnum, N_ ("cannot create directory %s"), name);
}

void
plan_start (struct plan *plan)
{
  plan->operand.applies = dir_mode_applies (&plan->operand);
  plan->ancestor.applies = dir_mode_applies (&plan->ancestor);
  plan->plain
      = !plan->label.policy && plan->tell.form == TELL_NOTHING && !plan->sync;
  /* Otherwise the directory that contains the last component must be open:
     several system calls must use the same directory, label_prepare must know
     it, and mkdirat(2) of a whole path could leave the base.  */
  plan->single_call = !plan->operand.applies && plan->tell.form != TELL_JSON
                      && !plan->sync && !plan->label.policy
                      && !plan->base.beneath;
}

void
make_path (struct plan const *plan, char *path)
{
  struct task task;

  task.plan = plan;
  walk_start (&task.walk, &plan->base, path);
  task.known_missing = task.is_inside_new = task.stat_failed = false;
  task.new.dir.fd = -1;

  int errnum = make_directly (&task);

  if (is_walk_needed (plan, errnum))
    {
      walk_rewind (&task.walk);
      task.stat_failed = false;
      if (errnum == ENOENT)
        enter_last_existing (&task);
      errnum = make_by_component (&task);
    }
  if (errnum != 0)
    report_failure (&task, errnum);
  walk_finish (&task.walk);
  if (errnum != 0)
    tell_failure (&plan->tell, path, errnum);
}
