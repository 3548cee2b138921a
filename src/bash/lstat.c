/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lstat.c -- lstat as a loadable builtin of bash */

#include <builtins.h>

#include "bash/help.h"
#include "bash/host.h"
#include "lstat/lstat.h"

static char name[] = "lstat";

/* Run lstat with the arguments LIST.  Return its exit status.  */
static int
run_lstat (WORD_LIST *list)
{
  return host_run (name, lstat_run, list);
}

__attribute__ ((visibility ("default"))) struct builtin lstat_struct = {
  .name = name,
  .function = run_lstat,
  .flags = BUILTIN_ENABLED,
  .short_doc = "lstat [OPTION]... FILE...",
};

static char **help;

/* Set the text of bash's help when bash loads this object.  bash itself prints
   the first line, the synopsis.  */
__attribute__ ((constructor)) static void
load (void)
{
  help = help_lines (name, lstat_run);
  lstat_struct.long_doc = help + 1;
}

/* Free that text when bash unloads this object.  */
__attribute__ ((destructor)) static void
unload (void)
{
  help_free (help);
}
