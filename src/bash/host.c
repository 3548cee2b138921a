/* SPDX-License-Identifier: GPL-3.0-or-later */
/* host.c -- bash as the host of a program, its loadable builtin */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <shell.h>

#include <builtins.h>
#include <builtins/common.h>
#include <quit.h>
#include <version.h>

#include "bash/help.h"
#include "lstat/lstat.h"
#include "mkdir/mkdir.h"
#include "shared/variables.h"

/* Mark Text for translation in assign.c.  */
#define N_(Text) Text

#define CHAIN_MAX 8 /* namerefs in a chain, as in bash */

/* Declared in header files of bash that are not installed.  */
extern int trapped_signal_received; /* the last signal that has a trap, or 0
                                       after the traps were executed */
extern int default_buffered_input;  /* the descriptor of the script, or -1 */

/* Return the lowest number of a signal whose trap is pending, or -1.  */
int first_pending_trap (void);

/* Return whether the trap for SIGNAL is pending.  */
int signal_is_pending (int signal);

/* Seek the descriptor FD back to the end of what bash has parsed.  */
int sync_buffered_stream (int fd);

/* Return the number of a signal that must stop the run, or 0.  A trap for
   SIGCHLD does not: jobs in the background end at any time.  */
static int
pending_signal (void)
{
  if (terminating_signal)
    return terminating_signal;
  if (interrupt_state)
    return SIGINT;
  if (!trapped_signal_received)
    return 0;

  int trapped = first_pending_trap ();

  for (int signal = SIGCHLD + 1; trapped == SIGCHLD && signal < NSIG; signal++)
    if (signal_is_pending (signal))
      trapped = signal;
  return trapped <= 0 || trapped == SIGCHLD ? 0 : trapped;
}

/* Return whether the run should stop.  */
static bool
is_interrupted (void)
{
  return pending_signal () != 0;
}

/* Variables whose value bash reads as soon as they change, in some versions.
   It keeps a pointer to that of IFS, and takes the memory of an array for
   text.  Each name ends in NUL, and an empty one follows the last.  */
static char const scalars[]
    = "BASH_COMPAT\0BASH_XTRACEFD\0CHILD_MAX\0COLUMNS\0COMP_WORDBREAKS\0"
      "EXECIGNORE\0FUNCNEST\0GLOBIGNORE\0GLOBSORT\0HISTCONTROL\0"
      "HISTFILESIZE\0HISTIGNORE\0HISTSIZE\0HISTTIMEFORMAT\0HOME\0HOSTFILE\0"
      "IFS\0IGNOREEOF\0LANG\0LC_ALL\0LC_COLLATE\0LC_CTYPE\0LC_MESSAGES\0"
      "LC_NUMERIC\0LC_TIME\0LINES\0MAIL\0MAILCHECK\0MAILPATH\0OPTERR\0"
      "OPTIND\0PATH\0POSIXLY_CORRECT\0TERM\0TERMCAP\0TERMINFO\0TEXTDOMAIN\0"
      "TEXTDOMAINDIR\0TZ\0ignoreeof\0";

/* Follow namerefs from the variable NAME.  Return the name of the variable at
   the end, which need not exist, or NULL if that is not a valid name or the
   chain is too long.  */
static char const *
final_name (char const *name)
{
  for (int i = 0; i <= CHAIN_MAX; i++)
    {
      SHELL_VAR *variable = find_variable_noref (name);

      if (!variable || !nameref_p (variable))
        return name;
      name = nameref_cell (variable);
      if (!name || !legal_identifier (name))
        return NULL;
    }
  return NULL;
}

/* Return why the shell variable NAME may not be set, as an associative array
   if AS_ARRAY, or NULL if it may.  */
