#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# bash-signals.bats -- the loadable builtins, signals and traps

load ../helper
load ../builtins

# Commands for a script.  "feed": make the FIFO names and write a name to it, and
# another one when the shell calls "stop_feed", has gone or writes a line to the
# FIFO stop.  "after_output COMMANDS": make the FIFO out, run COMMANDS when a line
# comes out of it, and copy all lines to the file printed.
commands='
feed ()
{
  mkfifo names stop
  exec {stop}<> stop
  # The shell, which can be gone after the first name, still has stop open now.
  {
    printf "f\0"
    read -r <&"$stopped"
    trap "" PIPE
    printf "g\0"
  } {stopped}< stop {stop}>&- > names 2>/dev/null &
}
stop_feed ()
{
  exec {stop}>&-
  wait
}
after_output ()
{
  mkfifo out
  {
    read -r line
    eval "$1"
    printf "%s\n" "$line"
    cat
  } < out > printed &
}
'

# Run the dialogue on standard input with an interactive bash that has both
# builtins.
interact ()
{
  need python3
  need_builtins
  {
    prologue
    printf 'PS1="ready> "; unset PROMPT_COMMAND\n'
  } > rc
  run -0 "$top_srcdir/tests/programs/terminal.py" env --default-signal TERM=dumb HISTFILE= \
    LD_PRELOAD="${SANITIZER_LIBRARY-}" bash --rcfile rc -i
}

@test "a signal without a trap interrupts no system call of a builtin" {
  need strace
  need_builtins
  {
    prologue
    printf '%s\n' 'mkdir -m 1711 d && lstat -c "%a %F" d' 'trap : USR1' 'mkdir e; echo $?'
  } > script
  # The child that ends is one that the shell waits for later.
  run -0 strace -f -qq -o log -e trace=mkdirat,fchmod,statx \
    -e inject=mkdirat:error=EINTR:signal=CHLD:when=1 -e inject=fchmod:error=EINTR:signal=WINCH:when=1 \
    -e inject=statx:error=EINTR:signal=CHLD:when=1 \
    env LD_PRELOAD="${SANITIZER_LIBRARY-}" bash script
  same_as "$output" <<-'END'
	1711 directory
	0
	END
  [ "$(grep -c INJECTED log)" -eq 3 ]
  rmdir e d
  # One with a trap does, also if the ancestors would be gone through.
  mkdir s
  local made operands
  while read -r made operands; do
    sed "s,mkdir e,mkdir $operands," script >trapped
    run -0 strace -f -qq -o log -e trace=mkdirat \
      -e inject=mkdirat:error=EINTR:signal=USR1:when=2 \
      env LD_PRELOAD="${SANITIZER_LIBRARY-}" bash trapped
    same_as "$output" <<-END
	1711 directory
	mkdir: cannot create directory '$made': Interrupted system call
	138
	END
    rmdir d
  done <<-'END'
	e e
	s/e -p s/e s/f
	END
  rmdir s
}

@test "a trap ends a list between two files, with the status of its signal" {
  touch f g
  for signal in USR1 TERM INT HUP; do
    rm -f names stop out
    run -0 in_bash "$signal" <<-END
	$commands
	trap 'echo trapped' "\$1"
	feed
	# The read of the next name flushes the output.
	after_output "kill -s \$1 \$\$"
	lstat -c %n --files0-from=names > out
	echo "status \$?"
	stop_feed
	cat printed
	END
    same_as "$output" <<-END
	trapped
	status $((128 + $(kill -l "$signal")))
	f
	END
  done
}

@test "a trap ends a list also while one for SIGCHLD is pending" {
  touch f
  run -0 in_bash <<-END
	$commands
	trap : CHLD
	trap 'echo trapped' RTMIN
	feed
	mkfifo go
	{ read -r < go; } &
	child=\$!
	# The shell has seen that the child has ended when that is no process any more.
	after_output "echo > go; while kill -0 \$child 2>/dev/null; do sleep 0.01; done
	  kill -s RTMIN \$\$; echo > stop"
	lstat -c %n --files0-from=names > out
	echo "status \$?"
	stop_feed
	cat printed
	END
  same_as "$output" <<-END
	trapped
	status $((128 + $(kill -l RTMIN)))
	f
	END
}

