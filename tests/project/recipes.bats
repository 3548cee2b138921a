#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# recipes.bats -- the section RECIPES of the manual pages does what it says

load ../helper
load ../builtins

# Only the recipes for bash need builtins.
unset -f need_for_all

# Print the recipes of the manual page PAGE, as "TITLE:" and the lines of its
# commands, each after a blank.
recipes ()
{
  local source=$1.x
  [ "$1" != inodeutils ] || source=$1.7.in
  awk '/^\[[[:upper:] ]+\]$|^\.SH / { inside = 0 }
    /^\.SH RECIPES$/ { inside = 1 }
    !inside { next }
    title { print; title = 0 }
    /^\.TP$/ { title = 1 }
    /^\.fi$/ { commands = 0 }
    commands { print " " $0 }
    /^\.nf$/ { commands = 1 }' "$top_srcdir/man/$source" \
    | sed -e 's/@\(lstat\|mkdir\)@/\1/g' -e 's/\\-/-/g' -e 's/\\e/\\/g'
}

# Write the commands of the recipe TITLE of PAGE to the file recipe.
write_recipe ()
{
  recipes "$1" | awk -v title="$2:" '
    /^[^ ]/ { inside = $0 == title; next }
    inside { print substr($0, 2) }' > recipe
  [ -s recipe ] || {
    echo "no recipe: $2" >&2
    return 1
  }
}

# Write the recipe TITLE of PAGE to the file recipe, and run it in a shell
# after the commands BEFORE.
follow ()
{
  write_recipe "$1" "$2" && sh -c "${3-:}
. ./recipe"
}

# Do the same in bash, with the builtins.
follow_in_bash ()
{
  write_recipe "$1" "$2" \
    && BASH_LOADABLES_PATH=$loadables start_bash -c "export -n LD_PRELOAD; ${3-:}; . ./recipe"
}

@test "each recipe has at most six lines, and a test" {
  while read -r page count; do
    recipes "$page" > list
    [ "$(grep -c '^[^ ]' list)" -ge "$count" ]
    same_file <(awk '/^[^ ]/ { title = $0; lines = -1 } ++lines == 7 { print title }' \
      list) </dev/null
    same_file <(sed -nE "s/^ .*(follow|follow_in_bash|write_recipe) $page '([^']*)'.*/\2:/p" \
      "$BATS_TEST_FILENAME" | LC_ALL=C sort -u) < <(grep '^[^ ]' list | LC_ALL=C sort)
  done <<-'END'
	inodeutils 4
	lstat 9
	mkdir 7
	END
}

