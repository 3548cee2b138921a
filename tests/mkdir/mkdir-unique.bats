#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-unique.bats -- mkdir --unique

# shellcheck disable=SC2174 # that -m is for the last alone is the point

load ../helper

# Succeed if $output is the path of a directory, all of which matches the
# extended regular expression PATTERN, with permission and special bits MODE.
made ()
{
  [[ $output =~ ^($1)$ ]] || {
    printf 'no match for %s: %q\n' "$1" "$output"
    return 1
  }
  same_as "$(find "$output" -prune -printf '%y %m\n')" <<<"d $2"
}

@test "--unique replaces the X's with letters and digits and prints the path" {
  run -0 mkdir --unique job.XXXXXX
  made 'job\.[[:alnum:]]{6}' 700
  run -0 mkdir --unique ./XXX
  made '\./[[:alnum:]]{3}' 700
  run -0 mkdir --unique "$PWD/aXXXXb/"
  made "$PWD/a[[:alnum:]]{4}b/" 700
}

@test "only the last run of three or more X's in the last component is replaced" {
  mkdir XXXX
  run -0 mkdir --unique XXXX/XXXX-XXX-XX.d
  made 'XXXX/XXXX-[[:alnum:]]{3}-XX\.d' 700
}

@test "the mode is 0700 whatever the umask, or that of -m" {
  umask 0
  run -0 mkdir --unique a.XXX
  made 'a\.[[:alnum:]]{3}' 700
  umask 777
  run -0 mkdir --unique b.XXX
  made 'b\.[[:alnum:]]{3}' 700
  run -0 mkdir --unique -m 3771 c.XXX
  made 'c\.[[:alnum:]]{3}' 3771
  umask 027
  run -0 mkdir --unique --masked -m 777 d.XXX
  made 'd\.[[:alnum:]]{3}' 750
}

@test "--unique takes several templates, also from a list, and prints their paths in order" {
  run -0 mkdir --unique a.XXX b.XXX
  same_as "$output" <<-END
	$(echo a.*)
	$(echo b.*)
	END
  run -0 mkdir --unique --files0-from=<(printf '%s\0' c.XXX $'d\n.XXX')
  same_as "$output" <<-END
	$(echo c.*)
	$(echo d*)
	END
}

@test "--unique never takes a name that exists, and hundreds of calls get their own" {
  mkdir all
  for _ in {1..8}; do
    for _ in {1..40}; do mkdir --unique all/XXX || echo failed; done &
  done >list
  wait
  same_as "$(sort list | uniq -d)" </dev/null
  same_file <(sort list) < <(find all -mindepth 1 | sort)
  [ "$(wc -l <list)" -eq 320 ]
}

