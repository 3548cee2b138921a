/* SPDX-License-Identifier: GPL-3.0-or-later */
/* messages.h -- translation of messages */

#ifndef SHARED_MESSAGES_H
#define SHARED_MESSAGES_H

#include "gettext.h"

/* Return Text in the user's language.  run_need_locale must have been called.
   Each call specifies the text domain, since the domain set by textdomain(3)
   belongs to the host.  Without NLS, a compiler still sees which format it
   is.  */
#if ENABLE_NLS
#  define _(Text) dgettext (PACKAGE, Text)
#else
#  define _(Text) (Text)
#endif

/* Mark Text for translation where it is used, as in the functions of
   report.h.  */
#define N_(Text) Text

#endif
