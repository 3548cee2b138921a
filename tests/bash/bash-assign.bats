#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# bash-assign.bats -- -A and -v, which set variables of bash

load ../helper
load ../builtins

@test "-A sets an associative array to the fields" {
  printf hello > f
  touch -d @1.5 f
  run -0 in_bash <<-'END'
	declare -A st=([old]=1)
	lstat -A st f && echo "${st[st_size]} ${st[st_mtime]} ${st[type]} (${st[target]}) ${#st[@]} ${st[old]-none}"
	lstat -A new --json=path,st_size f && declare -p new
	f () { local -A st; lstat -A st --shell=type . && declare -p st; }
	f
	declare -n ref=target
	lstat -A ref --json=type f && declare -p target
	END
  same_as "$output" <<-'END'
	5 1.500000000 regular () 46 none
	declare -A new=([path]="f" [st_size]="5" )
	declare -A st=([type]="directory" )
	declare -A target=([type]="regular" )
	END
}

@test "-v sets a variable to the output, without the last newline" {
  printf hello > f
  run -0 in_bash <<-'END'
	lstat -v x -c '%s %n' f && declare -p x
	lstat -v x --printf '%s\n' f && echo "${x@Q}"
	lstat -v x --json=path,st_size f && declare -p x
	lstat -v x -c "%2000000s" f && echo "${#x}"
	END
  same_as "$output" <<-'END'
	declare -- x="5 f"
	$'5\n'
	declare -- x="{\"path\": \"f\", \"st_size\": 5}"
	2000000
	END
}

@test "an error leaves the variable of -A and -v unset" {
  run -0 in_bash 2>&1 <<-'END'
	declare -A st=([a]=b)
	x=old
	lstat -A st nosuch || echo "$? ${st+set}"
	lstat -v x -c %s nosuch || echo "$? ${x+set}"
	x=old
	lstat -v x --printf 'a\0b' . || echo "$? ${x+set}"
	x=old
	lstat -v x . . || echo "$? ${x+set}"
	END
  same_as "$output" <<-'END'
	lstat: cannot statx 'nosuch': No such file or directory
	1 
	lstat: cannot statx 'nosuch': No such file or directory
	1 
	lstat: ‘x’: a variable cannot contain a NUL byte
	1 
	lstat: -A and -v take exactly one FILE
	Try 'lstat --help' for more information.
	1 
	END
}

@test "a usage error of -A and -v prints nothing for eval" {
  run -0 in_bash <<-'END'
	lstat -A st --shell=st_siez . 2> /dev/null; echo $?
	lstat --bad --shell -A st . 2> /dev/null; echo $?
	lstat --shell -v 1x . 2> /dev/null; echo $?
	lstat --shell --bad . 2> /dev/null; echo $?
	END
  same_as "$output" <<-'END'
	1
	1
	1
	false
	1
	END
}

@test "--help and --version print, and leave the variable of -A and -v alone" {
  run -0 in_bash <<-'END'
	x=old
	declare -A st=([a]=b)
	for option in --help --version; do
	  lstat -v x $option > printed && lstat $option | cmp - printed && echo "$x"
	  lstat -A st $option > printed && lstat $option | cmp - printed && echo "${st[a]}"
	done
	lstat -v new --help > /dev/null; echo "${new-unset}"
	lstat -v x --help > /dev/full 2>&1; echo "$? $x"
	END
  same_as "$output" <<-'END'
	old
	b
	old
	b
	unset
	1 old
	END
}

@test "an error in any option leaves the variable of -A and -v unset" {
  touch f
  run -0 --separate-stderr in_bash <<-'END'
	try ()
	{
	  local x=old y=old
	  local -A st=([a]=b)
	  lstat "$@"
	  echo "$? ${x-unset} ${st[a]-unset} $y"
	}
	try -v x --nosuch f
	try --nosuch -v x f
	try --nosuch f -vx
	try -c '%{nosuch}' -v y -v x f
	try -j0 -A st f
	try --nosuch -A st f
	try --json=nosuch -A st f
	try --nosuch -v 1a -v x f
	try --nosuch -- -v x f
	try -v x
	try -v 1a f
	END
  same_as "$output" <<-'END'
	1 unset b old
	1 unset b old
	1 unset b old
	1 unset b old
	1 old unset old
	1 old unset old
	1 old unset old
	1 unset b old
	1 old b old
	1 unset b old
	1 old b old
	END
}

