#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-answers.bats -- what lstat makes of answers of the kernel that no file
# here causes: strace changes the answer

load helper

# Run "lstat ARGUMENT..." with the answer to the system calls for the file f
# changed as strace's -e inject=$1.
answered ()
{
  strace --quiet=all -o log -P f -e inject="$1" true || lack "strace changes no data"
  strace --quiet=all -o log -P f -e inject="$1" lstat "${@:2}" f
}

# Print the struct statfs of x86-64 whose members are the arguments TYPE, BSIZE,
# BLOCKS, BFREE, BAVAIL, FILES, FFREE and FRSIZE, as hexadecimal digits.
statfs_record ()
{
  python3 -c '
import struct, sys
n = [int(word, 0) for word in sys.argv[1:]]
print(struct.pack("=8qqqq32x", *n[:7], 0, 255, n[7], 0).hex())' "$@"
}

# Go on only where the records are as in statfs_record.
need_records ()
{
  need python3 strace
  [ "$(processor)" = x86_64 ] || skip "another struct statfs"
  touch f
}

@test "a file system of an unknown type is shown by its number" {
  need_records
  local answer
  answer=$statfs:poke_exit=@arg2=$(statfs_record 0x12345 4096 10 5 4 100 50 0)
  run -0 answered "$answer" -f -c '%T %t %s %S %b %a %d'
  same_as "$output" <<<'UNKNOWN (0x12345) 12345 4096 4096 10 4 50'
  run -0 answered "$answer" -f --json=type,f_frsize
  same_as "$output" <<<'{"type": "UNKNOWN (0x12345)", "f_frsize": 4096}'
}

@test "numbers of free blocks and inodes may be negative" {
  need_records
  local answer
  answer=$statfs:poke_exit=@arg2=$(statfs_record 0xef53 4096 10 5 -4 100 -1234567 1024)
  run -0 answered "$answer" -f -c '%a %d [%12d] [%-12d]'
  same_as "$output" <<<'-4 -1234567 [    -1234567] [-1234567    ]'
  run -0 answered "$answer" -fh
  [[ "$output" == *"Free: 5$(decimal_point)0K       Available: -4$(decimal_point)0K"* ]]
  run -0 answered "$answer" -f --json=f_bavail,f_ffree
  same_as "$output" <<<'{"f_bavail": -4, "f_ffree": -1234567}'
  run -0 answered "$answer" -f --shell=f_bavail
  same_as "$output" <<<"st_f_bavail='-4' st_error=''; true"
  use_locale en_US.UTF-8
  run -0 answered "$answer" -f -c "[%'d] [%'14d]"
  same_as "$output" <<<'[-1,234,567] [    -1,234,567]'
}

@test "an error without a name is UNKNOWN in JSON" {
  need jq strace
  touch f
  run -1 answered statx:error=999 --json=path
  same_as "$(grep '^{' <<<"$output" | jq -c '[.path, .error, .errno]')" <<<'["f","UNKNOWN",999]'
}

@test "a mount ID that belongs to another file is not used" {
  need strace
  touch f
  strace --quiet=all -o log -P f -e trace=statx lstat -c '%{mount_id} %{mount_id_unique}' f
  [ "$(grep -c ^statx log)" -eq 2 ] || lack "a kernel without unique mount IDs"
  run -0 answered statx:error=EIO:when=2 -c '%{mount_id}-%{mount_id_unique}'
  [[ "$output" =~ ^-+[0-9]+$ ]]
  local answer changed=0
  # The mask lacks the ID; another inode; other devices: the record begins with
  # the mask, its inode number is at 32, its device at 136.
  for answer in "$(printf %0512d 0)" \
    "00100000$(printf %0504d 0)"; do
    run -0 answered "statx:poke_exit=@arg5=$answer:when=2" -c '%{mount_id}-%{mount_id_unique}'
    [[ "$output" =~ ^-+[0-9]+$ ]]
    changed=$((changed + 1))
  done
  [ "$changed" -eq 2 ]
}

