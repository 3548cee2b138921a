/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoting.c -- quote names in output */

#include <config.h>

#include "lstat/render/quoting.h"

#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "quotearg.h"

#include "shared/messages.h"
#include "shared/quoted.h"
#include "shared/report.h"

void
quoting_start (struct quoting *quoting, struct run *run, int style)
{
  static char const plain[] = "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789%+,-./:@_";
  enum quoting_style styles[QUOTING_KINDS]
      = { shell_escape_always_quoting_style, shell_escape_quoting_style };
  char const *name = style < 0 ? getenv ("QUOTING_STYLE") : NULL;

  run_need_locale (run);
  if (name)
    {
      style = argmatch (name, quoting_style_args, NULL, 0);
      if (style < 0)
        report_warning (run,
                        N_ ("ignoring invalid value"
                            " of environment variable QUOTING_STYLE: %s"),
                        report_quoted (run, name));
    }
  quoting->for_shell = style < 0;
  for (int kind = 0; kind < QUOTING_KINDS; kind++)
    quoting->options[kind] = quoted_options (
        style < 0 ? styles[kind] : quoting_style_vals[style]);
  for (char const *byte = plain; *byte; byte++)
    quoting->plain[(unsigned char)*byte] = true;
}

void
quoting_finish (struct quoting *quoting)
{
  for (int kind = 0; kind < QUOTING_KINDS; kind++)
    free (quoting->options[kind]);
}

char *
quoting_render (struct quoting const *quoting, enum quoting_kind kind,
                struct spec const *spec, struct output *output, char *to,
                char const *name)
{
  bool always = kind == QUOTING_ALWAYS;
  size_t size = 0;

  /* Most names are plain, and quotearg is slow.  */
  if (quoting->for_shell && (!always || spec->bare))
    while (quoting->plain[(unsigned char)name[size]])
      size++;
  if (0 < size && !name[size])
    {
      if (always)
        *to++ = '\'';
      to = spec_text (spec, output, to, name, size);
      if (always)
        *to++ = '\'';
      return to;
    }

  size = strlen (name);

  char *quoted = quoted_copy (quoting->options[kind], name, &size);

  to = spec_text (spec, output, to, quoted, size);
  free (quoted);
  return to;
}

char *
quoting_render_printable (struct spec const *spec, struct output *output,
                          char *to, char const *name, size_t size)
{
  if (quoted_is_printable (name))
    return spec_text (spec, output, to, name, size);

  struct quoting_options *options = quoted_options (escape_quoting_style);
  size_t quoted_size = size;
  char *quoted = quoted_copy (options, name, &quoted_size);
  size_t backslashes = 0;

  for (size_t i = 0; i < size; i++)
    backslashes += name[i] == '\\';
  /* Backslashes alone, as in DOMAIN\user, need no escape.  */
  bool escaped = quoted_size != size + backslashes;

  to = spec_text (spec, output, to, escaped ? quoted : name,
                  escaped ? quoted_size : size);
  free (quoted);
  free (options);
  return to;
}
