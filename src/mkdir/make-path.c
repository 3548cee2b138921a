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
#include "shared/tracepoints.h"
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
  bool stat_failed;   /* the failure is that of walk_stat, not of mkdirat(2) */
};

/* Print that the selected directory was created or found, as CREATED says,
   with the mode in RESULT.  */
static void
print_result (struct task *task, bool created,
              struct mode_result const *result)
{
  struct plan const *plan = task->plan;
  struct dir_status status
      = { .path = walk_path (&task->walk),
          .created = created,
          .mode_known = result->verified,
          .mode = result->found.mode,
          .ensured = plan->ensure == ENSURE_NOTHING ? NULL : result };

  if (plan->print)
    plan->print (plan->run, &status);
}

/* Print that the operand already existed, with the mode ST_MODE.  */
static void
print_found (struct task *task, mode_t st_mode)
{
  if (task->plan->plain)
    return;

  struct mode_result result
      = { .verified = true, .found.mode = st_mode & 07777 };

  print_result (task, false, &result);
}

/* Print the failure ERRNUM of PATH.  */
static void
print_failure (struct task *task, char const *path, int errnum)
{
  if (task->plan->print_failure)
    task->plan->print_failure (task->plan->run, path, errnum);
}

/* Report the error in RESULT, which has kept the selected directory from
   getting the requested mode or owner.  */
static void
report_change (struct task *task, struct mode_result const *result)
{
  struct run *run = task->plan->run;
  char const *name = report_name (run, walk_path (&task->walk));

  print_failure (task, task->walk.path, result->errnum);
  if (result->owner_failed)
    report_error (run, result->errnum, N_ ("cannot change ownership of %s"),
                  name);
  else
    report_error (run, result->errnum, N_ ("cannot change permissions of %s"),
                  name);
}

/* Report that the selected directory, which was created or found, as CREATED
   says, does not have the requested mode or owner, for the reason in
   RESULT.  */
static void
report_result (struct task *task, bool created,
               struct mode_result const *result)
{
  struct dir_state const *wanted = &result->wanted;
  struct dir_state const *found = &result->found;
  struct run *run = task->plan->run;
  char const *name = report_name (run, walk_path (&task->walk));

  if (result->errnum != 0)
    {
      report_change (task, result);
      return;
    }
  if (!mode_result_has_owner (result))
    report_error (
        run, 0,
        created ? N_ ("%s was made with owner %ju:%ju instead of %ju:%ju")
                : N_ ("%s has owner %ju:%ju instead of %ju:%ju"),
        name, (uintmax_t)found->user, (uintmax_t)found->group,
        (uintmax_t)wanted->user, (uintmax_t)wanted->group);
  if (mode_result_has_mode (result))
    return;
  if (created && wanted->mode == (found->mode | (result->inherited & S_ISGID)))
    /* chmod(2) clears it if the user is not in the group.  */
    report_error (run, 0,
                  N_ ("%s lost the set-group-ID bit that it inherited"), name);
  else
    report_error (run, 0,
                  created ? N_ ("%s was made with mode %04o instead of %04o")
                          : N_ ("%s has mode %04o instead of %04o"),
                  name, (unsigned int)found->mode, (unsigned int)wanted->mode);
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
  print_failure (task, task->walk.path, errnum);
  sync_report (task->plan->run, path, errnum);
}

/* Set the mode and owner of NEW, the selected directory, by dir_mode_apply,
   sync it, and print that it was created.  */
static void
finish_directory (struct task *task, struct dir_mode const *mode,
                  struct new_dir const *new)
{
  struct plan const *plan = task->plan;
  struct mode_result result = dir_mode_apply (mode, &plan->base, new);
  bool as_requested = mode_result_is_complete (&result);
  int errnum = 0;
  int parent_errnum = 0;

  if (plan->query_mode)
    dir_mode_query (&result, new);
  if (plan->sync)
    errnum = sync_created (plan->sync, &plan->base, new->dir, new->name);
  /* If nothing is printed, one call for all entries of the parent suffices. */
  if (plan->sync && plan->print)
    parent_errnum = sync_parent (plan->sync);
  print_result (task, true, &result);
  if (!as_requested)
    report_result (task, true, &result);
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

  if (walk_may_escape (&task->walk))
    return EXDEV;
  run_set_umask (plan->run, mode->umask);
  if (!plan->plain)
    prepare_directory (task);

  struct new_dir new = { .dir = task->walk.dir, .name = task->walk.name };
  mode_t first = dir_mode_initial (mode, &new);
  int errnum = mkdirat (new.dir, new.name, first) == 0 ? 0 : errno;

  TRACE_MKDIR (new.name, first, new.dir, errnum);
  if (errnum != 0)
    return errnum;

  /* Usually the mode is final already, and nothing is to be printed.  */
  if (mode->applies || !plan->plain)
    finish_directory (task, mode, &new);
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
  int fd = walk_open (&task->walk, flags | O_RDONLY | O_NONBLOCK);
  bool is_path = fd < 0 && errno == EACCES;

  if (is_path)
    fd = walk_open (&task->walk, flags | BASE_SEARCH);
  if (fd < 0)
    return errno;

  struct mode_result result = dir_mode_ensure (&plan->operand, fd, is_path,
                                               plan->ensure == ENSURE_FIX);

  int errnum = 0;

  if (plan->sync && mode_result_is_changed (&result))
    {
      enter_sync (task);
      errnum = sync_directory (plan->sync, is_path ? -1 : fd);
    }
  close (fd);
  print_result (task, false, &result);
  if (!mode_result_is_complete (&result))
    report_result (task, false, &result);
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
      print_found (task, status.st_mode);
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
  return operand_result (task, make (task, &plan->operand));
}

/* Enter the selected ancestor, for which make returned ERRNUM.  Return 0 or an
   errno value.  */
static int
enter_made (struct task *task, int errnum)
{
  bool created = errnum == 0;
  int dir = walk_open (&task->walk, ENTER_FLAGS | (created ? O_NOFOLLOW : 0));

  task->known_missing = created;
  if (0 <= dir)
    {
      walk_enter (&task->walk, dir);
      return 0;
    }
  if (errnum == EEXIST)
    return errno == ENOENT ? dangling_errno (task) : errno;
  return errnum ? errnum : errno;
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

/* Report that the error ERRNUM prevented the operand, or with -p its selected
   component, from being created.  */
static void
report_failure (struct task *task, int errnum)
{
  /* Only with -p is the ancestor that causes the error known.  */
  if (!task->plan->parents)
    {
      walk_rewind (&task->walk);
      walk_select_all (&task->walk);
    }
  else if (errnum == EACCES && !task->stat_failed)
    walk_select_unsearchable (&task->walk);

  struct run *run = task->plan->run;
  char const *name = report_name (run, walk_path (&task->walk));

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
  plan->plain = !plan->label.policy && !plan->print && !plan->sync;
  /* Otherwise the directory that contains the last component must be open:
     several system calls must use the same directory, label_prepare must know
     it, and mkdirat(2) of a whole path could leave the base.  */
  plan->single_call = !plan->operand.applies && !plan->query_mode
                      && !plan->sync && !plan->label.policy
                      && !plan->base.beneath;
}

void
make_path (struct plan const *plan, char *path)
{
  struct task task = { .plan = plan, .walk = walk_start (&plan->base, path) };
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
    print_failure (&task, path, errnum);
}
