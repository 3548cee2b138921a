#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-races.bats -- others who make, remove and replace at the same time

# shellcheck disable=SC2034 # a loop that counts
# shellcheck disable=SC2174 # that -m is for the last alone is the point
# shellcheck disable=SC2317 # stopped calls meanwhile

load ../helper
load ../stopped

# Skip the test unless a library can give mkdir another clock.
need_clock ()
{
  native
  need cc
  [ "$(libc)" = glibc ] || skip "a static program takes no other clock"
}

# Build the library clock.so, whose clocks are NANOSECONDS ahead.
build_clock ()
{
  ${CC-cc} -shared -fPIC -D AHEAD="$1" -o clock.so -x c - <<-'END'
	#include <sys/syscall.h>
	#include <time.h>
	#include <unistd.h>

	int
	clock_gettime (clockid_t clock, struct timespec *now)
	{
	  int result = syscall (SYS_clock_gettime, clock, now);
	  long long int nanoseconds = now->tv_nsec + AHEAD;
	  now->tv_sec += nanoseconds / 1000000000;
	  now->tv_nsec = nanoseconds % 1000000000;
	  return result;
	}
	END
}

# Let mkdir, with the clock of clock.so, make a directory in a parent that others
# change meanwhile.
succeed_beside_others ()
{
  chmod 777 .
  program=(env LD_PRELOAD="$PWD/clock.so" mkdir)
  meanwhile ()
  {
    younger_than new
    touch other
  }
  run -0 stopped mkdirat 1 -m 2775 new
  same_file output </dev/null
  same_file <(modes new) <<<'new 2775'
}

@test "one of forty racing mkdirs of one name succeeds, fifty times" {
  native valgrind
  for round in {1..50}; do
    for racer in {1..40}; do
      mkdir lock 2>/dev/null 3>&- && echo "$round" >>winners &
    done
    wait
    rmdir lock
  done
  same_file winners <<<"$(seq 50)"
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
    same_file <(modes a/b/c) <<<'a/b/c 1777'
    rm -r a
  done
  [ ! -e losers ]
}

@test "a component that is removed as soon as it is made is ENOENT" {
  need strace
  meanwhile () { rmdir a; }
  run -1 stopped mkdirat 2 -p a/b
  same_file output \
    <<<"mkdir: cannot create directory 'a/b': No such file or directory"
}

@test "a component that is removed while it is open is ENOENT" {
  need strace
  mkdir a
  meanwhile () { rmdir a; }
  only=a run -1 stopped openat 1 -p a/b/c
  same_file output \
    <<<"mkdir: cannot create directory 'a/b': No such file or directory"
}

@test "a component that another process makes during the call is used" {
  need strace
  meanwhile () { mkdir a; }
  run -0 stopped mkdirat 1 -pv a/b
  same_file output <<<"mkdir: created directory 'a/b'"
}

@test "a file that another process makes in place of a component is ENOTDIR" {
  need strace
  meanwhile () { touch a; }
  run -1 stopped mkdirat 1 -p a/b
  same_file output \
    <<<"mkdir: cannot create directory 'a': Not a directory"
}

@test "a file that another process makes in place of a new directory has no mode in --json" {
  need strace
  meanwhile () { rmdir a && (umask 077 && : >a); }
  run -0 stopped mkdirat 1 --json a
  same_file output <<<'{"path": "a", "created": true, "mode": null}'
}

@test "a link swapped in before the mode is set is not followed" {
  need strace
  mkdir -m 700 victim
  meanwhile () { rmdir new; ln -s victim new; }
  run -1 stopped mkdirat 1 -m 1777 new
  same_file output \
    <<<"mkdir: cannot change permissions of 'new': Not a directory"
  same_file <(modes victim) <<<'victim 700'
}

@test "a link swapped in for the parent is not followed" {
  need strace
  mkdir -p parent victim
  mkdir -m 700 victim/new
  meanwhile () { mv parent moved; ln -s victim parent; }
  run -0 stopped mkdirat 1 -m 1777 parent/new
  same_file output </dev/null
  same_file <(modes moved victim) <<-'END'
	moved 755
	moved/new 1777
	victim 755
	victim/new 700
	END
}

