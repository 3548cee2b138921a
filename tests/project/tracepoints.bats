#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# tracepoints.bats -- the probes for debuggers and bpftrace

# shellcheck disable=SC2016 # it is gdb that expands

load ../helper

# Go on only if the programs have tracepoints.
need_tracepoints ()
{
  grep -q '^#define HAVE_TRACEPOINTS 1' "$top_builddir/config.h" \
    || lack_part tracepoints
}

# Print the provider, name and number of arguments of each probe of the
# program "$1".
probes ()
{
  readelf -n "$(native_programs)/$1" \
    | awk '/Provider:/ {provider = $2}
           /Name:/ {name = $2}
           /Arguments:/ {print provider ":" name, NF - 1}'
}

# Run "$@" in gdb, and print $format of $values, which are expressions of gdb,
# each time it comes to the probe "$probe".
at_probe ()
{
  cat >script <<-END
	set startup-with-shell off
	break -probe-stap inodeutils:$probe
	commands
	silent
	printf "AT $format\n", $values
	continue
	end
	run
	END
  gdb -nx -batch -x script --args "$@" </dev/null >log 2>&1
  sed -n 's/^AT //p' log
}

@test "readelf lists one probe in each program" {
  own_process 'gdb and readelf look at the programs'
  need_tracepoints
  need readelf
  same_file <(probes mkdir) <<<'inodeutils:mkdir 4'
  same_file <(probes lstat) <<<'inodeutils:lstat 3'
}

@test "gdb stops at each mkdirat with path, mode, directory and errno" {
  own_process 'gdb and readelf look at the programs'
  native
  need_tracepoints
  need gdb
  probe=mkdir format='%s %o %d %d'
  values='(char *) $_probe_arg0, $_probe_arg1, $_probe_arg2, $_probe_arg3'
  mkdir base
  run -0 at_probe mkdir a a nosuch/b
  same_as "$output" <<-'END'
	a 777 -100 0
	a 777 -100 17
	nosuch/b 777 -100 2
	END
  run -0 at_probe mkdir --dir-fd=30 -m 2750 a 30<base
  same_as "$output" <<<'a 700 30 0'
  format='%s %d' values='(char *) $_probe_arg0, $_probe_arg3'
  run -0 at_probe mkdir -p c/d/e
  same_as "$output" <<-'END'
	c/d/e 2
	c 0
	d 0
	e 0
	END
}

@test "gdb stops at each query with path, directory and errno" {
  own_process 'gdb and readelf look at the programs'
  native
  need_tracepoints
  need gdb
  probe=lstat format='%s %d %d'
  values='(char *) $_probe_arg0, $_probe_arg1, $_probe_arg2'
  mkdir base
  ln -s nowhere base/link
  run -0 at_probe lstat -c %n base/link nosuch -L base/link
  same_as "$output" <<-'END'
	base/link -100 2
	nosuch -100 2
	base/link -100 2
	END
  run -0 at_probe lstat --dir-fd=30 -c %n link 30<base
  same_as "$output" <<<'link 30 0'
  run -0 at_probe lstat -c %n -
  same_as "$output" <<<'- -100 0'
}
