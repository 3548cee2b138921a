#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# cli.bats -- what both programs share: options, usage errors, --version

load ../helper

@test "an unknown option is a usage error that names --help" {
  for program in lstat mkdir; do
    run -1 "$program" --no-such-option x
    same_as "$output" <<-END
	$program: unrecognized option '--no-such-option'
	Try '$program --help' for more information.
	END
  done
}

@test "an unknown long option suggests the nearest one, or one that means the same" {
  local program wrong right
  while read -r program wrong right; do
    run -1 "$program" "$wrong" x
    same_as "$output" <<-END
	$program: unrecognized option '$wrong' (did you mean '$right'?)
	Try '$program --help' for more information.
	END
  done <<-'END'
	lstat --fromat=%s --format
	lstat --Format --format
	lstat --filesystem --file-system
	lstat --derefrence --dereference
	lstat --follow --dereference
	lstat --threads=2 --jobs
	lstat --gmt --utc
	lstat --dirfd=3 --dir-fd
	lstat --within=. --beneath
	lstat --verison --version
	mkdir --parrents --parents
	mkdir --perms=700 --mode
	mkdir --chown=root --owner
	mkdir --selinux --context
	mkdir --fsync --sync
	mkdir --benaeth=. --beneath
	mkdir --file0-from=- --files0-from
	mkdir --hlep --help
	END
}

@test "an unknown long option that is near to no other, or means something else, suggests none" {
  local program word
  while read -r program word; do
    run -1 "$program" "$word" x
    [ "${lines[0]}" = "$program: unrecognized option '$word'" ]
  done <<-'END'
	lstat --no-dereference
	lstat --recursive
	lstat --root=.
	lstat --mode=700
	lstat --sort=size
	mkdir --recursive
	mkdir --group=x
	mkdir --root=.
	mkdir --format=x
	mkdir --quiet
	END
}

@test "each word in a table of synonyms of options suggests its option" {
  local program word option files paths=$top_srcdir/src/shared/paths.h
  for program in lstat mkdir; do
    files=("$top_srcdir/src/$program/$program.c" "$paths")
    perl -ne 'if (/"([[:lower:][:digit:]-]+)\\0(.+)\\0\\0"/) {
      print "$_ $1\n" for split /\\0/, $2;
    }' "${files[@]}" > rows
    [ "$(wc -l < rows)" -gt 8 ]
    while read -r word option; do
      run -1 "$program" "--$word" x
      [ "${lines[0]}" = "$program: unrecognized option '--$word' (did you mean '--$option'?)" ]
    done < rows
  done
}

@test "no operand is a usage error" {
  for program in lstat mkdir; do
    run -1 "$program"
    same_as "$output" <<-END
	$program: missing operand
	Try '$program --help' for more information.
	END
  done
}

@test "--help groups the options by purpose, on lines of 79 columns at most" {
  run -0 lstat --help
  same_file <(grep -E '^[^ ].*:$' <<<"$output") <<-'END'
	Selection:
	Output formats:
	Bash builtin only:
	Paths:
	Speed:
	Help:
	Directives in FORMAT:
	Fields of a file:
	Fields of a file by name only (not in --json and --shell without FIELDS):
	Fields of a file system (with --file-system):
	FORMAT equivalent to --terse (with SELinux, %C follows), and to -f --terse:
	Examples:
	END
  same_file <(grep -E '.{80}' <<<"$output") </dev/null
  run -0 mkdir --help
  same_file <(grep -E '^[^ ].*:$' <<<"$output") <<-'END'
	Creation:
	Security context:
	Output:
	Paths:
	Help:
	Modes:
	Owners:
	Examples:
	END
  same_file <(grep -E '.{80}' <<<"$output") </dev/null
}

