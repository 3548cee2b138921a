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
