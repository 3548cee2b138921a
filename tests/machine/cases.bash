# SPDX-License-Identifier: GPL-3.0-or-later
# cases.bash -- the cases of a job: each is a line of TAP, and counted
# shellcheck shell=bash

passed=0 failed=0 skipped=0
# The job, or a part of it, that precedes each case of same.
case=
as=() undo=()
export LC_ALL=C PATH=/root/inodeutils/bin:$PATH
# Nobody else makes the devices of dmsetup.
export DM_DISABLE_UDEV=1
gnu=/usr/bin
kernel=$(uname -r | grep -oE '^[0-9]+\.[0-9]+')

# Linux 5.10 cannot mount what the program makes otherwise.
mkfs.xfs ()
{
  command mkfs.xfs -i nrext64=0 "$@"
}

# Print why the CASE may differ, or fail.
reason ()
{
  local versions row
  while read -r versions row; do
    # shellcheck disable=SC2053 # a pattern
    if [[ ",$versions," == *",$kernel,"* || $versions == '*' ]] && [[ $1 == ${row%% -- *} ]]; then
      echo "${row#* -- }"
      return
    fi
  done < <(grep '^[^#]' "${0%/*}/differences.def")
  return 1
}

# Check that what was FOUND in the CASE is what is EXPECTED.
check ()
{
  local why
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
    printf 'ok - %s\n' "$1"
  elif why=$(reason "$1"); then
    passed=$((passed + 1))
    printf 'ok - %s # differs: %s\n' "$1" "$why"
  else
    failed=$((failed + 1))
    printf 'not ok - %s\n# found    %q\n# expected %q\n' "$@"
  fi
}

# Skip the CASE for a REASON.
skip ()
{
  skipped=$((skipped + 1))
  printf 'ok - %s # SKIP %s\n' "$@"
}

# Check that the program $1, mkdir or lstat, prints for "${@:2}" what GNU's prints,
# and has its status.  Both run by the command in "as", and "undo" comes after each;
# what that prints is compared, too.
same ()
{
  local ours theirs program=${1/#lstat/stat}
  theirs=$("${as[@]}" "$gnu/$program" "${@:2}" 2>&1; echo "status $?"; "${undo[@]}" 2>&1)
  ours=$("${as[@]}" "$@" 2>&1; echo "status $?"; "${undo[@]}" 2>&1)
  check "$case: $*" "${ours/#lstat: /stat: }" "${theirs//$gnu\//}"
}

# Count the cases of the file $1, TAP of the program $2, and print those that failed,
# with what comes after, or were skipped.
count ()
{
  local failures skips cases
  cases=$(grep -cE '^(not )?ok ' "$1")
  [ "$(tail -n 1 "$1")" = "1..$cases" ] || echo "not ok - $2: no end" >>"$1"
  grep -A 4 '^not ok ' "$1"
  grep '^ok .* # SKIP ' "$1"
  failures=$(grep -c '^not ok ' "$1")
  skips=$(grep -c '^ok .* # SKIP ' "$1")
  passed=$((passed + $(grep -c '^ok ' "$1") - skips))
  failed=$((failed + failures)) skipped=$((skipped + skips))
  printf '%s: %d cases, %d failed, after %d s\n' "$2" "$cases" "$failures" "$SECONDS"
}

# Wait until the command "$@" succeeds, and fail if it does not in a minute.
await ()
{
  local end=$((SECONDS + 60))
  until "$@"; do
    [ $SECONDS -lt $end ] || return
    sleep 0.1
  done
}

# Print the counts, and end the job.  One without a case has failed.
finish ()
{
  ((passed + failed + skipped)) || failed=1
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  exit $((failed != 0))
}
