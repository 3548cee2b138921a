/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-path.c -- make one directory, with its ancestors if asked */

#include <config.h>

#include "mkdir/make-path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/messages.h"
#include "shared/report.h"
#include "shared/tracepoints.h"
#include "mkdir/walk.h"

/* How to open an ancestor.  */
#define ENTER (O_DIRECTORY | BASE_SEARCH)

enum
{
  GAP_MAX = 3 /* ancestors to try from the last one backwards */
};

/* One operand on its way to be a directory.  */
struct task
{
  struct plan const *plan;
  struct walk walk; /* along the operand */
  bool absent;      /* the next component cannot be there: WALK's directory is
                       new, or to look for it has failed */
  bool unseen;      /* what failed is to look at what is in hand, not to make
                       it */
};

/* Tell that the directory in hand was made, with the mode of RESULT.  */
static void
print_made (struct task *task, struct mode_result const *result)
{
  struct made made
      = { walk_path (&task->walk), true, result->seen, result->found };

  if (task->plan->print)
    task->plan->print (task->plan->run, &made);
}

/* Tell that the operand was found, with the mode ST_MODE.  */
static void
print_found (struct task *task, mode_t st_mode)
{
  struct made made = { walk_path (&task->walk), false, true, st_mode & 07777 };

  if (task->plan->print)
    task->plan->print (task->plan->run, &made);
}

/* Tell of the failure ERRNUM of PATH.  */
static void
print_failure (struct task *task, char const *path, int errnum)
{
  if (task->plan->print_failure)
    task->plan->print_failure (task->plan->run, path, errnum);
}

/* Report that the directory in hand, made by now, has another mode than it
   should; RESULT says why.  */
static void
report_mode (struct task *task, struct mode_result const *result)
{
  struct run *run = task->plan->run;
  char const *name = report_name (run, walk_path (&task->walk));

  if (result->errnum != 0)
    {
      print_failure (task, task->walk.path, result->errnum);
      report_error (run, result->errnum,
                    N_ ("cannot change permissions of %s"), name);
    }
  else
    report_error (run, 0, N_ ("%s was made with mode %04o instead of %04o"),
                  name, (unsigned int)result->found,
                  (unsigned int)result->wanted);
}

/* Give NEW, the current component, the bits of MODE that must be exact, and
   print that it was made.  */
static void
finish (struct task *task, struct dir_mode const *mode,
        struct new_dir const *new)
{
  struct plan const *plan = task->plan;
  struct mode_result result = dir_mode_apply (mode, &plan->base, new);
  bool right = result.errnum == 0 && result.found == result.wanted;

  if (plan->look)
    dir_mode_look (&result, new);
  print_made (task, &result);
  if (!right)
    report_mode (task, &result);
}

/* Make what is in hand, with MODE.  Return 0 if it was made, whatever became
   of its mode, else the errno of mkdirat(2).  */
static int
make (struct task *task, struct dir_mode const *mode)
{
  struct plan const *plan = task->plan;

  if (walk_is_unsafe (&task->walk))
    return EXDEV;
  run_set_umask (plan->run, mode->umask);
  if (plan->label.policy)
    label_prepare (&plan->label, plan->run, task->walk.dir, task->walk.name,
                   task->walk.path);

  struct new_dir new = { .dir = task->walk.dir, .name = task->walk.name };
  mode_t first = dir_mode_first (mode, &new);
  int errnum = mkdirat (new.dir, new.name, first) == 0 ? 0 : errno;

  TRACE_MKDIR (new.name, first, new.dir, errnum);
  if (errnum != 0)
    return errnum;

  /* Most often the kernel's choice is right and nobody asks: saves 64 of the
     373 instructions per operand.  */
  if (mode->exact != 0 || plan->print)
    finish (task, mode, &new);
  return 0;
}

/* Return the errno for what is in hand, which mkdirat(2) found to exist but
   which leads nowhere: EEXIST for a link, ENOENT if it is gone by now.  */
static int
why_nowhere (struct task *task)
{
  struct stat status;

  return walk_look (&task->walk, &status, false) ? EEXIST : errno;
}

/* Return the errno for the last component in hand, which mkdirat(2) found to
   exist: EXDEV if that is ".." and leads out of the base.  */
static int
why_not_new (struct task *task)
{
  struct stat status;

  if (strcmp (task->walk.name, "..") == 0
      && !walk_look (&task->walk, &status, true) && errno == EXDEV)
    return EXDEV;
  return EEXIST;
}

/* Return what it means for the operand, whose last component is in hand, that
   make returned ERRNUM for it: 0 or the errno of what failed.  */
static int
judge_operand (struct task *task, int errnum)
{
  struct stat status;

  if (errnum == 0)
    return 0;
  if (!task->plan->parents)
    return errnum == EEXIST ? why_not_new (task) : errnum;
  /* Some systems find other reasons to refuse before they see that it
     exists.  */
  if (walk_look (&task->walk, &status, true))
    {
      if (!S_ISDIR (status.st_mode))
        return errnum;
      print_found (task, status.st_mode);
      return 0;
    }
  if (errnum != EEXIST || errno == ENOTDIR)
    return errnum;
  if (errno == ENOENT)
    return why_nowhere (task);
  task->unseen = errno != EXDEV;
  return errno;
}

