/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c -- print JSON Lines, with strings of any bytes */

#include <config.h>

#include "shared/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base64.h"
#include "shared/report.h"
#include "unistr.h"
#include "xalloc.h"

/* The bytes that a character takes at most in UTF-8.  */
enum
{
  UTF8_MAX = 4
};

/* The end of the key that has the bytes of a string that is not UTF-8.  */
static char const bytes_suffix[] = "_bytes";

void
json_begin (struct json *json, struct output *output)
{
  json->output = output;
  json->empty = true;
  output_byte (output, '{');
}

void
json_end (struct json *json)
{
  output_text (json->output, "}\n");
}

void
json_key (struct json *json, char const *key)
{
  output_text (json->output, json->empty ? "\"" : ", \"");
  output_text (json->output, key);
  output_text (json->output, "\": ");
  json->empty = false;
}

/* Add to OUTPUT the escape \uXXXX for CHARACTER, which is below U+10000.  */
static void
add_escape (struct output *output, ucs4_t character)
{
  output_text (output, "\\u");
  for (int shift = 12; 0 <= shift; shift -= 4)
    output_byte (output, "0123456789abcdef"[character >> shift & 15]);
}

/* Return whether CHARACTER, which is not ASCII, is a control character or a
   line separator.  */
static bool
is_control (ucs4_t character)
{
  return character <= 0x9f || character == 0x2028 || character == 0x2029;
}

/* Add to OUTPUT the ASCII character C of a string, which needs an escape.  */
static void
add_ascii (struct output *output, unsigned char c)
{
  static char const escaped[] = "\"\\\b\f\n\r\t";
  static char const escapes[] = "\"\\bfnrt";
  char const *found = c ? strchr (escaped, c) : NULL;

  if (found)
    {
      output_byte (output, '\\');
      output_byte (output, escapes[found - escaped]);
    }
  else
    add_escape (output, c);
}

/* Return the number of ASCII characters from NEXT on, before END, that need no
   escape in a string.  */
static size_t
plain_length (uint8_t const *next, uint8_t const *end)
{
  uint8_t const *start = next;

  while (next < end && ' ' <= *next && *next < 0x7f && *next != '"'
         && *next != '\\')
    next++;
  return next - start;
}

/* Return the length of the invalid UTF-8 sequence at the start of the SIZE
   bytes at TEXT: the longest incomplete character, or one byte.  */
static size_t
bad_length (uint8_t const *text, size_t size)
{
  ucs4_t character;
  size_t length = 1;

  while (length < size && u8_mbtoucr (&character, text, length + 1) == -2)
    length++;
  return length;
}

/* Add to OUTPUT the first character of the SIZE bytes at TEXT.  If they do not
   start with a valid UTF-8 character, add U+FFFD and set *VALID to false.
   Return the number of bytes that were read.  */
static size_t
add_sequence (struct output *output, uint8_t const *text, size_t size,
              bool *valid)
{
  ucs4_t character;
  int length = u8_mbtoucr (&character, text, size);

  if (0 < length)
    {
      if (is_control (character))
        add_escape (output, character);
      else
        output_bytes (output, (char const *)text, length);
      return length;
    }
  /* One U+FFFD for each maximal subpart, as the Unicode Standard recommends
     and Python does.  */
  output_text (output, "\357\277\275");
  *valid = false;
  return bad_length (text, size);
}

/* Add to OUTPUT the SIZE bytes at TEXT as the characters of a string.  Return
   whether they are UTF-8.  */
static bool
add_characters (struct output *output, char const *text, size_t size)
{
  uint8_t const *next = (uint8_t const *)text;
  uint8_t const *end = next + size;
  bool valid = true;

  for (;;)
    {
      /* Most strings need no escapes at all.  */
      size_t plain = plain_length (next, end);

      output_bytes (output, (char const *)next, plain);
      next += plain;
      if (next == end)
        return valid;
      if (*next < 0x80)
        add_ascii (output, *next++);
      else
        next += add_sequence (output, next, end - next, &valid);
    }
}

