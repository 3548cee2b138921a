# SPDX-License-Identifier: GPL-3.0-or-later
# helper.bash -- what every test file loads
# shellcheck shell=bash

bats_require_minimum_version 1.5.0
load ../libc

# Each test starts in an empty directory of its own, reachable by any user.
setup ()
{
  [ -z "${BUILTINS-}" ] || enable_builtins || return
  chmod a+x "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/*
  chmod 755 "$BATS_TEST_TMPDIR"
  cd "$BATS_TEST_TMPDIR" || return
  umask 022
  [ "${INSTRUMENTED-}" != sanitizer ] || log_sanitizers
  # Where as_user is called by "run", it could not skip the test.
  if [ "$EUID" -eq 0 ] && [[ $(declare -f "$BATS_TEST_NAME") == *as_user* ]]; then
    need setpriv
  fi
  if declare -F need_for_all > /dev/null; then
    need_for_all
  fi
}

# Let the tests call the builtins in the process of bats, too.  The library of
# a sanitizer is loaded by now, and only tests/tools/builtins/ needs it again.
enable_builtins ()
{
  local program
  export -n LD_PRELOAD
  for program in lstat mkdir; do
    enable -f "$BASH_LOADABLES_PATH/$program" "$program" || return
  done
}

# Let sanitizers write to files what they find, for teardown, since a test may not
# look at the exit status or the diagnostics of a program.
log_sanitizers ()
{
  local options log=log_path=$BATS_TEST_TMPDIR.sanitizer/log
  mkdir -m 1777 "$BATS_TEST_TMPDIR.sanitizer" && chmod 1777 "$BATS_TEST_TMPDIR.sanitizer" || return
  for options in ASAN_OPTIONS TSAN_OPTIONS UBSAN_OPTIONS; do
    export "$options=${!options-}:$log"
  done
}

# Let bats remove what a test has closed.  Fail if a sanitizer has found anything.
teardown ()
{
  [ "$EUID" -eq 0 ] || chmod -R u+rwx "$BATS_TEST_TMPDIR"
  ! cat "$BATS_TEST_TMPDIR".sanitizer/log* 2> /dev/null
}

# Run a command as the function of bats does, which drops newlines at the end of
# $output and $stderr.  This one drops one, and fails unless each is empty or ends
# in just one, so that a test that compares them compares all; with
# --keep-empty-lines, they may end in any way, and are whole.
eval "plain_$(declare -f run)"
run ()
{
  local options=() separate='' whole='' result=0
  while [[ $1 == -* || $1 == '!' ]]; do
    case $1 in
      --keep-empty-lines) whole=1 ;;
      --separate-stderr) separate=$BATS_RUN_TMPDIR/stderr ;;
      *) options+=("$1") ;;
    esac
    shift
  done
  plain_run "${options[@]}" guarded "$separate" "$@" || result=$?
  take_newline output "$output"
  # shellcheck disable=SC2034
  IFS=$'\n' read -d '' -r -a lines <<< "$output" || :
  if [ -n "$separate" ]; then
    take_newline stderr "$(cat "$separate"; printf .)"
    # shellcheck disable=SC2034
    IFS=$'\n' read -d '' -r -a stderr_lines <<< "$stderr" || :
  fi
  return "$result"
}

# Run a command, with diagnostics to the file STDERR if it is not empty, and end
# its output in a full stop, since $(...) drops newlines at the end.
guarded ()
{
  [ -z "$1" ] || exec 2> "$1"
  # No variable, since the command may be a function that uses others.
  "${@:2}"
  set -- $?
  printf .
  return "$1"
}

# For run: set the variable NAME to TEXT without its last newline.
take_newline ()
{
  local text=${2%.}
  if [ -z "$whole" ]; then
    case $text in
      '' | *[!$'\n']$'\n') text=${text%$'\n'} ;;
      *)
        printf '$%s does not end in one newline: %q\n' "$1" "$text"
        result=1 ;;
    esac
  fi
  printf -v "$1" %s "$text"
}

# Succeed if ACTUAL, which is $output or one of its lines, is what standard input
# holds, with the marks ‘ and ’ in it as the locale has them, else show how they
# differ.
same_as ()
{
  same_file <(printf %s "${1:+$1$'\n'}")
}

