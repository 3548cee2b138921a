/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.h -- bytes on their way to standard output */

#ifndef SHARED_OUTPUT_H
#define SHARED_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum
{
  OUTPUT_SIZE = 64 * 1024 /* bytes gathered for one write(2): a pipe's room */
};

/* Bytes gathered for a descriptor, which stays open.  Once a write has failed,
   all that follows is dropped.  */
struct output
{
  int fd;       /* where the bytes go */
  int error;    /* errno of the write that failed, or 0 */
  bool written; /* whether anything was written */

  /* Called with CONTEXT and OUTPUT before its bytes are written: it returns
     when they may be, or sets the error.  NULL if they always may.  */
  void (*await) (void *context, struct output *output);
  void *context;

  size_t used;             /* number of BYTES not yet written */
  char bytes[OUTPUT_SIZE]; /* the bytes gathered */
};

/* Make OUTPUT empty, its bytes bound for FD.  */
void output_start (struct output *output, int fd);

/* Return room for SIZE bytes, at most OUTPUT_SIZE, behind those that OUTPUT
   holds.  output_end adds what was then put there, which ends at END.
   Together they save the copy of short text that is made in place.  */
char *output_room (struct output *output, size_t size);
void output_end (struct output *output, char *end);

/* Add to OUTPUT the byte C, the SIZE bytes at BYTES, the string TEXT, or C
   COUNT times over; COUNT may be any number and takes no memory.  */
void output_byte (struct output *output, char c);
void output_bytes (struct output *output, char const *bytes, size_t size);
void output_text (struct output *output, char const *text);
void output_repeat (struct output *output, char c, uintmax_t count);

/* Add FORMAT, filled in as by printf, to OUTPUT.  */
void output_printf (struct output *output, char const *format, ...)
    __attribute__ ((__format__ (__printf__, 2, 3)));

/* Write out what OUTPUT holds, once AWAIT lets it.  Return true if every byte
   that was ever added has been written, else false with OUTPUT->error set.  */
bool output_flush (struct output *output);

#endif
