#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-layout.bats -- the default and terse layouts, links and standard input

load ../helper

@test "the default layout is GNU's" {
  printf hello > plain
  chmod 4750 plain
  touch -d '2001-02-03 04:05:06.789' plain
  label=
  [ ! -w /sys/fs/selinux/create ] || label=$(lstat --printf='\nContext: %C' plain)
  run -0 lstat plain
  same_as "$output" <<-END
	  File: plain
	  Size: 5         	$(lstat -c 'Blocks: %-10b IO Block: %-6o' plain) regular file
	$(lstat -c 'Device: %Hd,%Ld	Inode: %-10i' plain)  Links: 1
	Access: (4750/-rwsr-x---)  $(lstat -c 'Uid: (%5u/%8U)   Gid: (%5g/%8G)' plain)$label
	Access: 2001-02-03 04:05:06.789000000 +0000
	Modify: 2001-02-03 04:05:06.789000000 +0000
	Change: $(lstat -c %z plain)
	 Birth: $(lstat -c %w plain)
	END
}

@test "a device file shows its device type" {
  run -0 lstat /dev/null
  [ "${lines[1]}" = "  Size: 0         	Blocks: 0          IO Block: 4096   character special file" ]
  [ "${lines[2]}" = "$(lstat -c 'Device: %Hd,%Ld	Inode: %-10i' /dev/null)  Links: 1     Device type: 1,3" ]
}

@test "the File line quotes names and targets where a shell would need it" {
  touch plain 'a b' $'a\nb' "it's" $'\377'
  ln -s 'a b' l
  ln -s plain 'm m'
  for name in plain 'a b' $'a\nb' "it's" $'\377' l 'm m'; do
    lstat "$name" | head -n 1
  done > out
  same_file out <<-'END'
	  File: plain
	  File: 'a b'
	  File: 'a'$'\n''b'
	  File: "it's"
	  File: ''$'\377'
	  File: l -> 'a b'
	  File: 'm m' -> plain
	END
}

@test "-t quotes names where a shell would need it" {
  touch plain 'a b'
  format='%Qn %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o'
  [ -w /sys/fs/selinux/create ] && format="$format %C"
  for name in plain 'a b'; do
    run -0 lstat -t "$name"
    same_as "$output" < <(lstat -c "$format" "$name")
  done
  [[ $output = "'a b' 0 0 81a4 "* ]]
}

@test "-L follows links, and a dangling link is ENOENT" {
  printf hello > f
  ln -s f l
  ln -s nosuch dangling
  run -0 lstat -c '%n %F %s' l
  [ "$output" = "l symbolic link 1" ]
  run -0 lstat -L -c '%n %N %F %s' l
  [ "$output" = "l 'l' regular file 5" ]
  run -0 lstat -c %F dangling
  [ "$output" = "symbolic link" ]
  run -1 lstat --dereference -c %F dangling
  [ "$output" = "lstat: cannot statx 'dangling': No such file or directory" ]
}

@test "a slash after a link asks for a directory" {
  touch f
  ln -s f to-file
  ln -s . to-dir
  run -1 lstat -c %F to-file/
  [ "$output" = "lstat: cannot statx 'to-file/': Not a directory" ]
  run -0 lstat -c '%n %F' to-dir/
  [ "$output" = "to-dir/ directory" ]
}

@test "- is standard input, ./- the file of that name" {
  printf hello > f
  printf hi > -
  run -0 lstat -c '%n %N %s' - ./- < f
  same_as "$output" <<-'END'
	- '-' 5
	./- './-' 2
	END
  run -0 sh -c 'true | lstat -c "%F %a" -'
  [ "$output" = "fifo 600" ]
  run -1 sh -c 'lstat - <&-'
  [ "$output" = "lstat: cannot stat standard input: Bad file descriptor" ]
}

@test "every file type is named" {
  touch empty
  printf x > full
  mkdir d
  ln -s d l
  mkfifo p
  run -0 lstat -c '%F|%A' empty full d l p /dev/null
  same_as "$output" <<-'END'
	regular empty file|-rw-r--r--
	regular file|-rw-r--r--
	directory|drwxr-xr-x
	symbolic link|lrwxrwxrwx
	fifo|prw-r--r--
	character special file|crw-rw-rw-
	END
}

@test "block devices show their device numbers" {
  need_root
  mknod b b 259 1048575 || lack "mknod is not allowed"
  chmod 640 b
  run -0 lstat -c '%F|%A|%Hr|%Lr|%t|%T|%r|%R' b
  # Linux packs the number as 12 bits of the minor, the major, 8 more bits.
  [ "$output" = "block special file|brw-r-----|259|1048575|103|fffff|4293985279|fff103ff" ]
}

@test "a failing FILE does not stop the rest, and errors come in order" {
  printf hello > f
  run -1 lstat -c '%n %s' f nosuch f '' f
  same_as "$output" <<-'END'
	f 5
	lstat: cannot statx 'nosuch': No such file or directory
	f 5
	lstat: cannot statx '': No such file or directory
	f 5
	END
}

@test "names in messages are quoted, on one line" {
  run -1 lstat -c %s $'no\nsuch' "it's" $'\377'
  same_as "$output" <<-'END'
	lstat: cannot statx 'no'$'\n''such': No such file or directory
	lstat: cannot statx "it's": No such file or directory
	lstat: cannot statx ''$'\377': No such file or directory
	END
}