static char const *
check (char const *name, bool as_array)
{
  static char const special[] = N_ ("special variable of the shell");

  if (!legal_identifier (name))
    return N_ ("not a valid identifier");
  name = final_name (name);
  if (!name)
    return N_ ("nameref to something other than a variable");
  for (char const *scalar = scalars; as_array && *scalar;
       scalar += strlen (scalar) + 1)
    {
      if (strcmp (name, scalar) == 0)
        return special;
    }

  SHELL_VAR *variable = find_variable_noref (name);

  if (!variable)
    return NULL;
  if (readonly_p (variable))
    return N_ ("readonly variable");
  if (noassign_p (variable) || non_unsettable_p (variable)
      || variable->assign_func || variable->dynamic_value)
    return special;
  /* Arithmetic evaluation of a file name can execute commands.  */
  if (integer_p (variable))
    return N_ ("variable with the integer attribute");
  return array_p (variable) && as_array
             ? N_ ("indexed array, not an associative array")
             : NULL;
}

static void
set (char const *name, char const *value)
{
  char const *final = final_name (name);

  bind_variable (final, (char *)value, 0);
  stupidly_hack_special_variables ((char *) final);
}

static void *
set_array (char const *name)
{
  char const *final = final_name (name);
  SHELL_VAR *array = find_variable_noref (final);

  /* find_or_make_array_variable of bash 5.1 makes a variable that is no array
     an indexed one.  */
  if (!array)
    array = make_new_assoc_variable ((char *) final);
  else if (!assoc_p (array))
    array = convert_var_to_assoc (array);
  assoc_flush (assoc_cell (array));
  return array;
}

static void
set_element (void *array, char const *key, char const *value)
{
  SHELL_VAR *variable = array;

  /* The array keeps the key, so bash has to allocate it.  */
  bind_assoc_variable (variable, variable->name,
                       substring (key, 0, strlen (key)), (char *)value, 0);
}

static void
unset (char const *name)
{
  unbind_variable (final_name (name));
}

static struct variables const variables = {
  .check = check,
  .set = set,
  .set_array = set_array,
  .set_element = set_element,
  .unset = unset,
};

/* local.mk defines, for each program: NAME, "lstat" or "mkdir"; PROGRAM_RUN,
   lstat_run or mkdir_run; OPERAND in its synopsis; and BUILTIN and
   BUILTIN_LOAD, what bash looks for.  */
static char name[] = NAME;

/* Run the program in the process of bash with the arguments WORDS.  It uses
   descriptors 0, 1 and 2, and the variables that bash exports.  Return its
   exit status, or 128 plus the number of the signal that stopped it.  */
static int
run_builtin (WORD_LIST *words)
{
  struct run run = {
    .name = name,
    .output_fd = STDOUT_FILENO,
    .error_fd = STDERR_FILENO,
    .is_interrupted = is_interrupted,
    .variables = &variables,
  };
  int argc;
  char **argv = make_builtin_argv (words, &argc);

  fflush (stdout);
  /* Like before a program is executed: update the environment, and let it read
     what follows the current command.  */
  maybe_make_export_env ();
  if (default_buffered_input == STDIN_FILENO)
    sync_buffered_stream (STDIN_FILENO);

  int status = PROGRAM_RUN (&run, argc, argv);

  free (argv);
  return run.interrupted ? 128 + pending_signal () : status;
}

__attribute__ ((visibility ("default"))) struct builtin BUILTIN = {
  .name = name,
  .function = run_builtin,
  .flags = BUILTIN_ENABLED,
  .short_doc = NAME " [OPTION]... " OPERAND "...",
};

/* Return whether bash may use this object as the builtin LOADED: the structs
   of another major version than that of the header files may differ.  */
int BUILTIN_LOAD (char *loaded);

__attribute__ ((visibility ("default"))) int
BUILTIN_LOAD (char *loaded)
{
  size_t length = strcspn (DISTVERSION, ".") + 1;

  if (strncmp (dist_version, DISTVERSION, length) == 0)
    return 1;
  builtin_error ("%s: built for bash %s, not for bash %s", loaded, DISTVERSION,
                 dist_version);
  return 0;
}

static char **help;

/* Set the text of bash's help when bash loads this object.  bash itself prints
   the first line, the synopsis.  */
__attribute__ ((constructor)) static void
load (void)
{
  help = help_lines (name, PROGRAM_RUN);
  BUILTIN.long_doc = help + 1;
}

/* Free that text when bash unloads this object: its lines are parts of one
   allocation.  */
__attribute__ ((destructor)) static void
unload (void)
{
  free (*help);
  free (help);
}
