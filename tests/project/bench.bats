#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# bench.bats -- the report of make bench, and its script

load ../helper

# Run bench/run on the build, for the figures that match PATTERN, with a sample as
# small as possible, and have it update README.md in a new directory.
time_figures ()
{
  native
  need perl xargs
  [ -n "$(PATH=/usr/bin:/bin command -v stat)" ] || lack "no other stat"
  mkdir bench
  printf '%s\n' before '<!-- bench: begin -->' old '<!-- bench: end -->' after > README.md
  UPDATE=README.md ROUNDS=1 FILES=60 DIRECTORIES=60 CALLS=20 ONLY=$1 \
    run -0 "$top_srcdir/bench/run" "$top_builddir"
}

@test "make bench prints figures, the main ones between the marks of a README" {
  time_figures '^(8 numeric fields|8 numeric fields, -j1|mkdir -p of a list)$'
  same_file <(grep -v '^ \|^missing' <<< "$output") <<-'END'
	8 numeric fields
	8 numeric fields, -j1
	mkdir -p of a list
	END
  [[ "$output" =~ 'bare loop of stat '.*' per file '.*'limit 0.77 '(holds|over) ]]
  [[ "$output" =~ 'GNU '.*' per path '.*'limit 1.5 '(holds|over) ]]
  same_file <(sed -n '1,2p;$p' README.md) <<-'END'
	before
	<!-- bench: begin -->
	after
	END
  same_file <(sed -n 's/^| \(.*\) | .* per .* | \(.*\) | \*\*.*/\1: \2/p' README.md) <<-'END'
	8 numeric fields: GNU
	mkdir -p of a list: GNU
	END
  [ "$(grep -c old README.md)" -eq 0 ]
  # The chart and the table say the same.
  same_file <(sed -nE 's/^<text x="[0-9.]+" y="[0-9]+">([0-9.]+)<.*/\1/p' bench/results.svg) \
    < <(sed -nE 's/^\| .* \| \*\*([0-9.]+)\*\* .*/\1/p' README.md)
  [ "$(grep -c '^| .* | bare loop of .* | \*\*.* | [01]\.[0-9]* |$' bench/RESULTS.md)" -eq 3 ]
  [ "$(sed -n '$p' bench/results.svg)" = '</svg>' ]
}

@test "make bench runs the same script with programs and with builtins" {
  [ -e "${LOADABLES_DIR-$top_builddir/loadables}/lstat" ] || lack_part bash-builtins
  time_figures '^(.* in bash|bench/script)$'
  same_file <(grep -v '^ \|^missing' <<< "$output") <<-'END'
	lstat in bash
	lstat -A in bash
	mkdir in bash
	bench/script
	END
  [[ "$output" =~ 'builtin lstat '.*' per call '.*'GNU stat '.*' limit 200 '(holds|over) ]]
  [[ "$output" =~ 'builtins '.*' per file '.*'GNU programs '.*'programs '.*'builtins in $(...) ' ]]
}

@test "bench/script sorts large, old files by date" {
  native
  mkdir in
  truncate -s 10000 in/a in/b in/c in/new
  truncate -s 9999 in/small
  touch -d 2023-12-31T23:59:59Z in/a in/b in/small
  touch -d 2020-02-29T00:00:00Z in/c
  touch -d 2024-01-01T00:00:00Z in/new
  ln -s a in/link
  "$top_srcdir/bench/script" lstat mkdir out in
  same_file <(find out -name index | sort) <<-'END'
	out/2020/02/29/index
	out/2023/12/31/index
	END
  same_file out/2023/12/31/index <<-'END'
	10000 in/a
	10000 in/b
	END
}
