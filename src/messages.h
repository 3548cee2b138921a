/* SPDX-License-Identifier: GPL-3.0-or-later */
/* messages.h -- marks for the text that is translated */

#ifndef MESSAGES_H
#define MESSAGES_H

#include "gettext.h"

/* Return Text in the user's language.  */
#define _(Text) gettext (Text)

/* Text, to be translated where it is used.  */
#define N_(Text) Text

#endif
