#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-json.bats -- the output of mkdir --json

# shellcheck disable=SC2174 # that -m is for the last alone is the point

load ../helper

@test "each new directory is an object on a line, in the order of creation" {
  run -0 mkdir --json -p a/b/c d//
  same_as "$output" <<-'END'
	{"path": "a", "created": true, "mode": "0755"}
	{"path": "a/b", "created": true, "mode": "0755"}
	{"path": "a/b/c", "created": true, "mode": "0755"}
	{"path": "d//", "created": true, "mode": "0755"}
	END
  run -0 mkdir --json e
  same_as "$output" <<<'{"path": "e", "created": true, "mode": "0755"}'
}

@test "an operand that -p finds is shown with the mode it has" {
  mkdir -m 3751 a
  mkdir -m 0 a/b
  ln -s a link
  run -0 mkdir --json -p -m 700 a a/b link a/c/. a/c
  same_as "$output" <<-'END'
	{"path": "a", "created": false, "mode": "3751"}
	{"path": "a/b", "created": false, "mode": "2000"}
	{"path": "link", "created": false, "mode": "3751"}
	{"path": "a/c", "created": true, "mode": "2755"}
	{"path": "a/c/.", "created": false, "mode": "2755"}
	{"path": "a/c", "created": false, "mode": "2755"}
	END
}

@test "the mode is the one the directory has" {
  (umask 027 && mkdir --json a && mkdir --json -m 4711 b \
    && mkdir --json --masked -m 1777 c && mkdir --json --parent-mode=711 d/e \
    && mkdir -m 2755 setgid && mkdir --json -m 700 setgid/f) >out
  same_file out <<-'END'
	{"path": "a", "created": true, "mode": "0750"}
	{"path": "b", "created": true, "mode": "4711"}
	{"path": "c", "created": true, "mode": "1750"}
	{"path": "d", "created": true, "mode": "0711"}
	{"path": "d/e", "created": true, "mode": "0750"}
	{"path": "setgid/f", "created": true, "mode": "2700"}
	END
  need setfacl
  setfacl -m d:g::rwx,d:o::- . 2>/dev/null || lack "no ACLs here"
  run -0 mkdir --json -p g/h
  same_as "$output" <<-'END'
	{"path": "g", "created": true, "mode": "0770"}
	{"path": "g/h", "created": true, "mode": "0770"}
	END
}

@test "an error is an object with the operand, besides its diagnostic" {
  touch file
  ln -s loop loop
  run -1 --separate-stderr mkdir --json -p '' file file/x/y a loop/b/
  same_as "$output" <<-END
	{"path": "", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}
	{"path": "file", "error": "EEXIST", "errno": 17, "message": "File exists"}
	{"path": "file/x/y", "error": "ENOTDIR", "errno": 20, "message": "Not a directory"}
	{"path": "a", "created": true, "mode": "0755"}
	{"path": "loop/b/", "error": "ELOOP", "errno": 40, "message": "$(errno_text ELOOP)"}
	END
  # shellcheck disable=SC2154 # run sets it
  same_as "$stderr" <<-END
	mkdir: cannot create directory '': No such file or directory
	mkdir: cannot create directory 'file': File exists
	mkdir: cannot create directory 'file': Not a directory
	mkdir: cannot create directory 'loop': $(errno_text ELOOP)
	END
}

@test "a path that leads out is EXDEV, a bad descriptor is EBADF" {
  run -1 --separate-stderr mkdir --json --dir-fd=9 x 9<&-
  same_as "$output" <<<'{"path": "x", "error": "EBADF", "errno": 9,'\
' "message": "Bad file descriptor"}'
  need_openat2
  mkdir jail
  ln -s .. jail/up
  run -1 --separate-stderr mkdir --json --beneath=jail -p up/x
  same_as "$output" <<<'{"path": "up/x", "error": "EXDEV", "errno": 18,'\
' "message": "Leads outside of the directory given to --beneath"}'
}