# Compare FILE, which may be <(COMMAND), with standard input as same_as does, to
# the last byte.
same_file ()
{
  diff -u --label expected --label actual <(with_marks) "$1"
}

# Copy standard input with the quotation marks of the locale for ‘ and ’.
with_marks ()
{
  local text
  text=$(cat; printf .)
  case $text in
    *‘* | *’*) ;;
    *)
      printf %s "${text%.}"
      return ;;
  esac
  printf %s "${text%.}" | case $(charset) in
    UTF-8) cat ;;
    GB18030) LC_ALL=C sed $'s/‘/\xa1\xae/g; s/’/\xa1\xaf/g' ;;
    *) LC_ALL=C sed "s/‘/'/g; s/’/'/g" ;;
  esac
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

# Skip for the lack of PART in the kernel, which with OLD_KERNEL=1, as in
# tests/machine/job-suite, is one that was chosen for what it lacks.
lack_in_kernel ()
{
  [ -z "${OLD_KERNEL-}" ] || skip "Linux $(uname -r) has no $1"
  lack "no $1"
}

# Skip for the lack of PART in the build: it is none if configure was told so,
# with --without-PART.
lack_part ()
{
  case $("$top_builddir/config.status" --config) in
    *--without-"$1"*) skip "configured without $1" ;;
  esac
  lack "built without $1"
}

# Go on only if every COMMAND is there.  What strace shows of valgrind is not
# what the programs do, no leak is found in a process that is traced, and
# ThreadSanitizer writes a file in TMPDIR before main where it can.
need ()
{
  local command
  for command; do
    case $command.${INSTRUMENTED-} in
      strace.valgrind) native valgrind ;;
      strace.sanitizer | gdb.sanitizer)
        export ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 TMPDIR=$PWD/nowhere ;;
    esac
    case $command.${FOREIGN-} in
      gdb. | valgrind.) ;;
      gdb.* | valgrind.*) skip "$command here knows no program for $FOREIGN" ;;
    esac
    command -v "$command" >/dev/null || lack "no $command"
    # A sandbox can forbid ptrace(2).
    case $command in
      strace) strace -o /dev/null true ;;
      gdb) gdb -nx -batch -return-child-result -ex run true ;;
    esac </dev/null >/dev/null 2>&1 || lack "$command cannot trace here"
  done
}

# Succeed in a build for Linux.
is_for_linux ()
{
  "$top_builddir/tests/programs/system" linux
}

# Go on only in a build for Linux, since elsewhere the programs do without FEATURE.
# tests/tools/builds counts the tests that are skipped for each.
need_linux ()
{
  is_for_linux || skip "built without $1"
}

# Print the octal MODE as that of a new directory that is to be changed: where no
# flag opens what may not be read, its owner needs permissions for that.
as_opened ()
{
  local opening=0500
  ! is_for_linux || opening=0
  printf '%o\n' $((8#$1 | opening))
}

# Go on only if strace can change what a system call stores, as from 5.11 on.
need_poke ()
{
  need strace
  strace -o /dev/null -e inject=close:poke_exit=@arg1=00:when=9999 true \
    2>/dev/null || lack_in_kernel "ptrace(2) that changes data"
}

# Go on only if the system has PART, as tests/programs/system finds out.  The programs
# under test are not asked: a broken one would skip the tests that find it.
need_system ()
{
  local emulator=()
  [ "$1" = locale ] || need_linux "$1"
  [ "${INSTRUMENTED-}" != valgrind ] || emulator=(valgrind --quiet)
  ! "${emulator[@]}" "$top_builddir/tests/programs/system" "$@" || return 0
  case ${INSTRUMENTED-} in
    qemu | valgrind) skip "$INSTRUMENTED has no $1" ;;
  esac
  case $1 in
    birth | locale) lack "no $1" ;;
    *) lack_in_kernel "$1" ;;
  esac
}

# Go on only where the kernel has openat2, and qemu-user or valgrind, too.
need_openat2 ()
{
  need_system openat2
}

# Go on only if the file system of the directory keeps the time of birth.
need_birth ()
{
  need_system birth .
}

# Go on only if the kernel itself answers the programs: qemu-user lacks PART.
need_kernel ()
{
  [ "${INSTRUMENTED-}" != qemu ] || skip "qemu-user lacks $1"
}

