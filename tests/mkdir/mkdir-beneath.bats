#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-beneath.bats -- a tree that mkdir cannot be led out of

# shellcheck disable=SC2034 # a loop that counts
# shellcheck disable=SC2174 # that -m is for the last alone is the point

load ../helper
load ../stopped

leads_out='Leads outside of the directory given to --beneath'

# Print the directories below the working directory, sorted by bytes.
directories ()
{
  find . -mindepth 1 -type d -printf '%P\n' | LC_ALL=C sort
}

# Print status and output of "mkdir --beneath=jail ARGUMENT..." for each line
# "ARGUMENT..." of standard input.
try_each ()
{
  local line status
  while read -r line; do
    status=0
    # The words of the line are to be split.
    # shellcheck disable=SC2086
    output=$(mkdir --beneath=jail $line 2>&1) || status=$?
    echo "$line: $status ${output#mkdir: cannot create directory }"
  done
}

@test "directories beneath are made, with -p and without" {
  need_openat2
  mkdir jail
  run -0 mkdir --beneath=jail -v a a/b/ ./c
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/b/'
	mkdir: created directory './c'
	END
  run -0 mkdir --beneath=jail -pv a/b/c/d .//e///f// . a/. a
  same_as "$output" <<-'END'
	mkdir: created directory 'a/b/c'
	mkdir: created directory 'a/b/c/d'
	mkdir: created directory './/e'
	mkdir: created directory './/e///f//'
	END
  same_file <(directories) <<-'END'
	jail
	jail/a
	jail/a/b
	jail/a/b/c
	jail/a/b/c/d
	jail/c
	jail/e
	jail/e/f
	END
}

@test "a link and a .. that stay beneath are followed" {
  need_openat2
  mkdir -p jail/a/b jail/c
  ln -s a/b jail/inner
  ln -s ../../c jail/a/b/sideways
  ln -s .. jail/a/b/parent
  run -0 mkdir --beneath=jail -p inner/1/2 a/b/sideways/3/4 \
    a/b/parent/b/parent/5 a/../a/b/../6/7 8/../9 c/.. inner/sideways
  same_as "$output" </dev/null
  run -0 mkdir --beneath=jail inner/sideways/10 a/b/../11 inner/parent/12
  same_as "$output" </dev/null
  same_file <(directories) <<-'END'
	jail
	jail/8
	jail/9
	jail/a
	jail/a/11
	jail/a/12
	jail/a/5
	jail/a/6
	jail/a/6/7
	jail/a/b
	jail/a/b/1
	jail/a/b/1/2
	jail/c
	jail/c/10
	jail/c/3
	jail/c/3/4
	END
}

@test "paths that lead out are rejected, and nothing is made" {
  need_openat2
  mkdir -p jail/in/deep outside
  ln -s .. jail/up
  ln -s ../../outside jail/in/out
  ln -s ../../new jail/in/dangling
  ln -s "$PWD/jail/in" jail/absolute
  ln -s / jail/root
  before=$(directories)
  first=$(cut -d/ -f2 <<<"$PWD")
  run -0 try_each <<-END
	-p up/x
	-p up/x/y
	up/x
	-p up
	-p ..
	..
	-p ../x
	../x
	-p in/../../x
	in/../../x
	-p in/deep/../../..
	-p in/out/x
	in/out/x
	-p in/out
	-p in/dangling
	-p in/dangling/x
	-p absolute/x
	absolute/x
	-p root/$PWD/x
	-p $PWD/jail/x
	$PWD/jail/x
	-p /
	/
	-p /x
	/x
	-p -m 1777 up/x
	-m 1777 up/x
	-m 1777 /x
	END
  same_as "$output" <<-END
	-p up/x: 1 'up': $leads_out
	-p up/x/y: 1 'up': $leads_out
	up/x: 1 'up/x': $leads_out
	-p up: 1 'up': $leads_out
	-p ..: 1 '..': $leads_out
	..: 1 '..': $leads_out
	-p ../x: 1 '..': $leads_out
	../x: 1 '../x': $leads_out
	-p in/../../x: 1 'in/../..': $leads_out
	in/../../x: 1 'in/../../x': $leads_out
	-p in/deep/../../..: 1 'in/deep/../../..': $leads_out
	-p in/out/x: 1 'in/out': $leads_out
	in/out/x: 1 'in/out/x': $leads_out
	-p in/out: 1 'in/out': $leads_out
	-p in/dangling: 1 'in/dangling': $leads_out
	-p in/dangling/x: 1 'in/dangling': $leads_out
	-p absolute/x: 1 'absolute': $leads_out
	absolute/x: 1 'absolute/x': $leads_out
	-p root/$PWD/x: 1 'root': $leads_out
	-p $PWD/jail/x: 1 '/$first': $leads_out
	$PWD/jail/x: 1 '$PWD/jail/x': $leads_out
	-p /: 1 '/': $leads_out
	/: 1 '/': $leads_out
	-p /x: 1 '/x': $leads_out
	/x: 1 '/x': $leads_out
	-p -m 1777 up/x: 1 'up': $leads_out
	-m 1777 up/x: 1 'up/x': $leads_out
	-m 1777 /x: 1 '/x': $leads_out
	END
  same_file <(directories) <<<"$before"
  [ ! -e /x ]
}