@test "the set-user-ID and set-group-ID files of a tree" {
  need jq
  mkdir -p t/d t/hid
  touch t/u t/d/g t/both t/none $'t/d/\nnew\377'
  ln -s u t/link
  chmod 4755 t/u
  chmod 2755 t/d/g t/d
  chmod 6711 t/both
  chmod 4700 t/d/*new*
  export tree=t
  run -0 follow lstat 'List set-user-ID and set-group-ID files below a directory as JSON'
  same_file <(LC_ALL=C sort <<< "$output" | jq -c '[.path, .mode, .path_bytes]') <<-END
	["t/both","6711",null]
	["t/d/\nnew�","4700","$(printf 't/d/\nnew\377' | base64)"]
	["t/d/g","2755",null]
	["t/u","4755",null]
	END
  same_file <(jq -r .user <<< "$output" | sort -u) < <(id -un)
}

@test "the set-user-ID files that others than root can change" {
  need jq
  mkdir t
  touch t/{ok,group,other,plain}
  chmod 4755 t/ok
  chmod 4775 t/group
  chmod 4757 t/other
  chmod 0777 t/plain
  export tree=t
  run -0 follow lstat 'List set-user-ID files that a user other than root can change'
  same_file <(jq -r .path <<< "$output" | LC_ALL=C sort) < <(
    echo t/group
    [ "$(id -u)" -eq 0 ] || echo t/ok
    echo t/other
  )
}

@test "the files of a tree that have capabilities" {
  need_linux xattr
  need jq
  need setcap
  need_root
  mkdir -p t/d
  touch t/plain t/one $'t/d/new\n'
  ln -s one t/link
  setcap cap_net_raw=ep t/one || lack "no capabilities in $PWD"
  setcap cap_chown,cap_fowner=p $'t/d/new\n'
  export tree=t
  run -0 follow lstat 'List files below a directory that have capabilities, as JSON'
  same_file <(LC_ALL=C sort <<< "$output") <<-'END'
	{"path":"t/d/new\n","capabilities":"cap_chown,cap_fowner=p"}
	{"path":"t/one","capabilities":"cap_net_raw=ep"}
	END
}

@test "snapshots of a tree and what differs" {
  need jq
  mkdir -p t/d
  printf 1 > t/same
  printf 1 > t/written
  printf 1 > $'t/\376'
  printf 1 > $'t/\377'
  ln -s same t/link
  touch t/mode t/gone
  touch -d @1.5 t/same t/written t/mode t/d t
  export tree=t
  run -0 follow lstat 'Take a snapshot of a directory tree, like mtree'
  same_file <(jq -r .path after | LC_ALL=C sort) <<-'END'
	.
	./d
	./gone
	./link
	./mode
	./same
	./written
	./�
	./�
	END
  same_file <(jq -c 'select(.path == "./same") | [.type, .mode, .st_size, .mtime]' after) \
    <<< '["regular","0644",1,"1970-01-01T00:00:01.500000000+00:00"]'
  mv after before
  run -0 follow lstat 'Take a snapshot of a directory tree, like mtree'
  run -0 follow lstat 'Compare two snapshots'
  same_as "$output" </dev/null

  printf 22 > t/written
  printf 22 > $'t/\377'
  chmod 600 t/mode
  rm t/gone t/link
  ln -s mode t/link
  touch t/d/new
  touch -d @1.5 t/d t
  run -0 follow lstat 'Take a snapshot of a directory tree, like mtree'
  run -0 follow lstat 'Compare two snapshots'
  same_as "$output" <<-END
	["added","./d/new"]
	["removed","./gone"]
	["changed","./link"]
	["changed","./mode"]
	["changed","./written"]
	["changed","$(printf './\377' | base64)"]
	END
}

@test "what was created or changed after another file" {
  need jq
  mkdir t
  touch t/old t/mode t/renamed stamp
  # Times of files have the resolution of a clock tick.
  until touch now && [[ "$(lstat -c %.9Z now)" > "$(lstat -c %.9Z stamp)" ]]; do
    :
  done
  export tree=t stamp=stamp
  run -0 follow lstat 'List files that were created or changed in any way after another file'
  same_as "$output" </dev/null
  chmod 600 t/mode
  touch -d @1 $'t/new\n'
  run -0 follow lstat 'List files that were created or changed in any way after another file'
  same_file <(LC_ALL=C sort <<< "$output") <<-'END'
	"t"
	"t/mode"
	"t/new\n"
	END
  stamp=nosuch
  run -1 follow lstat 'List files that were created or changed in any way after another file'
  same_as "$output" <<< "lstat: cannot statx 'nosuch': No such file or directory"
}

@test "the files that were modified last" {
  need jq
  mkdir t
  for second in 01 02 03 04 05 06 07 08 09 10 11; do
    touch -d "2026-11-25 12:00:$second.987654321 UTC" "t/$second"
  done
  touch -d '1969-12-31 23:59:58 UTC' t/old
  touch -d '2026-11-25 12:00:06.5 UTC' $'t/tab\t,\nnew'
  export tree=t
  run -0 follow lstat 'List the ten files that were modified last, with the time in UTC, with jq'
  same_as "$output" <<-'END'
	2026-11-25T12:00:11Z	t/11
	2026-11-25T12:00:10Z	t/10
	2026-11-25T12:00:09Z	t/09
	2026-11-25T12:00:08Z	t/08
	2026-11-25T12:00:07Z	t/07
	2026-11-25T12:00:06Z	t/06
	2026-11-25T12:00:06Z	t/tab\t,\nnew
	2026-11-25T12:00:05Z	t/05
	2026-11-25T12:00:04Z	t/04
	2026-11-25T12:00:03Z	t/03
	END
}

@test "a table of files as CSV" {
  need jq python3
  mkdir t
  printf 13 > 't/a "b", c'
  touch $'t/new\nline'
  chmod 600 t/*
  touch -d '2026-11-25 12:00:01.987654321 UTC' t/*
  export tree=t
  run -0 follow lstat 'Write a table of files as CSV, as a spreadsheet reads it, with jq'
  same_as "$output" </dev/null
  same_file <(head -n 1 files.csv) <<< path,size,mode,modified
  same_file <(python3 -c 'import csv
for row in sorted(csv.reader(open("files.csv", newline=""))): print(row)') <<-'END'
	['path', 'size', 'mode', 'modified']
	['t/a "b", c', '2', '0600', '2026-11-25T12:00:01Z']
	['t/new\nline', '0', '0600', '2026-11-25T12:00:01Z']
	END
}

@test "the disk space of a tree" {
  mkdir t
  head -c 100000 /dev/zero > t/a
  head -c 50000 /dev/zero > $'t/\n'
  ln t/a t/hard-link
  export tree=t
  run -0 follow lstat 'Add up the disk space of files, and count hard links once'
  [ "$output" = $(($(lstat -c '%b + %b' t/a | cut -d' ' -f1) * 512 \
    + $(lstat -c %b $'t/\n') * 512)) ]
}

@test "the files that any user can write, with the builtin" {
  need_builtins
  mkdir t
  touch t/{private,group} t/$'any\none' 't/any one'
  chmod 664 t/group
  chmod 666 t/any*
  export tree=t
  run -0 follow_in_bash lstat 'In bash, list files that any user can write, with the builtin'
  same_file <(LC_ALL=C sort <<< "$output") <<-'END'
	$'t/any\none'
	t/any\ one
	END
}

@test "a private state directory" {
  export XDG_STATE_HOME=$PWD/x/y
  umask 0
  run -0 follow inodeutils 'Create a private state directory, or accept only one that is private'
  same_file <(modes x) <<-'END'
	x 700
	x/y 700
	x/y/app 700
	END
  run -0 follow inodeutils 'Create a private state directory, or accept only one that is private'
  same_as "$output" </dev/null
  chmod 750 x/y/app
  run -1 follow inodeutils 'Create a private state directory, or accept only one that is private'
  chmod 700 x/y/app
  mv x/y/app other
  ln -s ../../other x/y/app
  run -1 follow inodeutils 'Create a private state directory, or accept only one that is private'
}

# Export the variable user, the name of who runs the test.
export_user ()
{
  user=$(id -un 2>/dev/null) || lack "no name for user $(id -u)"
  export user
}

@test "the state directory of a service" {
  export state=state
  export_user
  umask 0
  run -0 follow mkdir 'As root, create the state directory of a service, or correct it'
  same_file <(modes state) <<< 'state 700'
  chmod 755 state
  run -0 follow mkdir 'As root, create the state directory of a service, or correct it'
  same_as "$output" </dev/null
  same_file <(modes state) <<< 'state 700'
  mv state other
  chmod 755 other
  ln -s other state
  run -1 follow mkdir 'As root, create the state directory of a service, or correct it'
  same_as "$output" <<< "mkdir: 'state' is a symbolic link, which --ensure does not follow"
  same_file <(modes other) <<< 'other 755'
}

@test "how existing directories differ" {
  need jq
  mkdir -p base/good base/open
  chmod 700 base/good
  chmod 755 base/open
  ln -s good base/link
  export base=$PWD/base
  export_user
  run -0 follow mkdir 'List how existing directories differ, without changing them'
  same_as "$output" <<-END
	["$PWD/base/link","ENOTDIR"]
	["$PWD/base/open",{"mode":"0755"}]
	END
  same_file <(modes base/good base/open) <<-'END'
	base/good 700
	base/open 755
	END
}

@test "a spool directory" {
  export spool=spool
  umask 077
  run -0 follow mkdir 'Create a spool directory, shared by the members of its group'
  same_file <(modes spool) <<-'END'
	spool 2751
	spool/done 2770
	spool/new 3770
	spool/work 2770
	END
  run -1 follow mkdir 'Create a spool directory, shared by the members of its group'
  same_as "$output" <<< "mkdir: cannot create directory 'spool': File exists"
}

@test "mkdir: a directory with a new name, removed at the end" {
  mkdir 'with blank'
  TMPDIR='with blank' run -0 follow mkdir 'Work in a directory that is removed at the end' \
    'work () { touch "$work/file"; lstat -c %a "$work"; }'
  same_as "$output" <<< 700
  TMPDIR='with blank' run -1 follow mkdir 'Work in a directory that is removed at the end' \
    'work () { kill -s TERM $$; }'
  # Valgrind creates files of its own there.
  [ "${INSTRUMENTED-}" = valgrind ] || {
    TMPDIR=nowhere run -1 follow mkdir 'Work in a directory that is removed at the end' \
      'work () { echo worked; }'
    same_as "$output" \
      <<< "mkdir: cannot create directory 'nowhere/work.XXXXXX': No such file or directory"
  }
  same_as "$(find . -mindepth 1 | sort)" <<-'END'
	./recipe
	./with blank
	END
}

@test "mkdir: a directory for each job of a spool" {
  mkdir -p spool/work spool/new
  echo data > 'a file'
  for _ in 1 2; do
    run -0 follow mkdir 'Fill a directory for each job, and hand it over complete' \
      'spool=spool; set -- "a file"'
  done
  same_as "$(cd spool && lstat -c '%a %F' new/*)" <<-'END'
	2770 directory
	2770 directory
	END
  [ "$(cat spool/new/job.*/'a file')" = $'data\ndata' ]
  run -1 follow mkdir 'Fill a directory for each job, and hand it over complete' \
      'spool=nowhere'
  same_as "$output" <<< "mkdir: cannot create directory 'nowhere/work/job.XXXXXX': No such file or directory"
}

