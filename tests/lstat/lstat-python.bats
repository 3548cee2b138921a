#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-python.bats -- --json says what Python's os.lstat and os.statvfs do

load ../helper
load ../hostile-names

need_for_all ()
{
  need python3
}

# Compare as compare-os-lstat.py does, for all the names in standard input.
# shellcheck disable=SC2120
same_in_python ()
{
  python3 "$top_srcdir/tests/programs/compare-os-lstat.py" "$@"
}

# Print each ARGUMENT and a NUL.
names ()
{
  printf '%s\0' "$@"
}

@test "lstat and os.lstat agree on every file type" {
  printf hello > f
  mkdir d
  ln -s f l
  ln -s nosuch dangling
  mkfifo p
  python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s")'
  run -0 same_in_python < <(names f d l dangling p s . .. ./f d/. l/../f /dev/null)
  [ "$output" = "12 compared" ]
  same_file <(lstat --json=type f d l p s /dev/null | tr -d '{}') <<-'END'
	"type": "regular"
	"type": "directory"
	"type": "symlink"
	"type": "fifo"
	"type": "socket"
	"type": "char"
	END
  same_file <(lstat -c %F f d l p s /dev/null) <<-'END'
	regular file
	directory
	symbolic link
	fifo
	socket
	character special file
	END
}

@test "lstat and os.lstat agree on devices, with the largest numbers, too" {
  need_root
  mknod c c 4095 1048575 || lack "may make no devices"
  mknod b b 1 0
  mknod z c 0 0
  mknod x b 259 1048575
  run -0 same_in_python < <(names c b z x; find /dev -xdev -print0)
  [ "$(lstat --json=type,rdev_major,rdev_minor c b)" = '{"type": "char", "rdev_major": 4095, "rdev_minor": 1048575}
{"type": "block", "rdev_major": 1, "rdev_minor": 0}' ]
}

@test "lstat and os.lstat agree on files in /proc and /sys" {
  run -0 same_in_python < <(find /proc/sys/kernel /sys/kernel /sys/class -maxdepth 1 -print0)
}

@test "lstat and os.lstat agree on every mode of a file and a directory" {
  python3 -c '
import os
for mode in range(0o10000):
    os.close(os.open("f%o" % mode, os.O_CREAT))
    os.chmod("f%o" % mode, mode)
    if mode % 61 == 0:
        os.mkdir("d%o" % mode)
        os.chmod("d%o" % mode, mode)
'
  run -0 same_in_python < <(find . -name '[fd]*' -print0)
  [ "$output" = "4164 compared" ]
  [ "$(lstat --json=mode f0 f7 f644 f4755 f7777 | tr -dc '0-7\n' | paste -sd ' ')" \
    = '0000 0007 0644 4755 7777' ]
}

@test "lstat and os.lstat agree on the largest user and group IDs" {
  need_root
  local ids=(0 1 65534 65535 65536 2147483647 2147483648 4294967294)
  for id in "${ids[@]}"; do
    touch "u$id" "g$id"
    chown "$id" "u$id"
    chgrp "$id" "g$id"
  done
  run -0 same_in_python < <(names ./[ug]*)
  [ "$output" = "16 compared" ]
}

@test "lstat and os.lstat agree on extreme times" {
  local dir
  dir=$(mktemp -d -p /dev/shm) || lack "no tmpfs to hold such times"
  (
    cd "$dir"
    for time in 0 0.000000001 -0.000000001 -1 -1.5 -0.999999999 1 2147483647.999999999 2147483648 \
      4294967295 4294967296 9007199.254740993 9223372036.854775807 9223372036.854775808 \
      -9223372036.854775808 -9223372036.854775809 253402300800.000000001 -62167219200.000000001 \
      9223372036854775807.999999999 -9223372036854775808; do
      touch -m -d "@$time" "m$time"
      touch -a -d "@$time" "a$time"
    done
    # shellcheck disable=SC2119
    same_in_python < <(names ./*)
  ) > out || :
  rm -r "$dir"
  [ "$(cat out)" = "40 compared" ]
}

@test "lstat and os.lstat agree on hard links, holes and sizes" {
  truncate -s 1E huge 2> /dev/null || truncate -s 15T huge
  printf 'x%.0s' {1..10000} > full
  for n in {1..300}; do
    ln full "link$n"
  done
  truncate -s 1M hole
  printf end >> hole
  run -0 same_in_python < <(names huge full link7 hole)
  [ "$output" = "4 compared" ]
  [ "$(lstat --json=st_nlink full)" = '{"st_nlink": 301}' ]
}

@test "lstat and os.lstat agree on hostile names" {
  hostile_files
  cd d
  run -0 same_in_python < ../names
  [ "$output" = "$(tr -cd '\0' < ../names | wc -c) compared" ]
}

@test "an error has the errno of the OSError" {
  touch f
  ln -s loop loop
  ln -s nosuch dangling
  run -0 same_in_python \
    < <(names nosuch f/x f/ loop/ loop/x dangling/ "$(printf '%0256d' 0)" f/. no/such)
  [ "$output" = "9 compared" ]
  run -0 same_in_python --stat < <(names f loop dangling .)
  [ "$output" = "4 compared" ]
}

@test "a permission error has the errno of the OSError" {
  need_root
  need setpriv
  mkdir -m 700 closed
  mkdir closed/d
  touch closed/f
  cp "$top_srcdir/tests/programs/compare-os-lstat.py" .
  as_user true
  local python=(env PATH="$BATS_RUN_TMPDIR/bin:/usr/bin:/bin" python3)
  as_user "${python[@]}" -c '' || lack "no python3 for ordinary users"
  names closed/f closed closed/d/x closed/ > list
  run -0 as_user "${python[@]}" compare-os-lstat.py < list
  [ "$output" = "4 compared" ]
}

@test "lstat -f and os.statvfs agree on file systems" {
  # ThreadSanitizer writes a file there before main, if it can.
  export TMPDIR=$PWD/nowhere
  [ "${INSTRUMENTED-}" != valgrind ] || skip 'valgrind uses files of what is compared'
  run -0 same_in_python --file-system < <(names . / /proc /sys /dev /dev/shm /dev/null nosuch)
  [ "$output" = "8 compared" ]
}

@test "lstat and GNU stat agree on the birth time" {
  need_linux statx
  need stat
  touch f
  mkdir d
  for name in f d . / /proc/version /dev/null; do
    birth=$(LC_ALL=C stat -c %.9W "$name")
    [ "$birth" != 0.000000000 ] || birth=null
    echo "{\"st_birthtime\": $birth}"
  done > expected
  lstat --json=st_birthtime f d . / /proc/version /dev/null | diff expected -
  for name in f d .; do
    birth=$(LC_ALL=C stat -c %.9W "$name")
    [ "$birth" != 0.000000000 ] || birth=null
    echo "{\"st_birthtime_ns\": ${birth/./}}"
  done > expected
  lstat --json=st_birthtime_ns f d . | diff expected -
}