@test "other errors are the same as without --beneath" {
  need_openat2
  mkdir -p jail/d
  touch jail/f
  ln -s nowhere jail/dangling
  ln -s loop jail/loop
  name=$(printf '%0256d' 0)
  run -0 try_each <<-END
	d
	.
	d/..
	dangling
	-p dangling
	-p dangling/x
	-p f
	-p f/x
	-p f/
	f/x
	nosuch/x
	d/.
	-p loop/x
	-p $name
	END
  same_as "$output" <<-END
	d: 1 'd': File exists
	.: 1 '.': File exists
	d/..: 1 'd/..': File exists
	dangling: 1 'dangling': File exists
	-p dangling: 1 'dangling': File exists
	-p dangling/x: 1 'dangling': File exists
	-p f: 1 'f': File exists
	-p f/x: 1 'f': Not a directory
	-p f/: 1 'f/': File exists
	f/x: 1 'f/x': Not a directory
	nosuch/x: 1 'nosuch/x': No such file or directory
	d/.: 1 'd/.': File exists
	-p loop/x: 1 'loop': $(errno_text ELOOP)
	-p $name: 1 '$name': $(errno_text ENAMETOOLONG)
	END
  run -1 mkdir --beneath=jail -p ''
  same_as "$output" \
    <<<"mkdir: cannot create directory '': No such file or directory"
}

@test "a magic link is not followed" {
  need_openat2
  [ -d /proc/self/cwd ] || lack "no /proc"
  run -1 mkdir --beneath=/proc/self -p cwd/x
  same_as "$output" \
    <<<"mkdir: cannot create directory 'cwd': $leads_out"
  same_file <(ls) </dev/null
}

@test "-m applies with --beneath" {
  need_openat2
  mkdir jail
  run -0 mkdir --beneath=jail -p -m 1777 a/b
  run -0 mkdir --beneath=jail -m 2711 c
  same_file <(modes jail) <<-'END'
	jail 755
	jail/a 755
	jail/a/b 1777
	jail/c 2711
	END
}

@test "directories are opened by openat2 only, and made by single names only" {
  need_linux openat2
  native
  need strace
  mkdir -p jail/a/b
  ln -s ../a jail/a/self
  strace -qq -o log -e trace=/open,/mkdir,/stat \
    mkdir --beneath=jail -p a/b/c a/self/b/../d/e a/b
  sed '0,/^open.*"jail"/d' log >calls
  run -1 grep -E '^open(at)?\(|^mkdir\(|AT_FDCWD|mkdirat\([^"]*"[^"]*/|stat[^"]*"[^"]' calls
  run -0 grep -c ^mkdirat calls
  same_as "$output" <<<4
  [ -d jail/a/b/c ] && [ -d jail/a/d/e ]
}

