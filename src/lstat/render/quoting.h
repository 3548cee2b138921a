/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoting.h -- quote names in output */

#ifndef LSTAT_QUOTING_H
#define LSTAT_QUOTING_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "lstat/render/spec.h"
#include "shared/output.h"
#include "shared/run.h"

struct quoting_options;

/* When to quote a name.  */
enum quoting_kind
{
  QUOTING_ALWAYS,
  QUOTING_IF_NEEDED, /* only if a shell requires it */
  QUOTING_KINDS
};

/* How to quote names.  */
struct quoting
{
  struct quoting_options *options[QUOTING_KINDS]; /* for gnulib's quotearg */
  bool for_shell;            /* whether the styles are the defaults */
  bool plain[UCHAR_MAX + 1]; /* bytes that no shell requires to be quoted, in
                                any position */
};

/* Initialize QUOTING.  The default styles are shell-escape-always for
   QUOTING_ALWAYS and shell-escape for QUOTING_IF_NEEDED.  For both kinds,
   STYLE, an index in quoting_style_args, overrides the default; if STYLE is
   negative, the environment variable QUOTING_STYLE does.  Warn on RUN if the
   value of the variable is not valid.  quoting_finish frees the memory of
   QUOTING.  */
void quoting_start (struct quoting *quoting, struct run *run, int style);
void quoting_finish (struct quoting *quoting);

/* Store a name at TO as spec_text stores a text, and return the end:
   quoting_render, NAME, quoted by QUOTING for KIND;
   quoting_render_printable, the SIZE bytes at NAME, which is no file name.  If
   it has any characters that are not printable in the locale, these become C
   escapes and backslashes are doubled.  */
char *quoting_render (struct quoting const *quoting, enum quoting_kind kind,
                      struct spec const *spec, struct output *output, char *to,
                      char const *name);
char *quoting_render_printable (struct spec const *spec, struct output *output,
                                char *to, char const *name, size_t size);

#endif