@test "--help ends with examples, the manual page, and where to report bugs" {
  run -0 lstat --help
  same_file <(sed -n '/^Examples:/,$p' <<<"$output") <<-END
	Examples:
	  lstat -c '%U:%G %04a %n' -- *
	                          print owner, mode and name of each file
	  lstat --json=path,st_size -- * | jq -c 'select(.st_size > 1e9)'
	                          print files of more than 1e9 bytes, with jq(1)

	See 'man $(installed_name lstat)' for all details and more examples.
	$(contact_lines)
	END
  run -0 mkdir --help
  same_file <(sed -n '/^Examples:/,$p' <<<"$output") <<-END
	Examples:
	  mkdir -p -m 700 ~/.local/state/app
	                          create a private directory and missing ancestors
	  mkdir --ensure -m 750 --owner=app:app /var/lib/app
	                          create a directory, or correct its mode and owner

	See 'man $(installed_name mkdir)' for all details and more examples.
	$(contact_lines)
	END
}

@test "the examples of --help do what they say" {
  need jq
  umask 022
  printf hello > small
  truncate -s 2000000000 large
  lstat --help | sed -n '/^Examples:/,/^$/s/^  lstat/lstat/p' > examples
  same_file <(PATH=$PATH bash -c "$(sed -n 1p examples)" lstat | grep -v examples) <<-END
	$(id -un):$(id -gn) 0644 large
	$(id -un):$(id -gn) 0644 small
	END
  same_file <(bash -c "$(sed -n 2p examples)") <<<'{"path":"large","st_size":2000000000}'
  mkdir --help | sed -n '/^Examples:/,/^$/s/^  mkdir/mkdir/p' > examples
  HOME=$PWD bash -c "$(sed -n 1p examples)"
  [ "$(lstat -c %a .local .local/state .local/state/app | paste -s)" = $'755\t755\t700' ]
  mkdir app
  bash -c "$(sed -n "2s/app:app/$(id -u):$(id -g)/; 2s,/var/lib/,,p" examples)"
  [ "$(lstat -c '%a %u %g' app)" = "750 $(id -u) $(id -g)" ]
}

@test "--version is in GNU form, and says what the programs are compatible with" {
  for program in lstat mkdir; do
    run -0 "$program" --version
    [[ ${lines[0]} =~ ^"$program (inodeutils, compatible with GNU coreutils) "[0-9]+(\.[0-9]+)+$ ]]
    [ "${lines[1]}" = "Copyright (C) 2026 the inodeutils authors" ]
  done
}

