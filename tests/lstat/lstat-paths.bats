#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-paths.bats -- --dir-fd, --beneath and --files0-from

load ../helper

# Make the directory jail, with links in it and out of it, and the directory
# out beside it.
make_jail ()
{
  mkdir -p jail/sub out
  printf in > jail/sub/f
  printf secret > out/f
  ln -s sub jail/in
  ln -s sub/../sub jail/dots
  ln -s .. jail/sub/up
  ln -s ../out jail/out
  ln -s ../jail/sub jail/back
  ln -s "$PWD/out" jail/absolute
  ln -s "$PWD/jail/sub" jail/absolute-in
  ln -s loop jail/loop
}

# Print each ARGUMENT and a NUL.
names ()
{
  printf '%s\0' "$@"
}

# Run "lstat ARGUMENT..." where openat2(2) fails with ERROR, the first argument,
# each time that strace's "when=$2" says.
without_openat2 ()
{
  strace --quiet=all -o log -e inject="openat2:error=$1:when=$2" lstat "${@:3}"
}

@test "--dir-fd starts relative paths at an open directory" {
  mkdir d e
  printf hello > d/f
  ln -s f d/l
  exec {fd}< d
  cd e
  run -0 lstat --dir-fd="$fd" -c '%n %s %F %N' f ./f l ../d/f .
  same_as "$output" <<-END
	f 5 regular file 'f'
	./f 5 regular file './f'
	l 1 symbolic link 'l' -> 'f'
	../d/f 5 regular file '../d/f'
	. $(lstat -c %s ../d) directory '.'
	END
  [ "$(lstat --dir-fd="$fd" -L -c '%n %s' l)" = 'l 5' ]
  [ "$(lstat --dir-fd="$fd" --json=path,target,st_size l)" = '{"path": "l", "target": "f", "st_size": 1}' ]
  diff <(lstat --dir-fd="$fd" f) <(cd ../d && lstat f)
  rm -r ../d
  [ "$(lstat --dir-fd="$fd" -c '%n %h' .)" = '. 0' ]
}

@test "--dir-fd with -f, %m, %C and mount ids" {
  need_openat2
  mkdir d
  touch d/f
  exec {fd}< /proc
  run -0 lstat --dir-fd="$fd" -f -c '%n %T' version . self/cwd/d
  same_as "$output" <<-END
	version proc
	. proc
	self/cwd/d $(lstat -f -c %T d)
	END
  same_file <(lstat --dir-fd="$fd" -c '%n %m' version . ..) <<< $'version /proc\n. /proc\n.. /'
  same_file <(lstat --dir-fd="$fd" --json=mount_id,mount_id_unique version) \
    <<< "$(lstat --json=mount_id,mount_id_unique /proc/version)"
  need setfattr
  need_root
  setfattr -n security.selinux -v u:r:t:s0 d/f || lack "no such attributes here"
  ln -s f d/l
  exec {fd}< d
  run -1 lstat --dir-fd="$fd" -c '%n %C' f l
  same_as "$output" <<-'END'
	f u:r:t:s0
	lstat: failed to get security context of 'l': No data available
	l ?
	END
  [ "$(lstat --dir-fd="$fd" -L -c '%n %C' l)" = 'l u:r:t:s0' ]
  [ "$(lstat --beneath=d -L -c '%n %C' l)" = 'l u:r:t:s0' ]
}

@test "without /proc, an opened file has no security context, which is not an error" {
  need_linux /proc
  native
  need_openat2
  need_root
  need_mounts
  touch f
  run -1 "${own_mounts[@]}" bash -euc '
    umount -l /proc
    lstat --json=path,context - < f
    lstat --beneath=. --json=path,context f
    lstat --beneath=. -c %C f'
  same_as "$output" <<-END
	{"path": "-", "context": null}
	{"path": "f", "context": null}
	lstat: failed to get security context of 'f': $(errno_text ENOTSUP)
	?
	END
}

@test "rejects a --dir-fd that is not a descriptor number" {
  for bad in 3x ' 3' -1 +3 '' 3. 0x3 '3 ' 2147483648 4294967299 99999999999999999999 AT_FDCWD; do
    run -1 lstat --dir-fd="$bad" -c %n /
    same_as "$output" <<-END
	lstat: invalid file descriptor ‘$bad’
	Try 'lstat --help' for more information.
	END
  done
}