@test "--unique tries another name if a name exists, with and without -p" {
  need strace
  for options in '' -p; do
    # shellcheck disable=SC2086 # it may be no word
    run -0 strace -qq -o log -e trace=/^mkdir -e inject=/^mkdir:error=EEXIST:when=1..2 \
      mkdir --unique $options u.XXX
    made 'u\.[[:alnum:]]{3}' 700
    [ "$(grep -c 'u\.' log)" -eq 3 ]
    [ "$(grep -o '"u\.[^"]*"' log | sort -u | wc -l)" -eq 3 ]
  done
}

@test "-p --unique makes ancestors as -p does, and never accepts an existing directory" {
  run -0 mkdir -p --unique a/XXX.d/u.XXX
  made 'a/XXX\.d/u\.[[:alnum:]]{3}' 700
  same_as "$(find a/XXX.d -prune -printf '%m\n')" <<<755
  run -0 mkdir --parent-mode=711 --unique b/u.XXX
  same_as "$(find b -prune -printf '%m\n')" <<<711
}

@test "fewer than three X's are an error, and nothing is made" {
  mkdir before
  run -1 mkdir -p --unique u.XX xXXx XXX/u new/XX/ '' . XXX/..
  same_as "$output" <<-'END'
	mkdir: too few X's in template 'u.XX'
	mkdir: too few X's in template 'xXXx'
	mkdir: too few X's in template 'XXX/u'
	mkdir: too few X's in template 'new/XX/'
	mkdir: too few X's in template ''
	mkdir: too few X's in template '.'
	mkdir: too few X's in template 'XXX/..'
	END
  same_as "$(ls -A)" <<<before
}

@test "other errors name the template, or with -p the ancestor, and the rest is made" {
  touch file
  ln -s nowhere dangling
  run -1 --separate-stderr mkdir --unique no/u.XXX u.XXX
  made 'u\.[[:alnum:]]{3}' 700
  # shellcheck disable=SC2154 # run sets it
  same_as "$stderr" <<<"mkdir: cannot create directory 'no/u.XXX': No such file or directory"
  run -1 mkdir -p --unique file/u.XXX dangling/u.XXX
  same_as "$output" <<-'END'
	mkdir: cannot create directory 'file': Not a directory
	mkdir: cannot create directory 'dangling': File exists
	END
}

@test "--json --unique prints objects with the path that was made, and errors" {
  run -1 --separate-stderr mkdir --json -p --unique a/u.XXX XX
  [[ $output =~ \"path\":\ \"(a/u\.[[:alnum:]]{3})\" ]]
  same_as "$output" <<-END
	{"path": "a", "created": true, "mode": "0755"}
	{"path": "${BASH_REMATCH[1]}", "created": true, "mode": "0700"}
	{"path": "XX", "error": "EINVAL", "errno": 22, "message": "Invalid argument"}
	END
  same_as "$stderr" <<<"mkdir: too few X's in template 'XX'"
  [ -d "${BASH_REMATCH[1]}" ]
}

@test "--unique tries another name in a new ancestor beneath --beneath" {
  need strace
  need_openat2
  own_process "what strace injects is for a process"
  mkdir base
  run -0 strace -qq -o log -e trace=mkdirat -e inject=mkdirat:error=EEXIST:when=2 \
    mkdir --beneath=base -p --unique sub/u.XXX
  grep -q INJECTED log
  [[ $output =~ ^sub/u\.[[:alnum:]]{3}$ ]]
  [ -d "base/$output" ]
}

@test "--unique works relative to --dir-fd and beneath --beneath" {
  mkdir base
  exec 5<base
  run -0 mkdir --dir-fd=5 --unique u.XXX
  [ -d "base/$output" ]
  need_openat2
  run -0 mkdir --beneath=base -p --unique sub/u.XXX
  [ -d "base/$output" ]
  run -1 mkdir --beneath=base --unique ../u.XXX
  same_as "$output" <<-'END'
	mkdir: cannot create directory '../u.XXX': Leads outside of the directory given to --beneath
	END
}

@test "--unique sets the owner, and syncs before the path is printed" {
  need strace
  strace -qq -o log -e trace=/^mkdir,fsync,write mkdir --sync --unique u.XXX >out
  # A sanitizer makes directories, too.
  same_as "$(grep -E '^mkdir.*"u\.|^[^m]' log | sed -E 's/\(.*//; s/mkdirat/mkdir/')" <<-'END'
	mkdir
	fsync
	fsync
	write
	END
  need_root
  run -0 mkdir --unique --owner=+65533:+65532 -m 2750 o.XXX
  same_as "$(find o.* -printf '%U:%G %m\n')" <<<'65533:65532 2750'
}

@test "--unique excludes --ensure and --verbose" {
  for option in --ensure --ensure=check; do
    run -1 mkdir --unique "$option" u.XXX
    same_as "$output" <<-'END'
	mkdir: --ensure and --unique are mutually exclusive
	Try 'mkdir --help' for more information.
	END
  done
  run -1 mkdir -v --unique u.XXX
  same_as "$output" <<-'END'
	mkdir: --unique and --verbose are mutually exclusive
	Try 'mkdir --help' for more information.
	END
  same_as "$(ls -A)" </dev/null
}

@test "the directory is made if its path cannot be printed, with status 1" {
  [ -e /dev/full ] || lack "no /dev/full"
  run -1 eval 'mkdir --unique u.XXX >/dev/full'
  same_as "$output" <<<'mkdir: write error: No space left on device'
  [ "$(find . -name 'u.*' | wc -l)" -eq 1 ]
  # No more are made, since nobody would know their names.
  run -1 eval 'mkdir --unique v.XXX v.XXX >/dev/full'
  same_as "$output" <<<'mkdir: write error: No space left on device'
  [ "$(find . -name 'v.*' | wc -l)" -eq 1 ]
}