@test "where openat2 is missing or blocked, --beneath says so and makes nothing" {
  need strace
  mkdir jail
  for errno in ENOSYS EPERM; do
    run -1 strace -qq -o log -e trace=openat2 -e inject=openat2:error=$errno \
      mkdir -pv --beneath=jail a/b
    same_as "$output" <<-'END'
	mkdir: --beneath needs openat2(2), which this system does not have
	END
  done
  same_file <(directories) <<<jail
}

@test "the argument of --beneath must be a directory that can be opened" {
  touch file
  run -1 mkdir --beneath=nosuch a
  same_as "$output" \
    <<<"mkdir: cannot open directory 'nosuch': No such file or directory"
  run -1 mkdir --beneath=file a
  same_as "$output" \
    <<<"mkdir: cannot open directory 'file': Not a directory"
  run -1 mkdir --beneath=. --dir-fd=3 a
  same_as "${lines[0]}" \
    <<<'mkdir: --dir-fd and --beneath are mutually exclusive'
  same_file <(ls) <<<file
}

@test "deep paths work in linear time, also through .. and few descriptors" {
  need_linux openat2
  native
  need strace
  mkdir jail
  deep=$(printf 'd/%.0s' {1..3000})
  with_few_descriptors mkdir --beneath=jail -p "$deep"
  strace -qq -c -o log mkdir --beneath=jail -p "$deep" "${deep}e"
  same_file <(find jail -mindepth 1 | wc -l) <<<3001
  calls=$(awk '$NF == "total" { n += $(NF > 5 ? 4 : 3) } END { print n }' log)
  [ "$calls" -lt 30000 ]
  rm -r jail
  mkdir jail
  run -0 mkdir --beneath=jail -p "$(printf 'd/../%.0s' {1..800})e/f"
  same_file <(directories) <<-'END'
	jail
	jail/d
	jail/e
	jail/e/f
	END
}

@test "a link that is swapped in during the call never leads out" {
  need_openat2
  native valgrind
  mkdir -p jail/real outside
  ln -s ../outside jail/link
  # In turn "a" is a directory inside and a link to the outside.
  while [ ! -e stop ]; do
    mv -T jail/real jail/a && mv -T jail/a jail/real
    mv -T jail/link jail/a && mv -T jail/a jail/link
  done 2>/dev/null 3>&- &
  for round in {1..200}; do
    mkdir --beneath=jail a/x 2>/dev/null || true
    mkdir --beneath=jail -p -m 1777 a/y/z 2>/dev/null || true
    mkdir --beneath=jail -p a/../a/v/w 2>/dev/null || true
    rm -rf jail/a/x jail/a/y jail/a/v jail/real/x 2>/dev/null || true
  done
  touch stop
  wait
  same_file <(ls outside) </dev/null
}

@test "a link that is swapped in between two steps is rejected" {
  need_openat2
  need strace
  mkdir jail outside
  meanwhile ()
  {
    rmdir jail/a
    ln -s ../outside jail/a
  }
  run -1 stopped mkdirat 1 --beneath=jail -p a/b/c
  same_file output \
    <<<"mkdir: cannot create directory 'a/b': Not a directory"
  same_file <(ls outside) </dev/null
}

@test "wherever the missing ancestors begin, they are made beneath" {
  need_openat2
  for there in . a a/b a/b/c a/b/c/d a/b/c/d/e; do
    mkdir -p "jail/$there"
    run -0 mkdir -p --beneath=jail a/b/c/d/e/f a/b/../b/c/d/g/h/i
    ln -s ../a jail/a/self
    run -0 mkdir -p --beneath=jail a/self/b/j/k/l
    run -1 mkdir -p --beneath=jail a/self/../../x/y/z
    same_as "$output" \
      <<<"mkdir: cannot create directory 'a/self/../..': $leads_out"
    same_file <(directories) <<-'END'
	jail
	jail/a
	jail/a/b
	jail/a/b/c
	jail/a/b/c/d
	jail/a/b/c/d/e
	jail/a/b/c/d/e/f
	jail/a/b/c/d/g
	jail/a/b/c/d/g/h
	jail/a/b/c/d/g/h/i
	jail/a/b/j
	jail/a/b/j/k
	jail/a/b/j/k/l
	END
    rm -r jail
  done
}
