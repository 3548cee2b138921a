#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.bats -- the seeds of the fuzzer, and inputs that it found, do no harm

load ../helper

# Try the inputs below DIRECTORY, which has a directory for each target.
replay ()
{
  own_process 'tests/fuzz/replay calls the functions of the programs'
  native valgrind
  mkdir sandbox
  find "$1" -type f | LC_ALL=C sort > paths
  # In the sandbox there is no /proc, which LeakSanitizer needs.
  ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 "$top_builddir/tests/fuzz/replay" sandbox \
    < paths > out 2> err || {
    [ $? -ne 77 ] || lack "$(tail -n 1 err)"
    tail -n 30 err
    false
  }
  same_file out <<< "$(wc -l < paths) inputs"
}

@test "inputs that the fuzzer found do no harm" {
  replay "$top_srcdir/tests/fuzz/inputs"
}

@test "the command lines of the suite do no harm" {
  "$top_srcdir/tests/fuzz/seeds" "$PROGRAMS_DIR" .
  [ "$(find seeds -type f | wc -l)" -gt 500 ]
  [ "$(wc -l < dictionary)" -gt 100 ]
  replay seeds
}
