/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calls.c -- call both programs as functions, in tests */

#include <config.h>

#include "calls.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lstat/lstat.h"
#include "mkdir/mkdir.h"

int
calls_run (struct run *run, int argc, char **argv)
{
  return (strcmp (argv[0], "mkdir") == 0 ? mkdir_run : lstat_run) (run, argc,
                                                                   argv);
}

int
calls_open_file (void)
{
  int fd = memfd_create ("output", MFD_CLOEXEC);

  if (fd < 0)
    calls_fail ("memfd_create: %s", strerror (errno));
  return fd;
}

size_t
calls_take_text (int fd, char *text, size_t capacity)
{
  ssize_t size = pread (fd, text, capacity - 1, 0);

  if (size < 0 || ftruncate (fd, 0) != 0 || lseek (fd, 0, SEEK_SET) != 0)
    calls_fail ("output: %s", strerror (errno));
  text[size] = '\0';
  return size;
}

/* Remove PATH, for nftw(3).  */
static int
remove_one (char const *path, struct stat const *status, int type,
            struct FTW *ftw)
{
  (void)status;
  (void)type;
  (void)ftw;
  return remove (path);
}

void
calls_remove (char const *path)
{
  nftw (path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void
calls_fail (char const *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  exit (EXIT_FAILURE);
}
