#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-parents.bats -- mkdir -p: the walk along a path

# shellcheck disable=SC2016 # it is another shell that expands

load ../helper

@test "-p makes missing directories and prints a message for these only" {
  mkdir a
  run -0 mkdir -pv a/b/c a/b "$PWD//d//e/"
  same_as "$output" <<-END
	mkdir: created directory 'a/b'
	mkdir: created directory 'a/b/c'
	mkdir: created directory '$PWD//d'
	mkdir: created directory '$PWD//d//e/'
	END
}

@test "-p succeeds for existing directories, however they are named" {
  mkdir d a
  ln -s d link
  for path in d d/ d// d/. d/.. ./d link link/ link/. a/../d . .. / // /. \
    /..; do
    run -0 mkdir -pv "$path"
    same_as "$output" </dev/null
  done
}

@test "-p makes the missing components around . and .." {
  run -0 mkdir -pv a/../b c/. d/.. .//e//f/// g/./h
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/../b'
	mkdir: created directory 'c'
	mkdir: created directory 'd'
	mkdir: created directory './/e'
	mkdir: created directory './/e//f///'
	mkdir: created directory 'g'
	mkdir: created directory 'g/./h'
	END
  run -1 mkdir i/.
  same_as "$output" \
    <<<"mkdir: cannot create directory 'i/.': No such file or directory"
}

@test "-p follows links to directories" {
  mkdir d
  ln -s d link
  run -0 mkdir -p link/a/b
  [ -d d/a/b ]
}

@test "a file in the way is named" {
  touch f
  ln -s f link
  check () { run -1 mkdir "${@:2}"; same_as "$output" <<<"mkdir: $1"; }
  check "cannot create directory 'f': File exists" -p f
  check "cannot create directory 'f/': File exists" -p f/
  check "cannot create directory 'f': Not a directory" -p f/.
  check "cannot create directory 'f': Not a directory" -p f/..
  check "cannot create directory 'f': Not a directory" -p f/g
  check "cannot create directory './f': Not a directory" -p ./f/g/h
  check "cannot create directory 'link': File exists" -p link
  check "cannot create directory 'link': Not a directory" -p link/g
  run -1 mkdir f/g
  same_as "$output" \
    <<<"mkdir: cannot create directory 'f/g': Not a directory"
}

@test "a dangling link in any place is an error, and nothing is made" {
  mkdir d
  ln -s ../nowhere d/link
  check () { run -1 mkdir "${@:2}"; same_as "$output" <<<"mkdir: $1"; }
  for option in --verbose -p; do
    check "cannot create directory 'd/link': File exists" "$option" d/link
    check "cannot create directory 'd/link/': File exists" "$option" d/link/
  done
  check "cannot create directory 'd/link': File exists" -p d/link/.
  check "cannot create directory 'd/link': File exists" -p d/link/a
  check "cannot create directory 'd/link': File exists" -p d/link/a/b/
  check "cannot create directory 'd/link': File exists" -p d/link/a/b/c/d/e
  check "cannot create directory 'd/link/a': No such file or directory" \
    d/link/a
  same_file <(find . | LC_ALL=C sort) <<-'END'
	.
	./d
	./d/link
	END
}

@test "a loop of links is ELOOP" {
  ln -s loop loop
  text=$(errno_text ELOOP)
  check () { run -1 mkdir "${@:2}"; same_as "$output" <<<"mkdir: $1"; }
  check "cannot stat 'loop': $text" -p loop
  check "cannot stat 'loop/': $text" -p loop/
  check "cannot create directory 'loop': $text" -p loop/a
}

@test "ancestors need search permission only" {
  chmod 777 .
  as_user sh -c 'mkdir -p unread/sub unwrit/sub && chmod 311 unread \
    && chmod 555 unwrit'
  for path in unread/sub unread/a unread/sub/c unwrit unwrit/sub \
    unwrit/sub/a/b; do
    run -0 as_user mkdir -p "$path"
    same_as "$output" </dev/null
    [ -d "$path" ]
  done
  run -1 as_user mkdir -p unwrit/new/a
  same_as "$output" \
    <<<"mkdir: cannot create directory 'unwrit/new': Permission denied"
}

