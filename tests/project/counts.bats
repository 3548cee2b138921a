#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# counts.bats -- no more system calls and instructions than bench/bounds allows

load ../helper

# Run bench/counts on the programs.
count ()
{
  "$top_srcdir/bench/counts" "$(native_programs)/lstat" "$(native_programs)/mkdir" \
    "$top_builddir/bench/least"
}

# The bounds are those of one compiler and C library, and of Linux.
in_ci ()
{
  need_linux statx
  [ -z "${FOREIGN-}" ] || skip "the bounds are not for $FOREIGN"
  [ "${STRICT-0}" = 1 ] || skip "the bounds are for continuous integration: STRICT=1"
}

@test "system calls stay within their bounds" {
  own_process 'the bounds and figures are those of the programs'
  in_ci
  native
  need strace
  [ "$(libc)" = glibc ] || skip "the bounds are for glibc"
  CALLS_ONLY=1 run -0 count
  [ "$(wc -l <<< "$output")" -eq 10 ]
}

@test "instructions stay within their bounds" {
  own_process 'the bounds and figures are those of the programs'
  in_ci
  native
  need strace valgrind
  [ "$(libc).$(processor)" = glibc.x86_64 ] || skip "the bounds are for glibc on x86_64"
  grep -q '^CFLAGS = .*-O2' "$top_builddir/Makefile" || skip "the bounds are for -O2"
  run -0 count
  [ "$(wc -l <<< "$output")" -eq 10 ]
}

@test "a bound that is exceeded is reported" {
  own_process 'the bounds and figures are those of the programs'
  native
  need strace
  mkdir bench
  cp "$top_srcdir/bench/counts" bench
  sed 's/ .*/ 1000000 0/; /^owners/s/ .*/ 3 3/' "$top_srcdir/bench/bounds" > bench/bounds
  top_srcdir=$PWD CALLS_ONLY=1 run -1 count
  [ "$(grep -c ' passed$' <<< "$output")" -eq 1 ]
  [[ "$(grep ' passed$' <<< "$output")" == owners* ]]
}

@test "lstat allocates no memory for a file" {
  own_process 'the bounds and figures are those of the programs'
  native
  need jq valgrind
  ln -s target f
  # A mount point that mountinfo does not list, as in a chroot, takes some.
  fields=$(lstat --json f | jq -r 'keys_unsorted - ["mount_point"] | join(",")')
  for count in 1000 2000; do
    yes f | head -n "$count" | tr '\n' '\0' > list
    for wish in -c%n --json="$fields" --shell="$fields" -t '-c%A %U %G %y %N %F'; do
      valgrind lstat -j1 "$wish" --files0-from=list 2> log > out
      sed -n 's/.*total heap usage: //p' log
    done > allocations.$count
  done
  [ -s allocations.1000 ]
  diff allocations.1000 allocations.2000
}
