/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c -- print JSON Lines, with strings of any bytes */

#include <config.h>

#include "shared/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base64.h"
#include "unistr.h"
#include "xalloc.h"

#include "shared/report.h"

enum
{
  UTF8_MAX = 4,     /* bytes of a character in UTF-8 */
  CHARACTER_MAX = 6 /* bytes of a character in a string: \uXXXX */
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

/* Store the SIZE bytes at TEXT, escaped if necessary, as the characters of a
   string at TO, in the buffer of OUTPUT.  For what is not UTF-8, store U+FFFD
   and set *VALID to false.  Return their end, where a byte can be stored.  */
static char *
store_characters (struct output *output, char *to, char const *text,
                  size_t size, bool *valid)
{
  static char const escaped[] = "\"\\\b\f\n\r\t";
  static char const escapes[] = "\"\\bfnrt";
  uint8_t const *next = (uint8_t const *)text;
  uint8_t const *end = next + size;
  char const *last = output->bytes + OUTPUT_SIZE - CHARACTER_MAX - 1;

  while (next < end)
    {
      ucs4_t character;
      char const *found;

      if (last < to)
        {
          output_commit (output, to);
          to = output_reserve (output, CHARACTER_MAX + 1);
        }
      /* Most characters need no escape.  */
      if (' ' <= *next && *next < 0x7f && *next != '"' && *next != '\\')
        {
          *to++ = *next++;
          continue;
        }

      int length = u8_mbtoucr (&character, next, end - next);

      if (length <= 0)
        {
          /* One U+FFFD for each maximal subpart, as the Unicode Standard
             recommends and Python does: the longest incomplete character, or
             one byte.  */
          to = stpcpy (to, "\357\277\275");
          *valid = false;
          for (length = 1; length < end - next; length++)
            if (u8_mbtoucr (&character, next, length + 1) != -2)
              break;
        }
      else if ((found = memchr (escaped, *next, sizeof escaped - 1)))
        {
          *to++ = '\\';
          *to++ = escapes[found - escaped];
        }
      /* Control characters and line separators.  */
      else if (character < ' ' || (0x7f <= character && character <= 0x9f)
               || character == 0x2028 || character == 0x2029)
        to += sprintf (to, "\\u%04" PRIx32, (uint32_t)character);
      else
        to = mempcpy (to, next, length);
      next += length;
    }
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
add_key (struct json *json, char const *name, char const *suffix)
{
  struct output *output = json->output;
  size_t size = strlen (name);

  output_text (output, json->empty ? "\"" : ", \"");
  if (is_own_key (name, size))
    {
      bool valid;
      char *to = output_reserve (output, 0);

      output_commit (output,
                     store_characters (output, to, name, size, &valid));
    }
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
json_key (struct json *json, char const *key)
{
  add_key (json, key, "");
}

char *
json_store_value (struct output *output, char *to, char const *key,
                  char const *bytes, size_t size)
{
  struct json json = { .output = output };
  bool valid = true;

  *to++ = '"';
  to = store_characters (output, to, bytes, size, &valid);
  *to++ = '"';
  if (valid)
    return to;
  output_commit (output, to);
  add_key (&json, key, bytes_suffix);
  output_byte (output, '"');
  add_base64 (output, bytes, size);
  output_byte (output, '"');
  return output_reserve (output, 0);
}

void
json_member (struct json *json, char const *key, char const *bytes,
             size_t size)
{
  struct output *output = json->output;

  json_key (json, key);
  output_commit (output, json_store_value (output, output_reserve (output, 2),
                                           key, bytes, size));
}

void
json_name (struct json *json, char const *key, char const *name)
{
  json_member (json, key, name, strlen (name));
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
  struct json json;

  json_begin (&json, run->output);
  json_name (&json, "path", path);
  json_name (&json, "error", report_errno_name (errnum));
  json_key (&json, "errno");
  output_printf (run->output, "%d", errnum);

  char *message = utf8_of_locale (report_errno_text (run, errnum));

  json_name (&json, "message", message);
  free (message);
  json_end (&json);
}
