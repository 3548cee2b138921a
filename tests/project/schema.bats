#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# schema.bats -- the JSON Schema of the records that the programs print

load ../helper
load ../hostile-names

# For setup of helper.bash: each test of the file needs the schema.
need_for_all ()
{
  schema=$top_builddir/schema/record.schema.json
  [ -f "$schema" ] || lack "no $schema"
}

# Go on only if there is a validator, for tests/programs/records.py.
need_validator ()
{
  need python3
  python3 -c 'from jsonschema import Draft202012Validator' 2>/dev/null \
    || lack "no python3-jsonschema with draft 2020-12"
}

# Add the records in standard input to the cases for check: they must match the
# DEFINITION.
accept ()
{
  sed "s/^/accept $1 /" >> cases
}

# The same for records that must not match it.
reject ()
{
  sed "s/^/reject $1 /" >> cases
}

# Check the cases, of which there are COUNT.
check ()
{
  run -0 python3 "$top_srcdir/tests/programs/records.py" "$schema" check < cases
  same_as "$output" <<< "$1 checked"
}

# Make the schema of FIELDS, rows to add to those of lstat.
schema_with ()
{
  (cd "$top_srcdir" && cat src/lstat/fields/fields.def) > fields.def
  printf '%s\n' "$1" >> fields.def
  "${AWK-awk}" -f "$top_srcdir/schema/schema.awk" "$top_srcdir/src/shared/statx.h" \
    "$top_srcdir/src/lstat/fields/words.def" fields.def \
    "$top_srcdir/schema/record.schema.json.in"
}

@test "the schema is valid" {
  need_validator
  run -0 python3 "$top_srcdir/tests/programs/records.py" "$schema" valid
  same_as "$output" </dev/null
}

@test "the required keys are those of --json, in their order" {
  need jq
  touch f
  same_file <(jq -r '."$defs".file.required[]' "$schema") \
    < <(lstat --json f | jq -r keys_unsorted[])
  same_file <(jq -r '."$defs".file_system.required[]' "$schema") \
    < <(lstat -f --json f | jq -r keys_unsorted[])
  same_file <(jq -r '."$defs".directory.required[]' "$schema") \
    < <(mkdir --json d | jq -r keys_unsorted[])
  (lstat --json nosuch || :) > out 2>/dev/null
  same_file <(jq -r '."$defs".failure.required[]' "$schema") < <(jq -r keys_unsorted[] out)
}

@test "the words and texts are those of --help" {
  need jq
  LC_ALL=C lstat --help | tr -s ' \n' ' ' > help
  jq -r '."$defs"[].properties // {} | .[].description // empty' "$schema" > descriptions
  [ "$(wc -l < descriptions)" -gt 60 ]
  jq -r '."$defs" | .file_fields, .file_system_fields | .properties
    | del(.failed)[].description // empty' "$schema" > descriptions
  while IFS= read -r text; do
    grep -qF -- "$text" help || {
      printf 'not in --help: %s\n' "$text"
      false
    }
  done < descriptions
  for name in type attributes; do
    same_file <(jq -r --arg name "$name" '."$defs"[$name] | (.enum // .items.enum)[]' "$schema") \
      < <(jq -r --arg name "$name" '."$defs".file_fields.properties[$name].description' "$schema" \
        | sed 's/.*: //; s/,\? or /, /; s/, /\n/g')
  done
}

