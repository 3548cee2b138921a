/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.h -- buffered output to a descriptor */

#ifndef SHARED_OUTPUT_H
#define SHARED_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes in the buffer: the capacity of a pipe.  */
#define OUTPUT_SIZE (64 * 1024)

/* Bytes kept in memory.  Start with all 0; free BYTES with free(3).  */
struct output_memory
{
  char *bytes;     /* NUL-terminated, or NULL if SIZE is 0 */
  size_t size;     /* number of bytes */
  size_t capacity; /* number of bytes allocated */
};

/* A buffer for a descriptor, which the caller closes.  After a write error,
   all later output is discarded.  */
struct output
{
  int fd;       /* the descriptor */
  int error;    /* errno value of a write error, or 0 */
  bool written; /* whether anything was written to FD or MEMORY */

  /* Called with CONTEXT and OUTPUT before the buffer is written: waits until
     it may be written, or sets OUTPUT->error.  NULL if no wait is needed.  */
  void (*await) (void *context, struct output *output);
  void *context;

  struct output_memory *memory; /* where the bytes go instead of FD, or NULL */
  bool (*is_interrupted) (void); /* returns whether a write(2) interrupted by a
                                    signal should fail; or NULL */

  size_t used;             /* number of bytes in the buffer */
  char bytes[OUTPUT_SIZE]; /* the buffer */
};

/* Initialize OUTPUT as an empty buffer for FD.  */
void output_start (struct output *output, int fd);

/* output_reserve returns the place in the buffer where the caller may store up
   to SIZE bytes, at most OUTPUT_SIZE; output_commit then adds those before END
   to OUTPUT.  This saves a copy of text that is generated in place.  */
char *output_reserve (struct output *output, size_t size);
void output_commit (struct output *output, char *end);

/* Add to OUTPUT the byte C, the SIZE bytes at BYTES, the string TEXT, or COUNT
   times the byte C.  A large COUNT allocates no memory.  */
void output_byte (struct output *output, char c);
void output_bytes (struct output *output, char const *bytes, size_t size);
void output_text (struct output *output, char const *text);
void output_repeat (struct output *output, char c, uintmax_t count);

/* Add to OUTPUT the arguments formatted by FORMAT, as by printf(3).  */
void output_printf (struct output *output, char const *format, ...)
    __attribute__ ((__format__ (__printf__, 2, 3)));

/* Write the buffer of OUTPUT, after its AWAIT function has returned.  Return
   true, or false with OUTPUT->error set after any write error so far.  */
bool output_flush (struct output *output);

#endif