@test "several directories can be made below an ancestor that may not be read" {
  need_linux O_SEARCH
  chmod 777 .
  as_user mkdir -m 311 unread
  run -0 as_user mkdir -p unread/a/b
  same_as "$output" </dev/null
  [ -d unread/a/b ]
}

@test "an ordinary user can make directories below those of root" {
  need_root
  mkdir -p root/user
  chown 65534 root/user
  run -0 as_user mkdir -p "$PWD/root/user/a/b"
  [ -d root/user/a/b ]
  run -1 as_user mkdir -p root/a
  same_as "$output" \
    <<<"mkdir: cannot create directory 'root/a': Permission denied"
}

@test "an ancestor without search permission is named" {
  chmod 777 .
  as_user sh -c 'mkdir -p d/closed/sub && chmod 666 d/closed \
    && ln -s closed/sub d/link'
  check () { run -1 as_user mkdir "${@:2}"; same_as "$output" <<<"mkdir: $1"; }
  for path in d/closed/a d/closed/sub/a d/closed/a/b/c d/closed//sub/; do
    check "cannot create directory 'd/closed': Permission denied" -p "$path"
  done
  check "cannot create directory 'd/link': Permission denied" -p d/link/a
  check "cannot create directory 'd/closed/a': Permission denied" d/closed/a
  run -0 as_user mkdir -p d/closed
}

@test "an unreadable working directory is not an error" {
  chmod 777 .
  as_user mkdir -p here target
  as_user sh -c 'cd here && chmod 0 . && exec mkdir -p "$1/a/b"' \
    sh "$PWD/target"
  [ -d target/a/b ]
  as_user sh -c 'chmod 311 here && cd here && exec mkdir -p a/b ../target/c'
  [ -d here/a/b ]
  [ -d target/c ]
  run -1 as_user sh -c 'cd here && chmod 0 . && exec mkdir -p d/e'
  same_as "$output" \
    <<<"mkdir: cannot create directory 'd': Permission denied"
}

@test "absolute operands work in a deleted working directory" {
  native valgrind
  mkdir here target
  cd here
  rmdir ../here
  run -1 mkdir -p a/b "$BATS_TEST_TMPDIR/target/a/b" ./c
  same_as "$output" <<-'END'
	mkdir: cannot create directory 'a': No such file or directory
	mkdir: cannot create directory './c': No such file or directory
	END
  [ -d "$BATS_TEST_TMPDIR/target/a/b" ]
}

@test "no operand is relative to the one before" {
  touch f
  run -1 mkdir -p a/b f/g c/d "$PWD/e/f" g
  same_file <(find . -type d | LC_ALL=C sort) <<-'END'
	.
	./a
	./a/b
	./c
	./c/d
	./e
	./e/f
	./g
	END
}

@test "a path of 40,000 components takes at most ten descriptors" {
  own_process 'bash uses some of the descriptors'
  native valgrind
  deep=$(printf 'x/%.0s' {1..40000})
  run -0 with_few_descriptors mkdir -p "$deep"
  # The same once more, then one more level, and none for a wrong name.
  run -0 with_few_descriptors mkdir -p "$deep"
  run -0 with_few_descriptors mkdir -m 1700 "${deep}y"
  run -1 with_few_descriptors mkdir "${deep}y"
  same_as "$output" \
    <<<"mkdir: cannot create directory '${deep}y': File exists"
  rm -rf x
}

@test "a path over 4096 bytes is made, also without -p" {
  long=$(printf '%0200d/' {1..30})
  run -0 mkdir -p "$PWD/$long"
  run -0 mkdir "$PWD/${long}a" "${long}b"
  run -1 mkdir "${long}c/d"
  same_as "$output" <<-END
	mkdir: cannot create directory '${long}c/d': No such file or directory
	END
  same_file <(find . -name '[ab]' | wc -l) <<<2
}

@test "the number of system calls grows linearly with depth" {
  need strace
  count ()
  {
    strace -qq -o log mkdir -p "$(printf "$1/%.0s" $(seq "$2"))"
    wc -l <log
  }
  base=$(count a 1)
  one=$(($(count b 501) - base))
  two=$(($(count c 1001) - base))
  # Three for each component, and now and then one for memory.
  ((one <= 3 * 500 + 20))
  ((two <= 2 * one + 20))
}