@test "a link swapped in for an ancestor just made is not followed" {
  need strace
  mkdir victim
  meanwhile () { rmdir a; ln -s victim a; }
  run -1 stopped mkdirat 2 -p a/b
  same_file output \
    <<<"mkdir: cannot create directory 'a/b': Not a directory"
  same_file <(ls victim) </dev/null
}

@test "a link swapped in deep in a tree is not followed either" {
  need strace
  mkdir -p a/b/c/d victim/e
  meanwhile () { rmdir a/b/c/d/e; ln -s "$PWD/victim" a/b/c/d/e; }
  run -1 stopped mkdirat 2 -p a/b/c/d/e/f
  same_file output \
    <<<"mkdir: cannot create directory 'a/b/c/d/e/f': Not a directory"
  rm a/b/c/d/e
  meanwhile () { mv a/b/c/d a/moved; ln -s "$PWD/victim" a/b/c/d; }
  run -0 stopped mkdirat 2 -p a/b/c/d/e/f
  same_file output </dev/null
  same_file <(find a/moved victim | LC_ALL=C sort) <<-'END'
	a/moved
	a/moved/e
	a/moved/e/f
	victim
	victim/e
	END
}

@test "a link of another user in an ancestor just made is not followed" {
  need strace
  need_root
  local call mode owner options
  mkdir -p victim/c/d
  while read -r call mode owner options; do
    [ "$call" != fchown ] || call=$fchown
    meanwhile () { as_user ln -s ../victim a/b; }
    run -1 stopped "$call" 1 --ensure -m 751 "$options" a/b/c/d
    same_file output \
      <<<"mkdir: cannot create directory 'a/b': Not a directory"
    rm a/b
    rmdir a
    # Nor is one in a directory of that user.
    meanwhile () { as_user mkdir a/b; as_user ln -s ../../victim/c a/b/c; }
    run -1 stopped "$call" 1 --ensure -m 751 "$options" a/b/c/d
    same_file output \
      <<<"mkdir: cannot create directory 'a/b/c': Not a directory"
    same_file <(owners a) <<-END
	a $mode $owner
	a/b 755 65534:65534
	a/b/c 777 65534:65534
	END
    rm -r a
  done <<-'END'
	mkdirat 777 0:0 --parent-mode=777
	fchmod 1777 0:0 --parent-mode=1777
	fchown 755 65534:0 --parent-owner=+65534
	END
  same_file <(owners victim) <<-'END'
	victim 755 0:0
	victim/c 755 0:0
	victim/c/d 755 0:0
	END
}

@test "a link of another user is not followed as the last component in a new ancestor" {
  need strace
  need_root
  mkdir -m 700 secret
  meanwhile () { as_user ln -s ../secret a/d; }
  run -1 stopped "$fchown" 1 -p --json --parent-owner=+65534 a/d
  same_file output <<-'END'
	{"path": "a", "created": true, "mode": "0755"}
	mkdir: cannot create directory 'a/d': File exists
	{"path": "a/d", "error": "EEXIST", "errno": 17, "message": "File exists"}
	END
}

# Check that mkdir gives nothing away in a directory that is put in the place of
# a new ancestor, and says why: ERROR, its NUMBER and its text.
gives_nothing_away ()
{
  mkdir -m 777 p
  mkdir p/older
  younger_than p/older
  meanwhile () { as_user mv p/n p/new; as_user mv p/older p/n; }
  run -1 stopped mkdirat 1 --parent-owner=+65534 --json p/n/x/y
  same_file output <<-END
	{"path": "p/n", "created": true, "mode": "0755"}
	{"path": "p/n", "error": "$1", "errno": $2, "message": "$3"}
	mkdir: cannot change ownership of 'p/n': $3
	{"path": "p/n/x/y", "error": "$1", "errno": $2, "message": "$3"}
	END
  same_file <(owners p) <<-'END'
	p 777 0:0
	p/n 755 0:0
	p/new 700 0:0
	END
}

@test "nothing is given away in a directory that was put in the place of a new ancestor" {
  need strace
  need_birth
  need_root
  gives_nothing_away EEXIST 17 "File exists"
  rm -r p
  # The first could not be opened.
  only=n inject=openat:error=ENOTDIR:when=1 gives_nothing_away ENOTDIR 20 "Not a directory"
  rm -r p
  # Nor is what has an owner of its own made there.
  mkdir -m 777 p
  mkdir p/older
  younger_than p/older
  run -1 stopped mkdirat 1 --parent-mode=1711 --owner=+65534 p/n/x
  same_file output <<<"mkdir: cannot change permissions of 'p/n': File exists"
  same_file <(owners p) <<-'END'
	p 777 0:0
	p/n 755 0:0
	p/new 1700 0:0
	END
}

