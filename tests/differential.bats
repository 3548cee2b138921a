#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# differential.bats -- both programs against GNU's, on random command lines

load helper

# Compare the programs, by default those that are built, as SETTINGS say.
differential ()
{
  need perl
  # GNU's programs have the texts of another C library.
  [ "$(libc)" = glibc ] || skip "musl has other messages"
  local settings=$1 program
  shift
  # They are called with an environment of their own.
  if [ -n "${BUILTINS-}" ] && [ $# -eq 0 ]; then
    for program in lstat mkdir; do
      sed "s|\$BASH_LOADABLES_PATH|$BASH_LOADABLES_PATH|" "$PROGRAMS_DIR/$program" > "$program"
      chmod +x "$program"
      set -- "$@" "$PWD/$program"
    done
  fi
  # shellcheck disable=SC2086
  run env RUN= KEEP= $settings perl "$top_srcdir/tests/differential.pl" "$@"
  [ "$status" -ne 77 ] || lack "$output"
}

# Print the path of the system's program NAME.
gnu ()
{
  PATH=/usr/bin:/bin type -P "$1"
}

@test "random command lines do what they do with GNU's programs" {
  # It makes a file for a moment, so that --file-system finds less free.
  [ -z "${TSAN_OPTIONS-}" ] || skip "not with ThreadSanitizer"
  native valgrind
  differential 'RUNS=600 SEED=1'
  echo "$output"
  [ "$status" -eq 0 ]
}

@test "the comparison notices what is not as expected" {
  local stat=${GNU_STAT-$(gnu stat)} mkdir=${GNU_MKDIR-$(gnu mkdir)}
  differential 'RUNS=100 SEED=1 LOOK=lstat' "$stat" /bin/true
  [ "$status" -eq 1 ]
  differential 'RUNS=100 SEED=1 LOOK=mkdir' /bin/true "$mkdir"
  [ "$status" -eq 1 ]
}
