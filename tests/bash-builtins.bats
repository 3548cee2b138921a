#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# bash-builtins.bats -- both programs as loadable builtins of bash

load helper

# Run the bash script on standard input, with both builtins, and ARGUMENTs.
in_bash ()
{
  local loadables=$top_builddir/loadables
  native
  [ -e "$loadables/lstat" ] || lack "built without the builtins of bash"
  bash -c "enable -f $loadables/lstat lstat && enable -f $loadables/mkdir mkdir || exit 99
$(cat)" bash "$@"
}

@test "a builtin exports nothing but its struct" {
  need nm
  [ -e "$top_builddir/loadables/lstat" ] || lack "built without the builtins of bash"
  for program in lstat mkdir; do
    same_as "$(nm -D --defined-only "$top_builddir/loadables/$program" | sed 's/.* //')" \
      <<<"${program}_struct"
  done
}

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
	lstat -v x --printf '%s\n' f && declare -p x
	lstat -v x --json=path,st_size f && declare -p x
	lstat -v x -c "%2000000s" f && echo "${#x}"
	END
  same_as "$output" <<-'END'
	declare -- x="5 f"
	declare -- x=$'5\n'
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
	lstat: 'x': a variable cannot contain a NUL byte
	1 
	lstat: -A and -v take exactly one FILE
	Try 'lstat --help' for more information.
	1 
	END
}

@test "a variable that cannot be set is named, and kept" {
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
	lstat: 'ro': readonly variable
	lstat: 'integer': variable with the integer attribute
	lstat: 'bad': nameref to something other than a variable
	lstat: 'a b': not a valid identifier
	lstat: 'a[1]': not a valid identifier
	lstat: '1a': not a valid identifier
	lstat: '': not a valid identifier
	lstat: 'BASHPID': special variable of the shell
	lstat: 'indexed': indexed array, not an associative array
	declare -r ro="1"
	declare -a indexed=([0]="1")
	declare -i integer="1"
	END
}

@test "the programs refuse -A and -v" {
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
