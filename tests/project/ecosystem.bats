#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# ecosystem.bats -- programs that read JSON find in the records what lstat wrote

load ../helper
load ../hostile-names

# Write the file records: one of each file that hostile_files makes, and one of
# a file that does not exist.  names has their names.
hostile_records ()
{
  hostile_files
  printf 'nosuch/\377\0' >> names
  (cd d && lstat --json=path,type,mode,st_size,st_ino,st_mtime_ns,mtime --files0-from=../names) \
    > records 2>/dev/null || [ $? -eq 1 ]
}

# Fail if OUTPUT is not what Python makes of records, each as a list of FIELDS,
# an expression in r.
same_records ()
{
  need python3
  PYTHONIOENCODING=utf-8 python3 - "$1" <<-END > expected
	import hashlib, json
	for line in open("records", encoding="utf-8"):
	    r = json.loads(line)
	    print(json.dumps([$2]))
	END
  [ "$(wc -l < expected)" -gt 500 ]
  PYTHONIOENCODING=utf-8 python3 -c 'import json, sys
for line in sys.stdin:
    print(json.dumps(json.loads(line)))' < "$1" > found
  diff -u expected found
}

fields='r.get("path_bytes"), r.get("type"), r.get("mode"), r.get("st_size"), r.get("st_ino"),
  r.get("mtime"), r.get("error")'

@test "jq reads each record" {
  need jq
  hostile_records
  jq -c '[.path, .path_bytes, .type, .mode, .st_size, .st_ino, .mtime, .error]' records > output
  same_records output "r['path'], $fields"
}

@test "SQLite reads each record" {
  need sqlite3
  hostile_records
  sqlite3 :memory: > output <<-'END'
	CREATE TABLE records (r TEXT);
	.mode ascii
	.separator "\037" "\n"
	.import records records
	.mode list
	.separator "|" "\n"
	SELECT json_array (json_extract (r, '$.path'), json_extract (r, '$.path_bytes'),
	  json_extract (r, '$.type'), json_extract (r, '$.mode'), json_extract (r, '$.st_size'),
	  json_extract (r, '$.st_ino'), json_extract (r, '$.mtime'), json_extract (r, '$.error'),
	  json_extract (r, '$.st_mtime_ns')) FROM records ORDER BY rowid;
	END
  same_records output "r['path'], $fields, r.get('st_mtime_ns')"
}

@test "Miller reads each record" {
  need mlr
  hostile_records
  # Miller 6.6 prints control characters as they are, and knows no zone UTC0.
  TZ=UTC mlr --ijsonl --ojsonl put -q 'emit {"read": [sha256($path), $path_bytes ?? "", $type ?? "",
    $mode ?? "", $st_size ?? "", $st_ino ?? "", $mtime ?? "", $error ?? "", $st_mtime_ns ?? ""]}' \
    records | sed 's/^{"read": \(.*\)}$/\1/' > output
  same_records output "*['' if field is None else field for field in
    (hashlib.sha256(r['path'].encode()).hexdigest(), $fields, r.get('st_mtime_ns'))]"
}

@test "pandas reads each record of a file that is there" {
  need python3
  # Another python3 in front of that of the system has other modules.
  local python
  for python in python3 /usr/bin/python3 ''; do
    ! "$python" -c 'import pandas' 2>/dev/null || break
  done
  [ -n "$python" ] || lack "no python3-pandas"
  hostile_records
  # Otherwise pandas makes numbers of modes, and floating-point ones of a column
  # that lacks a value.
  LC_ALL=C grep -v '"error"' records > records.there
  mv records.there records
  "$python" - > output <<-'END'
	import json, pandas
	keys = ["path", "path_bytes", "type", "mode", "st_size", "st_ino", "st_mtime_ns", "mtime"]
	table = pandas.read_json("records", lines=True, dtype=False, convert_dates=False)
	for row in table[keys].astype(object).itertuples(index=False):
	    print(json.dumps([None if value != value else value for value in row]))
	END
  same_records output "r['path'], r.get('path_bytes'), r['type'], r['mode'], r['st_size'], r['st_ino'],
    r['st_mtime_ns'], r['mtime']"
}

@test "jq, SQLite and Miller add up the same sizes" {
  need jq
  need sqlite3
  need mlr
  mkdir d
  for size in 0 1 1000 1000000007 999999999999; do
    truncate -s $size "d/$size" 2>/dev/null || lack "no files of 1 TB in $PWD"
  done
  lstat --json=type,st_size d/* > records
  same_file <(jq -s 'map(.st_size) | add' records) <<< 1001000001007
  same_file <(TZ=UTC mlr --ijsonl --onidx stats1 -a sum -f st_size records) <<< 1001000001007
  same_file <(sqlite3 :memory: 'CREATE TABLE t (r); ' '.mode ascii' '.separator "\037" "\n"' \
    '.import records t' "SELECT sum (json_extract (r, '$.st_size')) FROM t;" | tr -d '\037\036\n'; echo) \
    <<< 1001000001007
}