# Print the processor that the programs are built for.  The kernel may be for
# another one.
processor ()
{
  sed -n 's/^host_cpu = //p' "$top_builddir/Makefile"
}

# Print how many bits an address of the programs has: 32 or 64.
address_bits ()
{
  case $(od -An -t u1 -j 4 -N 1 "$(native_programs)/lstat") in
    *1) echo 32 ;;
    *) echo 64 ;;
  esac
}

# Go on only as root; this is no lack of the system.
need_root ()
{
  [ "$(id -u)" -eq 0 ] || skip "needs root"
}

# Without need_mounts, what would mount something fails.
own_mounts=(false)

# Go on only if this process may have a mount namespace, which the command in
# own_mounts gives to another.
need_mounts ()
{
  local id
  need unshare
  own_mounts=(unshare -m)
  ! "${own_mounts[@]}" true 2>/dev/null || return 0
  # In a chroot whose root is no mount point, propagation cannot be changed, and
  # need not be if it is private, which only a process outside of the chroot sees.
  id=$(sed -n 's/^mnt_id:[[:space:]]*//p' /proc/self/fdinfo/0 < /)
  grep "^$id " /proc/1/mountinfo 2>/dev/null | grep -qv ' shared:' || lack "no mount namespaces"
  own_mounts+=(--propagation unchanged)
  "${own_mounts[@]}" true 2>/dev/null || lack "no mount namespaces"
}

# Go on only in a system with the SANDBOX of tests/programs/sandboxed.c, which $sandboxed
# runs a command in.
need_sandbox ()
{
  need_linux sandboxes
  need_kernel "sandboxes"
  sandboxed=$BATS_RUN_TMPDIR/sandboxed
  [ -e "$sandboxed" ] || install -m 755 "$top_builddir/tests/programs/sandboxed" "$sandboxed"
  "$sandboxed" "$@" true 2>/dev/null || {
    [ $? -ne 77 ] || skip "the compiler has no headers of the kernel"
    lack_in_kernel "sandbox: $1"
  }
}

# Go on only if "$sandboxed" fail 38 statx takes statx(2) from mkdir, and nothing
# else: then no time of birth is known.
need_no_statx ()
{
  native
  need_sandbox fail 38 statx
  [ "$(address_bits)" = 64 ] || skip "fstatat is a statx there"
  own_process "only its statx fails"
}

# Go on only if each program is a process of its own.  A builtin is part of a
# bash, whose process has other limits, system calls and descriptors: REASON is
# what the test needs.
own_process ()
{
  [ -z "${BUILTINS-}" ] || skip "a builtin has no process of its own: $1"
}

# From now on, the programs are processes, builtins or not: for a test that sets
# what a process reads when it starts, such as LOCPATH.
start_processes ()
{
  [ -z "${BUILTINS-}" ] || enable -n lstat mkdir
}

# Run the command "$@" with no more than ten descriptors, of which only the standard
# ones are open, whatever make and bats have left open.
with_few_descriptors ()
{
  (
    for descriptor in {3..30}; do
      eval "exec $descriptor>&-"
    done
    ulimit -n 10
    "$@"
  )
}

# Print the directory of the programs as such: those in PROGRAMS_DIR may be
# scripts that call builtins or valgrind.
native_programs ()
{
  if [ -n "${BUILTINS-}" ] || [ "${INSTRUMENTED-}" = valgrind ]; then
    echo "$top_builddir/bin"
  else
    echo "$PROGRAMS_DIR"
  fi
}

# Print USER:GROUP with the names of the IDs "$1" and "$2", or the IDs.
owner_names ()
{
  local user group
  user=$(getent passwd "$1") || user=$1
  group=$(getent group "$2") || group=$2
  echo "${user%%:*}:${group%%:*}"
}