# configure prints its summary to config.log, too; a later one follows it.
@test "--version ends with the features that configure has found" {
  local features
  features=$(awk '/: features:$/ { names = ""; summary = 1; next }
    summary && !/^  / { summary = 0 }
    summary && $2 !~ /^no/ { names = names " " substr($1, 1, length($1) - 1) }
    END { print "Features:" names }' "$top_builddir/config.log")
  for program in lstat mkdir; do
    run -0 "$program" --version
    same_as "${lines[-1]}" <<< "$features"
  done
  local known='^Features:( statx)?( openat2)?( xattr ACL SELinux)?( tracepoints)?( bash-builtins)?( NLS)?$'
  [[ $features =~ $known ]]
}

# The macro of Autoconf from 2.71 on; older ones want GNU's own name.
@test "configure scripts take this mkdir for mkdir -p" {
  need autoconf
  unset MKDIR_P ac_cv_path_mkdir CONFIG_SITE
  printf '@MKDIR_P@\n' > found.in
  cat > configure.ac <<-'END'
	AC_PREREQ([2.71])
	AC_INIT([probe], [1])
	AC_PROG_MKDIR_P
	AC_CONFIG_FILES([found])
	AC_OUTPUT
	END
  touch install-sh
  autoconf || lack "no Autoconf from 2.71 on"
  run -0 ./configure
  same_file found <<< "$(type -P mkdir) -p"
  # Older ones want GNU's own names, and can be told.
  [[ "$(mkdir --version)" != 'mkdir ('@(GNU coreutils|coreutils|fileutils)') '* ]]
  run -0 ./configure ac_cv_path_mkdir=/nowhere/mkdir
  same_file found <<< '/nowhere/mkdir -p'
}

@test "scripts that look for GNU's programs take these for compatible ones" {
  # A script, since a builtin is always called lstat.
  printf '#!/bin/sh\nexec lstat "$@"\n' > stat
  chmod +x stat
  cat > script <<-'END'
	stat --version > /dev/null 2>&1 && echo has --version
	stat --version 2> /dev/null | head -n 1 | grep -q 'GNU coreutils' && echo GNU coreutils
	stat --version 2>&1 | grep -q GNU && echo GNU
	case $(stat --version 2> /dev/null) in *coreutils*) echo coreutils ;; esac
	stat --version | head -n 1 | grep -Eo '[0-9]+\.[0-9.]+'
	stat --version | sed -n '1s/.*) //p'
	stat --help 2>&1 | grep -q '^usage: stat' || echo not BSD
	stat -c %Y . > /dev/null 2>&1 && echo has -c
	stat -f -c %T . > /dev/null 2>&1 && echo -f is of GNU
	mkdir --version 2>&1 | head -n 1 | grep -q 'GNU coreutils' && echo mkdir of GNU
	mkdir --version | grep -e 'mkdir '
	END
  local version
  version=$(lstat --version | head -n 1)
  run -0 env PATH="$PWD:$PATH" sh script
  same_as "$output" <<-END
	has --version
	GNU coreutils
	GNU
	coreutils
	${version##* }
	${version##* }
	not BSD
	has -c
	-f is of GNU
	mkdir of GNU
	mkdir (inodeutils, compatible with GNU coreutils) ${version##* }
	END
}

@test "--help and --version to a full device are write errors" {
  for program in lstat mkdir; do
    for option in --help --version; do
      run -1 sh -c "exec $program $option > /dev/full"
      [ "$output" = "$program: write error: No space left on device" ]
    done
  done
}

@test "long options can be abbreviated, and GNU's abbreviations keep their meaning" {
  touch f
  for option in --f --fi --file --file-s; do
    lstat "$option" -c %T f > out 2>&1 || :
    head -n 1 out
  done > results
  same_file results <<-END
	lstat: option '--f' is ambiguous; possibilities: '--file-system' '--format' '--files0-from'
	$(lstat -f -c %T f)
	$(lstat -f -c %T f)
	$(lstat -f -c %T f)
	END
  run -0 lstat --d --fo=%F f
  [ "$output" = "regular empty file" ]
  run -0 mkdir --p --verb --mo=700 a/b
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	END
  run -0 lstat --p='%a %n\n' a a/b
  same_as "$output" <<-'END'
	755 a
	700 a/b
	END
  run -0 mkdir --m=1700 c
  same_file <(modes c) <<<'c 1700'
  run -1 mkdir --ver b
  same_as "$output" <<-'END'
	mkdir: option '--ver' is ambiguous; possibilities: '--verbose' '--version'
	Try 'mkdir --help' for more information.
	END
}

@test "each abbreviation of a long option that GNU's programs accept is accepted" {
  local program options option size short accepted=0
  while read -r program options; do
    for option in $options; do
      for ((size = 1; size < ${#option}; size++)); do
        short=${option:0:size}
        [ "$(tr ' ' '\n' <<<"$options" | grep -c "^$short")" = 1 ] || continue
        run "$program" "--$short"
        case $option:${lines[0]} in
          help:"Usage: $program "* | version:"$program ("*) ;;
          *":$program: missing operand" | *":$program: option '--$option' requires an argument") ;;
          *) printf '%s\n' "--$short: $output" && false ;;
        esac
        accepted=$((accepted + 1))
      done
    done
  done <<-'END'
	lstat cached dereference file-system format help printf terse version
	mkdir context help mode parents verbose version
	END
  [ "$accepted" = 70 ]
}

@test "options may follow operands, but not after -- or with POSIXLY_CORRECT" {
  touch f
  run -0 lstat f -c %n
  [ "$output" = f ]
  run -1 lstat -c %n -- f -L
  same_as "$output" <<-'END'
	f
	lstat: cannot statx '-L': No such file or directory
	END
  run -1 env POSIXLY_CORRECT=1 lstat -c %n f -L
  same_as "$output" <<-'END'
	f
	lstat: cannot statx '-L': No such file or directory
	END
  run -0 mkdir a/b -p -v c
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	mkdir: created directory 'c'
	END
  run -0 mkdir -v -- -m
  same_as "$output" <<<"mkdir: created directory '-m'"
  POSIXLY_CORRECT=1 run -0 mkdir d -v
  same_as "$output" </dev/null
  [ -d d ] && [ -d ./-v ]
}

@test "a missing argument is a usage error" {
  run -1 lstat -c
  same_as "$output" <<-'END'
	lstat: option requires an argument -- 'c'
	Try 'lstat --help' for more information.
	END
  run -1 mkdir --mode
  same_as "$output" <<-'END'
	mkdir: option '--mode' requires an argument
	Try 'mkdir --help' for more information.
	END
}

@test "messages have no control characters" {
  touch f
  run -1 lstat $'--\e[31m'
  same_as "${lines[0]}" <<-'END'
	lstat: unrecognized option '--\033[31m'
	END
  run -1 mkdir $'-\e'
  same_as "${lines[0]}" <<-'END'
	mkdir: invalid option -- '\033'
	END
  run -0 lstat --printf=$'\\\e[31m\n' f
  same_as "${lines[0]}" <<-'END'
	lstat: warning: unrecognized escape '\'$'\033'
	END
  local option
  for option in --time-style= --cached= --quoting-style= --json= --shell= --dir-fd= --beneath= \
    --files0-from= -j '--printf=%{'; do
    run -1 lstat "$option"$'\e[31m\r\177\tx' f
    [[ ! $output =~ [$'\e\r\177\t'] ]]
    [ -n "$output" ]
  done
  for option in -m --parent-mode= --ensure= --owner= --owner=: --parent-owner= --dir-fd= --beneath= --files0-from=; do
    run -1 mkdir "$option"$'\e[31m\r\177\tx' d
    [[ ! $output =~ [$'\e\r\177\t'] ]]
    [ -n "$output" ]
  done
  run -0 --separate-stderr lstat -c %$'\e' f
  [[ ! $stderr =~ $'\e' ]]
  run -1 mkdir --context=$'\e[31m' f
  [[ ! $output =~ $'\e' ]]
  run -1 lstat $'a\e[31m'
  same_as "$output" <<-'END'
	lstat: cannot statx 'a'$'\033''[31m': No such file or directory
	END
}

@test "messages have no control characters of the program's own name" {
  own_process 'its name is always that of the command'
  native valgrind
  local name prefix=$'a\e[31m\x9b\x7f\nlstat: \xc2\x9b\xc2\xa0\xc3\xa9 '
  mkdir bin
  for name in lstat mkdir; do
    cp "$(command -v "$name")" "bin/$prefix$name"
    printf 'a?[31m???lstat: ??\302\240\303\251 %s\n' "$name" > clean
    run -1 "bin/$prefix$name" nowhere/x
    same_as "${output%: cannot*}" <<< "bin/$(cat clean)"
    run -1 "bin/$prefix$name" --nonesuch
    same_as "$output" <<-END
	bin/$(cat clean): unrecognized option '--nonesuch'
	Try 'bin/$(cat clean) --help' for more information.
	END
    run -0 "bin/$prefix$name" --help
    [[ ${lines[0]} == "Usage: bin/$(cat clean) [OPTION]"* ]]
  done
  run -0 "bin/${prefix}mkdir" -v d
  same_as "$output" <<< "bin/$(cat clean): created directory 'd'"
}

@test "quotes in GB18030 are whole characters" {
  use_locale zh_CN.GB18030
  touch f
  run -1 --separate-stderr lstat -c %5 f
  same_as "$stderr" <<< $'lstat: \xa1\xae%5\xa1\xaf: invalid directive'
  run -0 lstat --quoting-style=locale -c %N f
  same_as "$output" <<< $'\xa1\xaef\xa1\xaf'
  run -0 lstat --quoting-style=clocale -c %N f
  same_as "$output" <<< $'\xa1\xaef\xa1\xaf'
}

@test "an error on standard error sets the status" {
  native valgrind
  touch f
  [ -c /dev/full ] || lack "no /dev/full"
  run -1 --separate-stderr bash -c 'lstat -c %k%n f 2> /dev/full'
  [ "$output" = '?f' ]
  run -1 --separate-stderr bash -c 'lstat -c %k%n f 2>&-'
  [ "$output" = '?f' ]
  run -0 --separate-stderr bash -c 'lstat -c %n f 2> /dev/full'
  [ "$output" = f ]
}
