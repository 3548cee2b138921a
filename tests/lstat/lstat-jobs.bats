#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-jobs.bats -- -j: several files at once, and the same output as ever

load ../helper

# Make 200 files, some of them links, and a list of them and of others that are
# not there, in which some names are no names.
make_files ()
{
  local i
  for i in {001..200}; do
    case $i in
      *7) ln -s "target of $i" "f$i" ;;
      *) truncate -s "$i" "f$i" ;;
    esac
  done
  # Reading a link sets its access time, unless that is later than its change.
  touch -h -a -d tomorrow f*7
  for i in {001..200}; do
    printf 'f%s\0' "$i"
    case $i in
      *3) printf 'nosuch%s\0' "$i" ;;
      *50) printf '\0' ;;
      *99) printf 'f001/x\0f002/\0' ;;
    esac
  done > list
}

# Besides what helper.bash does, remove what is not in the directory of the test.
teardown ()
{
  [ -z "${directory-}" ] || rm -rf "$directory"
  [ "$EUID" -eq 0 ] || chmod -R u+rwx "$BATS_TEST_TMPDIR"
}

# Print how often the log of strace -f shows the system call $1 (a regular
# expression).
count_calls ()
{
  grep -cE "^[0-9]+ +($1)\(" log || :
}

@test "any number of jobs prints and reports the same, in the same order" {
  make_files
  local wish jobs failures
  for wish in --json --shell=path,st_size -c%n --terse -L '--printf=%N\n' --time-style=+%c; do
    run -1 lstat -j1 "$wish" --files0-from=list
    printf '%s\n' "$output" > expected
    case $wish in
      -L) failures=46 ;; # the links lead nowhere
      *) failures=26 ;;
    esac
    [ "$(grep -c '^lstat: ' expected)" -eq "$failures" ]
    for jobs in 2 3 16 1000; do
      run -1 lstat -j$jobs "$wish" --files0-from=list
      same_as "$output" < expected
    done
  done
}

@test "operands are shown in order, too, with --dir-fd, --beneath and -f" {
  make_files
  local wish
  exec {fd}< .
  for wish in --dir-fd="$fd" -f -fL --beneath=.; do
    [ "$wish" != --beneath=. ] || need_openat2
    run -1 lstat -j1 "$wish" -c '%n %T' f* nosuch - f* < list
    printf '%s\n' "$output" > expected
    run -1 lstat -j5 "$wish" -c '%n %T' f* nosuch - f* < list
    same_as "$output" < expected
  done
}

