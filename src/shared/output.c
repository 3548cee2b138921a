/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.c -- buffered output to a descriptor */

#include <config.h>

#include "shared/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "full-write.h"
#include "xvasprintf.h"

void
output_start (struct output *output, int fd)
{
  output->fd = fd;
  output->error = 0;
  output->written = false;
  output->await = NULL;
  output->context = NULL;
  output->used = 0;
}

char *
output_reserve (struct output *output, size_t size)
{
  if (OUTPUT_SIZE - output->used < size)
    output_flush (output);
  return output->bytes + output->used;
}

void
output_commit (struct output *output, char *end)
{
  output->used = end - output->bytes;
}

void
output_byte (struct output *output, char c)
{
  if (output->used == OUTPUT_SIZE)
    output_flush (output);
  output->bytes[output->used++] = c;
}

void
output_bytes (struct output *output, char const *bytes, size_t size)
{
  for (;;)
    {
      size_t room = OUTPUT_SIZE - output->used;
      size_t part = size <= room ? size : room;

      memcpy (output->bytes + output->used, bytes, part);
      output->used += part;
      if (part == size)
        return;
      output_flush (output);
      bytes += part;
      size -= part;
    }
}

void
output_text (struct output *output, char const *text)
{
  output_bytes (output, text, strlen (text));
}

void
output_repeat (struct output *output, char c, uintmax_t count)
{
  while (0 < count && !output->error)
    {
      if (output->used == OUTPUT_SIZE)
        output_flush (output);
      size_t room = OUTPUT_SIZE - output->used;
      size_t part = count < room ? count : room;

      memset (output->bytes + output->used, c, part);
      output->used += part;
      count -= part;
    }
}

void
output_printf (struct output *output, char const *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  char *text = xvasprintf (format, arguments);
  va_end (arguments);
  output_text (output, text);
  free (text);
}

bool
output_flush (struct output *output)
{
  if (output->await)
    output->await (output->context, output);
  if (0 < output->used && !output->error)
    {
      output->written = true;
      if (full_write (output->fd, output->bytes, output->used) != output->used)
        output->error = errno;
    }
  output->used = 0;
  return output->error == 0;
}
