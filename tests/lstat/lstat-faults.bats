#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-faults.bats -- write errors, blocked and failing system calls, and
# which calls are made

load ../helper

# Print the calls that "lstat ARGUMENT..." makes for the file f, up to what
# statx answers.
calls_for_f ()
{
  strace --quiet=all -e trace=statx,newfstatat,readlinkat,lgetxattr,getxattr -P f \
    -o log lstat "$@" > /dev/null || :
  sed 's/, {.*//; s/) *= .*/)/' log
}

# The calls with which a C library carries out fstatat.
FSTATAT='newfstatat,?lstat,?stat'

# Run "lstat ARGUMENT..." with the system calls of the file f that $1 names
# failing as strace's "error=$2".
with_failing ()
{
  strace --quiet=all -e trace="$1" -e inject="$1:error=$2" -P f -o log lstat "${@:3}"
}

@test "a system call that a signal interrupts is repeated" {
  need_linux statx
  need strace setfattr
  own_process "what strace injects is for a process"
  touch f
  ln -s f l
  setfattr -n user.name -v value f 2>/dev/null || lack "no extended attributes here"
  printf 'f\0l\0' > list
  local call options
  while read -r call options; do
    read -ra options <<< "$options"
    lstat "${options[@]}" > expected
    # The first, the third, and so on.
    run -0 --separate-stderr strace --quiet=all -o log -P f -P l -P list -P "$PWD" \
      -P /proc/self/mountinfo -e trace="$call" -e inject="$call:error=EINTR:when=1+2" \
      lstat "${options[@]}"
    same_as "$output" < expected
    # shellcheck disable=SC2154 # set by run
    same_as "$stderr" </dev/null
    grep -q INJECTED log
  done <<-'END'
	statx --json=path,st_ino,st_mtime,mount_id,mount_id_unique f l
	readlinkat --json=target f l
	lgetxattr --json=context,acl,capabilities f l
	llistxattr --json=xattrs f l
	/^open(at)?$ --files0-from=list -c %n
	/^open(at)?$ -c %m f l
	END
}

@test "a file system that interrupts each system call is an error" {
  need_linux statx
  need strace
  own_process "what strace injects is for a process"
  touch f g
  ln -s f l
  local call name what
  while read -r call name what; do
    run -1 --separate-stderr strace --quiet=all -o log -P "$name" -e trace="$call" \
      -e inject="$call:error=EINTR" lstat --json=path,target "$name" g
    # shellcheck disable=SC2154 # set by run
    same_as "$stderr" <<<"lstat: cannot $what '$name': Interrupted system call"
    same_as "${output##*$'\n'}" <<<'{"path": "g", "target": null}'
  done <<-'END'
	statx f statx
	readlinkat l read symbolic link
	END
  # Each system call has its own number of tries, in each thread.
  ln -s f m
  run -0 strace -f --quiet=all -o log -P l -P m -e trace=readlinkat \
    -e inject=readlinkat:error=EINTR:when=1..600 lstat -j2 --json=target l m
  same_as "$output" <<-'END'
	{"target": "f"}
	{"target": "f"}
	END
}

@test "a lookup of an owner that a signal interrupts is repeated" {
  own_process "what strace injects is for a process"
  need strace
  native
  [ "$(libc)" = glibc ] || skip "another library may not say so"
  [ -s /etc/nsswitch.conf ] || lack "no /etc/nsswitch.conf"
  touch f
  lstat -c '%U %G' f > expected
  run -0 strace --quiet=all -o log -P /etc/nsswitch.conf -e trace=read \
    -e inject=read:error=EINTR:when=1 lstat -c '%U %G' f
  same_as "$output" < expected
  grep -q INJECTED log
  # One that is always interrupted ends.
  run -0 strace --quiet=all -o log -P /etc/nsswitch.conf -P /etc/passwd -P /etc/group \
    -e trace=read -e inject=read:error=EINTR lstat -c '%U %G' f
  [ "${#lines[@]}" -eq 1 ]
  grep -q INJECTED log
}

