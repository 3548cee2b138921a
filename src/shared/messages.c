/* SPDX-License-Identifier: GPL-3.0-or-later */
/* messages.c -- the user's locale, set when first needed, and the text that is
   translated */

#include <config.h>

#include "shared/messages.h"

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>

#include "gettext.h"

void
messages_set_locale (void)
{
  /* The others, such as how to sort, would take most of the system calls.  */
  static int const categories[]
      = { LC_CTYPE, LC_MESSAGES, LC_NUMERIC, LC_TIME };
  static bool done;

  if (done)
    return;
  done = true;
  for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
    setlocale (categories[i], "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
}

char const *
messages_translate (char const *text)
{
  messages_set_locale ();
  return gettext (text);
}
