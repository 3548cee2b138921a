/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.h -- read the names in a list */

#ifndef LIST_H
#define LIST_H

/* Call CALL with each NUL-terminated name in the file LIST.  Return 0 if every
   call returned 0.  At the first call that does not, or if LIST cannot be
   opened, print a message and return 1.  */
int list_each (char const *list, int (*call) (char const *name));

#endif
