/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.c -- buffered output to a descriptor */

#include <config.h>

#include "shared/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "xalloc.h"
#include "xvasprintf.h"

void
output_start (struct output *output, int fd)
{
  memset (output, 0, offsetof (struct output, bytes));
  output->fd = fd;
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
  *output_reserve (output, 1) = c;
  output->used++;
}

void
output_bytes (struct output *output, char const *bytes, size_t size)
{
  for (size_t left; (left = OUTPUT_SIZE - output->used) < size; size -= left)
    {
      memcpy (output->bytes + output->used, bytes, left);
      output->used = OUTPUT_SIZE;
      output_flush (output);
      bytes += left;
    }
  memcpy (output->bytes + output->used, bytes, size);
  output->used += size;
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
      char *to = output_reserve (output, 1);
      size_t left = OUTPUT_SIZE - output->used;
      size_t part = count < left ? count : left;

      memset (to, c, part);
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

/* Append the SIZE bytes at BYTES to MEMORY.  */
static void
keep (struct output_memory *memory, char const *bytes, size_t size)
{
  while (memory->capacity - memory->size <= size)
    memory->bytes = x2realloc (memory->bytes, &memory->capacity);
  memcpy (memory->bytes + memory->size, bytes, size);
  memory->size += size;
  memory->bytes[memory->size] = '\0';
}

/* Write the buffer of OUTPUT.  Return 0 or the errno value of write(2).  */
static int
write_bytes (struct output *output)
{
  char const *next = output->bytes;
  char const *end = next + output->used;

  while (next < end)
    {
      ssize_t size = write (output->fd, next, end - next);

      if (0 < size)
        next += size;
      else if (size == 0)
        return ENOSPC;
      else if (errno != EINTR
               || (output->is_interrupted && output->is_interrupted ()))
        return errno;
    }
  return 0;
}

bool
output_flush (struct output *output)
{
  if (output->await)
    output->await (output->context, output);
  output->written |= 0 < output->used && !output->error;
  if (output->memory)
    keep (output->memory, output->bytes, output->used);
  else if (0 < output->used && !output->error)
    output->error = write_bytes (output);
  output->used = 0;
  return output->error == 0;
}
