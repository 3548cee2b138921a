#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-options.bats -- what GNU mkdir has no option for

# shellcheck disable=SC2174 # that -m is for the last alone is the point

load ../helper

@test "--dir-fd: relative operands start there, absolute ones do not" {
  mkdir base
  run -0 mkdir --dir-fd=4 -pv a/b "$PWD/c" 4<base
  same_as "$output" <<-END
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	mkdir: created directory '$PWD/c'
	END
  run -0 mkdir --dir-fd=4 -p -m 1777 a/b/d/e f 4<base
  run -0 mkdir --dir-fd=4 -m 2750 a/g 4<base
  same_file <(modes base) <<-'END'
	base 755
	base/a 755
	base/a/b 755
	base/a/b/d 755
	base/a/b/d/e 1777
	base/a/g 2750
	base/f 1777
	END
  run -1 mkdir --dir-fd=4 a 4<base
  same_as "$output" <<<"mkdir: cannot create directory 'a': File exists"
}

@test "--dir-fd: .. and links may lead out of the directory" {
  mkdir base other
  ln -s ../other base/link
  run -0 mkdir --dir-fd=4 -p ../a/b link/c 4<base
  [ -d a/b ] && [ -d other/c ]
}

@test "--dir-fd: a descriptor that is open for O_PATH only works" {
  need python3
  mkdir base
  python3 - <<-'END'
	import os, subprocess
	fd = os.open ("base", os.O_PATH)
	for words in ["-p", "a/b"], ["-m", "1777", "c"], ["-p", "-m", "711", "a/d"]:
	  subprocess.run (["mkdir", f"--dir-fd={fd}"] + words, pass_fds=[fd],
	                  check=True)
	END
  same_file <(modes base) <<-'END'
	base 755
	base/a 755
	base/a/b 755
	base/a/d 711
	base/c 1777
	END
}

@test "--dir-fd: a bad descriptor is EBADF, that of a file is ENOTDIR" {
  touch file
  for option in '' -p -m700 -m1777 --ensure --sync --owner=: --parent-mode=755; do
    run -1 mkdir ${option:+"$option"} --dir-fd=9 a "$PWD/b" ./a/b 9<&-
    same_as "$output" <<-'END'
	mkdir: --dir-fd 9: Bad file descriptor
	mkdir: --dir-fd 9: Bad file descriptor
	END
    run -1 mkdir ${option:+"$option"} --dir-fd=9 a "$PWD/c" ./a/b 9<file
    same_as "$output" <<-'END'
	mkdir: --dir-fd 9: Not a directory
	mkdir: --dir-fd 9: Not a directory
	END
    rmdir b c
  done
  run -1 mkdir --dir-fd=9 '' 9<&-
  [ "$output" = "mkdir: cannot create directory '': No such file or directory" ]
  run -1 mkdir --dir-fd=9 --ensure=check "$PWD/." . x 9<&-
  same_as "$output" <<-'END'
	mkdir: --dir-fd 9: Bad file descriptor
	mkdir: --dir-fd 9: Bad file descriptor
	END
  same_file <(ls) <<<file
}

@test "--dir-fd: rejects an argument that is not a descriptor number" {
  for number in 3x ' 3' -1 +3 '' 0x3 99999999999 4294967296; do
    run -1 mkdir --dir-fd="$number" a
    same_as "$output" <<-END
	mkdir: invalid file descriptor ‘$number’
	Try 'mkdir --help' for more information.
	END
  done
  same_file <(ls) </dev/null
}

@test "--dir-fd: no directory that mkdir opens is taken for a descriptor that is not open" {
  for descriptor in {3..20}; do
    run -1 bash -c "exec $descriptor>&-; exec mkdir -p --dir-fd=$descriptor a"
    same_as "$output" \
      <<<"mkdir: --dir-fd $descriptor: Bad file descriptor"
  done
}

@test "--files0-from: makes the directories of a list, from a file or a pipe" {
  printf '%s\0' a a/b $'c\n' -d 'e ' >list
  run -0 mkdir -v --files0-from=list
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	mkdir: created directory 'c'$'\n'
	mkdir: created directory '-d'
	mkdir: created directory 'e '
	END
  run -0 mkdir -p --files0-from=- < <(printf 'a\0f/g/\0h')
  [ -d f/g ] && [ -d h ]
}

