#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# cli.bats -- what both programs share: options, usage errors, --version

load helper

@test "an unknown option is a usage error that tells where help is" {
  for program in lstat mkdir; do
    run -1 "$program" --no-such-option x
    same_as "$output" <<-END
	$program: unrecognized option '--no-such-option'
	Try '$program --help' for more information.
	END
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

@test "--version is in GNU form" {
  for program in lstat mkdir; do
    run -0 "$program" --version
    [[ ${lines[0]} =~ ^"$program (inodeutils) "[0-9]+(\.[0-9]+)+$ ]]
    [ "${lines[1]}" = "Copyright (C) 2026 the inodeutils authors" ]
  done
}

@test "--help and --version to a full device are write errors" {
  for program in lstat mkdir; do
    for option in --help --version; do
      run -1 sh -c "exec $program $option > /dev/full"
      [ "$output" = "$program: write error: No space left on device" ]
    done
  done
}

@test "long options abbreviate, and GNU's abbreviations stay what they were" {
  touch f
  for option in --f --fi --file --file-s; do
    lstat "$option" -c %T f > out 2>&1 || :
    head -n 1 out
  done > results
  same_as "$(cat results)" <<-END
	lstat: option '--f' is ambiguous; possibilities: '--file-system' '--format' '--files0-from'
	$(lstat -f -c %T f)
	$(lstat -f -c %T f)
	$(lstat -f -c %T f)
	END
  run -0 lstat --d --fo=%F f
  [ "$output" = "regular empty file" ]
  run -0 mkdir --p --m=700 a/b
  run -0 lstat --p='%a %n\n' a a/b
  same_as "$output" <<-'END'
	755 a
	700 a/b
	END
}

@test "options may follow operands, but not -- or with POSIXLY_CORRECT" {
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