/* Go into the ancestor in hand, for which make returned ERRNUM.  Return 0 or
   the errno of what failed.  */
static int
enter_tried (struct task *task, int errnum)
{
  bool fresh = errnum == 0;
  int dir = walk_open (&task->walk, ENTER | (fresh ? O_NOFOLLOW : 0));

  task->absent = fresh;
  if (0 <= dir)
    {
      walk_enter (&task->walk, dir);
      return 0;
    }
  if (errnum == EEXIST)
    return errno == ENOENT ? why_nowhere (task) : errno;
  return errnum ? errnum : errno;
}

/* Go into the ancestor in hand, making it if that is asked and it is not
   there.  Return 0 or the errno of what failed.  */
static int
enter (struct task *task)
{
  if (!task->absent)
    {
      int dir = walk_open (&task->walk, ENTER);

      if (0 <= dir)
        {
          walk_enter (&task->walk, dir);
          return 0;
        }
      if (!task->plan->parents || errno != ENOENT)
        return errno;
    }
  return enter_tried (task, make (task, &task->plan->ancestor));
}

/* Return true if what PLAN does for an operand may take one system call.  If
   it takes more, they must agree on the directory where they start, and
   label_prepare has to know it; and mkdirat(2) itself stays beneath nothing.
 */
static bool
one_call_will_do (struct plan const *plan)
{
  return plan->operand.exact == 0 && !plan->look && !plan->label.policy
         && !plan->base.beneath;
}

/* Make the operand, knowing only that its ancestors are there in most cases.
   Return 0 or the errno of what failed.  */
static int
make_at_once (struct task *task)
{
  struct plan const *plan = task->plan;

  if (one_call_will_do (plan))
    walk_take_all (&task->walk);
  else if (!walk_take_last (&task->walk))
    return errno;

  int errnum = make (task, &plan->operand);

  /* The steps that follow look: saves one call per operand that lacks an
     ancestor.  */
  if (errnum == ENOENT && plan->parents)
    return errnum;
  return judge_operand (task, errnum);
}

/* Go into the last ancestor that is there, of an operand that lacks one, or
   stay at the beginning.

   In a list that is sorted, just the last one or two are missing most often,
   and to open each of the others takes two calls: for an operand seven levels
   deep of which one ancestor is missing, this saves 9 of 16.  A descriptor
   kept from the operand before would save two more, but what its path leads to
   by now had to be compared, which costs as much.  */
static void
enter_last_existing (struct task *task)
{
  struct walk *walk = &task->walk;

  walk_take_all (walk);
  walk_take_less (walk);
  for (int tries = 0; tries < GAP_MAX; tries++)
    {
      if (!walk_take_less (walk))
        {
          task->absent = true;
          break;
        }

      int dir = walk_open (walk, ENTER);

      if (0 <= dir)
        {
          task->absent = true;
          walk_enter (walk, dir);
          return;
        }
      if (errno != ENOENT)
        break;
    }
  walk_rewind (walk);
}

/* Make the operand, one component after the other.  Return 0 or the errno of
   what failed.  */
static int
make_by_component (struct task *task)
{
  int errnum = 0;

  while (errnum == 0)
    {
      walk_take_next (&task->walk);
      if (walk_at_end (&task->walk))
        return judge_operand (task, make (task, &task->plan->operand));
      errnum = enter (task);
    }
  return errnum;
}

/* Return true if going along an operand by steps may get further than making
   it at once, which failed with ERRNUM, or tell which ancestor is to blame. */
static bool
steps_help (struct plan const *plan, int errnum)
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

/* Report that what is in hand could not be made because of ERRNUM.  */
static void
report_failure (struct task *task, int errnum)
{
  /* Only -p makes an ancestor, or tells which one is to blame.  */
  if (!task->plan->parents)
    {
      walk_rewind (&task->walk);
      walk_take_all (&task->walk);
    }
  else if (errnum == EACCES && !task->unseen)
    walk_blame_directory (&task->walk);

  struct run *run = task->plan->run;
  char const *name = report_name (run, walk_path (&task->walk));

  if (task->unseen)
    report_error (run, errnum, N_ ("cannot stat %s"), name);
  else
    report_error (run, errnum, N_ ("cannot create directory %s"), name);
}

void
make_path (struct plan const *plan, char *path)
{
  struct task task = { .plan = plan, .walk = walk_start (&plan->base, path) };
  int errnum = make_at_once (&task);

  if (steps_help (plan, errnum))
    {
      walk_rewind (&task.walk);
      task.unseen = false;
      if (errnum == ENOENT)
        enter_last_existing (&task);
      errnum = make_by_component (&task);
    }
  if (errnum != 0)
    report_failure (&task, errnum);
  walk_end (&task.walk);
  if (errnum != 0)
    print_failure (&task, path, errnum);
}
