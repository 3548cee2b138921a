/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.h -- memory that is freed all at once */

#ifndef LSTAT_ARENA_H
#define LSTAT_ARENA_H

#include <stddef.h>

struct arena_block;

/* Memory for the results of queries.  All members start as 0.  */
struct arena
{
  struct arena_block *last; /* the last block that was allocated, or NULL */
  char *next;               /* the free bytes of LAST */
  size_t left;              /* number of these */
  size_t used;              /* bytes of all blocks, or 0 if none is in use */
};

/* Return SIZE bytes of memory of ARENA, aligned for any object.  They stay
   until arena_clear.  */
void *arena_take (struct arena *arena, size_t size);

/* Return a copy in ARENA of the string TEXT, or NULL if TEXT is NULL.  */
char *arena_copy (struct arena *arena, char const *text);

/* Give back all that was taken from ARENA, and keep some memory for later;
   free all memory.  */
void arena_clear (struct arena *arena);
void arena_finish (struct arena *arena);

#endif
