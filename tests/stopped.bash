# SPDX-License-Identifier: GPL-3.0-or-later
# stopped.bash -- mkdir stopped between two of its system calls
# shellcheck shell=bash

# Run "mkdir ARGUMENT...", stopped by a signal after its system call SYSCALL for
# the COUNTth time; call "meanwhile", a function, and let it go on.  What it
# prints goes to the file output.  With only=PATH, only the calls that name PATH
# count; with inject=CALL:EXPRESSION, strace injects that, too.  The array program,
# if set, is what to run in place of mkdir.  If it ends without having been stopped,
# fail with 99, and show what it printed.
stopped ()
{
  local syscall=$1 count=$2 trace line=
  shift 2
  rm -f trace
  mkfifo trace
  # With -D the process $! is mkdir, and strace a child of it.
  # shellcheck disable=SC2086
  strace -D -e quiet=all -o trace ${only:+-P "$only"} \
    -e trace="$syscall${inject:+,${inject%%:*}}" ${inject:+-e inject="$inject"} \
    -e inject="$syscall:signal=STOP:when=$count" "${program[@]-mkdir}" "$@" \
    >output 2>&1 3>&- &
  exec {trace}<trace
  until [[ $line = *'stopped by SIGSTOP'* ]]; do
    read -r -u "$trace" line || {
      wait $! || :
      cat output
      return 99
    }
  done
  meanwhile
  kill -CONT $!
  # Let strace write the rest.
  cat <&"$trace" >/dev/null
  exec {trace}<&-
  wait $!
}

# Go on when the file "$1" is so old that mkdir sees it: older than a step of the
# clock of file times, which is up to 10 ms, and than what passes on a machine with
# much to do before mkdir, which goes on, has read that clock.
younger_than ()
{
  until (($(date +%s%N) - $(lstat -c '%{st_birthtime_ns}' "$1") > 400000000)); do
    sleep 0.1
  done
}
