/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoting.c -- how names are quoted in output */

#include <config.h>

#include "quoting.h"

#include <stdlib.h>
#include <string.h>

#include "argmatch.h"
#include "messages.h"
#include "quotearg.h"
#include "report.h"

void
quoting_start (struct quoting *quoting)
{
  enum quoting_style always = shell_escape_always_quoting_style;
  enum quoting_style if_needed = shell_escape_quoting_style;
  char const *wish = getenv ("QUOTING_STYLE");

  messages_set_locale ();

  if (wish)
    {
      ptrdiff_t choice
          = ARGMATCH (wish, quoting_style_args, quoting_style_vals);

      if (0 <= choice)
        always = if_needed = quoting_style_vals[choice];
      else
        report_warning (_ ("ignoring invalid value"
                           " of environment variable QUOTING_STYLE: %s"),
                        report_quoted (wish, strlen (wish)));
    }
  quoting->always = clone_quoting_options (NULL);
  set_quoting_style (quoting->always, always);
  quoting->if_needed = clone_quoting_options (NULL);
  set_quoting_style (quoting->if_needed, if_needed);
}