@test "a --dir-fd that is not open is EBADF, for relative paths only" {
  for closed in 987 2147483647; do
    run -1 lstat --dir-fd="$closed" -c %n / f - ./g/h
    same_as "$output" <<-END
	/
	lstat: --dir-fd $closed: Bad file descriptor
	-
	lstat: --dir-fd $closed: Bad file descriptor
	END
  done
  run -1 sh -c 'lstat --dir-fd=987 -c %n - <&-'
  [ "$output" = "lstat: cannot stat standard input: Bad file descriptor" ]
  run -1 --separate-stderr lstat -j2 --dir-fd=987 --shell=st_size "$(printf 'd/%.0s' {1..2500})"
  [ "$stderr" = "lstat: --dir-fd 987: Bad file descriptor" ]
  [[ $output == *"st_error='EBADF'"* ]]
}

@test "with -f, a --dir-fd that is not open is EBADF, but for absolute and empty paths" {
  [ "${INSTRUMENTED-}" != valgrind ] || skip "valgrind looks at the descriptor first"
  run -1 lstat --dir-fd=987 -f -c %n / f ''
  same_as "$output" <<-'END'
	/
	lstat: --dir-fd 987: Bad file descriptor
	lstat: cannot read file system information for '': No such file or directory
	END
}

@test "no file that lstat opens is taken for a --dir-fd that is not open" {
  names f / > list
  for closed in 3 4 5 6; do
    run -1 bash -c "for fd in {3..20}; do eval \"exec \$fd>&-\"; done
      lstat --dir-fd=$closed --files0-from=list --json=path,mount_point"
    same_as "$output" <<-END
	lstat: --dir-fd $closed: Bad file descriptor
	{"path": "f", "error": "EBADF", "errno": 9, "message": "Bad file descriptor"}
	{"path": "/", "mount_point": "/"}
	END
  done
}

@test "a --dir-fd of a file is ENOTDIR, for relative paths only" {
  touch f
  exec {fd}< f
  run -1 lstat --dir-fd="$fd" -c %n f / . f/g "$PWD/f/g"
  same_as "$output" <<-END
	lstat: --dir-fd $fd: Not a directory
	/
	lstat: --dir-fd $fd: Not a directory
	lstat: --dir-fd $fd: Not a directory
	lstat: cannot statx '$PWD/f/g': Not a directory
	END
  run -1 lstat --dir-fd="$fd" -c %n ''
  [ "$output" = "lstat: cannot statx '': No such file or directory" ]
}

@test "a file on the way is reported as an error of the path, not of --dir-fd" {
  touch f
  exec {fd}< .
  run -1 lstat --dir-fd="$fd" -c %n f/g
  [ "$output" = "lstat: cannot statx 'f/g': Not a directory" ]
  run -1 mkdir --dir-fd="$fd" f/g
  [ "$output" = "mkdir: cannot create directory 'f/g': Not a directory" ]
}

@test "a --dir-fd opened with O_PATH works" {
  need_linux O_PATH
  need python3
  mkdir -m 311 d
  printf hello > d/f
  cat > with-path <<-'END'
	import os, sys
	fd = os.open(sys.argv[1], os.O_PATH)
	os.set_inheritable(fd, True)
	os.execvp("lstat", ["lstat", "--dir-fd=%d" % fd, *sys.argv[2:]])
	END
  run -0 python3 with-path d -c '%n %s %m' f
  [ "$output" = "f 5 $(lstat -c %m d)" ]
  [ "$(python3 with-path d -f -c '%n %T' f)" = "f $(lstat -f -c %T d)" ]
  run -1 python3 with-path d/f -c '%n %s' f
  [[ $output =~ ^"lstat: --dir-fd "[0-9]+": Not a directory"$ ]]
}

@test "--beneath follows paths and links that stay inside" {
  need_openat2
  make_jail
  run -0 lstat --beneath=jail -c '%n %F %s' sub/f in/f dots/f in/../sub/f sub/up/sub/f ./sub//f sub/.././sub/f
  same_as "$output" <<-'END'
	sub/f regular file 2
	in/f regular file 2
	dots/f regular file 2
	in/../sub/f regular file 2
	sub/up/sub/f regular file 2
	./sub//f regular file 2
	sub/.././sub/f regular file 2
	END
  same_file <(lstat --beneath=jail -c '%n %F' . sub/.. sub/up/ in in/) <<-'END'
	. directory
	sub/.. directory
	sub/up/ directory
	in symbolic link
	in/ directory
	END
  ln -s jail link
  [ "$(lstat --beneath=link -c %s sub/f)" = 2 ]
  [ "$(lstat --beneath=. -c %s jail/out/f)" = 6 ]
}

