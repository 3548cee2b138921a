#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# bash-builtins.bats -- both programs as loadable builtins of bash: loading
# them, and the same output and status as those of the programs

load ../helper
load ../builtins

# Run each line of standard input as a command, by the builtins and by the
# programs, in the same directory.  Succeed if they print and return the same.
# What was made by a command is removed before the next one.
compare ()
{
  need_builtins
  cat > lines
  cat > script <<-'END'
	cd place
	while IFS= read -r line; do
	  printf '$ %s\n' "$line"
	  eval "$line" 2>&1
	  printf '= %d\n' $?
	  find . -path '*new*' -printf '%p %m\n' 2>/dev/null | sort
	  chmod -fR u+rwx ./*new* dir/new*
	  rm -rf ./*new* dir/new*
	done < ../lines
	umask
	END
  start_bash -c "$(prologue)
	$(cat script)" > by-builtins
  PATH=$(native_programs):$PATH bash script > by-programs
  [ "$(grep -c '^= 0$' by-programs)" -gt 3 ]
  diff -u by-programs by-builtins
}

@test "a builtin exports nothing but what bash looks for" {
  need nm
  need_builtins
  for program in lstat mkdir; do
    same_file <(nm -D --defined-only "$loadables/$program" | sed 's/.* //') \
      <<<"${program}_builtin_load
${program}_struct"
  done
}

# Write to the file other-bash a bash that says that it is version $1.
change_version ()
{
  local from=${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}
  perl -0777 -pe 'BEGIN { ($from, $to) = splice @ARGV, 0, 2 } s/\x00\Q$from\E\x00/\x00$to\x00/' \
    "$from" "$1" "$BASH" > other-bash
  chmod +x other-bash
  [[ $(./other-bash --version) == "GNU bash, version $1."* ]] \
    || lack "cannot change the version in $BASH"
}

@test "a bash of another major version does not load a builtin, and says why" {
  need perl
  need_builtins
  local major=${BASH_VERSINFO[0]} minor=${BASH_VERSINFO[1]} program
  local next=$((major + 1)).$minor
  change_version "$next"
  for program in lstat mkdir; do
    LD_PRELOAD=${SANITIZER_LIBRARY-} run -1 ./other-bash -c \
      "enable -f '$loadables/$program' $program"
    same_as "$output" <<-END
	./other-bash: line 1: enable: $program: built for bash $major.$minor, not for bash $next
	./other-bash: line 1: enable: load function for $program returns failure (0): not loaded
	END
  done
  change_version "$major.$(((minor + 1) % 10))"
  LD_PRELOAD=${SANITIZER_LIBRARY-} run -0 ./other-bash -c \
    "enable -f '$loadables/lstat' lstat; lstat -c %n ."
  same_as "$output" <<< .
}

@test "each option of lstat does the same in the builtin" {
  mkdir -p place/dir
  printf hello > place/f
  touch -d @1234567890.5 place/f place/dir/g
  ln -s 'f g' place/link
  # Reading a link or a directory sets its access time, unless that is later
  # than its change.
  touch -h -a -d '1 hour' place/link place/dir
  printf '%s\0' f nosuch '' dir/g link > place/list
  compare <<-'END'
	lstat f link dir
	lstat nosuch f f/x
	lstat -L f link
	lstat -f -c '%n %l %t %T %S' f nosuch
	lstat -f --json=path,f_namemax f
	lstat -c '%n %s %A %a %U %g %F %N %y %.3Y %{st_mtime} %m %C' f link
	lstat -c %k -c %Q f
	lstat -c '%' -- f
	lstat -c '%20n|%-5s|%05a|%+d' f
	lstat --printf='a\tb\101\x41\q%n\n' f
	lstat -t f dir link
	lstat --json f link nosuch dir
	lstat --json=path,st_size,type -L link f
	lstat --shell f link nosuch
	lstat --shell=nosuch f
	lstat --time-style=long-iso -c %y f
	lstat --time-style=+%s%z -c %y f
	lstat --time-style=locale f
	lstat --time-style=x f
	lstat -h -c '%s %{blocks}' f
	lstat -h f
	lstat --si f
	lstat --quoting-style=c -c %N f link
	lstat --quoting-style=locale -c %N f link
	lstat --quoting-style=x f
	lstat -u -c %y f
	lstat -j4 -c %n f dir nosuch link
	lstat -j0 f
	lstat --cached=always -c %s f
	lstat --cached=never -c %s f
	lstat --cached=x -c %s f
	lstat --dir-fd=5 -c %n g 5<dir
	lstat --dir-fd=99 -c %n g
	lstat --beneath=dir -c %n g ../f
	lstat --files0-from=list -c '%n %s'
	lstat --files0-from=- -c '%n %s' <list
	lstat --files0-from=nosuch
	lstat --files0-from=list f
	lstat - -c %F </dev/null
	lstat - -c %F <&-
	lstat -c %n f >&-
	lstat -c %n f >/dev/full
	lstat -c %k f 2>/dev/full
	lstat nosuch 2>&-
	lstat --help
	lstat --version
	lstat
	lstat --nosuch f
	lstat --f f
	lstat -c
	lstat -Q f
	POSIXLY_CORRECT=1 lstat -c %n f -L
	QUOTING_STYLE=c lstat -c %N f
	QUOTING_STYLE=odd lstat -c %N f
	TZ=Asia/Tokyo lstat -c %y f
	TZ=No/Where lstat -c %y f
	END
}

@test "each option of mkdir does the same in the builtin" {
  mkdir -p place/dir
  touch place/f
  printf '%s\0' new1 nosuch/x '' new2 > place/list
  compare <<-'END'
	mkdir new
	mkdir new/a dir f new
	mkdir -m 1777 new
	mkdir --mode=u=rwx,g=s,o= new
	mkdir -m 8 new
	mkdir -pm 700 new/a/b dir f/x
	mkdir -m 777 --masked new
	mkdir --masked new
	mkdir --parent-mode=711 new/a/b
	mkdir -p --parent-mode=1777 -m 0 new/a/b
	mkdir -v new new
	mkdir -pv new/a dir
	mkdir --json -p new/a dir f
	mkdir --json -v new
	mkdir --dir-fd=5 new 5<dir
	mkdir --dir-fd=99 new
	mkdir --beneath=dir -p new/a ../new
	mkdir -v --files0-from=list
	mkdir -v --files0-from=- <list
	mkdir -Zv new
	mkdir --context=u:r:t new
	mkdir -v new >&-
	mkdir -v new >/dev/full
	mkdir new >&-
	mkdir dir 2>&-
	mkdir --help
	mkdir --version
	mkdir
	mkdir --nosuch
	mkdir -m
	POSIXLY_CORRECT=1 mkdir new -pnew
	(umask 777; mkdir -p new/a)
	END
}

@test "help shows the synopsis and the text of --help" {
  run -0 in_bash <<-'END'
	for program in lstat mkdir; do
	  diff <(help "$program" | tail -n +2) \
	    <("$program" --help | tail -n +2 | sed 's/./    &/')
	done
	help -s lstat mkdir
	help -d mkdir
	END
  same_as "$output" <<-'END'
	lstat: lstat [OPTION]... FILE...
	mkdir: mkdir [OPTION]... DIRECTORY...
	mkdir - Create each DIRECTORY; fail if it already exists.
	END
}

@test "enable -n, command, builtin, functions and aliases work as with any builtin" {
  mkdir bin
  printf '#!/bin/sh\necho program\n' > bin/lstat
  chmod +x bin/lstat
  run -0 in_bash <<-'END'
	PATH=$PWD/bin:$PATH
	type -t lstat mkdir
	lstat -c %n . && command lstat -c %n . && builtin lstat -c %n .
	lstat () { echo "function $(builtin lstat -c %n .)"; }
	lstat; unset -f lstat
	enable -n lstat && lstat
	builtin lstat 2>&- || echo none
	enable lstat && lstat -c %n .
	shopt -s expand_aliases; alias l='lstat -c'; eval 'l %n .'
	\lstat -c %n .
	END
  same_as "$output" <<-'END'
	builtin
	builtin
	.
	.
	.
	function .
	program
	none
	.
	.
	.
	END
}

@test "the builtins are found through BASH_LOADABLES_PATH" {
  need_builtins
  run -0 start_bash -c 'export -n LD_PRELOAD; BASH_LOADABLES_PATH=/nowhere:$1
    enable -f lstat lstat && enable -f mkdir mkdir && mkdir a && lstat -c %n a' bash "$loadables"
  [ "$output" = a ]
}

@test "loading and unloading the builtins a hundred times does not grow the shell" {
  run -0 in_bash "$loadables" <<-END
	$resident
	again ()
	{
	  for i in {1..100}; do
	    enable -d lstat mkdir && enable -f "\$1/lstat" lstat && enable -f "\$1/mkdir" mkdir || exit
	    lstat --help >/dev/null; mkdir -p a/b; lstat -A st .
	  done
	}
	again "\$1"
	before=\$(resident)
	again "\$1"
	after=\$(resident)
	lstat -c %n .
	echo \$((after - before))
	END
  same_as "${lines[0]}" <<< .
  [ -n "${INSTRUMENTED-}" ] || [ "${lines[1]}" -le 64 ]
}

@test "the builtins work in restricted and POSIX mode, and in a script on standard input" {
  need_builtins
  touch f g
  {
    prologue
    cat <<-'END'
	lstat -c %n f
	lstat -c %n --files0-from=-
	END
    printf 'f\0g'
  } > script
  run -0 start_bash < script
  same_as "$output" <<< $'f\nf\ng'
  run -0 in_bash <<-'END'
	set -r
	lstat -c %n f; mkdir d
	lstat -c %n f > out
	enable -d lstat || echo refused
	END
  same_as "${lines[0]}" <<< f
  [ -d d ]
  [ ! -e out ]
  run -0 start_bash --posix -c "$(prologue)
lstat -c %n f; v=x mkdir e; echo \"\${v-unset}\"; set -o posix; lstat -v y -c %s f; echo \"\$y\""
  same_as "$output" <<< $'f\nunset\n0'
}

@test "the builtins work with redirections, here-documents, substitutions and pipelines" {
  printf hello > f
  run -0 in_bash <<-'SCRIPT'
	lstat -c %s f > out; cat out
	lstat -c %s f f >> out; wc -l < out
	lstat nosuch 2> err; wc -l < err
	{ lstat nosuch; lstat -c %n f; } 2>&1 | sort
	lstat -c %F - < f
	lstat -c %F --files0-from=- <<-END
	f
	END
	lstat -c %n --files0-from=- <<< ''
	lstat -c %s --files0-from=<(printf 'f\0f')
	lstat -Lc %F <(:)
	lstat -c %n f > >(sed 's/^/got /'); wait $!
	echo "$(lstat -c %s f)" `lstat -c %s f`
	(lstat -c %s f; mkdir d; cd d && mkdir e; umask 0); ls -d d/e; umask
	lstat -c %n f | cat; lstat nosuch 2>/dev/null | cat; echo "${PIPESTATUS[@]}"
	set -o pipefail; lstat nosuch 2>/dev/null | cat || echo failed; set +o pipefail
	printf 'f\0' | while IFS= read -rd '' name; do lstat -c %n "$name"; done
	shopt -s lastpipe; echo f | lstat -v x -c %s f; echo "$x"
	f () { lstat "$@"; mkdir -v g; } > out2; f -c %n f; cat out2
	exec {fd}< .; lstat --dir-fd="$fd" -c %n f; exec {fd}<&-
	eval 'lstat -c %n f'; printf 'lstat -c %%n f' > s; . ./s
	if lstat -c %n nosuch 2>/dev/null; then :; else echo "else $?"; fi
	! lstat nosuch 2>/dev/null && echo not
	SCRIPT
  same_as "$output" <<-'END'
	5
	3
	1
	f
	lstat: cannot statx 'nosuch': No such file or directory
	regular file
	lstat: warning: -: names must be terminated by NULs, not by newlines
	lstat: cannot statx 'f'$'\n': No such file or directory
	lstat: warning: -: names must be terminated by NULs, not by newlines
	lstat: cannot statx ''$'\n': No such file or directory
	5
	5
	fifo
	got f
	5 5
	5
	d/e
	0022
	f
	1 0
	failed
	f
	5
	f
	mkdir: created directory 'g'
	f
	f
	f
	else 1
	not
	END
}

@test "the builtins work in coprocesses and background lists" {
  touch f g
  run -0 in_bash <<-'END'
	coproc lstat -c %n --files0-from=-
	printf 'f\0' >&"${COPROC[1]}"
	read -r name <&"${COPROC[0]}"; echo "$name"
	pid=$COPROC_PID
	exec {COPROC[1]}>&-
	wait "$pid"; echo $?
	lstat -c %n g > out & wait $!; echo $?; cat out
	lstat nosuch 2>/dev/null & wait $!; echo $?
	END
  same_as "$output" <<-'END'
	f
	0
	0
	g
	1
	END
}

@test "a script can run the command substitution \${ lstat; }" {
  need_builtins
  bash -c '((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 503))' || skip "bash is older than 5.3"
  printf hello > f
  # shellcheck disable=SC2016
  run -0 in_bash <<< 'echo "${ lstat -c %s f; }" ${| lstat -v REPLY -c %n f; }; mkdir d; echo ${ umask; }'
  same_as "$output" <<< $'5 f\n0022'
}

@test "a builtin takes any number of arguments" {
  need_builtins
  run -0 in_bash <<-'END'
	mkdir {1..15} && mkdir {101..116} && mkdir {201..260}
	lstat -c %n {1..15} {101..116} {201..260} | wc -l
	END
  same_as "$output" <<<91
}

@test "with SMACK, the builtin does not set the label of the shell" {
  need_root
  need_builtins
  need_mounts
  cat > script <<-'END'
	mkdir --context=Label a 2>&1 || echo $?
	END
  # shellcheck disable=SC2016 # it is another shell that expands
  run -0 "${own_mounts[@]}" bash -c '
    mount -t tmpfs none /sys/fs && mkdir /sys/fs/smackfs || exit 99
    >/sys/fs/smackfs/load2
    exec "$@"' bash env --default-signal LD_PRELOAD="${SANITIZER_LIBRARY-}" \
    bash -c "$(prologue)
	$(cat script)"
  same_as "$output" <<-'END'
	mkdir: --context would change the SMACK label of the shell
	1
	END
  [ ! -e a ]
}