@test "if a mode cannot be set, the directory is printed with its mode, then the error" {
  need strace
  run -1 --separate-stderr strace -qq -o log -e trace=fchmod \
    -e inject=fchmod:error=EPERM:when=1 mkdir --json --parent-mode=1777 a/b/c
  same_as "$output" <<-'END'
	{"path": "a", "created": true, "mode": "1700"}
	{"path": "a", "error": "EPERM", "errno": 1, "message": "Operation not permitted"}
	{"path": "a/b", "created": true, "mode": "1777"}
	{"path": "a/b/c", "created": true, "mode": "0755"}
	END
  run -1 --separate-stderr strace -qq -o log -P d -e trace=openat \
    -e inject=openat:error=EMFILE mkdir --json -m 1777 d
  same_as "$output" <<-END
	{"path": "d", "created": true, "mode": "1700"}
	{"path": "d", "error": "EMFILE", "errno": 24, "message": "$(errno_text EMFILE)"}
	END
  run -1 --separate-stderr strace -qq -o log -e trace=fchmod \
    -e inject=fchmod:retval=0 mkdir --json -m 1777 e
  same_as "$output" <<<'{"path": "e", "created": true, "mode": "1700"}'
  same_as "$stderr" \
    <<<"mkdir: 'e' was made with mode 1700 instead of 1777"
}

@test "a mode that cannot be read is null" {
  need strace
  run -0 strace -qq -o log -P a -e trace=/stat \
    -e inject=/stat:error=EIO mkdir --json a
  same_as "$output" <<<'{"path": "a", "created": true, "mode": null}'
}

@test "each line is written as soon as the directory is there" {
  coproc mkdir --json -p --files0-from=- 2>/dev/null
  pid=$COPROC_PID
  for name in a b a f/g; do
    printf '%s\0' "$name" >&"${COPROC[1]}"
    read -r -t 10 -u "${COPROC[0]}" line
    [[ $line == '{"path": "'${name%/g}'", "created": '* ]]
  done
  read -r -t 10 -u "${COPROC[0]}" line
  printf 'nosuch/\0a/../f/g\0' >&"${COPROC[1]}"
  read -r -t 10 -u "${COPROC[0]}" line
  eval "exec ${COPROC[1]}>&-"
  wait "$pid"
}

@test "whatever bytes a name has, the line is strict UTF-8 and JSON" {
  need python3
  cat >check.py <<-'END'
	import base64, json, os, subprocess

	def no_constant (text):
	  raise ValueError (text)

	def no_twin (pairs):
	  assert len (dict (pairs)) == len (pairs), pairs
	  return dict (pairs)

	names = [bytes ([c]) for c in range (1, 256) if c not in b"/."]
	names += [b"n" + bytes ([c]) + b"m" for c in range (1, 256) if c not in b"/"]
	names += [b"\xc3\xa9", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80", b"\xc0\xaf",
	          b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xed\xb0\x80",
	          b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xe2\x82", b"\xff" * 255,
	          b'"\\"', b"x" * 255, b"\xef\xbf\xbd", b"\xf0\x9f\x98"]
	for parents in [], ["-p"]:
	  output = subprocess.run ([b"mkdir", b"--json", *parents, b"--", *names],
	                           stdout=subprocess.PIPE,
	                           stderr=subprocess.DEVNULL).stdout
	  lines = output.decode ("utf-8", "strict").split ("\n")
	  assert lines.pop () == ""
	  assert len (lines) == len (names), (len (lines), len (names))
	  for line, name in zip (lines, names):
	    record = json.loads (line, parse_constant=no_constant,
	                         object_pairs_hook=no_twin)
	    try:
	      assert record["path"] == name.decode ("utf-8", "strict")
	      assert "path_bytes" not in record
	    except UnicodeDecodeError:
	      assert base64.b64decode (record["path_bytes"], validate=True) == name
	      assert record["path"] == name.decode ("utf-8", "replace")
	    assert record["created"] is not bool (parents)
	    assert record["mode"] == "0755"
	    assert os.path.isdir (name)
	END
  (mkdir made && cd made && python3 ../check.py)
  need jq
  printf '%s\0' made/* >list
  same_file <(mkdir --json -p --files0-from=list | jq -s length) \
    <<<"$(find made -mindepth 1 -maxdepth 1 -print0 | tr -cd '\0' | wc -c)"
}

@test "--json and -v are mutually exclusive" {
  for options in '--json -v' '-v --json' '--json --verbose'; do
    # shellcheck disable=SC2086 # the words are to be split
    run -1 mkdir $options a
    same_as "$output" <<-'END'
	mkdir: --json and --verbose are mutually exclusive
	Try 'mkdir --help' for more information.
	END
  done
  same_file <(ls) </dev/null
}

@test "a full standard output is a write error, and the directory is made" {
  [ -e /dev/full ] || lack "no /dev/full"
  run -1 bash -c 'mkdir --json a b >/dev/full'
  same_as "$output" <<<'mkdir: write error: No space left on device'
  [ -d a ] && [ -d b ]
}
