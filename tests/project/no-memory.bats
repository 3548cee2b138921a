#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# no-memory.bats -- each allocation of both programs fails once

load ../helper

@test "without memory, a call fails with a message, or does all the same" {
  own_process 'tests/programs/no-memory calls the functions of the programs'
  [ -z "${INSTRUMENTED-}" ] || skip "it replaces malloc, as instrumentation does"
  [ "$(libc)" = glibc ] || skip "it replaces malloc of glibc"
  mkdir -p dir/sub
  printf 12345 > f
  ln -s f link
  printf '%s\0' f dir nosuch link > list
  printf '%s\0' new/1 new/2 f new/1 > directories
  cat > commands <<-END
	lstat f link dir
	lstat -t f
	lstat -f f
	lstat -c %n.%N.%s.%F.%A.%y.%.3Y.%U.%G.%m.%C f link
	lstat --printf=\\n%020s|%-20n|%{mtime} f link
	lstat --json f link nosuch dir
	lstat --json=path,xattrs,acl,default_acl,capabilities f dir
	lstat --shell f
	lstat --shell=path nosuch
	lstat -c %n.%s --files0-from=list
	lstat --beneath=dir -c %n sub ../f
	lstat --time-style=+%F%%%j.%N -c %y f
	lstat --quoting-style=c -c %N link
	lstat -h -c %s f
	lstat --form=%n f
	lstat --nosuch
	lstat -c %{nosuch} f
	lstat --cached=nosuch f
	lstat --help
	lstat --version
	mkdir new
	mkdir f new/a/b
	mkdir -pv -m 1750 --parent-mode=u=rwx,g=x new/a/b
	mkdir -p --json new/a f/x
	mkdir -p --files0-from=directories
	mkdir -p --beneath=. new/a/../b ../new
	mkdir --owner=+$EUID -m 750 new
	mkdir --owner=nosuch.user new
	mkdir --ensure -v -m 700 new dir/sub
	mkdir --ensure=check --json -m 711 dir nosuch
	mkdir --sync -p new/a/b new/c
	mkdir -m 8 new
	mkdir -Z new
	END
  "$top_builddir/tests/programs/no-memory" < commands > result 2>&1 || { cat result && false; }
  [[ $(cat result) =~ ^([0-9]+)\ allocations$ ]]
  [ "${BASH_REMATCH[1]}" -gt 100 ]
}