@test "-j N queries N files at once" {
  own_process 'bash has one thread'
  native
  need strace
  touch {001..040}
  local call=statx
  is_for_linux || call='/^(new)?fstatat(64)?$'
  # On a busy machine, a thread may come too late to meet the others.
  for _ in {1..20}; do
    strace -f --quiet=all -o log -e trace="$call" -e inject="$call:delay_enter=20000" \
      lstat -j8 -c %n 0* > out
    same_file out <<< "$(printf '%s\n' {001..040})"
    # strace shows when a call begins and ends while others are under way.
    most=$(awk '/ [[:lower:]]+[0-9]*\(/ { now++ } now > most { most = now }
      / [[:lower:]]+[0-9]*\(.*= / || / resumed/ { now-- } END { print most }' log)
    [ "$most" -lt 8 ] || break
  done
  [ "$most" -eq 8 ]
}

@test "a few files do not start a second thread" {
  native
  need strace
  touch f
  for jobs in '' -j1 -j8; do
    # shellcheck disable=SC2086
    OMP_NUM_THREADS=8 strace -f --quiet=all -o log lstat $jobs -c %n f > out
    [ "$(count_calls 'clone|clone3')" -eq 0 ]
  done
  yes f | head -n 500 | tr '\n' '\0' > list
  OMP_NUM_THREADS=8 strace -f --quiet=all -o log lstat -c %n --files0-from=list > out
  [ "$(count_calls 'clone|clone3')" -eq 0 ]
}

@test "many files start as many threads as there are processors, at most 4" {
  own_process 'bash has one thread'
  native
  need strace
  touch f
  yes f | head -n 5000 | tr '\n' '\0' > list
  for processors in 1 3 9; do
    OMP_NUM_THREADS=$processors strace -f --quiet=all -o log lstat -c %n --files0-from=list > out
    same_file <(uniq -c < out) <<< '   5000 f'
    count_calls 'clone|clone3'
  done > threads
  same_file threads <<-'END'
	0
	2
	3
	END
}

@test "one thread does all the work if no other can be started" {
  own_process 'bash has one thread'
  native
  need strace
  make_files
  run -1 lstat -j1 -c %n --files0-from=list
  printf '%s\n' "$output" > expected
  run -1 strace -f --quiet=all -o log -e inject=clone,clone3:error=EAGAIN \
    lstat -j8 -c %n --files0-from=list
  same_as "$output" < expected
  [ "$(count_calls 'clone|clone3')" -gt 0 ]
}

@test "an error of close is found, whichever thread has written" {
  native
  need strace
  own_process 'bash closes nothing'
  touch f
  printf 'f\0%.0s' {1..100} > list
  printf 'f\n' >> list
  local jobs
  for jobs in 1 4; do
    run -1 sh -c 'exec strace --quiet=all -f -o log -P "$PWD/out" -e trace=close \
      -e inject=close:error=EIO lstat -j"$1" -c %F f f f f > out' sh "$jobs"
    same_as "$output" <<< "lstat: write error: $(errno_text EIO)"
    ln -sf f $'f\n'
    run -1 sh -c 'exec strace --quiet=all -f -o log -P "$PWD/err" -e trace=close \
      -e inject=close:error=EIO lstat -j"$1" -c %F --files0-from=list 2> err > out' sh "$jobs"
    same_as "$output" </dev/null
    same_file err <<< 'lstat: warning: list: names must be terminated by NULs, not by newlines'
  done
}

@test "a write error is reported once, and ends the queries" {
  need strace
  touch f
  yes f | head -n 20000 | tr '\n' '\0' > list
  local jobs
  for jobs in 1 4; do
    run -1 sh -c "strace -f --quiet=all -o log lstat -j$jobs -c %200n --files0-from=list > /dev/full"
    [ "$output" = 'lstat: write error: No space left on device' ]
    native
    own_process 'bash makes system calls, too'
    [ "$(count_calls statx)" -lt 1000 ]
  done
}

# Fail unless the next line from lstat, within 10 seconds, is LINE.
answers ()
{
  local line
  read -r -t 10 -u "$from" line
  [ "$line" = "$1" ]
}

@test "output is written before lstat waits for more names, with any number of jobs" {
  touch f g
  local jobs name pid to from
  for jobs in 1 4; do
    converse lstat "-j$jobs" --json=path --files0-from=-
    printf 'f\0g\0f\0g\0f\0g' >&"$to"
    for name in f g f g f; do
      answers "{\"path\": \"$name\"}"
    done
    # Nothing is said of half a name.
    run -142 read -r -t 0.1 -u "$from" name
    printf '\0nosuch\0\0g\0' >&"$to"
    answers '{"path": "g"}'
    answers "lstat: cannot statx 'nosuch': No such file or directory"
    answers '{"path": "nosuch", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}'
    answers 'lstat: -:8: invalid zero-length file name'
    answers '{"path": "g"}'
    exec {to}>&-
    wait "$pid" || [ $? -eq 1 ]
  done
}

@test "lines that are longer than a thread's buffer are printed whole" {
  make_files
  run -1 lstat -j1 -c '%3000n|%N' --files0-from=list
  printf '%s\n' "$output" > expected
  run -1 lstat -j6 -c '%3000n|%N' --files0-from=list
  cmp expected - <<< "$output"
}

@test "a bad QUOTING_STYLE warns once, with any number of jobs" {
  make_files
  QUOTING_STYLE=odd run -1 lstat -j6 -c %N f0?? nosuch
  [ "$(grep -c QUOTING_STYLE <<< "$output")" -eq 1 ]
}

@test "rejects a number of jobs that is not a number" {
  touch f
  local wish
  for wish in 0 -1 '' x 2x ' 2'; do
    run -1 lstat -j "$wish" f
    same_as "$output" <<-END
	lstat: invalid number of jobs ‘$wish’
	Try 'lstat --help' for more information.
	END
  done
  run -0 lstat --jobs=99999999999999999999 -c %n f f
  same_as "$output" <<< $'f\nf'
}

@test "no file that lstat opens is taken for a closed standard input" {
  local name
  for name in {1..40}; do
    : > "f$name"
  done
  for name in {1..40}; do
    printf 'f%d\0-\0' "$name"
  done > list
  for _ in {1..40}; do
    run -1 --separate-stderr sh -c 'lstat -j4 --files0-from=list -c %n <&-'
    same_as "$output" < <(printf 'f%d\n' {1..40})
    [ "$(sort -u <<< "$stderr")" = "lstat: cannot stat standard input: Bad file descriptor" ]
  done
  # Nor is what --beneath opens.
  need_openat2
  : > ./-
  for _ in {1..40}; do
    run -0 sh -c 'lstat -j4 --beneath=. --files0-from=list -c %n.%F <&-'
    same_file <(sort -u <<< "$output" | grep '^-') <<< '-.regular empty file'
  done
}

@test "a closed standard descriptor leads to no file, with any number of jobs" {
  local fd path jobs
  touch f
  for jobs in 1 4; do
    for fd in 0 1 2; do
      # Valgrind itself writes there.
      [ "${INSTRUMENTED-}.$fd" != valgrind.2 ] || continue
      ln -sfn "/proc/self/fd/$fd" link
      for path in "/proc/self/fd/$fd" "/dev/fd/$fd" link; do
        run sh -c "lstat -j$jobs -L -c '%n %F' '$path' /dev/null f 2>&1 $fd>&-"
        case $fd in
          0) same_as "$output" <<-END ;;
	lstat: cannot statx '$path': No such file or directory
	/dev/null character special file
	f regular empty file
	END
          1) same_as "$output" <<-END ;;
	lstat: cannot statx '$path': No such file or directory
	lstat: write error: Bad file descriptor
	END
          2) same_as "$output" <<-END ;;
	/dev/null character special file
	f regular empty file
	END
        esac
        [ "$status" -eq 1 ]
      done
    done
    run -1 sh -c "lstat -j$jobs --dir-fd=0 -c '%n %m' f /dev/null f 2>&1 <&-"
    same_file <(grep -o -e '^/.*' -e 'Bad file descriptor$' <<< "$output") <<-END
	Bad file descriptor
	/dev/null $(lstat -c %m /dev/null)
	Bad file descriptor
	END
    run -1 sh -c "lstat -j$jobs --files0-from=/dev/stdin 2>&1 <&-"
    same_as "$output" <<< "lstat: cannot open '/dev/stdin' for reading: No such file or directory"
    run -1 sh -c "lstat -j$jobs --files0-from=- 2>&1 <&-"
    same_as "$output" <<< 'lstat: -: read error: Bad file descriptor'
    run -1 sh -c "lstat -j$jobs -c '%n %m' /dev/null - /dev/null - 2>&1 <&-"
    same_as "$output" <<-END
	/dev/null $(lstat -c %m /dev/null)
	lstat: cannot stat standard input: Bad file descriptor
	/dev/null $(lstat -c %m /dev/null)
	lstat: cannot stat standard input: Bad file descriptor
	END
  done
}