@test "--unique tries another name in the ancestor just made, not in a link in its place" {
  need strace
  need_root
  mkdir victim
  meanwhile () { as_user mv a/b a/old; as_user ln -s ../victim a/b; }
  run -0 stopped mkdirat 3:error=EEXIST --unique --parent-owner=+65534 a/b/fXXX
  same_file <(find a victim -mindepth 1 | sed 's/f...$/fXXX/' | LC_ALL=C sort) <<-'END'
	a/b
	a/old
	a/old/fXXX
	END
  same_file <(sed 's/f...$/fXXX/' output) <<<a/b/fXXX
  # The same where the path leads back from it.
  mkdir -p x q/r/s
  chown 65534 x
  meanwhile () { as_user mv x/new x/old; as_user ln -s ../q/r/s x/new; }
  run -0 stopped mkdirat 3:error=EEXIST -p --unique x/new/../fXXX
  same_file <(find q x -mindepth 1 | sed 's/f...$/fXXX/' | LC_ALL=C sort) <<-'END'
	q/r
	q/r/s
	x/fXXX
	x/new
	x/old
	END
}

@test ".. of an ancestor just made is the directory where it was made" {
  need_openat2
  need strace
  need_root
  mkdir -p victim/x home/x secret
  chown 65534 home home/x
  ln -s ../secret home/c
  # It has been replaced by a link in the path.
  meanwhile () { as_user mv a/b a/old; as_user ln -s ../victim/x a/b; }
  run -1 stopped "$fchown" 2 -p --beneath=. --parent-owner=+65534 a/b/../c/d
  same_file output \
    <<<"mkdir: cannot create directory 'a/b/..': Stale file handle"
  rm -r a
  # It has been moved.
  meanwhile () { as_user mv a/b home/x; }
  run -1 stopped "$fchown" 2 -p --parent-owner=+65534 "$PWD/a/b/../../c/d/e"
  same_file output \
    <<<"mkdir: cannot create directory '$PWD/a/b/..': Stale file handle"
  rm -r a home/x/b
  run -1 stopped "$fchown" 2 -p --json --parent-owner=+65534 a/b/..
  same_file <(sed 's/"errno": [0-9]*/"errno": N/' output) <<-'END'
	{"path": "a", "created": true, "mode": "0755"}
	{"path": "a/b", "created": true, "mode": "0755"}
	mkdir: cannot stat 'a/b/..': Stale file handle
	{"path": "a/b/..", "error": "ESTALE", "errno": N, "message": "Stale file handle"}
	END
  rm -r a home/x/b
  run -1 stopped "$fchown" 2 --ensure -m 711 --parent-owner=+65534 --owner=+65534 a/b/..
  same_file output \
    <<<"mkdir: cannot create directory 'a/b/..': Stale file handle"
  same_file <(owners home secret victim) <<-'END'
	home 755 65534:0
	home/c 777 0:0
	home/x 755 65534:0
	home/x/b 755 65534:0
	secret 755 0:0
	victim 755 0:0
	victim/x 755 0:0
	END
  # After it, what is outside of the parent is found by a path without it: ..,
  mkdir -p x q/r/s
  chown 65534 x
  meanwhile () { as_user mv x/new x/old; as_user ln -s ../q/r/s x/new; }
  run -0 stopped openat2 9 -p --beneath=. --owner=+65534 x/new/../../y
  same_file <(owners y) <<<'y 755 65534:0'
  [ ! -e q/y ]
  rm -r x q y
  # or a link.
  mkdir -p x/sub q/r/sub there elsewhere
  ln -s ../../there x/sub/link
  ln -s ../../../elsewhere q/r/sub/link
  chown 65534 x
  meanwhile () { as_user mv x/new x/old; as_user ln -s ../q/r x/new; }
  run -0 stopped openat2 12 -p --beneath=. --owner=+65534 x/new/../sub/link/y
  same_file <(owners there/y) <<<'there/y 755 65534:0'
  same_file <(ls elsewhere) </dev/null
  # In what is new, such a link is refused, since the path is not safe.
  meanwhile () { ln -s ../there made/b; }
  run -1 stopped mkdirat 1 -p --beneath=. made/b/c
  same_file output <<-'END'
	mkdir: cannot create directory 'made/b': Leads outside of the directory given to --beneath
	END
  # Where nothing is new, a link may change before its ".." is found by the path.
  mkdir y
  ln -s x cur
  meanwhile () { ln -s y next; mv -T next cur; }
  run -0 stopped openat2 7 -p --beneath=. cur/../n/e/w/d/i/r
  [ -d n/e/w/d/i/r ]
  run -0 mkdir -p --beneath=. --parent-owner=+65534 e/b/../c/../../f/d
  run -0 mkdir -p --parent-owner=+65534 "$PWD/g/./h/i/../../j/../../k" \
    "$PWD/l/../m"
  same_file <(find e f g k l m | LC_ALL=C sort) <<-'END'
	e
	e/b
	e/c
	f
	f/d
	g
	g/h
	g/h/i
	g/j
	k
	l
	m
	END
}

