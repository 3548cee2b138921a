/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c -- one invocation of a program, and what its host lets it do */

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
run_take_umask (struct run *run)
{
  /* umask(2) cannot be asked without being set.  */
  run->umask = 077;
  run->umask_found = umask (run->umask);
  run->umask_taken = true;
  return run->umask_found;
}

void
run_set_umask (struct run *run, mode_t mask)
{
  if (run->umask_taken && run->umask != mask)
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
run_is_interrupted (struct run const *run)
{
  return run->interrupted && *run->interrupted;
}
