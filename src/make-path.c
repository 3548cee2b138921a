/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-path.c -- make one directory, with its ancestors if asked */

#include <config.h>

#include "make-path.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "messages.h"
#include "report.h"

/* A way along PATH.  While a component is in hand, PATH is cut after it, so
   that PATH names it from where the way began, and NAME from DIR.  */
struct walk
{
  struct plan const *plan;
  char *path;      /* the operand */
  char *last;      /* end of its last component; what follows is slashes */
  char after_last; /* the byte that was there */
  char *name;      /* the component in hand, or all of PATH */
  char *cut;       /* end of what is in hand */
  int dir;         /* open directory where NAME starts */
  mode_t umask;    /* the umask in force */
  bool fresh;      /* DIR was made on this way, so it is empty */
  bool unseen;     /* what failed is to look at PATH, not to make it */
};

/* Start at the beginning of PATH, with nothing in hand.  */
static void
rewind_walk (struct walk *walk)
{
  walk->name = walk->cut = walk->path;
  walk->dir = walk->plan->base.dir_fd;
  walk->fresh = false;
  walk->unseen = false;
}

/* Make PATH whole again and leave the directory that is open.  */
static void
leave (struct walk *walk)
{
  if (walk->path < walk->cut && walk->cut < walk->last)
    *walk->cut = '/';
  if (walk->dir != walk->plan->base.dir_fd)
    close (walk->dir);
  rewind_walk (walk);
}

/* Return a walk along PATH by PLAN.  */
static struct walk
start_walk (struct plan const *plan, char *path)
{
  struct walk walk = { .plan = plan, .path = path };

  walk.last = path + strlen (path);
  while (path < walk.last && walk.last[-1] == '/')
    walk.last--;
  if (walk.last == path)
    walk.last = path + strlen (path);
  walk.after_last = *walk.last;
  *walk.last = '\0';
  walk.umask = plan->operand.umask;
  rewind_walk (&walk);
  return walk;
}

/* Take in hand the component after the one in hand.  The first one includes
   the slashes before it.  */
static void
take_next (struct walk *walk)
{
  bool first = walk->cut == walk->path;

  if (!first)
    *walk->cut++ = '/';
  walk->cut += strspn (walk->cut, "/");
  walk->name = first ? walk->path : walk->cut;
  walk->cut += strcspn (walk->cut, "/");
  *walk->cut = '\0';
}

/* Take in hand all of PATH, or only its last component if making that takes
   more than one system call: the calls must then agree on the directory
   where they start, and label_prepare has to know it.  Return false with
   errno set if that directory cannot be opened.  */
static bool
take_all (struct walk *walk)
{
  struct plan const *plan = walk->plan;
  char *name = walk->last;

  walk->cut = walk->last;
  if (plan->operand.exact == 0 && !plan->label.policy)
    return true;
  while (walk->path < name && name[-1] != '/')
    name--;
  if (name == walk->path || *name == '\0')
    return true;

  char first = *name;

  *name = '\0';
  int dir = base_open (&plan->base, walk->dir, walk->path,
                       O_DIRECTORY | BASE_SEARCH);
  *name = first;
  if (dir < 0)
    return false;
  walk->dir = dir;
  walk->name = name;
  return true;
}

/* Return the path of what is in hand, for the user: the operand has its
   trailing slashes, as it was given.  */
static char const *
path_in_hand (struct walk *walk)
{
  if (walk->cut == walk->last)
    *walk->last = walk->after_last;
  return walk->path;
}

/* Tell of the directory in hand: its MODE, and whether it is CREATED.  */
static void
tell (struct walk *walk, bool created, mode_t mode)
{
  struct made made = { path_in_hand (walk), created, mode };

  if (walk->plan->tell)
    walk->plan->tell (walk->plan->output, &made);
}

/* Report that the directory in hand, made by now, has another mode than it
   should; FATE says why.  */
static void
report_mode (struct walk *walk, struct dir_mode_fate const *fate)
{
  char const *name = report_name (path_in_hand (walk));

  if (fate->errnum != 0)
    report_error (fate->errnum, _ ("cannot change permissions of %s"), name);
  else
    report_error (0, _ ("%s was made with mode %04o instead of %04o"), name,
                  (unsigned int)fate->found, (unsigned int)fate->wanted);
}

/* Put MASK in force as the umask, if another one is.  */
static void
set_umask (struct walk *walk, mode_t mask)
{
  if (walk->umask != mask)
    umask (mask);
  walk->umask = mask;
}

/* Make what is in hand, with MODE.  Return 0 if it was made, whatever became
   of its mode, else the errno of mkdirat(2).  */
static int
make (struct walk *walk, struct dir_mode const *mode)
{
  struct plan const *plan = walk->plan;

  set_umask (walk, mode->umask);
  if (plan->label.policy)
    label_prepare (&plan->label, walk->dir, walk->name, walk->path);
  if (mkdirat (walk->dir, walk->name,
               dir_mode_first (mode, walk->dir, walk->name))
      != 0)
    return errno;

  struct dir_mode_fate fate
      = dir_mode_settle (mode, &plan->base, walk->dir, walk->name);

  tell (walk, true, fate.found);
  if (fate.errnum != 0 || fate.found != fate.wanted)
    report_mode (walk, &fate);
  return 0;
}

