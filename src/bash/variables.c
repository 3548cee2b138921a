/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.c -- the variables of bash */

#include "bash/variables.h"

#include <builtins.h>
#include <shell.h>
#include <string.h>

enum
{
  CHAIN_MAX = 8 /* namerefs in a chain, as in bash */
};

/* Variables whose value bash reads as soon as they change, in some versions.
   It keeps a pointer to that of IFS, and takes the memory of an array for
   text.  */
static char const *const scalars[] = {
  "BASH_COMPAT",
  "BASH_XTRACEFD",
  "CHILD_MAX",
  "COLUMNS",
  "COMP_WORDBREAKS",
  "EXECIGNORE",
  "FUNCNEST",
  "GLOBIGNORE",
  "GLOBSORT",
  "HISTCONTROL",
  "HISTFILESIZE",
  "HISTIGNORE",
  "HISTSIZE",
  "HISTTIMEFORMAT",
  "HOME",
  "HOSTFILE",
  "IFS",
  "IGNOREEOF",
  "LANG",
  "LC_ALL",
  "LC_COLLATE",
  "LC_CTYPE",
  "LC_MESSAGES",
  "LC_NUMERIC",
  "LC_TIME",
  "LINES",
  "MAIL",
  "MAILCHECK",
  "MAILPATH",
  "OPTERR",
  "OPTIND",
  "PATH",
  "POSIXLY_CORRECT",
  "TERM",
  "TERMCAP",
  "TERMINFO",
  "TEXTDOMAIN",
  "TEXTDOMAINDIR",
  "TZ",
  "ignoreeof",
};

/* Return whether the variable NAME must not be an array.  */
static bool
is_scalar (char const *name)
{
  for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++)
    if (strcmp (name, scalars[i]) == 0)
      return true;
  return false;
}

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

static enum variable_error
check (char const *name, bool as_array)
{
  SHELL_VAR *variable;

  if (!legal_identifier (name))
    return VARIABLE_INVALID;
  name = final_name (name);
  if (!name)
    return VARIABLE_NAMEREF;
  if (as_array && is_scalar (name))
    return VARIABLE_SPECIAL;
  variable = find_variable_noref (name);
  if (!variable)
    return VARIABLE_OK;
  if (readonly_p (variable))
    return VARIABLE_READONLY;
  if (noassign_p (variable) || non_unsettable_p (variable)
      || variable->assign_func || variable->dynamic_value)
    return VARIABLE_SPECIAL;
  /* Arithmetic evaluation of a file name can execute commands.  */
  if (integer_p (variable))
    return VARIABLE_INTEGER;
  return array_p (variable) && as_array ? VARIABLE_INDEXED : VARIABLE_OK;
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

struct variables const bash_variables = {
  .check = check,
  .set = set,
  .set_array = set_array,
  .set_element = set_element,
  .unset = unset,
};