@test "a name with a quote between two escapes is quoted so that a shell reads it back" {
  local name=$'\n\'\n' other=$'\t\\a\'\'"\\\001'
  touch "$name" "$other"
  run -0 lstat -c '%N|%QN|%Qn' "$name" "$other"
  same_as "$output" <<-'END'
	''$'\n'\'''$'\n'|''$'\n'\'''$'\n'|''$'\n'\'''$'\n'
	''$'\t''\a'\'''\''"\'$'\001'|''$'\t''\a'\'''\''"\'$'\001'|''$'\t''\a'\'''\''"\'$'\001'
	END
  eval "names=($(lstat -c %N "$name" "$other"))"
  # shellcheck disable=SC2154
  [ "${names[0]}" = "$name" ]
  [ "${names[1]}" = "$other" ]
  run -1 mkdir "$name"
  same_as "$output" <<-'END'
	mkdir: cannot create directory ''$'\n'\'''$'\n': File exists
	END
}

@test "%G prints the name of a group with many members" {
  need_root
  need_mounts
  touch f
  chgrp 54323 f
  {
    cat /etc/group
    printf 'large:x:54323:%s\n' "$(printf 'member%04d,' {1..5000})"
  } >group
  run -0 "${own_mounts[@]}" sh -c 'mount --bind group /etc/group && lstat -c %G f'
  same_as "$output" <<<large
}

@test "%U and %G print UNKNOWN for IDs without a name" {
  need_root
  touch f
  chown 4294967294:12345 f
  run -0 lstat -c '%u %U %g %G|%10U|%-10G|' f
  [ "$output" = "4294967294 UNKNOWN 12345 UNKNOWN|   UNKNOWN|UNKNOWN   |" ]
}

# Run the script "$1" where the users and groups 5001, 5002 and 5003 have names
# that no file name in output would have, and where the layouts show labels.
with_hostile_owners ()
{
  cat /etc/passwd - > passwd <<-END
	ev"$(printf '\033[31m\177')"il:x:5001:0::/:/bin/false
	J$(printf '\303\266\302\233')rg:x:5002:0::/:/bin/false
	DOM\Domain User:x:5003:0::/:/bin/false
	END
  sed -n 's/:0::.*/:/; /:500[123]:/p' passwd | cat /etc/group - > group
  "${own_mounts[@]}" bash -c '
    mount --bind passwd /etc/passwd && mount --bind group /etc/group &&
      mount -t tmpfs none /sys/fs && command mkdir /sys/fs/selinux || exit 99
    > /sys/fs/selinux/create
    eval "$1"' bash "$1"
}

@test "layouts print no control characters of user names, group names and labels" {
  need_linux xattr
  need setfattr
  need_root
  need_mounts
  native
  touch f g h
  chown 5001:5001 f
  chown 5002:5002 g
  chown 5003:5003 h
  setfattr -n security.selinux -v $'a\e]0;b\nc\\' f 2> /dev/null \
    || lack "no label can be set here"
  setfattr -n security.selinux -v $'u:o\\r:t' h
  run -0 --separate-stderr with_hostile_owners '
    lstat f h | grep -E "^(Access: .0644|Context)"; lstat -t f h | sed "s/.* //"; lstat -h f | grep Context'
  same_as "$output" <<-'END'
	Access: (0644/-rw-r--r--)  Uid: ( 5001/ev"\033[31m\177"il)   Gid: ( 5001/ev"\033[31m\177"il)
	Context: a\033]0;b\nc\\
	Access: (0644/-rw-r--r--)  Uid: ( 5003/DOM\Domain User)   Gid: ( 5003/DOM\Domain User)
	Context: u:o\r:t
	a\033]0;b\nc\\
	u:o\r:t
	Context: a\033]0;b\nc\\
	END
  use_locale C.UTF-8
  run -0 --separate-stderr with_hostile_owners 'lstat g | grep "^Access: .0644"'
  same_as "$output" <<< 'Access: (0644/-rw-r--r--)  Uid: ( 5002/Jö\302\233rg)   Gid: ( 5002/Jö\302\233rg)'
  use_locale de_DE.ISO-8859-1
  run -0 --separate-stderr with_hostile_owners 'lstat g | grep "^Access: .0644"'
  [[ $output == *$'/J\303\266\302\\233rg)' ]]

  # A format prints what it is asked for.
  run -0 --separate-stderr with_hostile_owners 'lstat -c "%U %G %C" f'
  [ "$output" = $'ev"\e[31m\177"il ev"\e[31m\177"il a\e]0;b\nc\\' ]
}

@test "layouts print no control characters of a format of times" {
  touch -d '2020-01-02 UTC' f
  run -0 lstat -h --time-style=$'+\e[31m%Y' f
  [ "$(sed -n 's/^ *Modif[^:]*: //p' <<< "$output")" = '\033[31m2020' ]
  run -0 lstat --time-style=$'+\e[31m%Y' f
  same_as "$(grep ^Modify <<< "$output")" <<< 'Modify: \033[31m2020'
  # A format prints what it is asked for.
  run -0 lstat --time-style=$'+\e[31m%Y' -c %y f
  same_as "$output" <<< $'\e[31m2020'
}

@test "a target longer than st_size says is read whole" {
  long=$(printf 'x%.0s' {1..200})
  mkdir -p "$long/$long"
  cd "$long/$long"
  run -0 lstat -c '%s %N' /proc/self/cwd
  [ "$output" = "0 '/proc/self/cwd' -> '$(pwd -P)'" ]
}

@test "a target of any length is read whole" {
  local target length
  for length in 1 126 127 128 129 255 256 257 1023 1024 4000; do
    printf -v target %0"$length"d 0
    ln -s "$target" l
    [ "$(lstat -c %N l)" = "'l' -> '$target'" ]
    rm l
  done
}
