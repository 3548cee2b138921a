/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h -- print JSON Lines, with strings of any bytes */

#ifndef SHARED_JSON_H
#define SHARED_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/output.h"
#include "shared/run.h"

/* A JSON object (RFC 8259) that is being written on one line.  */
struct json
{
  struct output *output; /* where it is written */
  bool empty;            /* whether it has no members yet */
};

/* Begin the object JSON on OUTPUT; end it.  */
void json_begin (struct json *json, struct output *output);
void json_end (struct json *json);

/* Add the key KEY, of any bytes.  If it is not UTF-8, or could be mistaken for
   another key since it ends in "_bytes" or starts with "base64:", the key is
   "base64:" and the bytes of KEY in base64 (RFC 4648).  The caller then adds
   the value.  */
void json_key (struct json *json, char const *key);

/* Store the SIZE bytes at BYTES, the value of KEY, as a string at TO, the end
   of the buffer of OUTPUT, where a byte can be stored.  What does not fit is
   added to OUTPUT.  Bytes that are not UTF-8 become U+FFFD, and then a key
   KEY_bytes with the bytes in base64 follows.  Return the end.  */
char *json_store_value (struct output *output, char *to, char const *key,
                        char const *bytes, size_t size);

/* Add KEY and such a value: the SIZE bytes at BYTES, or NAME.  */
void json_member (struct json *json, char const *key, char const *bytes,
                  size_t size);
void json_name (struct json *json, char const *key, char const *name);

/* Print on the output of RUN the object for the failure ERRNUM of PATH.  */
void json_failure (struct run *run, char const *path, int errnum);

#endif
