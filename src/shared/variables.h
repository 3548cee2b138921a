/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.h -- the variables of a shell that is the host */

#ifndef SHARED_VARIABLES_H
#define SHARED_VARIABLES_H

#include <stdbool.h>

/* Why a variable cannot be set.  */
enum variable_error
{
  VARIABLE_OK,
  VARIABLE_INVALID,  /* its name is not a valid identifier */
  VARIABLE_NAMEREF,  /* it is a nameref to something else than a variable */
  VARIABLE_READONLY, /* it is read-only */
  VARIABLE_SPECIAL,  /* the shell computes its value, or uses it as text */
  VARIABLE_INTEGER,  /* it is an integer, so the shell evaluates its values */
  VARIABLE_INDEXED,  /* it is an indexed array, not an associative one */
};

/* Functions of the shell.  */
struct variables
{
  /* Return VARIABLE_OK if the variable NAME can be set, to an associative
     array if AS_ARRAY, or why it cannot.  Change nothing.  */
  enum variable_error (*check) (char const *name, bool as_array);

  /* Set the variable NAME to VALUE.  */
  void (*set) (char const *name, char const *value);

  /* Make the variable NAME an empty associative array, and return the
     array.  */
  void *(*set_array) (char const *name);

  /* Set element KEY of ARRAY to VALUE.  */
  void (*set_element) (void *array, char const *key, char const *value);

  /* Unset the variable NAME.  */
  void (*unset) (char const *name);
};

#endif