bool
json_string (struct json *json, char const *text, size_t size)
{
  output_byte (json->output, '"');
  bool valid = add_characters (json->output, text, size);

  output_byte (json->output, '"');
  return valid;
}

char *
json_store_plain (char *to, char const *text, size_t size)
{
  uint8_t const *start = (uint8_t const *)text;

  if (plain_length (start, start + size) != size)
    return NULL;
  *to++ = '"';
  to = mempcpy (to, text, size);
  *to++ = '"';
  return to;
}

/* Add the SIZE bytes at BYTES to OUTPUT in base64.  */
static void
add_base64 (struct output *output, char const *bytes, size_t size)
{
  char *encoded;

  base64_encode_alloc (bytes, size, &encoded);
  if (!encoded)
    xalloc_die ();
  output_text (output, encoded);
  free (encoded);
}

void
json_name_value (struct json *json, char const *key, char const *name)
{
  size_t size = strlen (name);

  if (!json_string (json, name, size))
    {
      output_text (json->output, ", \"");
      output_text (json->output, key);
      output_text (json->output, bytes_suffix);
      output_text (json->output, "\": \"");
      add_base64 (json->output, name, size);
      output_byte (json->output, '"');
    }
}

void
json_name (struct json *json, char const *key, char const *name)
{
  json_key (json, key);
  json_name_value (json, key, name);
}

/* Return whether the SIZE bytes at NAME are a valid key that is not used
   otherwise.  */
static bool
is_own_key (char const *name, size_t size)
{
  static char const start[] = "base64:";
  size_t const start_size = sizeof start - 1;
  size_t const suffix_size = sizeof bytes_suffix - 1;

  return !u8_check ((uint8_t const *)name, size)
         && strncmp (name, start, start_size) != 0
         && (size < suffix_size
             || strcmp (name + size - suffix_size, bytes_suffix) != 0);
}

/* Add to JSON the key for NAME, followed by SUFFIX, which is not empty only if
   the key without it precedes.  */
static void
member_key (struct json *json, char const *name, char const *suffix)
{
  struct output *output = json->output;
  size_t size = strlen (name);

  output_text (output, json->empty ? "\"" : ", \"");
  if (is_own_key (name, size))
    add_characters (output, name, size);
  else
    {
      output_text (output, "base64:");
      add_base64 (output, name, size);
    }
  output_text (output, suffix);
  output_text (output, "\": ");
  json->empty = false;
}

void
json_member (struct json *json, char const *name, char const *bytes,
             size_t size)
{
  member_key (json, name, "");
  if (!json_string (json, bytes, size))
    {
      member_key (json, name, bytes_suffix);
      output_byte (json->output, '"');
      add_base64 (json->output, bytes, size);
      output_byte (json->output, '"');
    }
}

/* Return TEXT, which is in the charset of the locale, in UTF-8, to be freed.
   Bytes that are no character become U+FFFD.  */
static char *
utf8_of_locale (char const *text)
{
  size_t size = strlen (text);
  uint8_t *converted = xnmalloc (size + 1, UTF8_MAX);
  uint8_t *end = converted;

  while (size != 0)
    {
      mbstate_t state = { 0 };
      wchar_t character;
      size_t length = mbrtowc (&character, text, size, &state);
      int added = size < length ? -1 : u8_uctomb (end, character, UTF8_MAX);

      end += 0 < added ? added : u8_uctomb (end, 0xfffd, UTF8_MAX);
      length = size < length ? 1 : length;
      text += length;
      size -= length;
    }
  *end = '\0';
  return (char *)converted;
}

void
json_failure (struct run *run, char const *path, int errnum)
{
  struct output *output = run->output;
  struct json json;
  char number[16];

  json_begin (&json, output);
  json_name (&json, "path", path);
  json_key (&json, "error");
  output_byte (output, '"');
  output_text (output, report_errno_name (errnum));
  output_byte (output, '"');
  json_key (&json, "errno");
  snprintf (number, sizeof number, "%d", errnum);
  output_text (output, number);

  char *message = utf8_of_locale (report_errno_text (run, errnum));

  json_name (&json, "message", message);
  free (message);
  json_end (&json);
}
