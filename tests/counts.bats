#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# counts.bats -- no more system calls and instructions than bench/bounds allows,
# and a report of what is timed

load helper

# Run bench/counts on the programs.
count ()
{
  "$top_srcdir/bench/counts" "$top_builddir/bin/lstat" "$top_builddir/bin/mkdir" \
    "$top_builddir/bench/least"
}

# The bounds are those of one compiler and C library.
in_ci ()
{
  [ "${STRICT-0}" = 1 ] || skip "the bounds are for continuous integration: STRICT=1"
}

@test "system calls stay within their bounds" {
  in_ci
  native
  need strace
  [ "$(libc)" = glibc ] || skip "the bounds are for glibc"
  CALLS_ONLY=1 run -0 count
  [ "$(wc -l <<< "$output")" -eq 10 ]
}

@test "instructions stay within their bounds" {
  in_ci
  native
  need strace valgrind
  [ "$(libc).$(uname -m)" = glibc.x86_64 ] || skip "the bounds are for glibc on x86_64"
  grep -q '^CFLAGS = .*-O2' "$top_builddir/Makefile" || skip "the bounds are for -O2"
  run -0 count
  [ "$(wc -l <<< "$output")" -eq 10 ]
}

@test "a bound that is passed is told" {
  native
  need strace
  mkdir bench
  cp "$top_srcdir/bench/counts" bench
  sed 's/ .*/ 1000000 0/; /^owners/s/ .*/ 3 3/' "$top_srcdir/bench/bounds" > bench/bounds
  top_srcdir=$PWD CALLS_ONLY=1 run -1 count
  [ "$(grep -c ' passed$' <<< "$output")" -eq 1 ]
  [[ "$(grep ' passed$' <<< "$output")" == owners* ]]
}

@test "no file takes an allocation" {
  native
  need valgrind
  ln -s target f
  for count in 1000 2000; do
    yes f | head -n "$count" | tr '\n' '\0' > list
    for wish in -c%n --json --shell -t '-c%A %U %G %y %N %F'; do
      valgrind lstat -j1 "$wish" --files0-from=list 2> log > out
      sed -n 's/.*total heap usage: //p' log
    done > allocations.$count
  done
  [ -s allocations.1000 ]
  diff allocations.1000 allocations.2000
}

@test "what is timed is told, and put between the marks of a README" {
  native
  need perl xargs
  [ -n "$(PATH=/usr/bin:/bin command -v stat)" ] || lack "no other stat"
  mkdir bench
  printf '%s\n' before '<!-- bench: begin -->' old '<!-- bench: end -->' after > README.md
  UPDATE=README.md ROUNDS=1 FILES=60 DIRECTORIES=60 ONLY='^(8 numbers|mkdir -p of a list)$' \
    run -0 "$top_srcdir/bench/run" "$top_builddir/bin/lstat" "$top_builddir/bin/mkdir" \
    "$top_builddir/bench"
  same_as "$(grep -v '^ \|^missing' <<< "$output")" <<-'END'
	8 numbers
	mkdir -p of a list
	END
  [[ "$output" =~ 'bare loop of stat '.*' a file '.*'limit 1.30 '(holds|over) ]]
  [[ "$output" =~ 'GNU '.*' a path '.*'limit 0.65 '(holds|over) ]]
  same_as "$(sed -n '1,2p;$p' README.md)" <<-'END'
	before
	<!-- bench: begin -->
	after
	END
  [ "$(grep -c '^| .* | bare loop of .* | \*\*' README.md)" -eq 2 ]
  [ "$(grep -c old README.md)" -eq 0 ]
  [ "$(sed -n '$p' bench/results.svg)" = '</svg>' ]
}
