/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mkdir.c -- mkdir as a loadable builtin of bash */

#include <builtins.h>

#include "bash/help.h"
#include "bash/shell.h"
#include "mkdir/mkdir.h"

static char name[] = "mkdir";

/* Run mkdir with the arguments LIST.  Return its exit status.  */
static int
run_mkdir (WORD_LIST *list)
{
  return shell_run (name, mkdir_run, list);
}

__attribute__ ((visibility ("default"))) struct builtin mkdir_struct = {
  .name = name,
  .function = run_mkdir,
  .flags = BUILTIN_ENABLED,
  .short_doc = "mkdir [OPTION]... DIRECTORY...",
};

static struct help help;

/* Set the text of bash's help when bash loads this object.  */
__attribute__ ((constructor)) static void
load (void)
{
  mkdir_struct.long_doc = help_start (&help, name, mkdir_run);
}

/* Free that text when bash unloads this object.  */
__attribute__ ((destructor)) static void
unload (void)
{
  help_finish (&help);
}