# Run a command as an ordinary user; the programs and the locales of the suite
# are copied to where that user can reach them.  If root runs the test, the user
# is a member of the groups in $groups, separated by commas.
as_user ()
{
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
    return
  fi
  local bin=$BATS_RUN_TMPDIR/bin
  [ -d "$bin" ] || {
    mkdir -m 755 "$bin"
    if [ -n "${BUILTINS-}" ]; then
      install -D -m 755 -t "$bin/loadables" "$BASH_LOADABLES_PATH"/{lstat,mkdir}
      install -m 755 "$PROGRAMS_DIR"/{lstat,mkdir} "$bin"
    else
      install -m 755 "$(native_programs)"/{lstat,mkdir} "$bin"
    fi
  }
  case ${LOCPATH-} in
    '' | "$BATS_RUN_TMPDIR"/*) ;;
    *)
      [ -d "$BATS_RUN_TMPDIR/locales" ] || cp -R "$LOCPATH" "$BATS_RUN_TMPDIR/locales"
      local -x LOCPATH=$BATS_RUN_TMPDIR/locales ;;
  esac
  PATH=$bin:$PATH ${BUILTINS:+env BASH_LOADABLES_PATH="$bin/loadables"} \
    setpriv --reuid=65534 --regid=65534 \
      "${groups:+--groups=}${groups:---clear-groups}" "$@"
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

# Print the path and mode of each PATH and of all below, sorted by bytes.
modes ()
{
  find "$@" -printf '%p %m\n' | LC_ALL=C sort
}

# Print the path, mode, owner and group of each PATH and of all below, sorted by
# bytes.
owners ()
{
  find "$@" -printf '%p %m %U:%G\n' | LC_ALL=C sort
}

# How strace finds system calls that 32-bit machines have by another name.
# shellcheck disable=SC2034
fchown='/^fchown(32)?$' statfs='/^statfs(64)?$'

# Print the system calls of the file log that change a directory, without their
# descriptors.
changes ()
{
  sed 's/^fchown32/fchown/' log \
    | grep -E '^(mkdirat|f?chmod|f?chown|fchownat|fchmodat2?)\(' \
    | sed -E 's/ +=.*//; s/\([0-9]+, /(FD, /'
}

# Make the locale LOCALE in DIRECTORY, if it is not there.  Go on only with it.
# localedef takes seconds, so the build tree keeps what it makes for other tests.
need_locale ()
{
  local reason status=0 cache=$top_builddir/tests/locales.build making
  making=$cache/$BASHPID
  if [ ! -d "$cache/$2" ]; then
    mkdir -p "$making" 2>/dev/null || making=$1
    reason=$(make_locale "$making" "$2") || status=$?
    # Another test may have made it meanwhile.
    [ "$making" = "$1" ] || mv -T "$making/$2" "$cache/$2" 2>/dev/null || :
    rm -rf "${cache:?}/$BASHPID"
    [ $status -ne 2 ] || skip "$reason"
    [ $status -eq 0 ] || lack "$2: $reason"
  fi
  [ ! -d "$cache/$2" ] || [ -d "$1/$2" ] || cp -R "$cache/$2" "$1"
}

# Let the programs use the locale LOCALE, such as de_DE.UTF-8, and make it if it
# is not there.  Messages stay in English where catalogues are installed.
use_locale ()
{
  need_locale "$PWD" "$1"
  start_processes
  export LOCPATH=$PWD LC_ALL=$1 LANGUAGE=C
}

# Go on only with the programs as they are built for use: a sanitizer, valgrind or
# qemu-user, or only the one of the first two that is named, changes what this test
# counts, limits or traces.
native ()
{
  case ${INSTRUMENTED-} in
    '') ;;
    qemu | "${1-$INSTRUMENTED}") skip "$INSTRUMENTED has system calls, descriptors and memory of its own" ;;
  esac
}

# Print the name that PROGRAM is installed by.
installed_name ()
{
  local transform
  transform=$(sed -n 's/^program_transform_name = //p' "$top_builddir/Makefile")
  sed "${transform//\$\$/\$}" <<<"$1"
}

# Print what --help and the manual pages say about where to report bugs.
contact_lines ()
{
  local address page
  address=$(sed -n 's/^#define BUGREPORT "\(.*\)"$/\1/p' "$top_builddir/config.h")
  page=$(sed -n 's/^#define HOMEPAGE "\(.*\)"$/\1/p' "$top_builddir/config.h")
  if [ -n "$address" ]; then
    echo "Report bugs to: $address"
  else
    echo 'Report bugs to the maintainer of the package of your distribution.'
  fi
  [ -z "$page" ] || echo "Home page: <$page>"
}
