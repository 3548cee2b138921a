#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-basics.bats -- mkdir's options, messages and operands

load ../helper

@test "makes each operand, with the mode that the umask leaves" {
  umask 027
  run -0 mkdir a 'b c' ./d
  same_as "$output" </dev/null
  same_file <(modes .) <<-'END'
	. 755
	./a 750
	./b c 750
	./d 750
	END
}

@test "an existing file of any type is an error, and so are / and ." {
  mkdir dir
  touch file
  ln -s dir link
  for name in dir dir/ dir/. file file/ link link/ / . ..; do
    run -1 mkdir "$name"
    same_as "$output" <<<"mkdir: cannot create directory '$name': File exists"
  done
}

@test "an operand that fails does not stop the rest" {
  touch file
  run -1 mkdir a file b missing/c d
  same_as "$output" <<-'END'
	mkdir: cannot create directory 'file': File exists
	mkdir: cannot create directory 'missing/c': No such file or directory
	END
  same_file <(modes .) <<-'END'
	. 755
	./a 755
	./b 755
	./d 755
	./file 644
	END
}

@test "slashes at the end do not matter" {
  mkdir d/ e//
  [ -d d ]
  [ -d e ]
}

@test "the empty name is ENOENT, also with -p" {
  for option in '' -p; do
    run -1 mkdir $option ''
    same_as "$output" \
      <<<"mkdir: cannot create directory '': No such file or directory"
  done
}

@test "a name of 255 bytes is made, one of 256 is too long" {
  long=$(printf 'x%.0s' {1..255})
  run -0 mkdir "$long"
  text=$(errno_text ENAMETOOLONG)
  run -1 mkdir "x$long"
  same_as "$output" \
    <<<"mkdir: cannot create directory 'x$long': $text"
  run -1 mkdir -p "a/x$long/b"
  same_as "$output" \
    <<<"mkdir: cannot create directory 'a/x$long': $text"
  [ -d a ]
}

@test "names in messages are quoted, on one line" {
  touch $'a\nb' "it's"
  run -1 mkdir $'a\nb' "it's" 
  same_as "$output" <<-'END'
	mkdir: cannot create directory 'a'$'\n''b': File exists
	mkdir: cannot create directory "it's": File exists
	END
}

@test "-v prints a message for each directory as it is made, with its name as given" {
  run -0 mkdir -v a './b c/' $'d\ne' ./a/f//
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory './b c/'
	mkdir: created directory 'd'$'\n''e'
	mkdir: created directory './a/f//'
	END
}

@test "-v comes in order with the errors" {
  run -1 mkdir -v a a b
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: cannot create directory 'a': File exists
	mkdir: created directory 'b'
	END
}

@test "-v writes each line before the next directory is made" {
  native
  need strace
  run -0 strace -qq -o log -e trace=write,mkdirat mkdir -v a b
  same_file <(sed 's/(.*//' log) <<-'END'
	mkdirat
	write
	mkdirat
	write
	END
}

@test "-v to a full device makes the directories and fails" {
  run -1 sh -c 'exec mkdir -v a b >/dev/full'
  same_as "$output" <<<'mkdir: write error: No space left on device'
  [ -d a ]
  [ -d b ]
}

@test "a closed standard output is an error with -v only" {
  run -1 sh -c 'exec mkdir -v a >&-'
  same_as "$output" <<<'mkdir: write error: Bad file descriptor'
  [ -d a ]
  run -0 sh -c 'exec mkdir b >&-'
}

@test "messages name the program as it was called" {
  own_process 'its name is always that of the command'
  native valgrind
  run -1 bash -c 'exec -a /some/where mkdir -v a a'
  same_as "$output" <<-'END'
	/some/where: created directory 'a'
	/some/where: cannot create directory 'a': File exists
	END
}

@test "a usage error makes nothing" {
  run -1 mkdir a -x b
  same_as "${lines[0]}" <<<"mkdir: invalid option -- 'x'"
  run -1 mkdir -m
  same_as "${lines[0]}" <<<"mkdir: option requires an argument -- 'm'"
  run -1 mkdir --parents=yes a
  same_as "${lines[0]}" \
    <<<"mkdir: option '--parents' doesn't allow an argument"
  same_file <(ls) </dev/null
}

@test "--help lists each option once" {
  run -0 mkdir --help
  same_as "${lines[0]}" <<<'Usage: mkdir [OPTION]... DIRECTORY...'
  for option in '-m, --mode=MODE ' '-p, --parents ' '-v, --verbose ' '-Z ' \
    '--context[=CTX] ' '--help ' '--version '; do
    same_file <(grep -cF -e "  $option" <<<"$output") <<<1
  done
}

@test "only the C library is linked" {
  own_process 'bash is linked with more'
  need readelf
  readelf -d "$(native_programs)/mkdir" | grep NEEDED > libraries || skip "a static program"
  ! grep -q 'lib[[:lower:]]*san' libraries || skip "a sanitizer adds libraries"
  same_file <(grep -vE '\[(lib(c|dl)\.|ld)' libraries) </dev/null
}

@test "creating a directory takes one system call" {
  need strace
  mkdir d
  for option in '' -p -p; do
    # What comes before is the start of the program.
    strace -qq -o log -e trace=file,desc,umask mkdir $option "d/new$option"
    sed -n '/^mkdirat/,$s/(.*//p' log | sed 's/.*stat.*/look/' | xargs
  done >calls
  same_file calls <<-'END'
	mkdirat
	mkdirat
	mkdirat look
	END
}