@test "--files0-from: - in a list is the name of a directory, also if the list is standard input" {
  run -0 mkdir -v --files0-from=- < <(printf -- '-\0')
  same_as "$output" <<< "mkdir: created directory '-'"
  [ -d ./- ]
}

@test "--files0-from: empty names are reported, the others are made" {
  printf 'a\0\0b\0\0' >list
  run -1 mkdir --files0-from=list
  same_as "$output" <<-'END'
	mkdir: list:2: invalid zero-length file name
	mkdir: list:4: invalid zero-length file name
	END
  [ -d a ] && [ -d b ]
}

@test "--files0-from: a list of lines is warned about" {
  run -0 mkdir --files0-from=- < <(printf 'a\nb\n')
  same_as "$output" \
    <<<'mkdir: warning: -: names must be terminated by NULs, not by newlines'
  [ -d $'a\nb\n' ]
}

@test "--files0-from: a mode or owner that is not valid is reported before the list is opened" {
  run -1 mkdir -m 8 --files0-from=nosuch
  same_as "$output" <<<"mkdir: invalid mode ‘8’"
  run -1 mkdir --owner=+ --beneath=nosuch --files0-from=nosuch
  same_as "$output" <<-'END'
	mkdir: invalid user ‘+’
	Try 'mkdir --help' for more information.
	END
}

@test "--files0-from: a list that cannot be read makes nothing" {
  run -1 mkdir --files0-from=nosuch
  same_as "$output" <<-'END'
	mkdir: cannot open 'nosuch' for reading: No such file or directory
	END
  run -1 mkdir --files0-from=.
  same_as "$output" <<<'mkdir: .: read error: Is a directory'
  run -1 mkdir --files0-from=list a
  same_as "$output" <<-'END'
	mkdir: extra operand 'a'
	file operands cannot be combined with --files0-from
	Try 'mkdir --help' for more information.
	END
  same_file <(ls) </dev/null
}

@test "--files0-from: each directory is made before the next name is written" {
  coproc mkdir -v --files0-from=- 2>&1
  pid=$COPROC_PID
  for name in a b c; do
    printf '%s\0' "$name" >&"${COPROC[1]}"
    read -r -t 10 -u "${COPROC[0]}" line
    same_as "$line" <<<"mkdir: created directory '$name'"
  done
  eval "exec ${COPROC[1]}>&-"
  wait "$pid"
}

@test "--files0-from: a long list takes little memory" {
  native
  need python3
  mkdir d
  python3 -c 'print (end="d\0" * 300000)' >list
  (ulimit -v 20000 && mkdir -p --files0-from=list)
}

@test "--files0-from: with --beneath and --dir-fd the names start there" {
  mkdir base
  printf 'a/b\0../c\0' >list
  run -0 mkdir -p --dir-fd=4 --files0-from=list 4<base
  [ -d base/a/b ] && [ -d c ]
  need_openat2
  run -1 mkdir -p --beneath=base --files0-from=list
  same_as "$output" <<<"mkdir: cannot create directory '..':\
 Leads outside of the directory given to --beneath"
}

@test "--files0-from: a path longer than PATH_MAX is made" {
  printf 'd/%.0s' {1..3000} >list
  run -0 mkdir -p --files0-from=list
  same_file <(find d | wc -l) <<<3000
}

@test "--masked: the umask takes bits of MODE away" {
  while IFS=: read -r mask mode result; do
    (umask "$mask" && mkdir --masked -m "$mode" d)
    same_as "$mask:$mode:$(stat -c %a d)" <<<"$mask:$mode:$result"
    rmdir d
  done <<-'END'
	022:777:755
	077:755:700
	000:777:777
	027:1777:1750
	777:777:0
	022:0:0
	022:g=u:755
	027:+x:750
	022:go-w,+t:1755
	END
}

@test "--masked: with -p the operand only, and not without -m" {
  (umask 027 && mkdir -p --masked -m 775 a/b)
  same_file <(modes a) <<-'END'
	a 750
	a/b 750
	END
  run -1 mkdir --masked -p c
  same_as "$output" <<-'END'
	mkdir: --masked requires --mode
	Try 'mkdir --help' for more information.
	END
  [ ! -e c ]
  (umask 777 && mkdir -p --masked -m 700 f/g)
  same_file <(stat -c %a f f/g) <<-'END'
	300
	0
	END
}

