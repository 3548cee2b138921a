/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.c -- memory that is freed all at once */

#include <config.h>

#include "lstat/query/arena.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* Bytes of a block, unless more are needed at once.  */
#define BLOCK_SIZE (8 * 1024)

struct arena_block
{
  struct arena_block *previous; /* the block before it, or NULL */
  size_t size;                  /* number of BYTES */
  max_align_t bytes[];          /* the memory that is taken */
};

void *
arena_take (struct arena *arena, size_t size)
{
  size_t aligned = (size + sizeof (max_align_t) - 1) & -sizeof (max_align_t);

  if (arena->left < aligned)
    {
      size_t capacity = aligned < BLOCK_SIZE ? BLOCK_SIZE : aligned;
      struct arena_block *block = xmalloc (sizeof *block + capacity);

      block->previous = arena->last;
      block->size = capacity;
      arena->last = block;
      arena->next = (char *)block->bytes;
      arena->left = capacity;
      arena->used += capacity;
    }

  void *taken = arena->next;

  arena->next += aligned;
  arena->left -= aligned;
  return taken;
}

char *
arena_copy (struct arena *arena, char const *text)
{
  return text ? strcpy (arena_take (arena, strlen (text) + 1), text) : NULL;
}

void
arena_clear (struct arena *arena)
{
  struct arena_block *block;

  while ((block = arena->last) && block->previous)
    {
      arena->last = block->previous;
      free (block);
    }
  if (block)
    {
      arena->next = (char *)block->bytes;
      arena->left = arena->used = block->size;
    }
}

void
arena_finish (struct arena *arena)
{
  arena_clear (arena);
  free (arena->last);
}