@test "-A and -v take no list, and do not wait for one" {
  mkfifo fifo
  run -0 in_bash 2>&1 <<-'END'
	trap : USR1
	x=old
	declare -A st=([a]=b)
	# A wait would end by a signal.
	{ until [ -e done ] || ! kill -s USR1 $$; do sleep 0.01; done; } &
	lstat -v x --files0-from=fifo; echo "$? ${x-unset}"
	lstat -A st --files0-from=fifo; echo "$? ${st[a]-unset}"
	: > done
	until wait; do :; done
	END
  same_file <(grep -v '^Try' <<<"$output") <<-'END'
	lstat: -A and -v take exactly one FILE
	1 unset
	lstat: -A and -v take exactly one FILE
	1 unset
	END
}

@test "a variable that cannot be set is reported, and keeps its value" {
  run -0 in_bash 2>&1 <<-'END'
	readonly ro=1
	declare -a indexed=(1)
	declare -i integer=1
	declare -n bad; bad='x[1]'
	for name in ro integer bad 'a b' 'a[1]' 1a '' BASHPID; do
	  lstat -v "$name" -c %s . && echo wrong
	done
	lstat -A indexed . && echo wrong
	declare -p ro indexed integer
	END
  same_as "$output" <<-'END'
	lstat: ‘ro’: readonly variable
	lstat: ‘integer’: variable with the integer attribute
	lstat: ‘bad’: nameref to something other than a variable
	lstat: ‘a b’: not a valid identifier
	lstat: ‘a[1]’: not a valid identifier
	lstat: ‘1a’: not a valid identifier
	lstat: ‘’: not a valid identifier
	lstat: ‘BASHPID’: special variable of the shell
	lstat: ‘indexed’: indexed array, not an associative array
	declare -r ro="1"
	declare -a indexed=([0]="1")
	declare -i integer="1"
	END
}

@test "the programs refuse -A and -v" {
  own_process 'only the programs refuse them'
  run -1 lstat -A x .
  same_as "$output" <<-'END'
	lstat: option -A works only in the loadable builtin of bash
	Try 'lstat --help' for more information.
	END
  run -1 lstat -v x .
  same_as "$output" <<-'END'
	lstat: option -v works only in the loadable builtin of bash
	Try 'lstat --help' for more information.
	END
}

@test "-A has the fields by name only if they are named" {
  need setfattr setfacl
  touch f
  setfattr -n user.a -v 1 f 2>/dev/null && setfacl -m u:54321:r f 2>/dev/null \
    || lack "no such attributes on this file system"
  run -0 in_bash <<-'END'
	declare -A st
	lstat -A st f; echo "${#st[@]} ${st[age]-none} ${st[acl]-none}"
	lstat -A st --json=xattrs,acl,capabilities f; echo "${#st[@]} ${st[xattrs]##*system}"
	echo "${st[acl]}|${st[capabilities]}"
	lstat -v text -c '%{acl}' f; echo "$text"
	END
  same_as "$output" <<-'END'
	46 none none
	3 .posix_acl_access,user.a
	u::rw-,u:54321:r--,g::r--,m::r--,o::r--|
	u::rw-,u:54321:r--,g::r--,m::r--,o::r--
	END
}

@test "the keys and values of -A are those of --json and --shell, also with -f" {
  need jq
  printf hello > $'a\n"b'
  ln -s 'to where' link
  # Reading it sets its access time, unless that is later than its change.
  touch -h -a -d '1 hour' link
  run -0 in_bash <<-'END'
	same ()
	{
	  local -A st
	  local key text
	  lstat -A st "$@"
	  diff <(printf '%s\n' "${!st[@]}" | sort) <(lstat --json "$@" | jq -r keys_unsorted[] | sort)
	  for key in "${!st[@]}"; do
	    case $key in
	      f_*free | f_*avail) continue ;; # what others change
	    esac
	    text=$(lstat --shell="$key" "$@")
	    eval "text=${text#*=}"
	    [ "${st[$key]}" = "$text" ] || echo "$key: ${st[$key]} $text"
	  done
	}
	same $'a\n"b'
	same link
	same -L .
	same -f $'a\n"b'
	lstat -A st link && echo "${st[target]}|${st[path]}|${#st[@]}"
	lstat -L -A st --json=type,st_size . && echo "${#st[@]} ${st[type]}"
	END
  same_as "$output" <<-'END'
	to where|link|46
	2 directory
	END
}

