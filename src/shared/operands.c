/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.c -- read paths from the command line or a list */

#include <config.h>

#include "shared/operands.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fcntl-safer.h"
#include "shared/messages.h"
#include "shared/output.h"
#include "shared/report.h"
#include "xalloc.h"

enum
{
  READ_SIZE = 32 * 1024 /* minimum size of a read(2) */
};

void
operands_from_arguments (struct operands *operands, char **arguments)
{
  operands->arguments = arguments;
}

bool
operands_from_list (struct operands *operands, char const *list)
{
  bool standard_input = strcmp (list, "-") == 0;
  int fd = STDIN_FILENO;

  if (!standard_input)
    RUN_REPEAT (operands->run, fd, open_safer (list, O_RDONLY | O_CLOEXEC));

  int errnum = errno;

  operands->list = list;
  operands->standard_input = standard_input;
  operands->fd = fd;
  if (fd < 0 && run_is_interrupted (operands->run))
    return false;
  if (fd < 0)
    {
      report_error (operands->run, errnum, N_ ("cannot open %s for reading"),
                    report_name (operands->run, list));
      return false;
    }
  operands->room = xmalloc (READ_SIZE);
  operands->size = READ_SIZE;
  return true;
}

/* Read up to SIZE bytes of the list of OPERANDS to TO, after flushing the
   output.  Return their number, which is 0 at the end of the list and after an
   error, which is reported.  */
static size_t
read_list (struct operands *operands, char *to, size_t size)
{
  struct run *run = operands->run;
  ssize_t got = -1;
  int errnum = EINTR;

  /* The flush of a thread waits for its turn, which is unnecessary if it has
     printed nothing.  */
  if (run->output && 0 < run->output->used)
    output_flush (run->output);
  while (got < 0 && errnum == EINTR && !run_is_interrupted (run))
    {
      got = read (operands->fd, to, size);
      errnum = errno;
    }
  if (0 < got)
    return got;
  operands->ended = true;
  operands->complete = got == 0;
  if (got < 0 && !run_is_interrupted (run))
    {
      report_error (run, errnum, N_ ("%s: read error"),
                    report_place (run, operands->list));
    }
  /* Discard a name of which only a part was read.  */
  if (got < 0)
    operands->end = operands->start;
  return 0;
}

/* Warn that the last name of OPERANDS lacks a NUL and contains newlines, so
   that its list is probably one of lines.  */
static void
warn_of_lines (struct operands const *operands)
{
  struct run *run = operands->run;

  report_warning (run,
                  N_ ("warning: %s: names must be terminated by NULs,"
                      " not by newlines"),
                  report_place (run, operands->list));
}

/* Read more of the list of OPERANDS.  At its end, terminate the last name.  */
static void
read_more (struct operands *operands)
{
  size_t kept = operands->end - operands->start;

  if (0 < kept)
    memmove (operands->room, operands->room + operands->start, kept);
  operands->start = 0;
  operands->end = kept;
  if (kept == operands->size)
    operands->room = x2realloc (operands->room, &operands->size);

  size_t got
      = read_list (operands, operands->room + kept, operands->size - kept);

  operands->end += got;
  if (got == 0 && 0 < operands->end)
    {
      if (memchr (operands->room, '\n', operands->end))
        warn_of_lines (operands);
      operands->room[operands->end++] = '\0';
    }
}

/* Report that the current name in the list of OPERANDS is too long, and read
   to its end.  */
static void
skip_name (struct operands *operands)
{
  bool has_newline = false;

  operands->names++;
  report_error (operands->run, 0,
                N_ ("%s:%" PRIuMAX ": file name longer than %d bytes"),
                report_place (operands->run, operands->list), operands->names,
                OPERANDS_NAME_MAX);
  for (;;)
    {
      char *start = operands->room + operands->start;
      size_t known = operands->end - operands->start;
      char *name_end = memchr (start, '\0', known);

      if (name_end)
        {
          operands->start += name_end + 1 - start;
          return;
        }
      has_newline |= memchr (start, '\n', known) != NULL;
      operands->start = 0;
      operands->end = read_list (operands, operands->room, operands->size);
      if (operands->end == 0)
        {
          if (has_newline && operands->complete)
            warn_of_lines (operands);
          return;
        }
    }
}

/* Return the next name in the list of OPERANDS, which may be "", or NULL after
   the last one.  */
static char *
next_name (struct operands *operands)
{
  size_t searched = 0; /* leading bytes of the name known to contain no NUL */

  for (;;)
    {
      char *name = operands->room + operands->start;
      size_t known = operands->end - operands->start;
      char *name_end = known == searched
                           ? NULL
                           : memchr (name + searched, '\0', known - searched);

      if (name_end && name_end - name <= OPERANDS_NAME_MAX)
        {
          operands->start += name_end + 1 - name;
          operands->names++;
          return name;
        }
      if (operands->ended && !name_end)
        return NULL;
      searched = known;
      if (OPERANDS_NAME_MAX < known)
        {
          skip_name (operands);
          searched = 0;
        }
      else
        read_more (operands);
      if (operands->end == operands->start && operands->ended)
        return NULL;
    }
}

/* Report that NAME, the last name that was read, is not a valid path.  */
static void
report_bad_name (struct operands const *operands, char const *name)
{
  struct run *run = operands->run;

  if (*name)
    report_error (run, 0,
                  N_ ("when reading file names from stdin,"
                      " no file name of %s allowed"),
                  report_name (run, name));
  else
    report_error (run, 0,
                  N_ ("%s:%" PRIuMAX ": invalid zero-length file name"),
                  report_place (run, operands->list), operands->names);
}

/* Return whether NAME, from the list of OPERANDS, is a valid path.  */
static bool
is_path (struct operands const *operands, char const *name)
{
  return *name && !(operands->standard_input && strcmp (name, "-") == 0);
}

/* Return a copy of the next argument of OPERANDS.  */
static char *
next_argument (struct operands *operands)
{
  char const *argument = *operands->arguments++;
  size_t size = strlen (argument) + 1;

  if (size <= sizeof operands->short_room)
    return memcpy (operands->short_room, argument, size);
  free (operands->room);
  return operands->room = xmemdup (argument, size);
}

bool
operands_is_single (struct operands const *operands)
{
  return operands->arguments && *operands->arguments
         && !operands->arguments[1];
}

bool
operands_ready (struct operands const *operands)
{
  if (operands->arguments)
    return *operands->arguments;

  char const *name = operands->room + operands->start;
  size_t known = operands->end - operands->start;

  return 0 < known && memchr (name, '\0', known) && is_path (operands, name);
}

char *
operands_next (struct operands *operands)
{
  char *name;

  if (operands->arguments && !*operands->arguments)
    return NULL;
  /* One file is not a list that can be interrupted.  */
  if (operands->started && run_is_interrupted (operands->run))
    return NULL;
  operands->started = true;
  if (operands->arguments)
    return next_argument (operands);
  while ((name = next_name (operands)) && !is_path (operands, name))
    {
      report_bad_name (operands, name);
      if (run_is_interrupted (operands->run))
        return NULL;
    }
  return name;
}

void
operands_finish (struct operands *operands)
{
  if (operands->list && !operands->standard_input && 0 <= operands->fd)
    close (operands->fd);
  free (operands->room);
}