@test "--masked: takes one system call" {
  native
  need strace
  strace -qq -o log -e trace=umask,/mkdir,/chmod,%%stat mkdir --masked -m 2755 d
  same_file <(sed -n '/^umask/,$s/ *=.*//p' log) <<-'END'
	umask(077)
	umask(022)
	mkdirat(AT_FDCWD, "d", 02755)
	END
}

@test "--masked: rejects an invalid mode" {
  run -1 mkdir --masked -m 8 d
  same_as "$output" <<<"mkdir: invalid mode ‘8’"
}

@test "--parent-mode: ancestors get exactly that mode, the operand gets its own" {
  (umask 077 && mkdir --parent-mode=711 -m 700 a/b/c)
  (umask 077 && mkdir --parent-mode=2775 d/e)
  (umask 022 && mkdir -p --parent-mode=u=rwx,go=x -m 1777 f/g)
  (umask 077 && mkdir --parent-mode=1777 --masked -m 777 h/i)
  same_file <(modes a d f h) <<-'END'
	a 711
	a/b 711
	a/b/c 700
	d 2775
	d/e 2700
	f 711
	f/g 1777
	h 1777
	h/i 700
	END
}

@test "--parent-mode: an existing directory keeps its mode and is not an error" {
  mkdir -m 750 a
  run -0 mkdir --parent-mode=711 a/b/c a/b a
  same_as "$output" </dev/null
  same_file <(modes a) <<-'END'
	a 750
	a/b 711
	a/b/c 755
	END
}

@test "--parent-mode: with --beneath, --dir-fd and lists" {
  mkdir base
  printf 'e/f\0' >list
  run -0 mkdir --dir-fd=4 --parent-mode=1700 c/d 4<base
  run -0 mkdir --parent-mode=711 --files0-from=list
  same_file <(modes base/* e) <<-'END'
	base/c 1700
	base/c/d 755
	e 711
	e/f 755
	END
  need_openat2
  run -0 mkdir --beneath=base --parent-mode=700 a/b
  same_file <(modes base/a) <<-'END'
	base/a 700
	base/a/b 755
	END
}

@test "--parent-mode: an ancestor is at no time more permissive than requested" {
  native sanitizer
  need strace
  strace -qq -o log -e trace=umask,/mkdir,/chmod \
    mkdir --parent-mode=1771 -m 711 a/b
  same_file <(sed 's/ *=.*//; s/([0-9]*, /(FD, /' log) <<-'END'
	umask(077)
	umask(002)
	mkdirat(AT_FDCWD, "a", 01700)
	fchmod(FD, 01771)
	umask(022)
	mkdirat(FD, "b", 0711)
	END
}

@test "--parent-mode: a mode that denies access to its user is an error" {
  chmod 777 .
  run -1 as_user mkdir --parent-mode=555 a/b
  same_as "$output" \
    <<<"mkdir: cannot create directory 'a/b': Permission denied"
  run -1 as_user mkdir --parent-mode=600 c/d/e
  same_as "$output" \
    <<<"mkdir: cannot create directory 'c/d': Permission denied"
  same_file <(modes a c) <<-'END'
	a 555
	c 600
	END
}

@test "--parent-mode: root has access with any mode" {
  need_root
  run -0 mkdir --parent-mode=0 -m 1700 a/b/c
  same_file <(modes a) <<-'END'
	a 0
	a/b 0
	a/b/c 1700
	END
}

@test "--parent-mode: an invalid mode is rejected, and both modes are reported" {
  run -1 mkdir --parent-mode=u+q -m 8 a/b
  same_as "$output" <<-'END'
	mkdir: invalid mode ‘8’
	mkdir: invalid mode ‘u+q’
	END
  same_file <(ls) </dev/null
}

@test "--parent-mode: a refused chmod is reported, and the walk goes on" {
  need strace
  run -1 strace -qq -o log -e trace=fchmod \
    -e inject=fchmod:error=EPERM:when=1 mkdir --parent-mode=1777 -v a/b/c
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: cannot change permissions of 'a': Operation not permitted
	mkdir: created directory 'a/b'
	mkdir: created directory 'a/b/c'
	END
  same_file <(modes a) <<-'END'
	a 1700
	a/b 1777
	a/b/c 755
	END
}