@test "links that are the caller's own, or not in an ancestor just made, are followed" {
  need strace
  umask 022
  mkdir there
  ln -s there link
  meanwhile () { ln -s ../there a/b; }
  run -0 stopped mkdirat 2 -p a/b/c
  same_file output </dev/null
  run -0 mkdir -p --parent-mode=777 x/y/../../link/./d x/./y/z/../../../link/e
  same_as "$output" </dev/null
  same_file <(find there | LC_ALL=C sort) <<-'END'
	there
	there/c
	there/d
	there/e
	END
}

@test "a path is resolved anew if an ancestor of the one before was renamed" {
  need strace
  printf '%s\0' a/b/c/1 a/b/d/2 >list
  meanwhile () { mv a old; mkdir -p a/b; }
  run -0 stopped mkdirat 4 -p --files0-from=list
  same_file <(find a old -mindepth 1 | LC_ALL=C sort) <<-'END'
	a/b
	a/b/d
	a/b/d/2
	old/b
	old/b/c
	old/b/c/1
	END
}

@test "another user's directory swapped in keeps its mode" {
  need strace
  need_root
  chmod 777 .
  mkdir -m 700 theirs
  chown 65534 theirs
  meanwhile () { rmdir new; mv theirs new; }
  run -1 stopped mkdirat 1 -m 1777 new
  same_file output <<-'END'
	mkdir: cannot change permissions of 'new': Operation not permitted
	END
  same_file <(modes new) <<<'new 700'
}

@test "another user's directory with the right mode is left as it is" {
  need strace
  need_root
  mkdir -m 1777 theirs
  chown 65534 theirs
  meanwhile () { rmdir new; mv theirs new; }
  run -0 stopped mkdirat 1 -m 1777 new
  same_file output </dev/null
  same_file <(modes new) <<<'new 1777'
}

@test "an older directory of the same user swapped in keeps its mode" {
  need strace
  need_birth
  chmod g+w .
  meanwhile () { rmdir new; mv secret new; }
  for mode in 1777 2750 4700 1300; do
    mkdir -m 700 secret
    younger_than secret
    run -1 stopped mkdirat 1 -m "$mode" new
    same_file output \
      <<<"mkdir: cannot change permissions of 'new': File exists"
    same_file <(modes new) <<<'new 700'
    rmdir new
  done
}

@test "an older directory is recognized however long the call takes" {
  native
  need strace
  need_birth
  chmod g+w .
  mkdir -m 700 secret
  younger_than secret
  meanwhile () { rmdir new; mv secret new; }
  only=new inject=openat:delay_enter=500000 run -1 stopped mkdirat 1 -m 1777 new
  same_file output \
    <<<"mkdir: cannot change permissions of 'new': File exists"
  same_file <(modes new) <<<'new 700'
}

@test "an older directory is recognized however long the call has to wait after the exchange" {
  native
  need strace
  need_birth
  chmod g+w .
  # After the exchange, wait for longer than "secret" has existed by then.
  meanwhile ()
  {
    local born now
    born=$(lstat -c '%{st_birthtime_ns}' secret)
    mv new made
    mv secret new
    now=$(date +%s%N)
    until (($(date +%s%N) - now > now - born)); do
      sleep 0.1
    done
  }
  for options in '-m 1777' '-m 2770' '--json -m 1777'; do
    rm -rf new made
    mkdir -m 700 secret
    younger_than secret
    # shellcheck disable=SC2086
    only=new run -1 stopped mkdirat 1 $options new
    [ "$(tail -n 1 output)" = "mkdir: cannot change permissions of 'new': File exists" ]
    same_file <(modes new) <<<'new 700'
  done
}

