#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-sync.bats -- mkdir --sync

# shellcheck disable=SC2174 # that -m is for the last alone is the point

load ../helper

# Run "mkdir ARGUMENT..." and write its calls that create, change, sync or print
# to the file log, one a line, with the paths of descriptors below the working
# directory, which is ".".
traced ()
{
  local status=0
  strace -y -qq -o full -e trace=/mkdirat,/chmod,/chown,fsync,fdatasync,syncfs,write \
    ${inject:+-e inject="$inject"} mkdir "$@" || status=$?
  # No test is about what a shell around a builtin writes.
  sed -E "s/^fchown32/fchown/; s|<$PWD>|<.>|g; s|<$PWD/|<|g; s/[0-9]+<([^>]*)>/\1/g; s/AT_FDCWD//; s/ +=.*//
    s/^mkdirat\(\.?(<\.>)?, /mkdirat(., /; s/\(<\.>/(./" full >log
  return $status
}

@test "--sync: each new directory and its parent, in this order" {
  need strace
  traced -p --sync a/b/c
  same_file log <<-'END'
	mkdirat(., "a", 0777)
	fsync(a)
	fsync(.)
	mkdirat(a, "b", 0777)
	fsync(a/b)
	fsync(a)
	mkdirat(a/b, "c", 0777)
	fsync(a/b/c)
	fsync(a/b)
	END
}

@test "without --sync nothing is synced, and with it no existing directory is" {
  need strace
  traced -p a/b
  same_file <(grep sync log) </dev/null
  traced -p --sync a/b a
  traced --ensure --sync -m 755 a/b a .
  same_file <(grep sync log) </dev/null
}

@test "mode and owner are set before the directory is synced" {
  need strace
  need_root
  traced --sync --owner=+65534 -m 2770 a
  same_file log <<-'END'
	mkdirat(., "a", 0700)
	fchown(a, 65534, -1)
	fchmod(a, 02770)
	fsync(a)
	fsync(.)
	END
}

@test "a list: one fsync of a parent for all its new directories" {
  need strace
  mkdir p q
  printf 'p/%s\0' {1..100} >list
  printf 'q/%s\0' {1..100} >>list
  traced --sync --files0-from=list
  [ "$(grep -c fsync log)" -eq 202 ]
  same_file <(grep -E '(p|q|/100|q/1)[")]' log) <<-'END'
	fsync(p/100)
	fsync(p)
	fsync(q/1)
	fsync(q/100)
	fsync(q)
	END
}

@test "a directory is printed after it and its parent are on disk" {
  need strace
  mkdir p
  traced --sync -v p/a p/b
  same_file <(sed 's/"mkdir: .*/TEXT/; s/write(.*/write/' log) <<-'END'
	mkdirat(p, "a", 0777)
	fsync(p/a)
	fsync(p)
	write
	mkdirat(p, "b", 0777)
	fsync(p/b)
	fsync(p)
	write
	END
  traced --sync --json p/c
  same_file <(sed 's/write(.*/write/' log) <<-'END'
	mkdirat(p, "c", 0777)
	fsync(p/c)
	fsync(p)
	write
	END
}

@test "--ensure --sync: changed directories are synced" {
  need strace
  mkdir -m 777 a
  mkdir b
  traced --ensure --sync -m 755 a b c/d
  same_file log <<-'END'
	fchmod(a, 0755)
	fsync(a)
	mkdirat(., "c", 0777)
	fsync(c)
	fsync(.)
	mkdirat(c, "d", 0755)
	fsync(c/d)
	fsync(c)
	END
}

@test "errors of fsync are reported with the directory" {
  need strace
  mkdir p
  local errno text
  for errno in EIO ENOSPC EROFS EDQUOT; do
    case $errno in
      ENOSPC) text='No space left on device' ;;
      EROFS) text='Read-only file system' ;;
      *) text=$(errno_text "$errno") ;;
    esac
    inject="fsync:error=$errno" run -1 traced -p --sync p/a b "$PWD/c/d"
    same_as "$output" <<-END
	mkdir: error syncing 'p/a': $text
	mkdir: error syncing 'p': $text
	mkdir: error syncing 'b': $text
	mkdir: error syncing '$PWD/c': $text
	mkdir: error syncing '.': $text
	mkdir: error syncing '$PWD/c/d': $text
	mkdir: error syncing '$PWD/c': $text
	END
    rm -r p/a b c
  done
  inject=fsync:error=EIO:when=2 run -1 traced -v --sync p/a b
  same_as "$output" <<-END
	mkdir: created directory 'p/a'
	mkdir: error syncing 'p': $(errno_text EIO)
	mkdir: created directory 'b'
	END
}

@test "--json: an error of fsync follows the directory" {
  need strace
  mkdir -m 700 old
  inject=fsync:error=EIO:when=1 run -1 traced --json --sync a
  same_as "$output" <<-END
	{"path": "a", "created": true, "mode": "0755"}
	{"path": "a", "error": "EIO", "errno": 5, "message": "$(errno_text EIO)"}
	mkdir: error syncing 'a': $(errno_text EIO)
	END
  inject=fsync:error=EIO run -1 traced --json --sync --ensure -m 711 old
  same_as "$output" <<-END
	{"path": "old", "created": false, "mode": "0711", "changed": true, "found": {"mode": "0700"}, "wanted": {"mode": "0711"}}
	{"path": "old", "error": "EIO", "errno": 5, "message": "$(errno_text EIO)"}
	mkdir: error syncing 'old': $(errno_text EIO)
	END
}

@test "a file system that cannot sync directories is not an error" {
  need strace
  local error
  for error in EINVAL EOPNOTSUPP ENOSYS; do
    inject=fsync:error=$error run -0 traced --sync "$error"
    same_as "$output" </dev/null
    [ "$(grep -c '^fsync' log)" -eq 2 ]
  done
  inject=fsync:error=EINTR:when=1 run -0 traced --sync b
  same_file log <<-'END'
	mkdirat(., "b", 0777)
	fsync(b)
	fsync(b)
	fsync(.)
	END
}

@test "the file system of an unreadable directory is synced instead" {
  need_linux syncfs
  need strace
  need_root
  as_user true
  chmod 777 .
  mkdir -m 333 unreadable
  # Run mkdir as an ordinary user in a process of strace.
  as_user_traced ()
  {
    strace -f -y -qq -o full -e trace=/mkdirat,fsync,syncfs ${inject:+-e inject="$inject"} \
      env PATH="$BATS_RUN_TMPDIR/bin:$PATH" \
      ${BUILTINS:+BASH_LOADABLES_PATH="$BATS_RUN_TMPDIR/bin/loadables"} \
      setpriv --reuid=65534 --regid=65534 --clear-groups mkdir --sync "$@"
  }
  run -0 as_user_traced unreadable/a unreadable/b
  same_as "$output" </dev/null
  same_file <(grep -o '[[:lower:]]*sync[[:lower:]]*([0-9]*<.*' full | sed -E 's|[0-9]*<.*/||; s/>.*//') <<-'END'
	syncfs(a
	syncfs(b
	END
  inject=syncfs:error=EOPNOTSUPP run -0 as_user_traced unreadable/d
  same_as "$output" </dev/null
  grep -q INJECTED full
  run -0 as_user_traced -m 300 closed
  [ "$(grep -c 'syncfs(' full)" -eq 1 ]
  run -1 as_user_traced -m 300 unreadable/c
  same_as "$output" <<-'END'
	mkdir: error syncing 'unreadable/c': Permission denied
	mkdir: error syncing 'unreadable': Permission denied
	END
}

@test "--sync works with --beneath, --dir-fd and few descriptors" {
  mkdir base
  run -0 mkdir -p --sync -m 1777 --dir-fd=4 e/f 4<base
  same_file <(modes base | grep -e '/[ef] ') <<-'END'
	base/e 755
	base/e/f 1777
	END
  need_openat2
  ln -s . base/link
  printf '%s\0' a/b link/c a/b/d >list
  run -0 mkdir -pv --sync --beneath=base --files0-from=list
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	mkdir: created directory 'link/c'
	mkdir: created directory 'a/b/d'
	END
  own_process 'it has other descriptors'
  printf 'x/%s/y/z\0' {1..20} >list
  native
  with_few_descriptors mkdir -p --sync --owner=: -m 1700 --parent-mode=2711 \
    --beneath=base --files0-from=list
  [ -d base/x/20/y/z ]
}

@test "a new directory that cannot be opened is not synced" {
  need strace
  run -1 strace -qq -o log -P a -e trace=openat -e inject=openat:error=EIO mkdir --sync a
  same_as "$output" <<<"mkdir: error syncing 'a': $(errno_text EIO)"
  [ -d a ]
}

@test "a parent that cannot be opened is not synced" {
  need strace
  native
  own_process 'bash looks at other files'
  # The calls of the C library that begin the program are not counted.
  strace -qq -y -o log -e trace=openat mkdir --sync a
  run -1 strace -qq -o log -e trace=openat \
    -e inject="openat:error=EIO:when=$(grep -n '"\."' log | cut -d: -f1)" mkdir --sync b
  same_as "$output" <<<"mkdir: error syncing '.': $(errno_text EIO)"
  [ -d b ]
}

@test "parents that cannot be looked at take no descriptors" {
  need strace
  native
  own_process 'it has other descriptors'
  run -1 with_few_descriptors strace -D -qq -o log -P "$PWD" -e trace=/stat -e inject=/stat:error=EIO \
    mkdir --sync {1..20}
  same_file <(uniq -c <<<"$output") <<<"     20 mkdir: error syncing '.': $(errno_text EIO)"
}

@test "a file system without syncfs(2) is an error" {
  need_linux syncfs
  need strace
  need_root
  as_user true
  chmod 777 .
  mkdir -m 333 unreadable
  run -1 strace -f -qq -o log -e trace=syncfs -e inject=syncfs:error=ENOSYS \
    env PATH="$BATS_RUN_TMPDIR/bin:$PATH" \
    ${BUILTINS:+BASH_LOADABLES_PATH="$BATS_RUN_TMPDIR/bin/loadables"} \
    setpriv --reuid=65534 --regid=65534 --clear-groups mkdir --sync unreadable/a
  [[ "$output" == "mkdir: error syncing 'unreadable/a': "* ]]
}

@test "an unreadable existing directory that is changed is synced" {
  need_linux O_SEARCH
  need strace
  need_root
  as_user true
  chmod 777 .
  as_user mkdir -m 300 closed
  run -0 strace -f -qq -o log -e trace=fsync,syncfs \
    env PATH="$BATS_RUN_TMPDIR/bin:$PATH" \
    ${BUILTINS:+BASH_LOADABLES_PATH="$BATS_RUN_TMPDIR/bin/loadables"} \
    setpriv --reuid=65534 --regid=65534 --clear-groups mkdir --ensure --sync -m 333 closed
  same_as "$output" </dev/null
  same_file <(modes closed) <<<'closed 333'
  [ "$(grep -c 'syncfs(' log)" -eq 1 ]
}
