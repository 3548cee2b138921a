/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.c -- where paths come from */

#include <config.h>

#include "shared/operands.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "fcntl-safer.h"
#include "shared/messages.h"
#include "shared/report.h"
#include "xalloc.h"

enum
{
  READ_SIZE = 32 * 1024 /* least room for one read(2) */
};

void
operands_from_arguments (struct operands *operands, char **arguments)
{
  *operands = (struct operands){ .arguments = arguments };
}

bool
operands_from_list (struct operands *operands, char const *list,
                    struct output *output)
{
  bool standard_input = strcmp (list, "-") == 0;

  *operands = (struct operands){
    .list = list,
    .fd
    = standard_input ? STDIN_FILENO : open_safer (list, O_RDONLY | O_CLOEXEC),
    .room = xmalloc (READ_SIZE),
    .size = READ_SIZE,
    .standard_input = standard_input,
    .output = output,
  };
  if (operands->fd < 0)
    {
      report_error (errno, _ ("cannot open %s for reading"),
                    report_name (list));
      return false;
    }
  return true;
}

/* Read more of the list of OPERANDS, and end the last name if there is no
   more.  */
static void
read_more (struct operands *operands)
{
  size_t kept = operands->end - operands->start;

  if (operands->output)
    output_flush (operands->output);
  if (0 < kept)
    memmove (operands->room, operands->room + operands->start, kept);
  operands->start = 0;
  operands->end = kept;
  if (kept == operands->size)
    operands->room = x2realloc (operands->room, &operands->size);

  ssize_t got;

  do
    got = read (operands->fd, operands->room + kept, operands->size - kept);
  while (got < 0 && errno == EINTR);
  if (0 < got)
    operands->end += got;
  else
    {
      operands->ended = true;
      if (got < 0)
        {
          report_error (errno, _ ("%s: read error"),
                        report_place (operands->list));
          /* Half a name is none.  */
          operands->end = 0;
        }
      else if (0 < kept)
        operands->room[operands->end++] = '\0';
    }
}

/* Return the next name in the list of OPERANDS, perhaps "", or NULL.  */
static char *
next_name (struct operands *operands)
{
  char *name_end;
  size_t seen = 0; /* bytes of the name that are known to hold no NUL */

  for (;;)
    {
      char *name = operands->room + operands->start;
      size_t known = operands->end - operands->start;

      name_end
          = known == seen ? NULL : memchr (name + seen, '\0', known - seen);
      if (name_end)
        {
          operands->start += name_end + 1 - name;
          operands->names++;
          return name;
        }
      if (operands->ended)
        return NULL;
      seen = known;
      read_more (operands);
      if (operands->end == 0)
        return NULL;
    }
}

/* Report that the last name of the list is no path, and why.  */
static void
report_bad_name (struct operands const *operands, char const *name)
{
  if (*name)
    report_error (0,
                  _ ("when reading file names from stdin,"
                     " no file name of %s allowed"),
                  report_name (name));
  else
    report_error (0, _ ("%s:%" PRIuMAX ": invalid zero-length file name"),
                  report_place (operands->list), operands->names);
}

/* Return whether NAME, of the list of OPERANDS, is a path.  */
static bool
is_path (struct operands const *operands, char const *name)
{
  return *name && !(operands->standard_input && strcmp (name, "-") == 0);
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

  if (operands->arguments)
    return *operands->arguments ? *operands->arguments++ : NULL;
  while ((name = next_name (operands)) && !is_path (operands, name))
    report_bad_name (operands, name);
  return name;
}
