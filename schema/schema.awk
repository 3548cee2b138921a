# SPDX-License-Identifier: GPL-3.0-or-later
# schema.awk -- make the JSON Schema of records from the table of fields
#
# Usage: awk -f schema.awk statx.h words.def fields.def record.schema.json.in
#
# Print the last file.  @FILE_PROPERTIES@ and the like in it become what the
# rows of the others say.  The schema of a field is the member of $defs whose
# name, followed by _value or _word, is that of a function in the VALUE of its
# row: of several, the last.

BEGIN {
  # The kinds of values that are names, which have another key for their bytes
  # if they are not UTF-8, and the kinds that may fail.
  is_name["name"] = is_name["optional_text"] = is_name["optional_owner"] = 1
  may_fail["optional_text"] = may_fail["xattrs"] = 1
  may_fail["inode_flags"] = may_fail["project_id"] = may_fail["has_acl"] = 1
}

# Print MESSAGE as a diagnostic, and exit.
function fail(message) {
  print "schema.awk: " message | "cat 1>&2"
  exit 1
}

# Bits of statx(2) beyond the basic ones, which the kernel or the file system
# may not provide.
FILENAME ~ /[.]h$/ && /^#define WANT_/ {
  if ($2 == "WANT_STATX")
    beyond_basic = 0
  if (beyond_basic)
    may_lack[$2] = 1
  if ($2 == "WANT_BASIC")
    beyond_basic = 1
}

# Lines of the preprocessor are no rows.
FILENAME ~ /[.]def$/ && !/^#/ { rows = rows $0 "\n" }

FILENAME ~ /[.]in$/ {
  template[++lines] = $0
  # The members of $defs.
  if (match($0, /^    "[a-z_0-9]+": [{]/)) {
    split($0, part, "\"")
    is_kind[part[2]] = 1
  }
}

END {
  read_rows(rows)
  for (i = 1; i <= lines; i++)
    print filled(template[i])
}

# Call take_row for each row in TEXT.
function read_rows(text,   macro, start, end) {
  while (start = index(text, "/*")) {
    end = index(substr(text, start), "*/")
    text = substr(text, 1, start - 1) substr(text, start + end + 1)
  }
  while (match(text, /[A-Z_]+ *[(]/)) {
    macro = substr(text, RSTART, RLENGTH)
    sub(/ *[(]/, "", macro)
    text = read_arguments(substr(text, RSTART + RLENGTH))
    take_row(macro)
  }
}

# Set ARGUMENT[1], ARGUMENT[2] ... to the arguments of a row, of which TEXT
# follows the parenthesis.  Return the text after the row.
function read_arguments(text,   depth, count, in_string, i, c) {
  split("", argument)
  depth = count = 1
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == "\\")
      c = c substr(text, ++i, 1)
    else if (c == "\"")
      in_string = !in_string
    else if (in_string)
      ;
    else if (c == "(")
      depth++
    else if (c == ")" && --depth == 0)
      return substr(text, i + 1)
    else if (c == "," && depth == 1) {
      count++
      continue
    }
    argument[count] = argument[count] c
  }
  fail("a row has no end: " substr(text, 1, 40))
}

# Add the row of MACRO, with the arguments in ARGUMENT, to the text for the
# template.
function take_row(macro) {
  if (macro == "TYPE")
    add("TYPES", quoted(string(argument[2])))
  else if (macro == "OTHER_TYPE")
    add("TYPES", quoted(string(argument[1])))
  else if (macro == "ATTRIBUTE")
    add("ATTRIBUTES", quoted(string(argument[2])))
  else if (macro == "FLAG")
    add("FLAGS", quoted(string(argument[2])))
  else if (macro ~ /^(FS_)?FIELD(_BY_NAME)?$/)
    add_field(macro ~ /^FS_/ ? "FILE_SYSTEM" : "FILE", macro !~ /_BY_NAME$/)
  else if (macro !~ /^(FS_)?VIEW$/)
    fail(macro ": no such row")
}

# Add the field in ARGUMENT to the schema TABLE.  IS_REQUIRED is whether --json
# alone prints it.
function add_field(table, is_required,   name, kind) {
  name = argument[1]
  gsub(/[ \n]/, "", name)
  kind = kind_of(name, argument[4])
  add_property(table, name, nullable(kind, argument[3]),
               ", \"description\": " quoted(string(argument[5])))
  if (is_required)
    add(table "_REQUIRED", quoted(name))
  if (kind in is_name) {
    add_property(table, name "_bytes", reference("bytes"), "")
    add(table "_COMPANIONS", quoted(name "_bytes") ": [" quoted(name) "]")
  }
  if (kind in may_fail)
    add(table "_FAILED", quoted(name) ": {" reference("error") "}")
}

# Add the property NAME with SCHEMA and ANNOTATION to the schema TABLE.
function add_property(table, name, schema, annotation) {
  add(table "_PROPERTIES",
      "\n        " quoted(name) ": {" schema annotation "}")
}

# Return the kind of VALUE, the expression of the field NAME.
function kind_of(name, value,   kind, word) {
  while (match(value, /[a-z_0-9]+ *[(]/)) {
    word = substr(value, RSTART, RLENGTH)
    value = substr(value, RSTART + RLENGTH)
    if (sub(/_(value|word) *[(]/, "", word) && word in is_kind)
      kind = word
  }
  if (kind == "")
    fail(name ": no member of $defs describes its value")
  return kind
}

# Return the schema of a field of KIND that needs BITS.
function nullable(kind, bits,   count, word, i) {
  count = split(bits, word, /[^A-Z_]+/)
  for (i = 1; i <= count; i++)
    if (word[i] in may_lack)
      return "\"anyOf\": [{" reference(kind) "}, {\"type\": \"null\"}]"
  return reference(kind)
}

function reference(kind) {
  return "\"$ref\": \"#/$defs/" kind "\""
}

function quoted(text) {
  return "\"" text "\""
}

# Return the contents of the string literals in TEXT, with blanks in place of
# newlines.
function string(text,   joined) {
  while (match(text, /"([^"\\]|\\.)*"/)) {
    joined = joined substr(text, RSTART + 1, RLENGTH - 2)
    text = substr(text, RSTART + RLENGTH)
  }
  gsub(/\\n/, " ", joined)
  return joined
}

# Add ITEM to LIST, one of those for the template.
function add(list, item,   separator) {
  separator = item ~ /^\n/ ? "," : ", "
  lists[list] = lists[list] (list in has_items ? separator : "") item
  has_items[list] = 1
}

# Return LINE of the template with the lists in it.
function filled(line,   list) {
  while (match(line, /@[A-Z_]+@/)) {
    list = substr(line, RSTART + 1, RLENGTH - 2)
    if (!(list in has_items))
      fail("there is nothing for @" list "@")
    line = substr(line, 1, RSTART - 1) lists[list] \
           substr(line, RSTART + RLENGTH)
  }
  return line
}
