/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.h -- the names in a list, for the bare loops */

#ifndef LIST_H
#define LIST_H

/* Call CALL with each of the names, which a NUL ends, in the file LIST. Return
   0 if every call did, else 1 after a message about the first that did not,
   or about LIST.  */
int list_each (char const *list, int (*call) (char const *name));

#endif
