#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# bash-guest.bats -- the loadable builtins leave the shell as it was, and do what
# its variables say

load ../helper
load ../builtins

# Commands for a script.  "state FILE" stores in FILE what a call must not
# change.
commands='
state ()
{
  {
    umask
    pwd
    set +o
    shopt
    trap -p
    declare -p | grep -vE "^declare -[-aAirx]* (_|BASH_.*|COMP_WORDBREAKS|EPOCH[[:upper:]]*|FUNCNAME|LINENO|PIPESTATUS|RANDOM|SECONDS|SRANDOM)(=|$)"
    declare -F
    printf "%(%z)T %.1f\n" 0 15e-1
  } > "$1"
  ls -l "/proc/$$/fd" >| descriptors
  sed "s/.*:.. //" descriptors >> "$1"
  # Read by the shell itself, which blocks SIGCHLD while it starts a process.
  local line
  while read -r line; do
    case $line in
      SigPnd* | SigBlk* | SigIgn* | SigCgt* | Threads*) echo "$line" ;;
    esac
  done < "/proc/$$/status" >> "$1"
}
calls ()
{
  lstat f; lstat -t nosuch f; lstat --json f; lstat --shell f; lstat -f .
  lstat -c "%y %N" f; lstat -Q; lstat -c; lstat --help; lstat --version
  TZ=Asia/Tokyo lstat -c %y f; QUOTING_STYLE=c lstat -c %N f
  LC_ALL=C.UTF-8 lstat --quoting-style=locale -c %N f
  POSIXLY_CORRECT=1 lstat f -L; lstat --time-style=locale -c %y f
  lstat --files0-from=list; lstat --beneath=. f; lstat --dir-fd=8 f; lstat -j9 f f f
  lstat - < f; lstat - <&-; lstat f >&-; lstat f > /dev/full; lstat nosuch 2>&-
  mkdir -pm 1777 a/b; mkdir a; mkdir -m 8 c; mkdir -Q; mkdir --parent-mode=700 a/b
  mkdir -m 700 --masked a; mkdir --help; mkdir -v a/c; mkdir --json a/c; rmdir a/c
  mkdir -Z a; mkdir --context=u:r:t a; mkdir --files0-from=list
  mkdir --beneath=a -p b ../x; mkdir --dir-fd=9 -m 777 f/x
}
'

@test "thousands of calls leave the shell as it was" {
  native
  printf hello > f
  printf 'f\0a\0\0nosuch/x\0' > list
  run -0 in_bash <<-END
	$commands
	$resident
	trap 'echo EXIT' EXIT; trap : USR1 ERR
	set -o noclobber; shopt -s nullglob
	umask 027
	exec 7< f
	state before
	for ((i = 0; i < 250; i++)); do calls; done > /dev/null 2>&1
	unset i
	state after
	diff before after
	first=\$(resident)
	for ((i = 0; i < 750; i++)); do calls; done > /dev/null 2>&1
	last=\$(resident)
	echo \$((last - first > 64 ? last - first : 0))
	END
  same_as "$output" <<-'END'
	0
	EXIT
	END
}

@test "ten thousand calls that set variables do not grow the shell" {
  native
  printf hello > f
  run -0 in_bash <<-END
	$resident
	calls () { for ((i = 0; i < \$1; i++)); do lstat -A st f; lstat -v x f; lstat -A st nosuch; done; }
	calls 500 2> /dev/null
	first=\$(resident)
	calls 10000 2> /dev/null
	last=\$(resident)
	echo \$((last - first > 64 ? last - first : 0))
	END
  same_as "$output" <<< 0
}

@test "the umask is as it was after a usage error and a -Z that fails" {
  run -0 in_bash <<-'END' 2>&1
	umask 0027
	mkdir -m 1777 --nosuch a; mkdir -pm 9 a; mkdir -p --masked a; umask
	mkdir -p nosuch/../x/.. -Z -m 1777 /proc/nosuch/a; umask
	mkdir -pm 1777 a/b; umask
	END
  same_file <(grep '^[0-9]' <<< "$output") <<< $'0027\n0027\n0027'
}

@test "a context that the kernel refuses does not change the umask, and does not end the shell" {
  need_root
  need_mounts
  [ ! -e /sys/fs/selinux/create ] || skip "this kernel labels"
  need_builtins
  prologue > script
  cat >> script <<-'END'
	mount -t tmpfs none /sys/fs && "$1/bin/mkdir" /sys/fs/selinux || exit 99
	>/sys/fs/selinux/create
	umask 0031
	mkdir -pm 1777 --context=u:r:t a/b 2>&1
	echo "$?"
	umask
	mkdir -m 700 c && lstat -c %a c
	END
  LD_PRELOAD=${SANITIZER_LIBRARY-} run -0 "${own_mounts[@]}" bash script "$top_builddir"
  same_as "${output#*: *: }" <<-'END'
	Invalid argument
	1
	0031
	700
	END
  [ ! -e a ]
}
