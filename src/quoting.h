/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoting.h -- how names are quoted in output */

#ifndef QUOTING_H
#define QUOTING_H

struct quoting_options;

struct quoting
{
  struct quoting_options *always;    /* for names that are always quoted */
  struct quoting_options *if_needed; /* for those that are quoted only where
                                        a shell would need it */
};

/* Let QUOTING quote as GNU's styles shell-escape-always and shell-escape or,
   both, as the environment variable QUOTING_STYLE says; warn if that names no
   style.  */
void quoting_start (struct quoting *quoting);

#endif
