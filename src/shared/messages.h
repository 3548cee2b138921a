/* SPDX-License-Identifier: GPL-3.0-or-later */
/* messages.h -- text that is translated */

#ifndef SHARED_MESSAGES_H
#define SHARED_MESSAGES_H

#include "gettext.h"

/* Return Text in the user's language.  run_need_locale must have been called.
   The domain is named in each call: that of the process is the host's.  */
#define _(Text) dgettext (PACKAGE, Text)

/* Text, to be translated where it is used: diagnostics are by report.h.  */
#define N_(Text) Text

#endif