/* Return the errno for what is in hand, which mkdirat(2) found to exist but
   which leads nowhere: EEXIST for a link, ENOENT if it is gone by now.  */
static int
why_nowhere (struct walk *walk)
{
  struct stat status;

  if (fstatat (walk->dir, walk->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno;
  return EEXIST;
}

/* Make what is in hand as the operand's last component.  Return 0 or the
   errno of what failed.  */
static int
make_operand (struct walk *walk)
{
  struct stat status;
  int errnum = make (walk, &walk->plan->operand);

  if (errnum == 0 || !walk->plan->parents)
    return errnum;
  /* Some systems find other reasons to refuse before they see that it
     exists.  */
  if (fstatat (walk->dir, walk->name, &status, 0) == 0)
    {
      if (!S_ISDIR (status.st_mode))
        return errnum;
      tell (walk, false, 0);
      return 0;
    }
  if (errnum != EEXIST || errno == ENOTDIR)
    return errnum;
  if (errno == ENOENT)
    return why_nowhere (walk);
  walk->unseen = true;
  return errno;
}

/* Open the ancestor in hand, with FLAGS besides those that any takes.  */
static int
open_ancestor (struct walk *walk, int flags)
{
  return base_open (&walk->plan->base, walk->dir, walk->name,
                    O_DIRECTORY | BASE_SEARCH | flags);
}

/* Make the ancestor in hand, and set *DIR to it, open.  Return 0 or the
   errno of what failed.  */
static int
make_ancestor (struct walk *walk, int *dir)
{
  int errnum = make (walk, &walk->plan->ancestor);

  walk->fresh = errnum == 0;
  *dir = open_ancestor (walk, walk->fresh ? O_NOFOLLOW : 0);
  if (0 <= *dir)
    return 0;
  if (errnum == EEXIST)
    return errno == ENOENT ? why_nowhere (walk) : errno;
  return errnum ? errnum : errno;
}

/* Go into the ancestor in hand, making it if that is asked and it is not
   there.  Return 0 or the errno of what failed.  */
static int
enter (struct walk *walk)
{
  int dir = walk->fresh ? -1 : open_ancestor (walk, 0);
  int errnum = dir < 0 && !walk->fresh ? errno : 0;

  if (dir < 0 && walk->plan->parents && (errnum == 0 || errnum == ENOENT))
    errnum = make_ancestor (walk, &dir);
  if (dir < 0)
    return errnum;
  if (walk->dir != walk->plan->base.dir_fd)
    close (walk->dir);
  walk->dir = dir;
  return 0;
}

/* Make PATH, knowing only that its ancestors are there in most cases.
   Return 0 or the errno of what failed.  */
static int
make_at_once (struct walk *walk)
{
  return take_all (walk) ? make_operand (walk) : errno;
}

/* Make PATH, one component after the other.  Return 0 or the errno of what
   failed.  */
static int
make_by_steps (struct walk *walk)
{
  int errnum = 0;

  while (errnum == 0)
    {
      take_next (walk);
      if (walk->cut == walk->last)
        return make_operand (walk);
      errnum = enter (walk);
    }
  return errnum;
}

/* Return true if going along PATH by steps may get further than making it at
   once, which failed with ERRNUM, or tell which ancestor is to blame.  */
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
      return plan->parents;
    default:
      return false;
    }
}

/* If it is for lack of permission to search DIR that what is in hand cannot
   be made, take DIR in hand.  */
static void
blame_directory (struct walk *walk)
{
  char *end = walk->name;
  int dir = base_open (&walk->plan->base, walk->dir, ".",
                       O_DIRECTORY | BASE_SEARCH);

  if (0 <= dir)
    {
      close (dir);
      return;
    }
  while (walk->path < end && end[-1] == '/')
    end--;
  if (end == walk->path || errno != EACCES)
    return;
  if (walk->cut < walk->last)
    *walk->cut = '/';
  walk->cut = end;
  *end = '\0';
}

/* Report that what is in hand could not be made because of ERRNUM.  */
static void
report_failure (struct walk *walk, int errnum)
{
  /* Only -p makes an ancestor, or tells which one is to blame.  */
  if (!walk->plan->parents)
    {
      leave (walk);
      walk->cut = walk->last;
    }
  else if (errnum == EACCES && !walk->unseen)
    blame_directory (walk);

  char const *name = report_name (path_in_hand (walk));

  if (walk->unseen)
    report_error (errnum, _ ("cannot stat %s"), name);
  else
    report_error (errnum, _ ("cannot create directory %s"), name);
}

void
make_path (struct plan const *plan, char *path)
{
  struct walk walk = start_walk (plan, path);
  int errnum = make_at_once (&walk);

  if (steps_help (plan, errnum))
    {
      leave (&walk);
      errnum = make_by_steps (&walk);
    }
  if (errnum != 0)
    report_failure (&walk, errnum);
  leave (&walk);
  *walk.last = walk.after_last;
  set_umask (&walk, plan->operand.umask);
}