@test "an access control list that is malformed is reported, the rest printed" {
  need strace
  local value
  touch f
  # A list of version 3; one of version 2 that is cut off.
  for value in 03000000 0200000001; do
    run -1 answered "lgetxattr:poke_exit=@arg3=$value:retval=$((${#value} / 2))" \
      -c '%n %{acl}'
    same_as "$(tail -n 1 <<<"$output")" <<<'f ?'
  done
}

@test "nothing written is a full device, an interrupted write is repeated" {
  need strace
  native
  own_process 'bash writes, too'
  touch f
  run -1 strace --quiet=all -o log -e inject=write:retval=0:when=1 lstat -c %n f
  same_as "$output" <<<'lstat: write error: No space left on device'
  run -0 strace --quiet=all -o log -e inject=write:error=EINTR:when=1 lstat -c %n f
  same_as "$output" <<<f
  [ "$(grep -c '^write(1' log)" -eq 2 ]
}

@test "lines of mountinfo that are malformed are ignored" {
  need_root
  need_mounts
  local long
  touch f
  printf -v long '/%0200d' 0
  # Print the mount point of f if all of mountinfo is the mount ID of f and the
  # line "$1".
  with_line ()
  {
    # shellcheck disable=SC2016 # it is another shell that expands
    "${own_mounts[@]}" bash -c '
      printf "%s %s\n" "$(lstat -c "%{mount_id}" f)" "$1" >fake
      mount --bind fake /proc/$$/mountinfo || exit 99
      exec lstat -c "%{mount_point}" f' bash "$1"
  }
  run -0 with_line '1 0:1 / /a\040b\9\01x\0x1\018\/ rw'
  same_as "$output" <<<'/a b\9\01x\0x1\018\/'
  run -0 with_line "1 0:1 / $long rw"
  same_as "$output" <<<"$long"
  # The mount point is found by device numbers then.
  for line in '1 0:1' '1 0:1 /'; do
    run -0 with_line "$line"
    [[ "$output" = /* ]]
    [ "$output" != "$long" ]
  done
}

@test "a pipe has no mount point that can be found without mount IDs" {
  need strace
  own_process 'bash makes system calls, too'
  touch f
  run -0 strace -f --quiet=all -o log -e trace=statx -e inject=statx:error=ENOSYS \
    sh -c ': | lstat -c "%n %{mount_point}" -'
  same_as "$output" <<<'- -'
}

@test "with SELinux, the layouts show the context" {
  need_root
  need_mounts
  local terse
  touch f
  terse=$(lstat -t f)
  with_selinux ()
  {
    "${own_mounts[@]}" sh -c '
      mount -t tmpfs none /sys/fs && mkdir /sys/fs/selinux || exit 99
      >/sys/fs/selinux/enforce
      exec lstat "$@"' sh "$@" 2>/dev/null
  }
  run with_selinux -t f
  same_as "${output% *}" <<<"$terse"
  run with_selinux f
  [[ "${lines[4]}" = 'Context: '* ]]
  same_as "$(grep -v ^Context <<<"$output")" <<<"$(lstat f)"
}

@test "times that no calendar has are printed as numbers" {
  need python3 strace
  touch f
  local record
  record=$(python3 -c '
import struct
print(struct.pack("=IIQIIIHHQQQQqIiqIiqIiqIi128x", 0x7ff, 4096, 0, 1, 0, 0, 0o170644, 0,
                  1, 0, 0, 0, *(-1 << 63, 5, 0) * 4).hex())')
  run -0 answered "statx:poke_exit=@arg5=$record" -c '%F %{type} %y %{mtime} %{age}'
  same_as "$output" <<<'weird file unknown -9223372036854775808.000000005 - -'
  run -0 answered "statx:poke_exit=@arg5=$record" -u -c '%y'
  same_as "$output" <<<'-9223372036854775808.000000005'
  TZ=Europe/Berlin run -0 answered "statx:poke_exit=@arg5=$record" -c '%y'
  same_as "$output" <<<'-9223372036854775808.000000005'
}

@test "a mount ID is not used if the device of the file has changed" {
  need python3 strace
  touch f
  strace --quiet=all -o log -P f -e trace=statx lstat -c '%{mount_id} %{mount_id_unique}' f
  [ "$(grep -c ^statx log)" -eq 2 ] || lack "a kernel without unique mount IDs"
  local major minor record
  read -r major minor < <(lstat -c '%{dev_major} %{dev_minor}' f)
  for device in "$((major + 1)) $minor" "$major $((minor + 1))"; do
    # shellcheck disable=SC2086 # two words
    record=$(python3 -c '
import struct, sys
inode, major, minor = map(int, sys.argv[1:])
print(struct.pack("=IIQIIIHHQQQQ64xIIIIQ104x", 0x17ff, 4096, 0, 1, 0, 0, 0o100644, 0,
                  inode, 0, 0, 0, 0, 0, major, minor, 77).hex())' "$(lstat -c %i f)" $device)
    run -0 answered "statx:poke_exit=@arg5=$record:when=2" -c '%{mount_id}+%{mount_id_unique}'
    [[ "$output" =~ ^-\+[0-9]+$ ]]
  done
}

@test "a mount point that cannot be looked for is an error, or ends the search" {
  own_process 'bash makes system calls, too'
  need strace
  native
  touch f
  run -0 strace --quiet=all -o log -P "$PWD/f" -e trace="statx,newfstatat" \
    -e inject=statx:error=ENOSYS lstat -c '%{mount_point}' "$PWD/f"
  [ "$(grep -c ^newfstatat log)" -eq 2 ] || lack "another C library"
  run strace --quiet=all -o log -P "$PWD/f" -e trace="statx,newfstatat" \
    -e inject=statx:error=ENOSYS -e inject=newfstatat:error=EIO:when=2 \
    lstat -c '%{mount_point}' "$PWD/f"
  same_as "$output" <<<-
  run -0 strace --quiet=all -o log -P "$PWD/f" -P "$PWD" -e trace="statx,newfstatat" \
    -e inject=statx:error=ENOSYS -e inject=newfstatat:error=EIO:when=3 \
    lstat -c '%{mount_point}' "$PWD/f"
  same_as "$output" <<<"$PWD/f"
}

# Print the list with the entries "TAG PERMISSIONS ID" that the arguments are.
list_of ()
{
  python3 -c '
import struct, sys
entries = (struct.pack("<HHI", *(int(word, 0) for word in entry.split())) for entry in sys.argv[1:])
print((struct.pack("<I", 2) + b"".join(entries)).hex())' "$@"
}

@test "entries that the file system has not sorted are printed sorted" {
  need python3 strace
  touch f
  local list
  list=$(list_of '0x20 4 0' '0x10 7 0' '0x02 6 70001' '0x02 7 70000' '0x04 5 0' '0x01 7 0')
  run -0 answered "lgetxattr:poke_exit=@arg3=$list:retval=$((${#list} / 2))" -c '%{acl}'
  same_as "$output" <<<'u::rwx,u:70000:rwx,u:70001:rw-,g::r-x,m::rwx,o::r--'
}

@test "a list that says only what the mode says is none" {
  need python3 strace
  touch f
  local list
  for list in "$(list_of)" "$(list_of '0x01 6 0' '0x04 4 0' '0x20 4 0')"; do
    run -0 answered "lgetxattr:poke_exit=@arg3=$list:retval=$((${#list} / 2))" -c '%{acl}'
    same_as "$output" <<<-
  done
}

@test "an attribute whose size keeps changing is an error" {
  need strace
  touch f
  run -1 answered lgetxattr:error=ERANGE -c '%{acl}'
  same_as "${lines[-1]}" <<<'?'
}

@test "openat2(2) that fails with EAGAIN is not tried forever" {
  need strace
  touch f
  need_openat2
  run -1 strace --quiet=all -o log -e trace=openat2 -e inject=openat2:error=EAGAIN:when=2+ \
    lstat --beneath=. f
  same_as "$output" <<<"lstat: cannot statx 'f': Resource temporarily unavailable"
  [ "$(grep -c EAGAIN log)" -eq 100 ]
}

@test "nanoseconds are grouped like other numbers" {
  touch -d @1234567.5 f
  use_locale en_US.UTF-8
  same_as "$(lstat -c "%'{st_mtime_ns}" f)" <<<1,234,567,500,000,000
}
