/* SPDX-License-Identifier: GPL-3.0-or-later */
/* messages.c -- the user's locale, set when first needed, and the text that is
   translated */

#include <config.h>

#include "messages.h"

#include <locale.h>
#include <stdbool.h>

#include "gettext.h"

void
messages_set_locale (void)
{
  static bool done;

  if (done)
    return;
  done = true;
  setlocale (LC_ALL, "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
}

char const *
messages_translate (char const *text)
{
  messages_set_locale ();
  return gettext (text);
}
