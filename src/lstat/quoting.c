/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoting.c -- how names are quoted in output */

#include <config.h>

#include "lstat/quoting.h"

#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "shared/messages.h"
#include "quotearg.h"
#include "shared/report.h"

void
quoting_start (struct quoting *quoting)
{
  static char const plain[] = "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789%+,-./:@_";
  enum quoting_style styles[QUOTING_KINDS]
      = { shell_escape_always_quoting_style, shell_escape_quoting_style };
  char const *wish = getenv ("QUOTING_STYLE");

  messages_set_locale ();
  quoting->for_shell = true;
  if (wish)
    {
      ptrdiff_t choice
          = ARGMATCH (wish, quoting_style_args, quoting_style_vals);

      if (0 <= choice)
        {
          styles[QUOTING_ALWAYS] = styles[QUOTING_IF_NEEDED]
              = quoting_style_vals[choice];
          quoting->for_shell = false;
        }
      else
        report_warning (_ ("ignoring invalid value"
                           " of environment variable QUOTING_STYLE: %s"),
                        report_quoted (wish, strlen (wish)));
    }
  for (int kind = 0; kind < QUOTING_KINDS; kind++)
    {
      quoting->options[kind] = clone_quoting_options (NULL);
      set_quoting_style (quoting->options[kind], styles[kind]);
    }
  for (char const *byte = plain; *byte; byte++)
    quoting->plain[(unsigned char)*byte] = true;
}

/* Return whether the SIZE bytes at NAME, not none, all are plain.  */
static bool
is_plain (struct quoting const *quoting, char const *name, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (!quoting->plain[(unsigned char)name[i]])
      return false;
  return 0 < size;
}

void
quoting_render (struct quoting const *quoting, enum quoting_kind kind,
                struct spec const *spec, char const *name,
                struct output *output)
{
  size_t size = strlen (name);

  /* Most names are plain: 3 instructions a byte, quotearg takes 80.  */
  if (quoting->for_shell && is_plain (quoting, name, size)
      && (kind == QUOTING_IF_NEEDED || spec->bare))
    {
      output_bytes (output, "'", kind == QUOTING_ALWAYS);
      spec_text (spec, output, name, size);
      output_bytes (output, "'", kind == QUOTING_ALWAYS);
      return;
    }

  char *quoted
      = quotearg_alloc_mem (name, size, &size, quoting->options[kind]);

  spec_text (spec, output, quoted, size);
  free (quoted);
}
