/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.h -- call both programs where they can do no harm

   The root directory of the process is an empty one of its own, so no command
   line reaches the files of the system.  */

#ifndef FUZZ_SANDBOX_H
#define FUZZ_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/output.h"

enum
{
  SANDBOX_ARGUMENTS = 64 /* maximum number of arguments of a call */
};

/* Make DIRECTORY, which must be empty, the root directory of this process, and
   fill it.  Set the locale of the environment first.  Exit with status 77 if
   the system allows no process of this user to do so.  */
void sandbox_enter (char const *directory);

/* Call the program of ARGV, of ARGC words and a NULL, in /work.  Return its
   exit status, and put its output into PRINTED unless that is NULL.  Fail if
   it broke a promise that holds for every command line: the exit status is 0
   or 1; success prints no diagnostics but warnings, and failure prints some;
   diagnostics have no control characters; argv, the descriptors, the umask and
   the working directory are as before.  */
int sandbox_call (struct output_memory *printed, int argc, char **argv);

/* Remove what was created in the sandbox.  Return whether all of it was in
   /work/beneath.  */
bool sandbox_clean (void);

/* Make the file PATH of the SIZE bytes at BYTES.  */
void sandbox_write (char const *path, void const *bytes, size_t size);

#endif
