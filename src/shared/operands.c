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
#include "xalloc.h"

#include "shared/messages.h"
#include "shared/output.h"
#include "shared/report.h"

#define READ_SIZE (32 * 1024) /* minimum size of a read(2) */

bool
operands_from_list (struct operands *operands, char const *list)
{
  struct run *run = operands->run;
  int fd = STDIN_FILENO;

  /* open_safer does not return the descriptor of a standard stream.  */
  if (strcmp (list, "-") != 0)
    RUN_REPEAT (run, fd, open_safer (list, O_RDONLY | O_CLOEXEC));

  int errnum = errno;

  operands->list = list;
  operands->fd = fd;
  if (fd < 0)
    {
      if (!run_is_interrupted (run))
        report_error (run, errnum, N_ ("cannot open %s for reading"),
                      report_name (run, list));
      return false;
    }
  operands->bytes = xmalloc (READ_SIZE);
  operands->size = READ_SIZE;
  return true;
}

/* Read more of the list of OPERANDS, after flushing the output.  At its end,
   terminate the last name; warn if that lacks a NUL and contains newlines,
   since the list is then probably one of lines.  Return false if there is no
   more, or after an error, which is reported.  */
static bool
read_more (struct operands *operands)
{
  struct run *run = operands->run;
  ssize_t got = -1;

  if (operands->ended)
    return false;
  operands->end -= operands->start;
  memmove (operands->bytes, operands->bytes + operands->start, operands->end);
  operands->start = 0;
  if (operands->end == operands->size)
    operands->bytes = x2realloc (operands->bytes, &operands->size);
  /* The flush of a thread waits for its turn, which is unnecessary if it has
     printed nothing.  */
  if (run->output && 0 < run->output->used)
    output_flush (run->output);
  operands->reads++;
  /* While it waits, any number of signals may come.  */
  if (!run_is_interrupted (run))
    do
      got = read (operands->fd, operands->bytes + operands->end,
                  operands->size - operands->end);
    while (got < 0 && run_repeats (run));

  int errnum = errno;

  if (0 < got)
    {
      operands->end += got;
      return true;
    }
  operands->ended = true;
  if (got < 0)
    {
      if (!run_is_interrupted (run))
        {
          operands->failed = true;
          report_error (run, errnum, N_ ("%s: read error"),
                        report_place (run, operands->list));
        }
      return false;
    }
  if (operands->end == 0)
    return false;
  if (memchr (operands->bytes, '\n', operands->end))
    report_warning (run,
                    N_ ("warning: %s: names must be terminated by NULs,"
                        " not by newlines"),
                    report_place (run, operands->list));
  operands->bytes[operands->end++] = '\0';
  return true;
}

/* Return the next name in the list of OPERANDS, which may be "", or NULL after
   the last one.  Report names that are too long, and read to their ends.  */
static char *
next_name (struct operands *operands)
{
  bool is_too_long = false;

  for (;;)
    {
      char *name = operands->bytes + operands->start;
      size_t known = operands->end - operands->start;
      char const *name_end = memchr (name, '\0', known);
      size_t length = name_end ? (size_t)(name_end - name) : known;

      if (OPERANDS_NAME_MAX < length && !is_too_long)
        {
          is_too_long = true;
          operands->failed = true;
          report_error (operands->run, 0,
                        N_ ("%s:%" PRIuMAX ": file name longer than %d bytes"),
                        report_place (operands->run, operands->list),
                        operands->names + 1, OPERANDS_NAME_MAX);
        }
      if (name_end)
        {
          operands->start += length + 1;
          operands->names++;
          if (!is_too_long)
            return name;
          is_too_long = false;
        }
      else
        {
          if (is_too_long)
            {
              /* One byte stands for what has been read of the name: a newline
                 if it has any, of which read_more warns.  */
              if (memchr (name, '\n', known))
                name[known - 1] = '\n';
              operands->start = operands->end - 1;
            }
          if (!read_more (operands))
            return NULL;
        }
    }
}

/* Return whether NAME, from the list of OPERANDS, is a valid path.  */
static bool
is_path (struct operands const *operands, char const *name)
{
  return *name
         && !(operands->reads_dash && operands->fd == STDIN_FILENO
              && strcmp (name, "-") == 0);
}

bool
operands_ready (struct operands const *operands)
{
  if (operands->arguments)
    return *operands->arguments;

  char const *name = operands->bytes + operands->start;
  size_t known = operands->end - operands->start;
  char const *name_end = 0 < known ? memchr (name, '\0', known) : NULL;

  return name_end && name_end - name <= OPERANDS_NAME_MAX
         && is_path (operands, name);
}

/* Return the next path in the list of OPERANDS, or NULL after the last one.
   Report names that are no paths.  */
static char const *
next_in_list (struct operands *operands)
{
  struct run *run = operands->run;
  char const *name;

  while ((name = next_name (operands)) && !is_path (operands, name))
    {
      operands->failed = true;
      if (*name)
        report_error (run, 0,
                      N_ ("when reading file names from stdin,"
                          " no file name of %s allowed"),
                      report_name (run, name));
      else
        report_error (run, 0,
                      N_ ("%s:%" PRIuMAX ": invalid zero-length file name"),
                      report_place (run, operands->list), operands->names);
      if (run_is_interrupted (run))
        return NULL;
    }
  return name;
}

char const *
operands_next (struct operands *operands)
{
  struct run *run = operands->run;
  char const *name
      = operands->arguments ? *operands->arguments : next_in_list (operands);

  /* One file is not a list that can be interrupted.  */
  if (!name || (operands->started && run_is_interrupted (run)))
    return NULL;
  operands->started = true;
  if (operands->arguments)
    operands->arguments++;
  return name;
}

void
operands_finish (struct operands *operands)
{
  if (STDIN_FILENO < operands->fd)
    close (operands->fd);
  free (operands->bytes);
}