# Make the list of $1 names of a file with 8 MiB of attributes, which comes after
# files that make batches large.
make_large_files ()
{
  need python3
  local i
  directory=$(mktemp -d /dev/shm/XXXXXX) || lack "no /dev/shm"
  : > "$directory/f"
  python3 - "$directory/f" 2> /dev/null <<-'END' || lack_in_kernel "large attributes in /dev/shm"
	import os, sys
	for i in range(128):
	    os.setxattr(sys.argv[1], "user.%03d" % i, b"x" * 65536)
	END
  touch small
  {
    yes small | head -n 1000 | tr '\n' '\0'
    for ((i = 0; i < $1; i++)); do
      ln "$directory/f" "$directory/f$i"
      printf '%s\0' "$directory/f$i" small
    done
  } > list
}

@test "files with large attributes are printed in order, with any number of jobs" {
  local jobs
  make_large_files 12
  lstat -j1 --json=path,xattrs --files0-from=list | cksum > expected
  for jobs in 2 5; do
    lstat -j$jobs --json=path,xattrs --files0-from=list | cksum | cmp - expected
  done
  run -1 sh -c 'lstat -j4 --json=xattrs --files0-from=list > /dev/full'
  [ "$output" = 'lstat: write error: No space left on device' ]
}

@test "only one file with large attributes is in memory, with any number of jobs" {
  native
  own_process 'bash has memory of its own'
  local jobs
  make_large_files 32
  for jobs in 1 2 4 16; do
    python3 - $jobs <<-'END'
	import resource, subprocess, sys
	subprocess.run(["lstat", "-j" + sys.argv[1], "--json=xattrs", "--files0-from=list"],
	               stdout=subprocess.DEVNULL, check=True)
	mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
	assert mib < 32, "%s jobs: %d MiB" % (sys.argv[1], mib)
	END
  done
}

@test "many threads need no more descriptors than one" {
  need_linux mountinfo
  native
  touch f
  yes f | head -n 3000 | tr '\n' '\0' > list
  run -0 bash -c 'exec 5< .; ulimit -n 16; exec lstat -j512 --dir-fd=5 --files0-from=list -c %m'
  same_file <(uniq -c <<< "$output") <<< "   3000 $(lstat -c %m f)"
}

@test "no more threads open files than there are descriptors for" {
  need strace
  need_openat2
  native
  touch f
  yes f | head -n 1000 | tr '\n' '\0' > list
  # Calls that take long, so that all threads make them at the same time.
  run -0 strace -f --quiet=all -o log -e trace=statx -e inject=statx:delay_exit=5000 \
    sh -c 'ulimit -n 32; exec lstat -j64 --beneath=. --files0-from=list -c %F'
  same_file <(uniq -c <<< "$output") <<< '   1000 regular empty file'
  # Most of them are in use already.
  # shellcheck disable=SC2016
  run -0 strace -f --quiet=all -o log -e trace=statx -e inject=statx:delay_exit=5000 \
    bash -c 'for i in {3..31}; do eval "exec $i>&-"; done
      for i in {1..21}; do exec {fd}< /dev/null; done
      ulimit -n 32; exec lstat -j64 --beneath=. --files0-from=list -c %F'
  same_file <(uniq -c <<< "$output") <<< '   1000 regular empty file'
  run -0 strace -f --quiet=all -o log -e trace=statx,close \
    -e inject=statx:delay_exit=5000 -e inject=close:delay_enter=50000 \
    sh -c 'ulimit -n 32; exec lstat -j64 --files0-from=list -c %U'
  same_file <(uniq -c <<< "$output") <<< "   1000 $(lstat -c %U f)"
}
