/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c -- one invocation of a program, and what its host allows */

#include <config.h>

#include "shared/run.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>

void
run_need_locale (struct run *run)
{
  int errnum = errno;

  if (run->set_locale)
    {
      run->set_locale ();
      run->set_locale = NULL;
    }
  errno = errnum;
}

mode_t
run_save_umask (struct run *run)
{
  /* umask(2) cannot read the umask without changing it.  */
  run->umask = 077;
  run->saved_umask = umask (run->umask);
  return run->saved_umask;
}

void
run_set_umask (struct run *run, mode_t mask)
{
  if (run->umask != mask)
    umask (mask);
  run->umask = mask;
}

void
run_free_quoted (struct run *run)
{
  for (int i = 0; i < RUN_QUOTED; i++)
    {
      free (run->quoted[i]);
      run->quoted[i] = NULL;
    }
}

bool
run_repeats (struct run *run)
{
  if (errno != EINTR || run_is_interrupted (run))
    return false;
  errno = EINTR;
  return true;
}

bool
run_is_interrupted (struct run *run)
{
  if (run->is_interrupted && run->is_interrupted ())
    run->interrupted = true;
  return run->interrupted;
}