@test "a lock" {
  export lock=lock
  run -0 follow mkdir 'Use a directory as a lock: exactly one of several processes succeeds' \
    'work () { [ -d lock ] && echo worked; }'
  same_as "$output" <<< worked
  [ ! -e lock ]
  run -1 follow mkdir 'Use a directory as a lock: exactly one of several processes succeeds' \
    'work () { kill -s TERM $$; }'
  [ ! -e lock ]
  mkdir lock
  run -1 follow mkdir 'Use a directory as a lock: exactly one of several processes succeeds' \
    'work () { echo worked; }'
  same_as "$output" <<< "mkdir: cannot create directory 'lock': File exists"
  [ -d lock ]
}

@test "a lock that is waited for" {
  export lock=lock
  mkfifo waiting
  mkdir lock
  # The other process says that it has found the lock taken.
  follow mkdir 'Wait for such a lock, but not after another error' \
    'sleep () { [ -e waited ] || { touch waited; echo >waiting; }; command sleep 0.01; }
     work () { [ -d lock ] && echo worked; }' > out 2>&1 3>&- &
  pid=$!
  exec {from}<> waiting
  read -r -t 60 <&"$from"
  same_file out </dev/null
  rmdir lock
  wait "$pid"
  same_file out <<< worked
  [ ! -e lock ]
  lock=no/such/lock
  run -1 follow mkdir 'Wait for such a lock, but not after another error' 'work () { echo worked; }'
  same_as "$output" </dev/null
}

