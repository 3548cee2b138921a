#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# differential.bats -- both programs against GNU's, on random command lines

load ../helper

# Compare the programs, by default those that are built, as SETTINGS say, all of them
# in $sandbox; the comparison must end with the status EXPECTED.
differential ()
{
  need perl
  # GNU's programs have the texts of another C library.
  [ "$(libc)" = glibc ] || skip "musl has other messages"
  local expected=$1 settings=$2 program
  shift 2
  # They are called with an environment of their own.
  if [ -n "${BUILTINS-}" ] && [ $# -eq 0 ]; then
    for program in lstat mkdir; do
      sed "s|\$BASH_LOADABLES_PATH|$BASH_LOADABLES_PATH|" "$PROGRAMS_DIR/$program" > "$program"
      chmod +x "$program"
      set -- "$@" "$PWD/$program"
    done
  fi
  # shellcheck disable=SC2086
  run "${sandbox[@]}" env RUN= KEEP= $settings perl "$top_srcdir/tests/differential/run" "$@"
  [ "$status" -ne 77 ] || lack "$output"
  [ "$status" -eq "$expected" ] || { echo "status $status: $output"; false; }
}

# Print the path of the system's program NAME.
gnu ()
{
  PATH=/usr/bin:/bin type -P "$1"
}

@test "random command lines have the same effect as with GNU's programs" {
  need_linux statx
  # It makes a file for a moment, so that --file-system finds less free.
  [ -z "${TSAN_OPTIONS-}" ] || skip "not with ThreadSanitizer"
  native valgrind
  differential 0 'RUNS=300 SEED=1'
}

@test "random calls of mkdir have the same effect where the kernel has no statx" {
  need_no_statx
  # Of GNU's programs, stat fails there.
  local sandbox=("$sandboxed" fail 38 "statx,fchmodat2,openat2")
  differential 0 'RUNS=150 SEED=1 LOOK=mkdir'
}

@test "the comparison notices unexpected differences" {
  local stat=${GNU_STAT-$(gnu stat)} mkdir=${GNU_MKDIR-$(gnu mkdir)}
  differential 1 'RUNS=30 SEED=1 LOOK=lstat' "$stat" /bin/true
  differential 1 'RUNS=30 SEED=1 LOOK=mkdir' /bin/true "$mkdir"
}

# Set $stat to GNU stat.
need_gnu_stat ()
{
  stat=$(gnu stat)
  [[ $("$stat" --version 2>&1) == *'(GNU coreutils)'* ]] || lack "no GNU stat"
}

@test "GNU stat up to 9.11 prints the name of -f in double quotes, as lstat.1 says" {
  need_gnu_stat
  mkdir 'a b' plain
  same_file <(lstat -f 'a b' plain | grep File:) <<< "  File: 'a b'"$'\n  File: plain'
  [ "$("$stat" -t -- 'a b' | cut -d ' ' -f 1)" = a ] || skip "this GNU stat is newer than 9.11"
  same_file <("$stat" -f 'a b' plain | grep File:) <<< $'  File: "a b"\n  File: "plain"'
}

@test "GNU stat prints other mount points where lstat.1 says so" {
  need_linux mountinfo
  need_gnu_stat
  need_root
  need_mounts
  need_kernel "mount IDs"
  mkdir -p from/d to
  touch from/f from/d/g file mounted
  ln -s to/f link
  cat > script <<-'END'
	mount --bind from to
	mount --bind file mounted
	for stat; do
	  "$stat" -c "%m %n" to to/f to/d to/d/g mounted
	  "$stat" -L -c "%m %n" link
	  # The newer GNU stat names itself in its message by its last component.
	  "$stat" -c "%m %n" - < /proc/version 2>&1 | sed "s|^$stat:|${stat##*/}:|"
	done
	END
  run "${own_mounts[@]}" bash -u script "$stat" lstat
  local point
  point=$(lstat -c %m .)
  same_as "$output" <<-END
	$point to
	$point to/f
	$point to/d
	$point to/d/g
	$point mounted
	$point link
	${stat##*/}: failed to canonicalize '-': No such file or directory
	? -
	$PWD/to to
	$PWD/to to/f
	$PWD/to to/d
	$PWD/to to/d/g
	$PWD/mounted mounted
	$PWD/to link
	/proc -
	END
}

@test "GNU stat prints no mount point of a directory that may not be searched" {
  need_gnu_stat
  mkdir -m 600 d
  run -0 as_user lstat -c %m d
  [ "$output" = "$(lstat -c %m .)" ]
  run -1 as_user "$stat" -c %m d
  # Older ones print the path by which they were called.
  same_as "${output#"${stat%/*}/"}" <<-'END'
	stat: cannot change to directory 'd': Permission denied
	?
	END
}
