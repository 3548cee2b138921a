/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.h -- the variables of bash */

#ifndef BASH_VARIABLES_H
#define BASH_VARIABLES_H

#include "shared/variables.h"

/* Functions to set them.  */
extern struct variables const bash_variables;

#endif