@test "an older directory that may not be read is recognized by its time of birth alone" {
  need strace
  need_birth
  chmod 777 .
  as_user mkdir -m 300 secret
  younger_than secret
  meanwhile () { rmdir new; mv secret new; }
  # The tracer must be the parent of mkdir, not of a shell.
  [ "$EUID" -ne 0 ] || program=(env "PATH=$BATS_RUN_TMPDIR/bin:$PATH"
    setpriv --reuid=65534 --regid=65534 --clear-groups mkdir)
  run -1 stopped mkdirat 1 -m 1300 new
  same_file output \
    <<<"mkdir: cannot change permissions of 'new': File exists"
  same_file <(modes new) <<<'new 300'
}

@test "an older directory swapped in keeps its mode with --json, too" {
  need strace
  need_birth
  chmod g+w .
  meanwhile () { rmdir new; mv secret new; }
  mkdir -m 700 secret
  younger_than secret
  run -1 stopped mkdirat 1 --json -m 1777 new
  same_file output <<-'END'
	{"path": "new", "created": true, "mode": "0700"}
	{"path": "new", "error": "EEXIST", "errno": 17, "message": "File exists"}
	mkdir: cannot change permissions of 'new': File exists
	END
}

@test "a directory with permissions that were not asked for keeps its mode" {
  need strace
  chmod g+w .
  meanwhile () { rmdir new; mkdir -m 701 new; }
  run -1 stopped mkdirat 1 -m 1777 new
  same_file output \
    <<<"mkdir: 'new' was made with mode 0701 instead of 1777"
  same_file <(modes new) <<<'new 701'
}

@test "the age of a new directory is counted from the last tick of the kernel" {
  native sanitizer
  need_linux statx
  need_birth
  need strace
  chmod g+w .
  # Its time of birth is that of the tick, however late that is; a later change of
  # the parent has the time of a tick, too, or that of the clock.
  run -0 strace -qq -o log -e trace='?clock_gettime,?clock_gettime64' mkdir -m 1777 new
  same_file <(sed 's/^[^(]*(\([[:upper:]_]*\), .*/\1/' log) <<-'END'
	CLOCK_MONOTONIC_COARSE
	CLOCK_MONOTONIC
	END
}

@test "where the kernel has no clock to ask, that of the C library serves" {
  need strace
  chmod g+w .
  run -0 strace -qq -o log -e trace='?clock_gettime,?clock_gettime64' \
    -e inject='?clock_gettime,?clock_gettime64:error=ENOSYS' mkdir -m 1777 new
  same_as "$output" </dev/null
  same_file <(modes new) <<<'new 1777'
}

@test "without a time of birth, a directory that cannot be read through keeps its mode" {
  need strace
  need_no_statx
  chmod g+w .
  local call number
  for call in F_DUPFD_CLOEXEC F_GETFL; do
    strace -qq -o log -e trace=fcntl "$sandboxed" fail 38 statx mkdir -m 1777 "a$call"
    number=$(sed -n "/$call/=" log | head -n 1)
    run -1 strace -qq -o log -e trace=fcntl -e inject="fcntl:error=EMFILE:when=$number" \
      "$sandboxed" fail 38 statx mkdir -m 1777 "b$call"
    same_as "$output" \
      <<<"mkdir: cannot change permissions of 'b$call': $(errno_text EMFILE)"
    same_file <(modes "b$call") <<<"b$call 1700"
  done
}

@test "without a time of birth, a new directory that umask closes to its owner gets its mode" {
  need_no_statx
  chmod 777 .
  as_user true # copies the programs, before a umask keeps the user from them
  for mask in 0111 0300 0777; do
    umask "$mask"
    run -0 as_user "$sandboxed" fail 38 statx mkdir -m 1655 "a$mask"
    umask 022
    same_as "$output" </dev/null
    same_file <(modes "a$mask") <<<"a$mask 1655"
  done
}

