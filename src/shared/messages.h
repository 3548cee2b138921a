/* SPDX-License-Identifier: GPL-3.0-or-later */
/* messages.h -- the user's locale, set when first needed, and the text that is
   translated */

#ifndef SHARED_MESSAGES_H
#define SHARED_MESSAGES_H

/* Return Text in the user's language.  */
#define _(Text) messages_translate (Text)

/* Text, to be translated where it is used.  */
#define N_(Text) Text

/* Set the locale that the environment asks for, once.  Setting it takes some
   35 system calls, which is why it waits for the first message, quoted name or
   number that depends on it.  */
void messages_set_locale (void);

/* Return TEXT in the user's language.  */
char const *messages_translate (char const *text)
    __attribute__ ((__format_arg__ (1)));

#endif
