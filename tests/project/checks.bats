#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# checks.bats -- what runs the checks of .ci/run and "make check-release", and
# what lets a test skip and fail

# shellcheck disable=SC2016 # it is tests/tools/checks that expands

load ../helper

# Make a clone with the checks on standard input, which need no tools.
make_clone ()
{
  need git make
  export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 XDG_STATE_HOME=$PWD/state OUTSIDE=$PWD
  mkdir -p clone/tests/tools
  cd clone || return
  cat > tests/tools/checks.def
  cp "$top_srcdir/tests/tools/checks" tests/tools
  printf '#!/bin/sh\n' > bootstrap
  cp bootstrap configure
  chmod +x bootstrap configure
  echo all: > Makefile
  git init -q
  commit
}

# Commit all that is in the clone.
commit ()
{
  git add .
  git -c user.name=tester -c user.email=tester@example.net commit -qm change
}

# Print the table in $output, without times, and what follows.
table ()
{
  sed -n '/^check  /,$p' <<< "$output" | sed -E 's/ +([0-9]+:[0-9]+|time)$//'
}

@test "the counts are those of all suites, and a check without a suite is one test" {
  make_clone <<-'END'
	suite    both  cat summary
	twice    ci    cat log summary summary; false
	single   ci    echo single
	broken   ci    cat summary; false
	failing  both  false
	other    none  make other: not a check
	END
  cat > summary <<-'END'
	Testsuite summary for inodeutils
	# TOTAL: 6
	# PASS:  3
	# SKIP:  1
	# XFAIL: 0
	# FAIL:  0
	# XPASS: 0
	# ERROR: 0
	END
  sed 1d summary > log
  sed -i 's/FAIL:  0/FAIL:  2/' log
  { cat log; sed 's/FAIL:  0/FAIL:  2/' summary; } > long
  mv long log
  run -1 tests/tools/checks ci
  same_file <(table) <<-'END'
	check                passed  failed skipped
	suite                     3       0       1
	twice                     9       2       3
	single                    1       0       0
	broken                    3       1       1
	failing                   0       1       0

	16 passed, 4 failed, 5 skipped
	END
  run -0 tests/tools/checks ci single suite
  same_as "${lines[-1]}" <<< '4 passed, 0 failed, 1 skipped'
  run -2 tests/tools/checks ci other
  same_as "$output" <<< "checks: other: no such check in 'ci' of tests/tools/checks.def"
}

@test "checks that cannot run have failed" {
  make_clone <<-'END'
	one  ci    true
	two  both  true
	END
  echo 'exit 1' >> bootstrap
  commit
  for kind in ci release; do
    run -1 tests/tools/checks "$kind"
    [[ $output = *'not run'* ]]
    [[ ${lines[-1]} = "0 passed, "[12]" failed, 0 skipped" ]]
  done
}

@test "each check fails if a tool is missing, and has a clone of its own" {
  make_clone <<-'END'
	strict    both     [ "$STRICT" = 1 ] && install -D /dev/null read/left && chmod -w read
	separate  both     [ ! -e read ]
	failing   release  touch left; false
	END
  run -1 tests/tools/checks release
  same_file <(table) <<-'END'
	check                passed  failed skipped
	strict                    1       0       0
	separate                  1       0       0
	failing                   0       1       0

	2 passed, 1 failed, 0 skipped
	END
  same_file <(cd "$XDG_STATE_HOME/inodeutils/"* && find . -name '*.tree' -o -name left) <<-'END'
	./failing.tree
	./failing.tree/left
	END
}

@test "a check that passed for a commit is not run again, one that failed is" {
  make_clone <<-'END'
	one    release  echo one >> "$OUTSIDE/ran"
	two    release  echo two >> "$OUTSIDE/ran"; [ -e "$OUTSIDE/mended" ]
	three  release  echo three >> "$OUTSIDE/ran"
	END
  run -0 tests/tools/checks release 't*e'
  same_file <(table) <<-'END'
	check                passed  failed skipped
	one                 not run
	two                 not run
	three                     1       0       0

	1 passed, 0 failed, 0 skipped
	END
  run -1 tests/tools/checks release
  same_file <(table) <<-'END'
	check                passed  failed skipped
	one                       1       0       0
	two                       0       1       0
	three                     1       0       0

	2 passed, 1 failed, 0 skipped
	END
  touch "$OUTSIDE/mended"
  run -0 tests/tools/checks release
  run -0 tests/tools/checks release
  same_as "${lines[-1]}" <<< '3 passed, 0 failed, 0 skipped'
  same_file "$OUTSIDE/ran" <<< $'three\none\ntwo\ntwo'
  # Another commit has passed nothing.
  echo >> Makefile
  commit
  run -0 tests/tools/checks release two
  same_file <(table) <<-'END'
	check                passed  failed skipped
	one                 not run
	two                       1       0       0
	three               not run

	1 passed, 0 failed, 0 skipped
	END
}

@test "uncommitted changes are an error for a release" {
  make_clone <<< 'one release true'
  touch new
  run -2 tests/tools/checks release
  same_as "$output" <<< 'checks: commit first: only what is committed is checked'
  [ ! -e "$XDG_STATE_HOME" ]
}

@test "a missing or an additional newline at the end of output fails a test" {
  run -0 run -0 printf 'f\n\ng\n'
  run -0 run -0 --keep-empty-lines printf 'f\n\n'
  run -0 same_as f <<< f
  run -0 same_as '' < /dev/null
  local ending
  for ending in f $'f\n\n' $'\n'; do
    run -1 run -0 printf %s "$ending"
    run -1 run -0 --separate-stderr sh -c 'printf %s "$1" >&2' sh "$ending"
    run -1 same_as f < <(printf %s "$ending")
    run -1 same_file <(printf %s "$ending") <<< f
  done
}

@test "a broken program is not taken for a system that lacks something" {
  need_openat2
  need_birth
  need_system unique-mount-ids .
  start_processes
  local libc
  libc=$(libc)
  install -D -m 755 /dev/stdin broken/lstat <<< $'#!/bin/sh\nexit 1'
  cp broken/lstat broken/mkdir
  PATH=$PWD/broken:$PATH
  STRICT=1 run -0 need_openat2
  STRICT=1 run -0 need_birth
  STRICT=1 run -0 need_system unique-mount-ids .
  same_file <(libc) <<< "$libc"
}

@test "a package whose tools are missing is refused before anything is unpacked" {
  local kind tool
  mkdir tools
  for tool in date dirname realpath sh; do
    ln -s "$(command -v "$tool")" tools
  done
  while read -r kind tool; do
    run -1 env PATH="$PWD/tools" VERSION=1 RELEASE_DATE=2026-01-01 \
      sh "$top_srcdir/packaging/build" "$kind" nosuch.tar.xz packages
    same_as "$output" <<-END
	build: there is no $tool; ./bootstrap --tools --for=packages prints the command that installs it
	END
  done <<-'END'
	deb dpkg-checkbuilddeps
	rpm rpmbuild
	arch makepkg
	END
  [ ! -e packages ]
}

@test "a locale that cannot be made is missing each time" {
  [ "$(libc)" = glibc ] || skip "musl has no such locales"
  need localedef
  start_processes
  install -D -m 755 /dev/stdin broken/localedef <<< $'#!/bin/sh\nmkdir "$5"; exit 1'
  for _ in 1 2; do
    FOREIGN='' PATH=$PWD/broken:$PATH run -1 make_locale "$PWD" de_DE.UTF-8
    same_as "$output" <<< 'localedef cannot make it'
  done
}