@test "without a time of birth, a directory that holds something keeps its mode" {
  native
  need strace
  program=(mkdir)
  if is_for_linux; then
    need_no_statx
    program=("$sandboxed" fail 38 statx mkdir)
  fi
  chmod g+w .
  meanwhile () { touch new/f; }
  run -1 stopped mkdirat 1 -m 1777 new
  same_file output \
    <<<"mkdir: cannot change permissions of 'new': Directory not empty"
  same_file <(modes new) <<-'END'
	new 1700
	new/f 644
	END
  run -0 "${program[@]}" -m 1777 empty
  same_file <(modes empty) <<<'empty 1777'
  # Nobody else can replace what is in this directory.
  chmod g-w .
  meanwhile () { touch other/f; }
  run -0 stopped mkdirat 1 -m 1777 other
  same_file output </dev/null
  same_file <(modes other) <<-'END'
	other 1777
	other/f 644
	END
}

@test "a directory that others fill at once gets its mode" {
  need strace
  need_birth
  meanwhile () { touch new/f; }
  for parent in 755 775 1777; do
    chmod "$parent" .
    for mode in 2775 1700 4755; do
      run -0 stopped mkdirat 1 -m "$mode" new
      same_file output </dev/null
      same_file <(modes new) <<-END
	new $mode
	new/f 644
	END
      rm -r new
    done
  done
}

@test "an ancestor that a racing mkdir -p fills gets its mode" {
  need strace
  need_birth
  meanwhile () { mkdir -p a/x; }
  run -0 stopped mkdirat 2 -p --parent-mode=1777 a/b
  same_file output </dev/null
  same_file <(modes a) <<-'END'
	a 1777
	a/b 755
	a/x 755
	END
}

@test "an older directory swapped in for an ancestor keeps its mode" {
  need strace
  need_birth
  chmod g+w .
  mkdir -m 700 secret
  younger_than secret
  meanwhile () { rmdir a; mv secret a; }
  run -1 stopped mkdirat 2 -p --parent-mode=1777 "$PWD/a/b"
  same_file output \
    <<<"mkdir: cannot change permissions of '$PWD/a': File exists"
  same_file <(modes a) <<-'END'
	a 700
	a/b 755
	END
}

@test "a file system whose clock is behind does not make new directories old" {
  need_clock
  # An hour ahead of the file system.
  build_clock 3600000000000LL
  start_processes
  LD_PRELOAD=$PWD/clock.so run -0 mkdir -p --parent-mode=1700 -m 1777 a/b
  same_as "$output" </dev/null
  same_file <(modes a) <<-'END'
	a 1700
	a/b 1777
	END
}

@test "a server whose clock is behind causes no error while others use the parent" {
  need_clock
  need strace
  need_birth
  own_process "only its clock is ahead"
  build_clock 15000000LL
  succeed_beside_others
}

@test "a clock that stands still makes no new directory old" {
  need_clock
  need strace
  need_birth
  own_process "only its clock stands still"
  # libfaketime shows other times of files, too, but not in statx(2).
  ${CC-cc} -shared -fPIC -o clock.so -x c - <<-'END'
	#define _GNU_SOURCE
	#include <dlfcn.h>
	#include <sys/stat.h>
	#include <time.h>

	int
	clock_gettime (clockid_t clock, struct timespec *now)
	{
	  *now = (struct timespec){ .tv_sec = 1 };
	  return clock < 0;
	}

	int
	fstatat (int dir, char const *restrict path, struct stat *restrict status,
	         int flags)
	{
	  int (*next) (int, char const *, struct stat *, int)
	      = dlsym (RTLD_NEXT, "fstatat");
	  int result = next (dir, path, status, flags);
	  status->st_ctim.tv_sec += 3600;
	  return result;
	}
	END
  succeed_beside_others
}