@test "--beneath rejects paths that lead out, and prints nothing of them" {
  need_openat2
  make_jail
  run -1 lstat --beneath=jail .. ../jail ../jail/sub/f / "$PWD/jail/sub/f" in/../.. sub/up/.. out/f out/ \
    absolute/f absolute/ absolute-in/f back/f back/
  same_as "$output" <<-END
	lstat: cannot statx '..': Leads outside of the directory given to --beneath
	lstat: cannot statx '../jail': Leads outside of the directory given to --beneath
	lstat: cannot statx '../jail/sub/f': Leads outside of the directory given to --beneath
	lstat: cannot statx '/': Leads outside of the directory given to --beneath
	lstat: cannot statx '$PWD/jail/sub/f': Leads outside of the directory given to --beneath
	lstat: cannot statx 'in/../..': Leads outside of the directory given to --beneath
	lstat: cannot statx 'sub/up/..': Leads outside of the directory given to --beneath
	lstat: cannot statx 'out/f': Leads outside of the directory given to --beneath
	lstat: cannot statx 'out/': Leads outside of the directory given to --beneath
	lstat: cannot statx 'absolute/f': Leads outside of the directory given to --beneath
	lstat: cannot statx 'absolute/': Leads outside of the directory given to --beneath
	lstat: cannot statx 'absolute-in/f': Leads outside of the directory given to --beneath
	lstat: cannot statx 'back/f': Leads outside of the directory given to --beneath
	lstat: cannot statx 'back/': Leads outside of the directory given to --beneath
	END
}

@test "--beneath shows a link that leads out, but does not follow it" {
  need_openat2
  make_jail
  same_file <(lstat --beneath=jail -c %N out absolute in) <<-END
	'out' -> '../out'
	'absolute' -> '$PWD/out'
	'in' -> 'sub'
	END
  run -1 lstat --beneath=jail -L -c '%n %F' in out absolute absolute-in
  same_as "$output" <<-'END'
	in directory
	lstat: cannot statx 'out': Leads outside of the directory given to --beneath
	lstat: cannot statx 'absolute': Leads outside of the directory given to --beneath
	lstat: cannot statx 'absolute-in': Leads outside of the directory given to --beneath
	END
}

@test "--beneath with -f, which follows links" {
  need_openat2
  make_jail
  run -1 lstat --beneath=jail -f -c %n in out absolute nosuch sub/f
  same_as "$output" <<-'END'
	in
	lstat: cannot read file system information for 'out': Leads outside of the directory given to --beneath
	lstat: cannot read file system information for 'absolute': Leads outside of the directory given to --beneath
	lstat: cannot read file system information for 'nosuch': No such file or directory
	sub/f
	END
}

@test "--beneath with %m, %N and records" {
  need_openat2
  make_jail
  [ "$(lstat --beneath=jail -c '%m %N' in)" = "$(lstat -c %m jail) 'in' -> 'sub'" ]
  [ "$(lstat --beneath=/proc -c '%m' version)" = /proc ]
  run -1 --separate-stderr lstat --beneath=jail --json=path,target,type in out/f ../out/f sub/f
  same_as "$output" <<-'END'
	{"path": "in", "target": "sub", "type": "symlink"}
	{"path": "out/f", "error": "EXDEV", "errno": 18, "message": "Leads outside of the directory given to --beneath"}
	{"path": "../out/f", "error": "EXDEV", "errno": 18, "message": "Leads outside of the directory given to --beneath"}
	{"path": "sub/f", "target": null, "type": "regular"}
	END
  same_as "$stderr" <<-'END'
	lstat: cannot statx 'out/f': Leads outside of the directory given to --beneath
	lstat: cannot statx '../out/f': Leads outside of the directory given to --beneath
	END
  run -1 --separate-stderr lstat --beneath=jail --shell=path out/f
  [ "$output" = "st_path='out/f' st_errno='18' st_message='Leads outside of the directory given to --beneath' st_error='EXDEV'; false" ]
}

@test "--beneath rejects magic links" {
  need_openat2
  local error='Leads outside of the directory given to --beneath'
  touch f
  run -1 lstat --beneath=/proc/self -c '%n %F' cwd cwd/f cwd/ root/etc fd/0/.
  same_as "$output" <<-END
	cwd symbolic link
	lstat: cannot statx 'cwd/f': $error
	lstat: cannot statx 'cwd/': $error
	lstat: cannot statx 'root/etc': $error
	lstat: cannot statx 'fd/0/.': $error
	END
  run -1 lstat --beneath=/proc/self -L -c '%n %F' cwd exe status
  same_as "$output" <<-END
	lstat: cannot statx 'cwd': $error
	lstat: cannot statx 'exe': $error
	status regular empty file
	END
}

@test "a loop of links is ELOOP with --beneath" {
  need_openat2
  mkdir jail
  ln -s loop jail/loop
  run -1 lstat --beneath=jail -c %n loop/f
  [ "$output" = "lstat: cannot statx 'loop/f': $(errno_text ELOOP)" ]
}