@test "a release is deployed" {
  (mv -T nosuch other 2>&1 || :) | grep -q nosuch || lack "mv has no option -T"
  mkdir releases build build/d
  echo 1 > build/d/f
  ln -s nosuch next
  run -0 follow mkdir 'Fill a new directory, then atomically replace the link to the old one'
  [ "$(cat current/d/f)" = 1 ]
  first=$(readlink current)
  same_file <(find releases -maxdepth 1 -printf '%p %m\n' | LC_ALL=C sort) <<-END
	releases 755
	$first 755
	END
  # Another second.
  echo 2 > build/d/f
  run -0 follow mkdir 'Fill a new directory, then atomically replace the link to the old one' \
    'date () { echo later; }'
  [ "$(readlink current)" = releases/later ]
  [ "$(cat current/d/f)" = 2 ]
  [ "$(cat "$first/d/f")" = 1 ]
  [ ! -e "$first/next" ] && [ ! -L next ]
  # The same second.
  run -1 follow mkdir 'Fill a new directory, then atomically replace the link to the old one' \
    'date () { echo later; }'
  same_as "$output" <<< "mkdir: cannot create directory 'releases/later': File exists"
}

@test "a directory on disk before the file that refers to it" {
  need strace
  mkdir store
  export store=store batch=7/b
  write_recipe mkdir 'Create a directory on disk before another file refers to it'
  run -0 strace -f -qq -o log -e trace=/mkdir,fsync,write -y sh ./recipe
  same_as "$output" </dev/null
  same_file store/index <<< 7/b
  # What was synced before the index was written.
  same_file <(sed -nE '/index/q; s/.*fsync\(.*(store[^>]*)>.*/\1/p' log) <<-'END'
	store/7
	store
	store/7/b
	store/7
	END
  batch=no
  run -1 strace -f -qq -o log -e trace=fsync -e inject=fsync:error=EIO sh ./recipe
  same_file store/index <<< 7/b
}

