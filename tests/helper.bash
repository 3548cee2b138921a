# SPDX-License-Identifier: GPL-3.0-or-later
# helper.bash -- what every test file loads
# shellcheck shell=bash

bats_require_minimum_version 1.5.0

# Each test starts in an empty directory of its own, reachable by any user.
setup ()
{
  chmod a+x "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/*
  chmod 755 "$BATS_TEST_TMPDIR"
  cd "$BATS_TEST_TMPDIR" || return
  umask 022
}

# Let bats remove what a test has closed.
teardown ()
{
  [ "$EUID" -eq 0 ] || chmod -R u+rwx "$BATS_TEST_TMPDIR"
}

# Succeed if ACTUAL is what standard input holds, else show how they differ.
# Trailing newlines do not count, as in $output.
same_as ()
{
  diff -u --label expected --label actual <(printf '%s\n' "$(cat)") \
    <(printf '%s\n' "$1")
}

# Skip for the lack of something; with STRICT=1, as in CI, fail instead.
lack ()
{
  if [ "${STRICT-0}" = 1 ]; then
    echo "STRICT: $*" >&2
    return 1
  fi
  skip "$*"
}

# Go on only if every COMMAND is there.  What strace shows of valgrind is not
# what the programs do, and no leak is found in a process that is traced.
need ()
{
  local command
  for command; do
    case $command.${INSTRUMENTED-} in
      strace.valgrind) native valgrind ;;
      strace.sanitizer | gdb.sanitizer)
        export ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 ;;
    esac
    command -v "$command" >/dev/null || lack "no $command"
  done
}

# Go on only as root; this is no lack of the system.
need_root ()
{
  [ "$(id -u)" -eq 0 ] || skip "needs root"
}

# Run a command as an ordinary user; the programs are copied to where that
# user can reach them.
as_user ()
{
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
    return
  fi
  local bin=$BATS_RUN_TMPDIR/bin
  [ -d "$bin" ] || {
    mkdir -m 755 "$bin"
    install -m 755 "$top_builddir"/bin/lstat "$top_builddir"/bin/mkdir "$bin"
  }
  PATH=$bin:$PATH setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

# Run "$@" as a coprocess, $pid: its input is what is written to the descriptor
# $to, its output and diagnostics are read from $from.
# shellcheck disable=SC2034,SC2153
converse ()
{
  coproc "$@" 2>&1
  pid=$COPROC_PID
  exec {to}>&"${COPROC[1]}" {from}<&"${COPROC[0]}"
  eval "exec ${COPROC[1]}>&-"
}

# Print the path and mode of each PATH and of all below, sorted.
modes ()
{
  find "$@" -printf '%p %m\n' | sort
}

# Print which C library the programs are linked with: glibc or musl.
libc ()
{
  case $(LC_ALL=C mkdir "$(printf '%0256d' 0)" 2>&1) in
    *': File name too long') echo glibc ;;
    *) echo musl ;;
  esac
}

# Print the text of errno NAME as the C library of the programs has it, where
# that of glibc and that of musl differ.
errno_text ()
{
  case $1.$(libc) in
    EDQUOT.glibc) echo 'Disk quota exceeded' ;;
    EDQUOT.musl) echo 'Quota exceeded' ;;
    EXDEV.glibc) echo 'Invalid cross-device link' ;;
    EXDEV.musl) echo 'Cross-device link' ;;
    EIO.glibc) echo 'Input/output error' ;;
    EIO.musl) echo 'I/O error' ;;
    ELOOP.glibc) echo 'Too many levels of symbolic links' ;;
    ELOOP.musl) echo 'Symbolic link loop' ;;
    EMFILE.glibc) echo 'Too many open files' ;;
    EMFILE.musl) echo 'No file descriptors available' ;;
    ENAMETOOLONG.glibc) echo 'File name too long' ;;
    ENAMETOOLONG.musl) echo 'Filename too long' ;;
    ENOMEM.glibc) echo 'Cannot allocate memory' ;;
    ENOMEM.musl) echo 'Out of memory' ;;
    ENOTSUP.glibc) echo 'Operation not supported' ;;
    ENOTSUP.musl) echo 'Not supported' ;;
    *) return 1 ;;
  esac
}

# Make the locale NAME in the directory ./NAME.UTF-8 and let the programs use
# it.
use_locale ()
{
  [ "$(libc)" = glibc ] || skip "musl has no such locales"
  need localedef
  localedef -i "$1" -f UTF-8 "./$1.UTF-8" 2>/dev/null \
    || lack "no source of the locale $1"
  export LOCPATH=$PWD LC_ALL=$1.UTF-8
}

# Go on only with the programs as they are built for use: a sanitizer or
# valgrind, or only the one that is named, changes what this test counts,
# limits or traces.
native ()
{
  case ${INSTRUMENTED-} in
    '') ;;
    "${1-$INSTRUMENTED}") skip "for a plain build" ;;
  esac
}
