#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# counts.bats -- bench/counts, and what lstat allocates

load ../helper

@test "a bound that is exceeded is reported" {
  own_process 'the bounds and figures are those of the programs'
  native
  need strace
  mkdir bench
  cp "$top_srcdir/bench/counts" bench
  sed 's/ .*/ 1000000 0/; /^owners/s/ .*/ 3 3/' "$top_srcdir/bench/bounds" > bench/bounds
  CALLS_ONLY=1 FILES=20 run -1 bench/counts \
    "$(native_programs)/lstat" "$(native_programs)/mkdir" "$top_builddir/bench/least"
  [ "$(wc -l <<< "$output")" -eq $(($(wc -l < bench/bounds) + 1)) ]
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
  for count in 100 200; do
    yes f | head -n "$count" | tr '\n' '\0' > list
    for wish in -c%n --json="$fields" --shell="$fields" -t '-c%A %U %G %y %N %F'; do
      valgrind lstat -j1 "$wish" --files0-from=list 2> log > out
      sed -n 's/.*total heap usage: //p' log
    done > allocations.$count
  done
  [ -s allocations.100 ]
  diff allocations.100 allocations.200
}