@test "mkdir does not change directory or fork, and reads the umask at most once" {
  need_kernel "a process that makes no system calls of its own"
  need strace
  run -0 strace -f -qq -o log mkdir -p a/b/c/d
  run -1 grep -E '(chdir|fork|clone|clone3)\(' log
  same_file <(grep -c umask log) <<<2
}

@test "a list takes one system call per path, and few per new ancestor" {
  native
  need strace
  mkdir -p a/b/c/d/e
  printf '%s\0' a/b/c/d/e/f/1 a/b/c/d/e/f/2 a/b/c/d/e/f a/b/g/h/1 \
    a/b/i/j/k/1 a/b/l/m/o/p/1 n/1 n/2 >list
  strace -qq -o log -e trace=umask,mkdirat,/open,/stat,close \
    mkdir -p --files0-from=list
  # What comes before is the start of the program.
  LC_ALL=C sed -nE '/^mkdirat/,$ {
      s/^(mkdirat|openat)\([^"]*"([^"]*)".*-1 (E[[:upper:]]*).*/\1 \2 \3/p; t
      s/^(mkdirat|openat)\([^"]*"([^"]*)".*/\1 \2/p; t
      s/^[[:lower:]]*stat[^"]*"([^"]*)".*/look \1/p; t
      s/^close.*/close/p; t
      p }' log >calls
  same_file calls <<-'END'
	mkdirat a/b/c/d/e/f/1 ENOENT
	openat a/b/c/d/e
	mkdirat f
	openat f
	close
	mkdirat 1
	close
	mkdirat a/b/c/d/e/f/2
	mkdirat a/b/c/d/e/f EEXIST
	look a/b/c/d/e/f
	mkdirat a/b/g/h/1 ENOENT
	openat a/b/g ENOENT
	openat a/b
	mkdirat g
	openat g
	close
	mkdirat h
	openat h
	close
	mkdirat 1
	close
	mkdirat a/b/i/j/k/1 ENOENT
	openat a/b/i/j ENOENT
	openat a/b/i ENOENT
	openat a/b
	mkdirat i
	openat i
	close
	mkdirat j
	openat j
	close
	mkdirat k
	openat k
	close
	mkdirat 1
	close
	mkdirat a/b/l/m/o/p/1 ENOENT
	openat a/b/l/m/o ENOENT
	openat a/b/l/m ENOENT
	openat a/b/l ENOENT
	openat a
	openat b
	close
	openat l ENOENT
	mkdirat l
	openat l
	close
	mkdirat m
	openat m
	close
	mkdirat o
	openat o
	close
	mkdirat p
	openat p
	close
	mkdirat 1
	close
	mkdirat n/1 ENOENT
	mkdirat n
	openat n
	mkdirat 1
	close
	mkdirat n/2
	close
	END
}

@test "wherever the missing ancestors begin, they are made in order" {
  there=(. a a/b a/b/c a/b/c/d a/b/c/d/e a/b/c/d/e/f)
  made=(a a/b a/b/./c a/b/./c/d a/b/./c/d//e a/b/./c/d//e/f
    a/b/./c/d//e/f/../g)
  for option in -p -m700 --parent-mode=750; do
    for count in "${!there[@]}"; do
      mkdir -p "${there[count]}"
      run -0 mkdir -pv "$option" "${made[-1]}"
      printf "mkdir: created directory '%s'\n" "${made[@]:count}" \
        | same_as "$output"
      rmdir a/b/c/d/e/g
      rm -r a
    done
  done
}

@test "a closed standard descriptor leads to no directory" {
  local fd option
  for fd in 0 1 2; do
    # Valgrind itself writes there.
    [ "${INSTRUMENTED-}.$fd" != valgrind.2 ] || continue
    for option in -p --parent-mode=700 -pm1777 --ensure; do
      run -1 sh -c "mkdir $option /proc/self/fd/$fd/x /dev/fd/$fd/x --sync $fd>&-"
      case $fd in
        2) same_as "$output" < /dev/null ;;
        *) same_as "$output" <<-END
	mkdir: cannot create directory '/proc/self/fd/$fd': No such file or directory
	mkdir: cannot create directory '/dev/fd/$fd': No such file or directory
	END
      esac
    done
    run -1 sh -c "mkdir --dir-fd=$fd x $fd>&-"
  done
  [ ! -e /x ] && [ ! -e /dev/x ]
}