@test "a list is not taken for a closed standard input" {
  mkdir jail
  printf -- '-\0' > list
  run -1 sh -c 'lstat --files0-from=list -c %F <&-'
  [ "$output" = "lstat: cannot stat standard input: Bad file descriptor" ]
}

@test "--beneath reports names that do not exist" {
  need_openat2
  make_jail
  touch f
  run -1 lstat --beneath=jail -c %n '' nosuch nosuch/.. sub/f/x loop/x loop
  same_as "$output" <<-END
	lstat: cannot statx '': No such file or directory
	lstat: cannot statx 'nosuch': No such file or directory
	lstat: cannot statx 'nosuch/..': No such file or directory
	lstat: cannot statx 'sub/f/x': Not a directory
	lstat: cannot statx 'loop/x': $(errno_text ELOOP)
	loop
	END
  for bad in 'nosuch No such file or directory' 'f Not a directory' 'jail/loop '"$(errno_text ELOOP)"; do
    run -1 lstat --beneath="${bad%% *}" -c %n sub
    [ "$output" = "lstat: cannot open directory '${bad%% *}': ${bad#* }" ]
  done
  run -1 lstat --beneath= -c %n sub
  [ "$output" = "lstat: cannot open directory '': No such file or directory" ]
}

@test "--beneath needs search permission only" {
  need_openat2
  mkdir -p d/closed
  touch d/f d/closed/f
  chmod 0 d/closed
  chmod 311 d
  run -1 as_user lstat --beneath=d -c '%n %a' f closed closed/f
  same_as "$output" <<-'END'
	f 644
	closed 0
	lstat: cannot statx 'closed/f': Permission denied
	END
}

