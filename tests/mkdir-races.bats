#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-races.bats -- others who make, remove and replace at the same time

# shellcheck disable=SC2034 # a loop that counts
# shellcheck disable=SC2174 # that -m is for the last alone is the point
# shellcheck disable=SC2317 # slowly calls meanwhile

load helper

# Run "mkdir ARGUMENT..." so slowly that "meanwhile", a function, is called
# just after its system call SYSCALL for the COUNTth time.
slowly ()
{
  local syscall=$1 count=$2
  shift 2
  need strace
  : >log
  strace -qq -o log -e trace="$syscall" \
    -e inject="$syscall:delay_exit=400000:when=$count" mkdir "$@" \
    >output 2>&1 3>&- &
  # The call is logged when it has ended but for the delay.
  local tries=0
  until [ "$(grep -c "^$syscall(.*" log)" -ge "$count" ]; do
    ((++tries < 400)) || return
    sleep 0.01
  done
  meanwhile
  wait $!
}

@test "of forty racing mkdirs of one name, one wins, fifty times" {
  native valgrind
  for round in {1..50}; do
    for racer in {1..40}; do
      mkdir lock 2>/dev/null 3>&- && echo "$round" >>winners &
    done
    wait
    rmdir lock
  done
  same_as "$(cat winners)" <<<"$(seq 50)"
}

@test "sixteen racing mkdirs -p of one deep path all succeed, fifty times" {
  native valgrind
  for round in {1..50}; do
    for racer in {1..16}; do
      mkdir -p a/b/c/d/e/f/g 3>&- || echo "$round" >>losers &
    done
    wait
    [ -d a/b/c/d/e/f/g ]
    rm -r a
  done
  [ ! -e losers ]
}

@test "racing mkdirs -p with special bits all succeed, too" {
  native valgrind
  for round in {1..20}; do
    for racer in {1..8}; do
      mkdir -p -m 1777 a/b/c 3>&- || echo "$round" >>losers &
    done
    wait
    same_as "$(modes a/b/c)" <<<'a/b/c 1777'
    rm -r a
  done
  [ ! -e losers ]
}

@test "a component removed as soon as it is made is a clean ENOENT" {
  native valgrind
  meanwhile () { rmdir a; }
  run -1 slowly mkdirat 2 -p a/b
  same_as "$(cat output)" \
    <<<"mkdir: cannot create directory 'a': No such file or directory"
}

@test "a component removed once it is open is a clean ENOENT" {
  native valgrind
  need strace
  mkdir a
  strace -qq -o log -e trace=mkdirat \
    -e inject=mkdirat:delay_enter=400000:when=2 mkdir -p a/b/c \
    >output 2>&1 3>&- &
  sleep 0.2
  rmdir a
  status=0
  wait $! || status=$?
  same_as "$status $(cat output)" \
    <<<"1 mkdir: cannot create directory 'a/b': No such file or directory"
}

@test "a component made meanwhile by another is gone into" {
  native valgrind
  need strace
  strace -qq -o log -e trace=mkdirat \
    -e inject=mkdirat:delay_enter=400000:when=2 mkdir -pv a/b \
    >output 2>&1 3>&- &
  sleep 0.2
  mkdir a
  wait $!
  same_as "$(cat output)" <<<"mkdir: created directory 'a/b'"
}

@test "a file made meanwhile in a component's place is ENOTDIR" {
  native valgrind
  need strace
  strace -qq -o log -e trace=mkdirat \
    -e inject=mkdirat:delay_enter=400000:when=2 mkdir -p a/b \
    >output 2>&1 3>&- &
  sleep 0.2
  touch a
  status=0
  wait $! || status=$?
  same_as "$status $(cat output)" \
    <<<"1 mkdir: cannot create directory 'a': Not a directory"
}

@test "a link swapped in before the mode is set is not followed" {
  native valgrind
  mkdir -m 700 victim
  meanwhile () { rmdir new; ln -s victim new; }
  run -1 slowly mkdirat 1 -m 1777 new
  same_as "$(cat output)" \
    <<<"mkdir: cannot change permissions of 'new': Not a directory"
  same_as "$(modes victim)" <<<'victim 700'
}

@test "a link swapped in for the parent is not followed" {
  native valgrind
  mkdir -p parent victim
  mkdir -m 700 victim/new
  meanwhile () { mv parent moved; ln -s victim parent; }
  run -0 slowly mkdirat 1 -m 1777 parent/new
  same_as "$(cat output)" </dev/null
  same_as "$(modes moved victim)" <<-'END'
	moved 755
	moved/new 1777
	victim 755
	victim/new 700
	END
}

@test "a link swapped in for an ancestor just made is not followed" {
  native valgrind
  mkdir victim
  meanwhile () { rmdir a; ln -s victim a; }
  run -1 slowly mkdirat 2 -p a/b
  same_as "$(cat output)" \
    <<<"mkdir: cannot create directory 'a': Not a directory"
  same_as "$(ls victim)" </dev/null
}

@test "a link swapped in deep in a tree is not followed either" {
  native valgrind
  mkdir -p a/b/c/d victim/e
  meanwhile () { rmdir a/b/c/d/e; ln -s "$PWD/victim" a/b/c/d/e; }
  run -1 slowly mkdirat 2 -p a/b/c/d/e/f
  same_as "$(cat output)" \
    <<<"mkdir: cannot create directory 'a/b/c/d/e': Not a directory"
  rm a/b/c/d/e
  meanwhile () { mv a/b/c/d a/moved; ln -s "$PWD/victim" a/b/c/d; }
  run -0 slowly mkdirat 2 -p a/b/c/d/e/f
  same_as "$(cat output)" </dev/null
  same_as "$(find a/moved victim | sort)" <<-'END'
	a/moved
	a/moved/e
	a/moved/e/f
	victim
	victim/e
	END
}

@test "a path means what it says, whatever became of the one before" {
  native valgrind
  printf '%s\0' a/b/c/1 a/b/d/2 >list
  meanwhile () { mv a old; mkdir -p a/b; }
  run -0 slowly mkdirat 4 -p --files0-from=list
  same_as "$(find a old -mindepth 1 | sort)" <<-'END'
	a/b
	a/b/d
	a/b/d/2
	old/b
	old/b/c
	old/b/c/1
	END
}

@test "another user's directory swapped in keeps its mode" {
  native valgrind
  need_root
  mkdir -m 700 theirs
  chown 65534 theirs
  meanwhile () { rmdir new; mv theirs new; }
  run -1 slowly mkdirat 1 -m 1777 new
  same_as "$(cat output)" <<-'END'
	mkdir: cannot change permissions of 'new': Operation not permitted
	END
  same_as "$(modes new)" <<<'new 700'
}

@test "another user's directory with the right mode is left as it is" {
  native valgrind
  need_root
  mkdir -m 1777 theirs
  chown 65534 theirs
  meanwhile () { rmdir new; mv theirs new; }
  run -0 slowly mkdirat 1 -m 1777 new
  same_as "$(cat output)" </dev/null
  same_as "$(modes new)" <<<'new 1777'
}
