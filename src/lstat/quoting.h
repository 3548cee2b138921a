/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoting.h -- how names are quoted in output */

#ifndef LSTAT_QUOTING_H
#define LSTAT_QUOTING_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/output.h"
#include "shared/run.h"
#include "lstat/spec.h"

struct quoting_options;

/* When a name is quoted.  */
enum quoting_kind
{
  QUOTING_ALWAYS,
  QUOTING_IF_NEEDED, /* only where a shell would need it */
  QUOTING_KINDS
};

struct quoting
{
  struct quoting_options *options[QUOTING_KINDS]; /* for gnulib's quotearg */
  bool for_shell;            /* whether they are those that GNU stat has */
  bool plain[UCHAR_MAX + 1]; /* the bytes that no shell needs to be quoted,
                                wherever they stand */
};

/* The names of the styles, which NULL ends: those of ls.  */
extern char const *const *const quoting_style_names;

/* Let QUOTING quote as GNU's styles shell-escape-always and shell-escape.  If
   STYLE, an index in quoting_style_names, is not negative, let it quote both
   in that style, else if the environment variable QUOTING_STYLE names one, in
   that; warn RUN if it names none.  quoting_finish frees what QUOTING
   holds.  */
void quoting_start (struct quoting *quoting, struct run *run, int style);
void quoting_finish (struct quoting *quoting);

/* Add to OUTPUT the name NAME, quoted as QUOTING does it for KIND and set as
   SPEC says.  */
void quoting_render (struct quoting const *quoting, enum quoting_kind kind,
                     struct spec const *spec, char const *name,
                     struct output *output);

#endif