@test "a trap ends a list before the name that was being read" {
  need strace
  need_builtins
  local part name
  touch f
  printf -v part '%500s' ''
  name=${part// /./}f
  # A read of 32 KiB has 32 of these names.
  for _ in {1..40}; do printf '%s\0' "$name"; done > list
  {
    prologue
    printf '%s\n' 'trap "echo trapped" USR1' 'lstat -c x --files0-from=list > out; echo "$?"'
  } > script
  run -0 strace -f --quiet=all -o log -P list -e trace=read -e inject=read:signal=USR1:when=2 \
    env LD_PRELOAD="${SANITIZER_LIBRARY-}" bash script
  same_as "$output" <<-'END'
	trapped
	138
	END
  [ "$(wc -l < out)" = 32 ]
}

@test "a trap ends a list that never ends: of names, of empty names, without a NUL, or without data" {
  touch f
  mkfifo fifo
  run -0 in_bash <<-'END'
	trap : USR1
	for list in "yes f | tr '\n' '\0'" 'cat /dev/zero' yes ''; do
	  rm -f done
	  # No event says that the list is being read.  If this bash dies, another
	  # process can get its number.
	  { while [ ! -e done ] && kill -s USR1 $$; do sleep 0.01; done; } &
	  if [ -n "$list" ]; then
	    lstat --files0-from=<(eval "$list")
	  else
	    lstat --files0-from=fifo
	  fi > out 2> err
	  echo "$?"
	  : > done
	  until wait; do :; done
	done
	cat err
	END
  same_as "$output" <<-'END'
	138
	138
	138
	138
	END
}

@test "a trap for SIGCHLD or an ignored signal does not end a list" {
  touch f g
  run -0 in_bash <<-END
	$commands
	trap '' USR1
	trap 'children=1' CHLD
	feed
	after_output 'kill -s USR1 \$\$; kill -s CHLD \$\$; echo > stop'
	lstat -c %n --files0-from=names > out
	echo "\$?"
	stop_feed
	cat printed
	END
  same_as "$output" <<-'END'
	0
	f
	g
	END
}

@test "a signal that comes before or during the only file does not change its status" {
  touch f
  run -0 in_bash <<-'END'
	trap 'echo trapped' USR1
	lstat -c %n "$(kill -s USR1 $$; echo f)"; echo "$?"
	lstat -v x -c %n "$(kill -s USR1 $$; echo f)"; echo "$? $x"
	lstat -A st --json=path "$(kill -s USR1 $$; echo f)"; echo "$? ${st[path]}"
	mkdir "$(kill -s USR1 $$; echo d)"; echo "$?"
	lstat -c %n f "$(kill -s USR1 $$; echo f)"; echo "$?"
	END
  grep -v trapped <<< "$output" > results
  same_file <(head -n 5 results) <<-'END'
	f
	0
	0 f
	0 f
	0
	END
}

@test "without a trap, SIGINT and SIGTERM end the shell" {
  touch f
  for signal in INT TERM; do
    rm -f names stop out
    run -$((128 + $(kill -l "$signal"))) in_bash "$signal" <<-END
	$commands
	feed
	after_output "kill -s \$1 \$\$"
	lstat -c %n --files0-from=names > out
	echo wrong
	END
    same_as "$output" < /dev/null
  done
}

@test "mkdir restores the umask after a signal in the middle of a list" {
  run -0 in_bash <<-END
	$commands
	trap 'echo trapped; umask' USR1
	umask 027
	feed
	after_output 'kill -s USR1 \$\$'
	mkdir -pvm 1777 --files0-from=names > out
	echo "\$?"
	umask
	stop_feed
	find f -printf '%p %m\n'
	END
  same_as "$output" <<-'END'
	trapped
	0027
	138
	0027
	f 1777
	END
}

@test "set -e and the traps for ERR, EXIT, RETURN and DEBUG work with the builtins" {
  touch f
  run -0 in_bash 2>&1 <<-'END'
	(trap 'echo "EXIT $?"' EXIT; set -e; lstat -c %n f; mkdir f; echo wrong)
	(set -e; lstat nosuch || echo or; if ! mkdir f; then echo else; fi; lstat -c %n f)
	(set -eE; trap 'echo "ERR $?"' ERR; f () { lstat -v x nosuch; echo wrong; }; f)
	f () { trap 'echo "RETURN $?"' RETURN; lstat -c %n f; }; f; trap - RETURN
	(trap 'echo "DEBUG $BASH_COMMAND"' DEBUG; mkdir d)
	(set -e; set -o pipefail; lstat nosuch | cat; echo wrong)
	(set -u; lstat -v x -c %n f; echo "$x"; lstat -v x nosuch; echo "$x"; echo wrong)
	echo end
	END
  same_as "${output/line *: x:/line N: x:}" <<-'END'
	f
	mkdir: cannot create directory 'f': File exists
	EXIT 1
	lstat: cannot statx 'nosuch': No such file or directory
	or
	mkdir: cannot create directory 'f': File exists
	else
	f
	lstat: cannot statx 'nosuch': No such file or directory
	ERR 1
	f
	RETURN 0
	DEBUG mkdir d
	lstat: cannot statx 'nosuch': No such file or directory
	f
	lstat: cannot statx 'nosuch': No such file or directory
	bash: line N: x: unbound variable
	end
	END
}

@test "Ctrl-C ends a list in an interactive shell, which goes on" {
  touch f
  interact <<-'END'
	< ready> 
	> lstat -c 'is %n' --files0-from=<(yes f | tr '\n' '\0')
	< is f
	^C
	< ready> 
	> echo "status=$? $(umask)"
	< status=130 0022
	> trap 'echo trap"ped"' INT; lstat -c 'is %n' --files0-from=<(yes f | tr '\n' '\0')
	< is f
	^C
	< trapped
	< ready> 
	> trap - INT; mkdir -pvm 1777 --files0-from=<(printf 'a/b\0'; exec sleep 1000)
	< created directory 'a/b'
	^C
	< ready> 
	> echo "status=$? $(umask)"; lstat -c '%n %a' a/b
	< status=130 0022
	< a/b 1777
	> exit
	END
}

@test "jobs, fg and Ctrl-C work for a builtin in the background" {
  touch f
  mkfifo fifo
  interact <<-'END'
	< ready> 
	> lstat -c 'is %n' --files0-from=fifo &
	< ready> 
	> jobs
	< Running
	< lstat -c
	> exec 7>fifo; printf 'f\0' >&7
	< is f
	> fg
	< lstat -c
	job
	^C
	< ready> 
	> echo "status=$?"
	< status=130
	> lstat -c 'is %n' f & wait; echo "status=$?"
	< is f
	< status=0
	> exit
	END
}