@test "the directories of an untrusted list" {
  need jq
  mkdir site
  ln -s / site/out
  printf '%s\n' a/b ../c 'd e' out/x a > list
  need_openat2
  run -0 follow mkdir 'Create the directories in an untrusted list, and print each failure'
  same_as "$output" <<-'END'
	"../c": Leads outside of the directory given to --beneath
	"out/x": Leads outside of the directory given to --beneath
	END
  same_file <(modes site) <<-'END'
	site 755
	site/a 755
	site/a/b 755
	site/d e 755
	site/out 777
	END
  [ ! -e c ]
}

@test "directories with different modes, with the builtin" {
  need_builtins
  printf '%s\n' 750:a 2770:b/c 1777:'d: e ' > list
  run -0 follow_in_bash mkdir 'In bash, create directories with different modes, with the builtin'
  same_file <(modes a b d*) <<-'END'
	a 750
	b 755
	b/c 2770
	d: e  1777
	END
}

@test "files sorted by the date of their modification" {
  mkdir in archive
  touch -d '2020-02-03 12:00' in/a $'in/b\n'
  touch -d '2021-11-12 12:00' in/c
  export inbox=in archive=archive
  need_openat2
  run -0 follow inodeutils 'Sort files into directories by the date of their last modification'
  same_as "$output" </dev/null
  same_file <(find archive -type f -print0 | LC_ALL=C sort -z | tr '\n\0' '?\n') <<-'END'
	archive/2020/02/03/a
	archive/2020/02/03/b?
	archive/2021/11/12/c
	END
  # What is there is kept, and no link leads out of the archive.
  echo new > in/a
  touch -d '2020-02-03 12:00' in/a
  touch -d '2022-01-01 12:00' in/d
  ln -s ../out archive/2022
  mkdir out
  run follow inodeutils 'Sort files into directories by the date of their last modification'
  same_as "$output" <<< "mkdir: cannot create directory '2022': Leads outside of the directory given to --beneath"
  [ ! -s archive/2020/02/03/a ]
  same_file <(find in out -type f | LC_ALL=C sort) <<-'END'
	in/a
	in/d
	END
}

@test "who has held a lock" {
  export lock='the lock'
  run -0 follow inodeutils 'Take a lock, or print who has held it since when'
  same_as "$output" </dev/null
  touch -d '2020-02-03 04:05:06' "$lock"
  user=$(lstat -c %U "$lock")
  run -1 --separate-stderr follow inodeutils 'Take a lock, or print who has held it since when'
  same_as "$output" </dev/null
  # shellcheck disable=SC2154 # bats sets stderr
  same_as "$stderr" <<< "$user has held 'the lock' since 2020-02-03 04:05:06.000000000 +0000"
  lock=no/lock
  run -1 follow inodeutils 'Take a lock, or print who has held it since when'
  same_as "$output" <<< "lstat: cannot statx 'no/lock': No such file or directory"
}

@test "the directories of a tree, copied with the builtins" {
  need_builtins
  mkdir -p from/a/$'b\n c' 'from/*' to to/a
  touch from/a/file
  ln -s a from/link
  chmod 2750 from/a
  chmod 1777 'from/*'
  chmod 700 from/a/b*
  need_openat2
  [ "$(id -u)" -ne 0 ] || chown 12:34 from/a/b*
  export from=from to=to
  run -0 follow_in_bash inodeutils 'In bash, copy the directories of a tree with their modes and owners'
  same_as "$output" </dev/null
  same_file <(cd to && owners a ./\*) < <(cd from && find a ./\* -type d -printf '%p %m %U:%G\n' | LC_ALL=C sort)
}