@test "a link that is exchanged during the call never leads out" {
  need_openat2
  make_jail
  ln -s sub jail/swapped
  (
    while [ ! -e stop ]; do
      ln -sfn ../out jail/swapped
      ln -sfn sub jail/swapped
    done
  ) &
  local swapper=$!
  for _ in {1..300}; do
    names swapped/f
  done > list
  # That it finds some and refuses some shows that they were swapped.
  for _ in {1..100}; do
    lstat --beneath=jail -c %s --files0-from=list >> sizes 2>> errors || :
    lstat --beneath=jail -L --json=st_size,path --files0-from=list >> records 2>> errors || :
    [ ! -s sizes ] || [ ! -s errors ] || [ "$(wc -l < records)" -lt 6000 ] || break
  done
  touch stop
  wait "$swapper"
  [ "$(sort -u sizes)" = 2 ]
  same_file <(sed 's/"error.*/.../' records | sort -u) <<-'END'
	{"path": "swapped/f", ...
	{"st_size": 2, "path": "swapped/f"}
	END
  [ "$(sort -u errors)" \
    = "lstat: cannot statx 'swapped/f': Leads outside of the directory given to --beneath" ]
}

@test "--beneath and --dir-fd are mutually exclusive" {
  run -1 lstat --beneath=. --dir-fd=0 .
  same_as "$output" <<-'END'
	lstat: --dir-fd and --beneath are mutually exclusive
	Try 'lstat --help' for more information.
	END
}

@test "where openat2 is missing or blocked, --beneath says so and prints nothing" {
  need strace
  touch f
  for error in ENOSYS EPERM; do
    run -1 without_openat2 "$error" 1+ --beneath=. -c %n f -
    [ "$output" = "lstat: --beneath needs openat2(2), which this system does not have" ]
    run -1 without_openat2 "$error" 1+ --beneath=. --json f
    [ "$output" = "lstat: --beneath needs openat2(2), which this system does not have" ]
  done
  [ "$(without_openat2 ENOSYS 1+ -c %n f)" = f ]
}

@test "openat2(2) that returns a number other than a descriptor of the directory counts as missing" {
  need_linux openat2
  need strace
  local number
  touch f
  # As old emulators do; some of the numbers are descriptors of other files, and
  # one is that of the directory.
  for number in 0 1 2 3 4 5 6 7 38; do
    run -1 strace --quiet=all -o log -e inject="openat2:retval=$number" lstat --beneath=. -c %n f
    same_as "$output" <<<'lstat: --beneath needs openat2(2), which this system does not have'
  done
  run -1 strace --quiet=all -o log -e inject=openat2:retval=1 mkdir --beneath=. d
  same_as "$output" <<<'mkdir: --beneath needs openat2(2), which this system does not have'
}

@test "--beneath tries again if a rename made the kernel give up" {
  need_openat2
  need strace
  touch f
  run -0 without_openat2 EAGAIN 1..5 --beneath=. -c %n f
  [ "$output" = f ]
  [ "$(grep -c '^openat2' log)" -eq 7 ]
}

@test "--files0-from reads names from a file or standard input" {
  touch a 'b c' $'d\ne'
  ln -s a -- -l
  names a 'b c' $'d\ne' -l ./-l > list
  local expected="'a'|'b c'|'d'\$'\\n''e'|'-l' -> 'a'|'./-l' -> 'a'|"
  [ "$(lstat --printf '%N|' --files0-from=list)" = "$expected" ]
  [ "$(lstat --printf '%N|' --files0-from=- < list)" = "$expected" ]
  [ "$(lstat --printf '%N|' --files0-from=/dev/stdin < list)" = "$expected" ]
  # shellcheck disable=SC2002
  [ "$(cat list | lstat --printf '%N|' --files0-from -)" = "$expected" ]
  [ "$(printf 'a\0b c' | lstat --printf '%N|' --files0-from=-)" = "'a'|'b c'|" ]
  cp list -- -list
  [ "$(lstat --printf '%N|' --files0-from=-list)" = "$expected" ]
}

@test "an empty list is not an error" {
  : > list
  run -0 lstat --files0-from=list
  [ "$output" = "" ]
  run -0 lstat --json --files0-from=- < /dev/null
  [ "$output" = "" ]
}

@test "empty names in a list are reported with their numbers, as wc does" {
  touch f
  printf 'f\0\0f\0\0\0' > list
  run -1 --separate-stderr lstat -c %n --files0-from=list
  same_as "$output" <<< $'f\nf'
  same_as "$stderr" <<-'END'
	lstat: list:2: invalid zero-length file name
	lstat: list:4: invalid zero-length file name
	lstat: list:5: invalid zero-length file name
	END
  same_as "$stderr" <<< "$(wc --files0-from=list 2>&1 > /dev/null | sed 's/^wc:/lstat:/')"
  run -1 --separate-stderr lstat -c %n --files0-from=- < list
  [ "${stderr_lines[0]}" = "lstat: -:2: invalid zero-length file name" ]
  mv list 'a list'
  run -1 --separate-stderr lstat -c %n --files0-from='a list'
  [ "${stderr_lines[0]}" = "lstat: 'a list':2: invalid zero-length file name" ]
}

@test "a list of lines is taken for one name, with a warning that NULs are missing" {
  local warning='warning: -: names must be terminated by NULs, not by newlines'
  touch f $'f\ng\n'
  run -0 --separate-stderr lstat -c %s --files0-from=- <<< $'f\ng'
  [ "$output" = 0 ]
  [ "$stderr" = "lstat: $warning" ]
  run -0 --separate-stderr mkdir --files0-from=- < <(printf 'a\0b\nc\n')
  [ "$stderr" = "mkdir: $warning" ]
  [ -d a ] && [ -d $'b\nc\n' ]
  # It comes before the message about the name, which exists now.
  run -1 --separate-stderr mkdir --files0-from=- < <(printf 'b\nc\n')
  same_as "$stderr" <<-END
	mkdir: $warning
	mkdir: cannot create directory 'b'$'\\n''c'$'\\n': File exists
	END
  printf 'f\n' > 'a list'
  run -1 --separate-stderr lstat -j2 --json=path --files0-from='a list'
  [ "$output" = '{"path": "f\n", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}' ]
  same_as "$stderr" <<-'END'
	lstat: warning: 'a list': names must be terminated by NULs, not by newlines
	lstat: cannot statx 'f'$'\n': No such file or directory
	END
}

@test "a newline in a name with a NUL, and a last name without both, cause no warning" {
  touch f $'f\n'
  run -0 lstat -c x --files0-from=- < <(names f $'f\n' $'f\n'; printf f)
  same_as "$output" <<< $'x\nx\nx\nx'
}

@test "a list of lines that is too long for a name causes the warning, too" {
  yes file | head -n 300000 > lines
  run -1 lstat -c %n --files0-from=lines
  same_as "$output" <<-'END'
	lstat: lines:1: file name longer than 1048576 bytes
	lstat: warning: lines: names must be terminated by NULs, not by newlines
	END
  # The same without a newline, and with a NUL.
  tr -d '\n' < lines > name
  run -1 lstat -c %n --files0-from=name
  [ "$output" = 'lstat: name:1: file name longer than 1048576 bytes' ]
  printf '\0' >> lines
  run -1 lstat -c %n --files0-from=lines
  [ "$output" = 'lstat: lines:1: file name longer than 1048576 bytes' ]
}

@test "a list of lines that cannot be read to its end causes no warning" {
  need strace
  yes file | head -n 3000000 > lines
  for when in 2 10; do
    run -1 strace -f --quiet=all -o log -P lines -e inject=read:error=EIO:when=$when \
      lstat -c %n --files0-from=lines
    [ "${lines[-1]}" = "lstat: lines: read error: $(errno_text EIO)" ]
    [[ $output != *warning* ]]
  done
}

@test "a name that fails does not stop the rest of a list" {
  touch f
  run -1 --separate-stderr lstat -c %n --files0-from=<(names f nosuch f f/x f)
  same_as "$output" <<< $'f\nf\nf'
  same_as "$stderr" <<-'END'
	lstat: cannot statx 'nosuch': No such file or directory
	lstat: cannot statx 'f/x': Not a directory
	END
}

@test "- in a list is standard input, and is rejected if the list is standard input" {
  printf hello > f
  names - f > list
  run -1 lstat -c '%n %s' --files0-from=- < list
  same_as "$output" <<-'END'
	lstat: when reading file names from stdin, no file name of '-' allowed
	f 5
	END
  run -0 lstat -c '%n %s' --files0-from=list < f
  same_as "$output" <<< $'- 5\nf 5'
}

@test "- in a list is a name beneath --beneath" {
  need_openat2
  printf hello > f
  printf 12 > -
  run -0 lstat --beneath=. -c '%n %s' --files0-from=- < <(names - f)
  same_as "$output" <<< $'- 2\nf 5'
}

@test "a format or field that is not valid is reported before a list is opened" {
  run -1 lstat -c '%5' --files0-from=nosuch
  same_as "$output" <<< "lstat: ‘%5’: invalid directive"
  run -1 lstat --json=nope --beneath=nosuch --files0-from=nosuch
  same_as "$output" <<< "lstat: ‘nope’: no such field"
  run -1 lstat --json -t --files0-from=nosuch
  same_as "$output" <<-'END'
	lstat: --json and --shell are mutually exclusive with --terse and any FORMAT
	Try 'lstat --help' for more information.
	END
}

@test "a list that cannot be opened or read is an error" {
  mkdir d
  run -1 lstat --files0-from=nosuch
  [ "$output" = "lstat: cannot open 'nosuch' for reading: No such file or directory" ]
  run -1 lstat --files0-from=
  [ "$output" = "lstat: cannot open '' for reading: No such file or directory" ]
  run -1 lstat --files0-from=d
  [ "$output" = "lstat: d: read error: Is a directory" ]
  run -1 lstat --files0-from=- < d
  [ "$output" = "lstat: -: read error: Is a directory" ]
  run -1 sh -c 'lstat --files0-from=- <&-'
  [ "$output" = "lstat: -: read error: Bad file descriptor" ]
  names d > list
  chmod 0 list
  run -1 as_user lstat --files0-from=list
  [ "$output" = "lstat: cannot open 'list' for reading: Permission denied" ]
}

@test "a read error ends a list, and an incomplete name is ignored" {
  need strace
  touch f
  # Each part of such a name is a name too.
  yes ././././f | head -n 10000 | tr '\n' '\0' > list
  run -1 --separate-stderr strace -f --quiet=all -o log -P list -e inject=read:error=EIO:when=2+ \
    lstat -c %n --files0-from=list
  [ "$stderr" = "lstat: list: read error: $(errno_text EIO)" ]
  [ "$(sort -u <<< "$output")" = ././././f ]
  run -0 strace -f --quiet=all -o log -P list -e inject=read:error=EINTR:when=1..3 \
    lstat -c %n --files0-from=list
  same_file <(uniq -c <<< "$output") <<< '  10000 ././././f'
}

@test "with many jobs, a name that is too long is reported in its turn" {
  touch f
  local jobs
  # The first name makes the buffer large, so that the rest is in it at once.
  {
    head -c 1300000 /dev/zero | tr '\0' x
    printf '\0'
    for jobs in {1..40}; do printf 'x%s\0' "$jobs"; done
    head -c 1100000 /dev/zero | tr '\0' x
    printf '\0f\0'
  } > list
  for jobs in 1 2; do
    run -1 lstat -j "$jobs" -c %n --files0-from=list
    printf '%s\n' "$output" > "output$jobs"
  done
  [ "$(wc -l < output1)" = 43 ]
  same_file output2 < output1
}

@test "an operand besides --files0-from is a usage error" {
  names f > list
  run -1 lstat --files0-from=list extra
  same_as "$output" <<-'END'
	lstat: extra operand 'extra'
	file operands cannot be combined with --files0-from
	Try 'lstat --help' for more information.
	END
}

@test "names of a list start at --dir-fd and stay --beneath" {
  make_jail
  exec {fd}< jail
  [ "$(names sub/f | lstat --dir-fd="$fd" -c %s --files0-from=-)" = 2 ]
  need_openat2
  run -1 lstat --beneath=jail -c %s --files0-from=<(names out/f sub/f)
  same_as "$output" <<-'END'
	lstat: cannot statx 'out/f': Leads outside of the directory given to --beneath
	2
	END
}

@test "names of any length are read whole, wherever a read ends" {
  touch f
  local name=f
  for length in {1..600}; do
    name=./$name
    names "${name:$(((length * 7919) % length))}"
  done > list
  [ "$(wc -c < list)" -gt 300000 ]
  lstat --printf '%n\0' --files0-from=list | cmp - list
  # In pieces of 1000 bytes.
  dd if=list bs=1000 status=none | lstat --printf '%n\0' --files0-from=- | cmp - list
}

@test "a name longer than any path is ENAMETOOLONG, and the next is found" {
  touch f
  printf '%0100000d\0f\0%0100000d' 0 0 > list
  run -1 --separate-stderr lstat --json=path --files0-from=list
  same_file <(cut -c 1-20,100011- <<< "$output") <<-END
	{"path": "0000000000", "error": "ENAMETOOLONG", "errno": 36, "message": "$(errno_text ENAMETOOLONG)"}
	{"path": "f"}
	{"path": "0000000000", "error": "ENAMETOOLONG", "errno": 36, "message": "$(errno_text ENAMETOOLONG)"}
	END
}

@test "a million names fit in 8 MiB" {
  native
  touch f
  yes f | head -n 1000000 | tr '\n' '\0' > list
  same_file <( (ulimit -v 8192 && lstat --json=st_size,path --files0-from=list) | uniq -c) \
    <<< '1000000 {"st_size": 0, "path": "f"}'
}

@test "a thousand names take at most 1,050 system calls" {
  own_process 'bash makes system calls, too'
  native
  need strace
  touch f
  yes f | head -n 1000 | tr '\n' '\0' > list
  strace --quiet=all -o log lstat --json=st_size,path --files0-from=list > out
  [ "$(wc -l < out)" -eq 1000 ]
  [ "$(wc -l < log)" -le 1050 ]
}

@test "the reason of a failure is the errno of the call, in every locale" {
  local locale locales=(C C.UTF-8)
  mkdir d
  touch f
  names f > list
  chmod 0 list
  # bash would warn.
  [ -n "${BUILTINS-}" ] || locales+=(C.nosuch)
  for locale in "${locales[@]}"; do
    export LC_ALL=$locale
    run -1 lstat --beneath=f x
    [ "$output" = "lstat: cannot open directory 'f': Not a directory" ]
    run -1 lstat -c %s --files0-from=d
    [ "$output" = "lstat: d: read error: Is a directory" ]
    run -1 as_user lstat --files0-from=list
    [ "$output" = "lstat: cannot open 'list' for reading: Permission denied" ]
    run -1 lstat -c %s nosuch f/x
    same_as "$output" <<-'END'
	lstat: cannot statx 'nosuch': No such file or directory
	lstat: cannot statx 'f/x': Not a directory
	END
    run -1 lstat --dir-fd=77 x
    [ "$output" = "lstat: --dir-fd 77: Bad file descriptor" ]
    run -1 sh -c 'lstat -c %s - <&-'
    [ "$output" = "lstat: cannot stat standard input: Bad file descriptor" ]
    run -1 lstat -f nosuch
    [ "$output" = "lstat: cannot read file system information for 'nosuch': No such file or directory" ]
    run -1 sh -c 'lstat -c %s d > /dev/full'
    [ "$output" = "lstat: write error: No space left on device" ]
  done
}

@test "with --beneath, - is the file of that name" {
  need_openat2
  mkdir jail
  run -1 --separate-stderr lstat --beneath=jail -c '%n %F' - < /dev/null
  [ "$output|$stderr" = "|lstat: cannot statx '-': No such file or directory" ]
  touch jail/-
  run -0 lstat --beneath=jail -c '%n %F' -- - < /dev/null
  [ "$output" = "- regular empty file" ]
  names - > list
  run -0 lstat --beneath=jail -c '%n %F' --files0-from=list < /dev/null
  [ "$output" = "- regular empty file" ]
  run -0 lstat --beneath=jail -f -c %n - < /dev/null
  [ "$output" = - ]
}

@test "EXDEV is explained with --beneath only" {
  need strace
  touch f
  run -1 strace --quiet=all -o log -P f -e inject=all:error=EXDEV lstat -c %d f
  [ "$output" = "lstat: cannot statx 'f': $(errno_text EXDEV)" ]
}

@test "a list without a NUL is read in constant memory, and one message" {
  native
  touch f
  { yes | head -c 20000000; printf '\0f\0'; } > list
  run -1 bash -c 'ulimit -v 32768; exec lstat -c %n --files0-from=list'
  same_as "$output" <<-'END'
	lstat: list:1: file name longer than 1048576 bytes
	f
	END
  run -1 bash -c "ulimit -v 32768; yes | tr -d '\\n' | head -c 9000000 | lstat -c %n --files0-from=-"
  [ "$output" = "lstat: -:1: file name longer than 1048576 bytes" ]
  run -1 bash -c "ulimit -v 32768; yes | tr -d '\\n' | head -c 9000000 | mkdir -p --files0-from=-"
  [ "$output" = "mkdir: -:1: file name longer than 1048576 bytes" ]
}

@test "lstat shows directories that mkdir made beyond PATH_MAX" {
  local component path
  component=$(printf '%0100d' 0)
  path=$(printf "$component/%.0s" {1..60})last
  run -0 mkdir -p "$path"
  [ "${#path}" -gt 6000 ]
  run -0 lstat -c '%F %h' "$path" "./$path" "$PWD/$path"
  same_as "$output" <<< $'directory 2\ndirectory 2\ndirectory 2'
  names "$path" "$path/nosuch" > list
  run -1 --separate-stderr lstat -j4 --json=type --files0-from=list
  same_file <(sed 's/0000*/0/; s/\(00*\/\)*last/LAST/' <<< "$output") <<-'END'
	{"type": "directory"}
	{"path": "LAST/nosuch", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}
	END
  [ "$(lstat --dir-fd=3 -c %F "$path" 3< .)" = directory ]
  [ "$(lstat -f -c %n "$path")" = "$path" ]
  (cd "$(printf "$component/%.0s" {1..30})" && cd "$(printf "$component/%.0s" {1..30})last" && ln -s nosuch link)
  [ "$(lstat -c %F "$path/link")" = 'symbolic link' ]
}

@test "lstat --beneath shows directories that mkdir --beneath made beyond PATH_MAX" {
  need_openat2
  local component path
  component=$(printf '%0100d' 0)
  path=$(printf "$component/%.0s" {1..60})last
  mkdir jail
  run -0 mkdir -p --beneath=jail "$path"
  run -0 lstat --beneath=jail -c %F "$path"
  [ "$output" = directory ]
  run -1 --separate-stderr lstat --beneath=jail --json=path "$path/../../../$(printf '../%.0s' {1..70})"
  [[ $output == *'"error": "EXDEV", "errno": 18'* ]]
}

@test "no file is opened as a closed standard descriptor" {
  native
  need strace
  strace --quiet=all -o log -e trace=/fcntl mkdir -p a/b/c <&- >&-
  [ -d a/b/c ]
  same_file <(grep -c 'F_DUPFD_CLOEXEC, 3) *= [3-9]$' log) <<<2
  need_openat2
  mkdir dir
  touch dir/f
  strace --quiet=all -o log -e trace=/fcntl lstat --beneath=dir -c %n f <&- > out
  same_file out <<<f
  same_file <(grep -c 'F_DUPFD_CLOEXEC, 3) *= [3-9]$' log) <<<1
}

@test "a path of many times PATH_MAX leads to the file" {
  local path
  touch f
  printf -v path './%.0s' {1..9000}
  same_file <(lstat --json=type "${path}f") <<<'{"type": "regular"}'
  run -1 lstat -c %F "${path}nosuch/$path"
  [[ "${lines[-1]}" == *': No such file or directory' ]]
}

@test "a file relative to a descriptor is neither waited for nor needs read permission" {
  need timeout
  mkdir d d/sub
  mkfifo d/fifo
  touch d/closed
  chmod 0 d/closed
  ln -s fifo d/link
  ln -s nowhere d/dangling
  exec 5< d
  run -0 as_user timeout 10 lstat --dir-fd=5 -c '%n %F' fifo closed link dangling sub
  same_as "$output" <<-'END'
	fifo fifo
	closed regular empty file
	link symbolic link
	dangling symbolic link
	sub directory
	END
  run -0 as_user timeout 10 lstat --dir-fd=5 --json=path,context fifo closed link
  same_as "$output" <<-'END'
	{"path": "fifo", "context": null}
	{"path": "closed", "context": null}
	{"path": "link", "context": null}
	END
  run -1 as_user timeout 10 lstat --dir-fd=5 -f -c %n fifo closed link dangling sub
  same_as "$output" <<-'END'
	fifo
	closed
	link
	lstat: cannot read file system information for 'dangling': No such file or directory
	sub
	END
}