@test "variables get values of any bytes, in every locale" {
  local name=$'\t\n \' " \\ $(touch made) `touch made` ${x} \xff\xfe \xc3\xa9 \xe2\x82 *'
  touch "./$name"
  ln -s "$name" link
  for locale in C C.UTF-8; do
    LC_ALL=$locale run -0 in_bash "$name" <<-'END'
	lstat -A st link && [ "${st[target]}" = "$1" ] && echo same
	lstat -A st "$1" && [ "${st[path]}" = "$1" ] && echo same
	lstat -v x -c %n "$1" && [ "$x" = "$1" ] && echo same
	eval "$(lstat --shell=path "$1")"; [ "$st_path" = "$1" ] && echo same
	END
    same_as "$output" <<< $'same\nsame\nsame\nsame'
  done
  [ ! -e made ]
}

@test "attributes of the variable have their effect, or are refused" {
  printf hello > F
  run -0 in_bash <<-'END' 2>&1
	declare -l lower; lstat -v lower -c '%n aB' F; declare -p lower
	declare -u upper; lstat -v upper -c '%n aB' F; declare -p upper
	declare -x exported=1; lstat -v exported -c %s F; env | grep '^exported='
	declare -Ar constant=([a]=b); lstat -A constant F || declare -p constant
	declare -Ai numbers; lstat -A numbers F || declare -p numbers
	declare -a list=(a b); lstat -v list -c %s F; declare -p list
	declare -A map=([a]=b); lstat -v map -c %s F; declare -p map
	declare -A st=([path]=old [x]=y); lstat -A st --json=path F; declare -p st
	st=scalar; unset st; st=scalar; lstat -A st --json=path F; declare -p st
	END
  same_as "$output" <<-'END'
	declare -l lower="f ab"
	declare -u upper="F AB"
	exported=5
	lstat: ‘constant’: readonly variable
	declare -Ar constant=([a]="b" )
	lstat: ‘numbers’: variable with the integer attribute
	declare -Ai numbers
	declare -a list=([0]="5" [1]="b")
	declare -A map=([0]="5" [a]="b" )
	declare -A st=([path]="F" )
	declare -A st=([path]="F" )
	END
}

@test "-v and -A respect local variables, namerefs and subshells" {
  printf hello > f
  run -0 in_bash <<-'END' 2>&1
	x=outer
	f () { local x; lstat -v x -c %s f; echo "$x"; }; f; echo "$x"
	g () { local -A st; lstat -A st --json=type f; echo "${st[type]}"; }; g; echo "${st-none}"
	h () { lstat -v global -c %s f; }; h; echo "$global"
	k () { local x=in; lstat -v x nosuch 2>/dev/null; echo "${x-unset}"; }; k; echo "$x"
	(lstat -v x -c %s f; echo "$x"); echo "$x"
	declare -n a=b b=c; lstat -v a -c %s f; echo "$c"
	declare -n one=two; declare -n two=one 2>/dev/null; lstat -v one -c %s f
	declare -n self; lstat -v self -c %s f
	lstat -v x -c %s f | cat; echo "$x"
	v=temporary lstat -v v -c %s f; echo "${v-unset}"
	w=temporary printf -v w %s 5; echo "${w-unset}"
	END
  same_file <(grep -v 'warning:' <<< "$output") <<-'END'
	5
	outer
	regular
	none
	5
	unset
	outer
	5
	outer
	5
	lstat: ‘one’: nameref to something other than a variable
	lstat: ‘self’: nameref to something other than a variable
	outer
	5
	5
	END
}

@test "variables that bash itself uses take effect at once" {
  touch -d @0 f
  mkdir bin
  printf '#!/bin/sh\necho found\n' > bin/tool
  chmod +x bin/tool
  run -0 in_bash <<-'END' 2>&1
	lstat -v IFS -c : f; set -- $(echo a:b); echo "$#"; unset IFS
	export TZ; lstat -v TZ -c Asia/Tokyo f; printf '%(%z)T\n' 0; lstat -c %y f
	old=$PATH; lstat -v PATH -c "$PWD/bin:$PATH" f; tool; PATH=$old
	for name in BASHOPTS UID EUID PPID SHELLOPTS RANDOM SECONDS LINENO FUNCNAME DIRSTACK BASH_ARGV0 OPTIND; do
	  lstat -v "$name" -c 1 f 2>/dev/null && echo "$name"
	done
	echo end
	END
  same_as "$output" <<-'END'
	2
	+0900
	1970-01-01 09:00:00.000000000 +0900
	found
	end
	END
}

