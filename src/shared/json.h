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

/* Add the key KEY, which must need no escapes.  The caller then adds the
   value.  */
void json_key (struct json *json, char const *key);

/* Add the SIZE bytes at TEXT as a string, with U+FFFD in place of bytes that
   are not UTF-8.  Return false if there were any.  */
bool json_string (struct json *json, char const *text, size_t size);

/* If the SIZE bytes at TEXT are ASCII that needs no escapes, store them as a
   string at TO, which has room for SIZE + 2 bytes, and return its end.  Return
   NULL if not.  */
char *json_store_plain (char *to, char const *text, size_t size);

/* json_name_value adds NAME, the value of KEY, as a string and, if NAME is not
   UTF-8, a key KEY_bytes with the bytes of NAME in base64 (RFC 4648).
   json_name adds KEY before it.  */
void json_name_value (struct json *json, char const *key, char const *name);
void json_name (struct json *json, char const *key, char const *name);

/* Add the member NAME with the SIZE bytes at BYTES as its value, as json_name
   does.  NAME may be any bytes.  If it is not UTF-8, or could be mistaken for
   another key since it ends in "_bytes" or starts with "base64:", the key is
   "base64:" and the bytes of NAME in base64.  */
void json_member (struct json *json, char const *name, char const *bytes,
                  size_t size);

/* Print on the output of RUN the object for the failure ERRNUM of PATH.  */
void json_failure (struct run *run, char const *path, int errnum);

#endif