@test "a file system that stores times in steps of 2 s does not make new directories old" {
  need_clock
  need_birth
  own_process "only its statx shows other times"
  chmod g+w .
  ${CC-cc} -shared -fPIC -o times.so -x c - <<-'END'
	#define _GNU_SOURCE
	#include <dlfcn.h>
	#include <linux/stat.h>
	#include <stdlib.h>
	#include <sys/syscall.h>

	/* All times have the nanoseconds CHANGED, or BORN if they are those of birth,
	   which are AGE seconds ago.  */
	long
	syscall (long number, long a, long b, long c, long d, long e, long f)
	{
	  long (*next) (long, ...) = dlsym (RTLD_NEXT, "syscall");
	  long result = next (number, a, b, c, d, e, f);
	  if (number == SYS_statx && result == 0)
	    {
	      struct statx *record = (struct statx *) e;
	      record->stx_ctime.tv_nsec = atoi (getenv ("CHANGED"));
	      record->stx_btime.tv_nsec = atoi (getenv ("BORN"));
	      record->stx_btime.tv_sec -= atoi (getenv ("AGE"));
	    }
	  return result;
	}
	END
  export BORN=0 CHANGED=0
  AGE=1 LD_PRELOAD=$PWD/times.so run -0 mkdir -m 1777 new
  same_as "$output" </dev/null
  same_file <(modes new) <<<'new 1777'
  AGE=60 LD_PRELOAD=$PWD/times.so run -1 mkdir -m 1777 old
  same_as "$output" <<<"mkdir: cannot change permissions of 'old': File exists"
  # Where either time has nanoseconds, there are no such steps.
  for BORN in 0 1; do
    CHANGED=$((1 - BORN))
    AGE=2 LD_PRELOAD=$PWD/times.so run -1 mkdir -m 1777 "$BORN"
    same_as "$output" <<<"mkdir: cannot change permissions of '$BORN': File exists"
  done
}

@test "a slow system call makes no new directory old while others use the parent" {
  need_linux statx
  need strace
  native valgrind
  own_process "bash makes system calls, too"
  local call delay
  chmod 777 .
  touch running
  while [ -e running ]; do : >other; rm other; done 3>&- &
  for call in mkdirat statx openat newfstatat; do
    for delay in enter exit; do
      run -0 strace -qq -o /dev/null -e "trace=?$call" \
        -e "inject=?$call:delay_$delay=60000" mkdir -m 2775 "$call-$delay"
      same_as "$output" </dev/null
      same_as "$(modes "$call-$delay")" <<<"$call-$delay 2775"
    done
  done
  rm running
}

# Play CASE... of tests/programs/innocent: no round may fail, where it can be played.
play_innocent ()
{
  local case
  PROGRAMS=inodeutils run -0 "${own_mounts[@]}" "$top_srcdir/tests/programs/innocent" \
    "${ROUNDS-20}" "$@"
  same_file <(sed -E '/cgroup|tracefs/s/ - / 0 /' <<<"$output") < <(
    for case; do
      echo "$case: inodeutils 0 of ${ROUNDS-20} failed"
    done)
  [[ $output != *' - '* ]] || lack "no cgroup, cgroup2 or tracefs can be mounted"
}

@test "mkdir succeeds beside harmless processes of other users" {
  need_root
  need_mounts
  need setfacl
  native valgrind
  setfacl -d -m g::rwx . 2>/dev/null && setfacl -k . || lack "no ACLs here"
  play_innocent parallel default-acl waiting daemon daemon-owner cgroup2 cgroup2-owner \
    tracefs tracefs-owner
}

@test "directories of the kernel that a group may write are born with files in them" {
  need_linux statfs
  need_root
  need_mounts
  native valgrind
  play_innocent cgroup cgroup-owner tracefs-group
}

@test "a FUSE file system that shows another owner keeps special bits" {
  need_linux statfs
  need_root
  need_mounts
  need bindfs
  [ -c /dev/fuse ] || lack "no FUSE"
  PROGRAMS=inodeutils run -0 "${own_mounts[@]}" "$top_srcdir/tests/programs/innocent" 1 bindfs
  same_as "$output" <<<'bindfs: inodeutils 0 of 1 failed'
}

@test "the overflow user ID of a user namespace is not trusted" {
  need strace
  need_birth
  need unshare
  unshare -U true 2>/dev/null || lack "no user namespaces"
  own_process "only it is in the namespace"
  chmod 755 .
  mkdir -m 700 older
  younger_than older
  program=(env "PATH=$PATH" unshare -U mkdir)
  meanwhile () { rmdir new; mv older new; }
  run -1 stopped mkdirat 1 -m 1777 new
  same_file output \
    <<<"mkdir: cannot change permissions of 'new': File exists"
  run -0 "${program[@]}" -m 1777 other
  same_file <(modes new other) <<-'END'
	new 700
	other 1777
	END
}