@test "files of every type match, by --json and with any fields" {
  need_validator
  printf hello > f
  mkdir d
  ln -s f l
  ln -s nosuch dangling
  ln -s $'\377' $'\376'
  mkfifo p
  python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s")'
  touch -d @-99999999999 past
  touch -d @253402300800.999999999 future
  touch -d @1.000000001 $'\342\202'
  chmod 7777 d
  chmod 0 f
  set -- f d l dangling p s past future $'\376' $'\342\202' . / /dev/null /dev/zero /proc/self/exe
  if [ "$(id -u)" -eq 0 ] && mknod b b 4095 1048575 && mknod c c 1 3; then
    chown 123456:654321 b
    set -- "$@" b c
  fi 2>/dev/null
  for options in '' '-u -h' --cached=never; do
    # shellcheck disable=SC2086 # the words are to be split
    lstat --json $options -- "$@" > records
    accept file < records
    accept any < records
    accept file_fields < records
    reject file_system < records
  done
  lstat --json - < past | accept file
  for fields in path target path,st_size,mtime attributes,context birthtime; do
    lstat --json="$fields" -- "$@" > records
    accept file_fields < records
    reject any < records
  done
  TZ=X-23:59:59 lstat --json -- "$@" | accept file
  check $((23 * $# + 1))
}

@test "names of any bytes match" {
  need_validator
  hostile_files
  count=$(tr -cd '\0' < names | wc -c)
  (cd d && lstat --json --files0-from=- < ../names) | accept file
  (cd d && mkdir --json --files0-from=- < ../names 2>/dev/null || :) | accept failure
  mkdir made
  # The names without a slash or a dot are those of one component.
  tr '/.' '__' < names | LC_ALL=C sort -zu > others
  (cd made && mkdir --json --files0-from=- < ../others) | accept directory
  check $((2 * count + $(tr -cd '\0' < others | wc -c)))
}

@test "fields that are shown by name only match" {
  need_linux xattr
  need_validator
  need setfattr
  need setfacl
  touch f
  mkdir d
  ln -s f l
  setfattr -n user.text -v value f 2>/dev/null || lack "no extended attributes in $PWD"
  setfattr -n user.bytes -v 0xff00 f
  setfattr -n $'user.\376_bytes' f
  setfacl -m u:1:r f 2>/dev/null || lack "no ACLs in $PWD"
  setfacl -d -m g:1:rx d
  lstat --json=path,age,xattrs,acl,default_acl,capabilities f d l /dev/null nosuch > records 2>/dev/null \
    || [ $? -eq 1 ]
  for key in user.bytes_bytes base64:dXNlci7+X2J5dGVz acl default_acl; do
    [ "$(grep -cF "\"$key\": \"" records)" -eq 1 ]
  done
  head -n 4 records | accept file_fields
  sed -n 5p records | accept failure
  head -n 4 records | reject file
  accept file_fields <<-'END'
	{"age": -1.500000000}
	{"age": null, "acl": null, "default_acl": null, "capabilities": null, "xattrs": {}}
	{"xattrs": null, "capabilities": null, "failed": {"xattrs": "EIO", "capabilities": "EINVAL"}}
	END
  reject file_fields <<-'END'
	{"age": "1"}
	{"xattrs": []}
	{"xattrs": {"user.x": 1}}
	{"xattrs": {"user.x": null}}
	{"acl": ["u::rwx"]}
	{"default_acl": 0}
	{"capabilities": ["cap_chown"]}
	{"capability": null}
	{"acl": null, "failed": {"acl": null}}
	END
  check 21
}

@test "file systems match" {
  need_validator
  touch $'\377'
  (lstat -f --json . / /proc /dev $'\377' nosuch || :) > records 2>/dev/null
  accept any < records
  head -n 5 records | accept file_system
  head -n 5 records | reject file
  tail -n 1 records | accept failure
  for fields in path type f_bsize,f_bavail; do
    lstat -f --json="$fields" . /proc > records
    accept file_system_fields < records
    reject any < records
  done
  check 29
}

@test "error records match" {
  need_validator
  touch f
  ln -s loop loop
  (lstat --json -L '' nosuch $'\377' f/g loop
  mkdir --json '' f f/g loop/x no/such) > records 2>/dev/null || :
  accept failure < records
  accept any < records
  reject file_fields < records
  check 30
}

@test "error records of --beneath match" {
  need_openat2
  need_validator
  lstat --json --beneath=. ../x /etc > records 2>/dev/null || :
  accept failure < records
  accept any < records
  reject file_fields < records
  check 6
}

@test "a failed field matches, and only with its key and an error" {
  need_validator
  need strace
  ln -s to l
  strace --quiet=all -o log -P l -e inject=readlinkat:error=EACCES \
    lstat --json l > record 2>/dev/null || :
  grep -q '"failed": {"target": "EACCES"}' record
  accept file < record
  for change in 's/"failed": {"target"/"failed": {"user"/' 's/"EACCES"/13/' 's/"EACCES"/"no"/' \
    's/"target": "EACCES"//'; do
    sed "$change" record | reject file
  done
  check 5
}

@test "directories that mkdir made or found match" {
  need_validator
  umask 022
  # shellcheck disable=SC2174 # that -m is for the last alone is known
  mkdir --json -p -m 1777 a/b $'\377/x' a > records
  accept directory < records
  accept any < records
  reject file_fields < records
  reject failure < records
  check 20
}

@test "records of --ensure match" {
  need_validator
  need jq
  mkdir -m 700 a
  mkdir -m 755 b
  mkdir --ensure --json -m 755 a b c/d > records
  mkdir --ensure=check --json -m 711 a b nosuch >> records 2>/dev/null || [ $? -eq 1 ]
  count=7
  if [ "$(id -u)" -eq 0 ]; then
    mkdir --ensure --json --owner=+1:+1 -m 700 a >> records
    count=8
  fi
  [ "$(grep -c '"found"' records)" -eq $((count - 4)) ]
  accept any < records
  grep -v '"error"' records | accept directory
  head -n 1 records > changed
  for fault in 'del(.changed)' 'del(.wanted)' 'del(.found, .changed)' '.changed = null' '.found = {}' \
    '.found.mode = "755"' '.found.owner = "root:root"' '.wanted.user = "0"' '.wanted = null'; do
    jq -c "$fault" changed | reject directory
  done
  check $((2 * count - 1 + 9))
}

@test "a record without a required key, with another or with a wrong type is rejected" {
  need_validator
  need jq
  touch f
  lstat --json f > file.json
  lstat -f --json f > file_system.json
  mkdir --json d > directory.json
  (lstat --json nosuch || :) > failure.json 2>/dev/null
  count=0
  for name in file file_system directory failure; do
    accept "$name" < "$name.json"
    for definition in "$name" any; do
      jq -c 'keys_unsorted[] as $key | del(.[$key])' "$name.json" | reject "$definition"
      jq -c 'keys_unsorted[] as $key | .[$key] = {"": 0}' "$name.json" | reject "$definition"
      jq -c '. + {path_byte: "AAAA"}, . + {other: null}, . + {failed: {}}' "$name.json" \
        | reject "$definition"
    done
    count=$((count + 1 + 2 * (2 * $(jq length "$name.json") + 3)))
  done
  check "$count"
}

@test "values that no record can have are rejected" {
  need_validator
  reject file_fields <<-'END'
	{}
	{"type": "file"}
	{"mode": "644"}
	{"mode": "0648"}
	{"permissions": "-rw-r--r--+"}
	{"permissions": "rw-r--r--"}
	{"st_size": -1}
	{"st_size": null}
	{"st_size": "5"}
	{"st_size": 0.5}
	{"st_mtime": "1.000000000"}
	{"st_mtime_ns": 1.5}
	{"st_mtime": null}
	{"mtime": "2020-07-01 12:00:00"}
	{"mtime": "2020-07-01T12:00:00.5Z"}
	{"attributes": "dax"}
	{"attributes": ["hidden"]}
	{"attributes": ["dax", "dax"]}
	{"path": null}
	{"path_bytes": "/w=="}
	{"path": "x", "path_bytes": ""}
	{"path": "x", "path_bytes": "/w="}
	{"path": "x", "target_bytes": "/w=="}
	{"st_uid_bytes": "/w==", "st_uid": 1}
	END
  accept file_fields <<-'END'
	{"type": "regular"}
	{"mode": "0644", "permissions": "-rwSr-sr-T"}
	{"st_size": 18446744073709551615}
	{"st_mtime": -1.500000000, "st_mtime_ns": -9223372036854775808000000000}
	{"mtime": "2020-07-01T12:00:00.000000000-03:30", "atime": null, "birthtime": null}
	{"attributes": []}
	{"attributes": ["dax", "append"], "mount_id": null, "st_birthtime": null}
	{"attributes": null, "target": null, "user": null}
	{"path": "\ufffd", "path_bytes": "/w=="}
	END
  check 33
}

@test "1000 random records match, and no longer once a fault is in them" {
  need_validator
  run -0 python3 "$top_srcdir/tests/programs/records.py" "$schema" random 1000 1
  same_file <(grep -vE '^file (block|char)$' <<< "$output") <<-'END'
	directory
	failure
	file directory
	file fifo
	file regular
	file socket
	file symlink
	file_fields
	file_system
	file_system_fields
	END
}

@test "a row of the table of fields is all that a new field needs" {
  need jq
  schema_with '' > expected
  cmp expected "$schema"
  schema_with 'FIELD (st_new, "", WANT_SUBVOLUME | WANT_SIZE,
    known_birthtime (x, uint_value (max (x->stx_new, 1))), N_ ("a \"new\" one, (or\n" "not"))
FIELD_BY_NAME (st_text, "", 0, optional_text_value (&i->text), N_ ("a text"))
FS_FIELD (f_new, "", 0, int_value (f->f_new), N_ ("new"))' > new
  same_file <(jq -c '."$defs".file_fields.properties | .st_new, .st_text, .st_text_bytes' new) <<-'END'
	{"anyOf":[{"$ref":"#/$defs/uint"},{"type":"null"}],"description":"a \"new\" one, (or not"}
	{"$ref":"#/$defs/optional_text","description":"a text"}
	{"$ref":"#/$defs/bytes"}
	END
  same_file <(jq -c '."$defs" | .file.required[-2:], .file_system.required[-1:],
    .file_fields.dependentRequired.st_text_bytes, .file_fields.properties.failed.properties.st_text' new) <<-'END'
	["context","st_new"]
	["f_new"]
	["st_text"]
	{"$ref":"#/$defs/error"}
	END
}

@test "a field whose type is not known is an error of the build" {
  run -1 schema_with 'FIELD (st_new, "", 0, other_value (x), N_ ("new"))'
  same_as "$output" <<< 'schema.awk: st_new: no member of $defs describes its value'
  run -1 schema_with 'FELD (st_new, "", 0, uint_value (x), N_ ("new"))'
  same_as "$output" <<< 'schema.awk: FELD: no such row'
}