@test "-A refuses variables that bash acts on, set or not" {
  run -0 in_bash <<-'END' 2>&1
	IFS=:
	declare -n ref=IFS
	f () { local IFS=,; lstat -A IFS .; set -- $(echo a,b); echo "$#"; }
	lstat -A IFS .; set -- $(echo a:b); echo "$#"
	f
	lstat -A ref .
	unset IFS
	lstat -A IFS .; set -- $(echo a b); echo "$#"
	old=$PATH
	lstat -A PATH .; echo "${#PATH[@]}"; [ "$PATH" = "$old" ] && type -t cat
	PATH=$old
	for name in BASH_COMPAT BASH_XTRACEFD CHILD_MAX EXECIGNORE FUNCNEST GLOBIGNORE HISTSIZE \
	  HOME LANG LC_ALL LC_CTYPE MAIL MAILCHECK OPTERR POSIXLY_CORRECT TERM TZ ignoreeof; do
	  unset "$name"
	  lstat -A "$name" . 2>&1 | grep -Fv "$name" ; declare -p "$name" 2> /dev/null
	done
	lstat -A BASH_mine --json=type . && declare -p BASH_mine
	END
  same_as "$output" <<-'END'
	lstat: ‘IFS’: special variable of the shell
	2
	lstat: ‘IFS’: special variable of the shell
	2
	lstat: ‘ref’: special variable of the shell
	lstat: ‘IFS’: special variable of the shell
	2
	lstat: ‘PATH’: special variable of the shell
	1
	file
	declare -A BASH_mine=([type]="directory" )
	END
}

@test "an error unsets what bash itself uses, and bash notices" {
  run -0 --separate-stderr in_bash <<-'END'
	IFS=:; lstat -v IFS nosuch; set -- $(echo a:b c); echo "$# ${IFS-unset}"
	f () { local IFS=:; lstat -v IFS nosuch; set -- $(echo a:b c); echo "$#"; }; f
	IFS=: lstat -v IFS nosuch; set -- $(echo a:b c); echo "$#"
	export TZ=Asia/Tokyo; printf '%(%z)T\n' 0; lstat -v TZ nosuch; printf '%(%z)T\n' 0
	lstat -v PATH nosuch; nosuch; echo "$? ${PATH-unset}"
	END
  same_as "$output" <<-'END'
	2 unset
	2
	2
	+0900
	+0000
	127 unset
	END
}

@test "a field that cannot be read leaves the variables of -A and -v unset" {
  need strace
  need_builtins
  ln -s target link
  {
    prologue
    printf '%s\n' 'st=() x=old' 'lstat -A st link; echo "$? ${st+set}"' \
      'lstat -v x -c %N link; echo "$? ${x+set}"' 'lstat -A st -c %n link; echo "$?"' \
      'lstat -v x link --files0-from=-; echo "$?"'
  } > script
  sed -i 's/^st=()/declare -A st=([a]=b);/' script
  run -0 strace --quiet=all -o log -P link -e inject=readlink,readlinkat:error=EIO \
    env LD_PRELOAD="${SANITIZER_LIBRARY-}" bash script
  same_as "$output" <<-'END'
	lstat: cannot read symbolic link 'link': Input/output error
	1 
	lstat: cannot read symbolic link 'link': Input/output error
	1 
	lstat: -A is mutually exclusive with --terse and any FORMAT
	Try 'lstat --help' for more information.
	1
	lstat: -A and -v take exactly one FILE
	Try 'lstat --help' for more information.
	1
	END
}

@test "-A, -v and --terse are mutually exclusive" {
  run -0 in_bash 2>&1 <<-'END'
	lstat -A x -v y . || echo $?
	lstat -v y -A x . || echo $?
	lstat -A x -t . || echo $?
	lstat -A x -c %n . || echo $?
	lstat -A x -A y --shell=type . && echo "${x-none} ${y[type]}"
	lstat -v x --printf= . && declare -p x
	lstat -v x -c '' . && declare -p x
	END
  same_file <(grep -v '^Try' <<<"$output") <<-'END'
	lstat: -A and -v are mutually exclusive
	1
	lstat: -A and -v are mutually exclusive
	1
	lstat: -A is mutually exclusive with --terse and any FORMAT
	1
	lstat: -A is mutually exclusive with --terse and any FORMAT
	1
	none directory
	declare -- x=""
	declare -- x=""
	END
}