@test "a full device is one write error" {
  touch f
  local options
  for options in '' '-c %30000n f' --json; do
    run -1 sh -c "lstat $options f f > /dev/full"
    [ "$output" = "lstat: write error: No space left on device" ]
  done
}

@test "a closed standard output is a write error" {
  touch f
  run -1 sh -c 'lstat f >&-'
  [ "$output" = "lstat: write error: Bad file descriptor" ]
  run -0 sh -c 'lstat --printf= f >&-'
  [ "$output" = "" ]
}

@test "a closed pipe is EPIPE where SIGPIPE is ignored" {
  touch f
  mkfifo pipe
  # The end that reads is closed before lstat starts.
  run -1 sh -c 'trap "" PIPE; exec 3<> pipe 4> pipe 3>&-; lstat f >&4'
  [ "$output" = "lstat: write error: Broken pipe" ]
}

@test "statx is asked for just the bits wanted" {
  need_linux statx
  need strace
  touch f
  local call='statx(AT_FDCWD, "f", AT_STATX_SYNC_AS_STAT|AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT'
  same_file <(calls_for_f -c '%s %n' f) <<< "$call, STATX_SIZE"
  same_file <(calls_for_f -c '%a' f) <<< "$call, STATX_MODE"
  same_file <(calls_for_f -c '%U %g %Y' f) <<< "$call, STATX_UID|STATX_GID|STATX_MTIME"
  same_file <(calls_for_f -c '%w %i %b %h' f) \
    <<< "$call, STATX_NLINK|STATX_INO|STATX_BLOCKS|STATX_BTIME"
}

