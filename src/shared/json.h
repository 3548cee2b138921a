/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h -- JSON Lines as RFC 8259 has it, whatever the bytes */

#ifndef SHARED_JSON_H
#define SHARED_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/output.h"
#include "shared/run.h"

/* An object that is being written on a line of its own.  */
struct json
{
  struct output *output; /* where it goes */
  bool empty;            /* whether it has no member yet */
};

/* Begin the object JSON on OUTPUT, or end it.  */
void json_begin (struct json *json, struct output *output);
void json_end (struct json *json);

/* Add the key KEY, which needs no escapes.  Its value is to follow.  */
void json_key (struct json *json, char const *key);

/* Add the SIZE bytes at TEXT as a string.  U+FFFD stands for what is not
   UTF-8; return false if there was any of that.  */
bool json_string (struct json *json, char const *text, size_t size);

/* Add NAME, the value of KEY, as a string and, if that is not UTF-8, the key
   KEY_bytes with the bytes of NAME in base64.  json_name adds KEY, too.  */
void json_name_value (struct json *json, char const *key, char const *name);
void json_name (struct json *json, char const *key, char const *name);

/* Add to the output of RUN the object for the failure ERRNUM of PATH.  */
void json_failure (struct run *run, char const *path, int errnum);

#endif
