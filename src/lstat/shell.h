/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.h -- assignments that any POSIX shell can eval */

#ifndef LSTAT_SHELL_H
#define LSTAT_SHELL_H

#include "shared/output.h"

/* Add to OUTPUT the name of the variable for KEY, that is KEY with st_ in
   front if it has not that yet and with SUFFIX behind, an equals sign and a
   quote; or the quote that ends the value.  */
void shell_begin (struct output *output, char const *key, char const *suffix);
void shell_end (struct output *output);

/* Add TEXT, of any bytes, to the value at hand.  */
void shell_quoted (struct output *output, char const *text);

/* Add to OUTPUT the words that tell of the failure ERRNUM of PATH.  */
void shell_failure (struct output *output, char const *path, int errnum);

#endif
