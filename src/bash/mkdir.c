/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mkdir.c -- mkdir as a loadable builtin of bash */

#include <builtins.h>

#include "bash/help.h"
#include "bash/host.h"
#include "mkdir/mkdir.h"

static char name[] = "mkdir";

/* Run mkdir with the arguments LIST.  Return its exit status.  */
static int
run_mkdir (WORD_LIST *list)
{
  return host_run (name, mkdir_run, list);
}

__attribute__ ((visibility ("default"))) struct builtin mkdir_struct = {
  .name = name,
  .function = run_mkdir,
  .flags = BUILTIN_ENABLED,
  .short_doc = "mkdir [OPTION]... DIRECTORY...",
};

static char **help;

/* Set the text of bash's help when bash loads this object.  bash itself prints
   the first line, the synopsis.  */
__attribute__ ((constructor)) static void
load (void)
{
  help = help_lines (name, mkdir_run);
  mkdir_struct.long_doc = help + 1;
}

/* Free that text when bash unloads this object.  */
__attribute__ ((destructor)) static void
unload (void)
{
  help_free (help);
}
