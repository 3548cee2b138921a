/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calls.h -- call both programs as functions, in tests */

#ifndef TESTS_CALLS_H
#define TESTS_CALLS_H

#include <stddef.h>

#include "shared/run.h"

/* Call for RUN the program whose name ARGV, of ARGC words and a NULL, starts
   with.  Return its exit status.  */
int calls_run (struct run *run, int argc, char **argv);

/* Return a descriptor of a new, empty file, for what a call prints.  */
int calls_open_file (void);

/* Store what is in the file FD at TEXT, of CAPACITY bytes, as a string, and
   empty the file.  Return the size of the text.  */
size_t calls_take_text (int fd, char *text, size_t capacity);

/* Remove the file or the directory tree PATH, if there is one.  */
void calls_remove (char const *path);

/* Print FORMAT, formatted as by printf(3), on standard error, and exit with
   status 1.  */
_Noreturn void calls_fail (char const *format, ...)
    __attribute__ ((__format__ (__printf__, 1, 2)));

#endif