@test "an ancestor without search permission is reported only if it existed before" {
  chmod 777 .
  run -1 as_user mkdir -pv --parent-mode=u=r a/b
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: cannot create directory 'a/b': Permission denied
	END
  run -1 as_user mkdir -pv --parent-mode=u=r a/b
  same_as "$output" <<<"mkdir: cannot create directory 'a': Permission denied"
  # So it is with more components, whichever of them is the first that is new.
  mkdir -m 777 c
  run -1 as_user mkdir -pv --parent-mode=u=r d/e/f c/g/h/i
  same_as "$output" <<-'END'
	mkdir: created directory 'd'
	mkdir: cannot create directory 'd/e': Permission denied
	mkdir: created directory 'c/g'
	mkdir: cannot create directory 'c/g/h': Permission denied
	END
}

@test "a new directory that a server shows as another user's gets its mode, but no owner" {
  need_linux statfs
  native
  need_root
  need cc
  [ "$(libc)" = glibc ] || skip "a static program takes no other fstat"
  [ "$(address_bits)" = 64 ] || skip "fstat has another name there"
  # As NFS does that maps root to nobody.
  ${CC-cc} -shared -fPIC -o squash.so -x c - <<-'END'
	#define _GNU_SOURCE
	#include <dlfcn.h>
	#include <stdlib.h>
	#include <sys/stat.h>
	#include <sys/vfs.h>

	int
	fstatfs (int fd, struct statfs *status)
	{
	  int (*next) (int, struct statfs *) = dlsym (RTLD_NEXT, "fstatfs");
	  int result = next (fd, status);
	  if (getenv ("TYPE"))
	    status->f_type = strtol (getenv ("TYPE"), NULL, 16);
	  return result;
	}

	static int
	squash (int result, struct stat *status)
	{
	  if (result == 0 && status->st_uid == 0)
	    status->st_uid = 65534;
	  return result;
	}

	int
	fstatat (int dir, char const *restrict path, struct stat *restrict status,
	         int flags)
	{
	  int (*next) (int, char const *, struct stat *, int)
	      = dlsym (RTLD_NEXT, "fstatat");
	  return squash (next (dir, path, status, flags), status);
	}

	int
	fstat (int fd, struct stat *status)
	{
	  int (*next) (int, struct stat *) = dlsym (RTLD_NEXT, "fstat");
	  return squash (next (fd, status), status);
	}
	END
  # Before version 2.33 of glibc, they have other names.
  nm -D "$(native_programs)/mkdir" | grep -qw fstat || lack "no function fstat in the C library"
  mkdir -m 777 p
  start_processes
  export LD_PRELOAD=$PWD/squash.so
  # The parent, too, seems to belong to another user, who could replace it.
  run -1 mkdir -m 1777 p/a
  same_as "$output" \
    <<< "mkdir: cannot change permissions of 'p/a': Operation not permitted"
  need strace
  run -1 strace -qq -o log -e trace=capget -e inject=capget:error=ENOSYS mkdir -m 1777 p/c
  same_as "$output" \
    <<< "mkdir: cannot change permissions of 'p/c': Operation not permitted"
  # Without capabilities, the system decides.
  need setpriv
  run -0 setpriv --bounding-set=-all --inh-caps=-all mkdir -m 1777 p/b
  same_as "$output" </dev/null
  # NFS, FUSE and SMB have servers that map users.
  for TYPE in 6969 65735546 fe534d42 ff534d42 517b 1021997; do
    export TYPE
    run -0 mkdir -m 1777 "p/$TYPE"
    same_as "$output" </dev/null
    run -1 mkdir --owner=+1 "p/owned$TYPE"
    same_as "$output" \
      <<< "mkdir: cannot change ownership of 'p/owned$TYPE': Operation not permitted"
  done
  need strace
  meanwhile () { LD_PRELOAD='' touch p/full/f; }
  run -1 stopped mkdirat 1 -m 1777 p/full
  same_file output \
    <<< "mkdir: cannot change permissions of 'p/full': Directory not empty"
  unset LD_PRELOAD
  same_file <(modes p) <<-'END'
	p 777
	p/1021997 1777
	p/517b 1777
	p/65735546 1777
	p/6969 1777
	p/a 1700
	p/b 1777
	p/c 1700
	p/fe534d42 1777
	p/ff534d42 1777
	p/full 1700
	p/full/f 644
	p/owned1021997 700
	p/owned517b 700
	p/owned65735546 700
	p/owned6969 700
	p/ownedfe534d42 700
	p/ownedff534d42 700
	END
}