@test "a link target is read only if it is wanted" {
  need_linux statx
  need strace
  ln -s g f
  local call='statx(AT_FDCWD, "f", AT_STATX_SYNC_AS_STAT|AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT'
  same_file <(calls_for_f -c '%F' f) <<< "$call, STATX_TYPE|STATX_SIZE"
  same_file <(calls_for_f -c '%N' f | sed 's/"f", 0x.*/"f"/; s/"f", "g".*/"f"/') <<-END
	$call, STATX_TYPE
	readlinkat(AT_FDCWD, "f"
	END
}

@test "--cached and -L choose statx's flags" {
  need_linux statx
  need strace
  touch f
  same_file <(calls_for_f --cached=always -c %s f) \
    <<< 'statx(AT_FDCWD, "f", AT_STATX_DONT_SYNC|AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT, STATX_SIZE'
  same_file <(calls_for_f --cached=never -c %s f) \
    <<< 'statx(AT_FDCWD, "f", AT_STATX_FORCE_SYNC|AT_SYMLINK_NOFOLLOW, STATX_SIZE'
  same_file <(calls_for_f --cached=default -L -c %s f) \
    <<< 'statx(AT_FDCWD, "f", AT_STATX_SYNC_AS_STAT|AT_NO_AUTOMOUNT, STATX_SIZE'
}

@test "a bad --cached is a usage error" {
  run -1 lstat --cached=foo f
  same_as "$output" <<-'END'
	lstat: invalid argument ‘foo’ for ‘--cached’
	Valid arguments are:
	  - ‘default’
	  - ‘never’
	  - ‘always’
	Try 'lstat --help' for more information.
	END
}

@test "where a sandbox blocks statx, fstatat answers, and statx is not tried again" {
  need_linux statx
  need_kernel "a statx that can fail"
  need strace
  printf hello > f
  local errors=(EPERM ENOSYS EINVAL) calls=1
  # Where an address has 32 bits, the fstatat of the C library is a statx, too,
  # and has another way only where there is none.
  [ "$(address_bits)" = 64 ] || errors=(ENOSYS) calls=3
  for error in "${errors[@]}"; do
    run -0 strace --quiet=all -e trace=statx -e "inject=statx:error=$error" -o log \
      lstat -c '%s %a %W %w %F' f f
    same_as "$output" <<-'END'
	5 644 0 - regular file
	5 644 0 - regular file
	END
    [ "$(grep -c '"f"' log)" -eq "$calls" ]
  done
}

@test "standard input is queried by fstat where statx is blocked" {
  need strace
  printf hello > f
  run -0 strace --quiet=all -e trace=statx -e inject=statx:error=ENOSYS -o log \
    lstat -c '%s %F' - < f
  [ "$output" = "5 regular file" ]
}

@test "an error that belongs to the file is reported unchanged" {
  need strace
  touch f
  for error in 'EPERM Operation not permitted' 'EACCES Permission denied' \
    "EIO $(errno_text EIO)" "ELOOP $(errno_text ELOOP)"; do
    run -1 with_failing "statx,$FSTATAT" "${error%% *}" -c %s f
    [ "$output" = "lstat: cannot statx 'f': ${error#* }" ]
  done
}

@test "EPERM of a file is not taken for a sandbox that blocks statx" {
  need_linux statx
  need strace
  touch f g
  run -1 with_failing "statx,$FSTATAT" EPERM -c '%n %s' f g
  same_as "$output" <<-'END'
	lstat: cannot statx 'f': Operation not permitted
	g 0
	END
  strace --quiet=all -e trace="statx,$FSTATAT" -e inject="statx,$FSTATAT:error=EPERM" \
    -P f -P g -o log lstat -c %s f g 2> /dev/null || :
  # Where an address has 32 bits, the fstatat of the C library is a statx, too.
  [ "$(grep -c '^statx' log)" -eq "$((128 / $(address_bits)))" ]
}

@test "an unreadable link target is reported, and the other fields are printed" {
  need strace
  ln -s g f
  run -1 with_failing readlinkat EACCES -c '%N %F' f
  same_as "$output" <<-'END'
	lstat: cannot read symbolic link 'f': Permission denied
	'f' symbolic link
	END
}

@test "%C is the extended attribute that SELinux keeps" {
  need_linux xattr
  need setfattr
  need_root
  touch f
  ln -s f l
  setfattr -n security.selinux -v 'u:r:t:s0' f || lack "no such attributes here"
  run -0 lstat -c '[%C][%12C]' f
  [ "$output" = "[u:r:t:s0][    u:r:t:s0]" ]
  [ "$(lstat -L -c %C l)" = "u:r:t:s0" ]
  run -1 lstat -c '[%C]' l
  same_as "$output" <<-'END'
	lstat: failed to get security context of 'l': No data available
	[?]
	END
}

@test "only system calls that the format needs are made" {
  own_process 'bash makes system calls, too'
  native
  need strace
  touch f
  strace -f -qq -o log lstat -c '%s %n %Y' f
  run -1 grep -E 'mountinfo|passwd|zoneinfo|localtime|selinux|xattr|readlink|chdir' log
}

@test "the locale is read only if the output depends on it" {
  own_process 'bash reads the locale'
  native
  need strace
  touch f
  local files='/locale-archive"\|/LC_[[:upper:]]*"'
  LC_ALL=C.UTF-8 strace -qq -o log lstat --json=path,st_size,mtime f > out
  run -1 grep "$files" log
  LC_ALL=C.UTF-8 strace -qq -o log lstat -c '%{st_size} %{mtime}' f > out
  run -1 grep "$files" log
  [ "$(libc)" = glibc ] || return 0
  for wish in '-c %N' '-c %.1Y' '--time-style=+%B' '--nosuch'; do
    # The last one fails.
    # shellcheck disable=SC2086 # two words
    LC_ALL=C.UTF-8 strace -qq -o log lstat $wish f > out 2>&1 || :
    grep -q "$files" log
  done
}

@test "a security context of any length is read whole" {
  need_linux xattr
  need_root
  need setfattr
  local context length
  touch f
  for length in 1 126 127 128 129 255 256 257 2000; do
    printf -v context %0"$length"d 0
    setfattr -n security.selinux -v "$context" f || lack "no such attributes here"
    [ "$(lstat -c %C f)" = "$context" ]
  done
}
