/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.h -- the variables of a shell that is the host */

#ifndef SHARED_VARIABLES_H
#define SHARED_VARIABLES_H

#include <stdbool.h>

/* Functions of the shell.  */
struct variables
{
  /* Return NULL if the variable NAME can be set, to an associative array if
     AS_ARRAY, or why it cannot, to be translated.  Change nothing.  */
  char const *(*check) (char const *name, bool as_array);

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
