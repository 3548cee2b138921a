#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-answers.bats -- what lstat makes of answers of the kernel that no file
# here causes: strace changes the answer

load ../helper

# Run "lstat ARGUMENT..." with the answer to the system calls for the file f
# changed as strace's -e inject=$1.
answered ()
{
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
  need python3
  need_poke
  [ "$(processor)" = x86_64 ] || skip "another struct statfs"
  touch f
}

@test "a file system of an unknown type is shown by its number" {
  need_linux statfs
  need_records
  local answer
  answer=$statfs:poke_exit=@arg2=$(statfs_record 0x12345 4096 10 5 4 100 50 0)
  run -0 answered "$answer" -f -c '%T %t %s %S %b %a %d'
  same_as "$output" <<<'UNKNOWN (0x12345) 12345 4096 4096 10 4 50'
  run -0 answered "$answer" -f --json=type,f_frsize
  same_as "$output" <<<'{"type": "UNKNOWN (0x12345)", "f_frsize": 4096}'
}

# Print the numbers of all file system types that have a name.
types ()
{
  sed -nE 's/^FS_TYPE \((0x[[:xdigit:]]{8}), ".*/\1/p' "$top_srcdir/src/lstat/fields/file-systems.def"
}

@test "names of file system types are those of GNU stat" {
  need_linux statfs
  native
  need cc
  [ "$(libc)" = glibc ] || skip "a static program takes no other statfs"
  [ "$(address_bits)" = 64 ] || skip "statfs has another name there"
  local offset stat
  stat=$(PATH=/usr/bin:/bin type -P stat)
  [[ "$("$stat" --version)" = *'(GNU coreutils)'* ]] || lack "no GNU stat"
  # The path is the type.
  cat >statfs.c <<-'END'
	#include <stdlib.h>
	#include <sys/statfs.h>
	#include <sys/statvfs.h>

	int
	CALL (char const *path, struct CALL *status)
	{
	  *status = (struct CALL){ .f_type = strtoul (path, NULL, 0) };
	  return 0;
	}
	END
  ${CC-cc} -DCALL=statfs -shared -fPIC -o statfs.so statfs.c
  # GNU stat calls statvfs where that returns the type, as in glibc 2.41.
  ${CC-cc} -DCALL=statvfs -shared -fPIC -o statvfs.so statfs.c 2>log || cp statfs.so statvfs.so
  start_processes
  types | LC_ALL=C sort -cu
  # Besides the known types, each number that is in that program may be one.
  for offset in 0 1 2 3; do
    od -An -v -w4 -t x4 -j "$offset" "$stat"
  done | sed 's/^ */0x/' | LC_ALL=C sort -u - <(types) \
    | LD_PRELOAD=$PWD/statfs.so:$PWD/statvfs.so xargs "$stat" -f -c '%n %T' >all
  # Older versions lack the newest, and had another name for FUSE.
  grep -v UNKNOWN all | sed 's/ fuseblk$/ fuse/' >theirs
  [ "$(wc -l <theirs)" -gt 120 ]
  cut -d ' ' -f 1 theirs | LD_PRELOAD=$PWD/statfs.so xargs lstat -f -c '%n %T' >ours
  diff -u theirs ours
  LD_PRELOAD=$PWD/statfs.so run -0 lstat -f -c %T 0x474d454d 0x4e554c4c 0x65735546
  same_as "$output" <<<$'guest-memfd\nnullfs\nfuse'
}

@test "each file system type in the kernel's magic.h has a name" {
  local known name number header=/usr/include/linux/magic.h count=0
  [ -e "$header" ] || lack "no linux/magic.h"
  known=$(types)
  while read -r name number; do
    case $name in
      STACK_END_MAGIC) continue ;; # the end of the stack of a process
      FAIL_FS_MAGIC) continue ;;   # statfs(2) fails there
    esac
    grep -qx "$(printf '0x%08x' "$number")" <<<"$known" || {
      echo "file-systems.def lacks $name, $number"
      false
    }
    count=$((count + 1))
  done < <(sed -nE 's/^#define[[:blank:]]+([[:upper:][:digit:]_]*_MAGIC[[:upper:][:digit:]_]*)[[:blank:]]+(0x[[:xdigit:]]+).*/\1 \2/p' "$header")
  [ "$count" -gt 50 ]
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
  need_linux statx
  need jq strace
  touch f
  run -1 answered statx:error=999 --json=path
  same_file <(grep '^{' <<<"$output" | jq -c '[.path, .error, .errno]') <<<'["f","UNKNOWN",999]'
}

@test "a mount ID that belongs to another file is not used" {
  need_poke
  touch f
  need_system unique-mount-ids f
  strace --quiet=all -o log -P f -e trace=statx lstat -c '%{mount_id} %{mount_id_unique}' f
  [ "$(grep -c ^statx log)" -eq 2 ]
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

@test "a malformed access control list is reported, and the other fields are printed" {
  need_linux ACL
  need_poke
  local value
  touch f
  # A list of version 3; one of version 2 that is cut off.
  for value in 03000000 0200000001; do
    run -1 answered "lgetxattr:poke_exit=@arg3=$value:retval=$((${#value} / 2))" \
      -c '%n %{acl}'
    same_file <(tail -n 1 <<<"$output") <<<'f ?'
    run -1 --separate-stderr answered \
      "lgetxattr:poke_exit=@arg3=$value:retval=$((${#value} / 2))" --json=path,has_acl
    same_as "$output" <<<'{"path": "f", "has_acl": null, "failed": {"has_acl": "EINVAL"}}'
  done
}

# Print in hexadecimal an access control list of NFS version 4 with the entries
# "TYPE FLAGS WHO".
nfs4_list ()
{
  local entry type flags who hex
  printf '%08x' $#
  for entry; do
    read -r type flags who <<<"$entry"
    hex=$(printf %s "$who" | od -An -v -tx1 | tr -d ' \n')
    printf '%08x%08x%08x%08x%s' "$type" "$flags" 0x1601ff ${#who} "$hex"
    printf %s "$(printf 00%.0s $(seq $((-${#who} & 3))))"
  done
}

@test "has_acl is true for an access control list of NFS version 4 beyond the mode" {
  need_linux ACL
  need_poke
  local expected list
  local mode=('0 0 OWNER@' '0 0 GROUP@' '0 0 EVERYONE@')
  # The file system proc has no lists of POSIX, so the second call is for this one.
  while read -r expected list; do
    run -0 strace --quiet=all -o log -P /proc/version -e trace=lgetxattr \
      -e inject="lgetxattr:poke_exit=@arg3=$list:retval=$((${#list} / 2)):when=2" \
      lstat --json=has_acl,acl /proc/version
    same_as "$output" <<<"{\"has_acl\": $expected, \"acl\": null}"
    grep -q 'system.nfs4_acl.*INJECTED' log
  done <<-END
	false $(nfs4_list)
	false $(nfs4_list "${mode[@]}")
	false $(nfs4_list '1 0 OWNER@' '1 0x40 GROUP@' "${mode[@]}")
	true $(nfs4_list "${mode[@]}" '0 0 OWNER@')
	true $(nfs4_list "${mode[@]}" '0 0 bin@example.org')
	true $(nfs4_list "${mode[@]}" '0 0x40 users@example.org')
	true $(nfs4_list '0 3 OWNER@' "${mode[@]}")
	true $(nfs4_list '2 0 EVERYONE@')
	END
  # A list that is cut off: in its number of entries, in an entry, in a name, after
  # it, and before an entry.
  list=$(nfs4_list '0 0 OWNER@')
  for list in 000000 "${list:0:38}" "${list:0:50}" "${list:0:52}" "00000002${list:8}" \
    "${list:0:32}ffffffff${list:40}"; do
    run -1 --separate-stderr strace --quiet=all -o log -P /proc/version -e trace=lgetxattr \
      -e inject="lgetxattr:poke_exit=@arg3=$list:retval=$((${#list} / 2)):when=2" \
      lstat --json=has_acl /proc/version
    same_as "$output" <<<'{"has_acl": null, "failed": {"has_acl": "EINVAL"}}'
  done
}

@test "malformed capabilities are reported, and the other fields are printed" {
  need_linux xattr
  need_poke
  touch f
  # Version 4.
  run -1 answered lgetxattr:poke_exit=@arg3=00000004:retval=4 -c '%n %{capabilities}'
  same_as "$output" <<-'END'
	lstat: cannot read capabilities of 'f': Invalid argument
	f ?
	END
}

@test "write(2) that returns 0 means a full device, and an interrupted write(2) is repeated" {
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

@test "malformed lines of mountinfo are ignored" {
  need_linux mountinfo
  need_root
  need_mounts
  local long point
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
      exec lstat -c "${2-%{mount_point\}}" f' bash "$@"
  }
  run -0 with_line '1 0:1 / /a\040b\9\01x\0x1\018\/ rw'
  same_as "$output" <<<'/a b\9\01x\0x1\018\/'
  run -0 with_line "1 0:1 / $long rw"
  same_as "$output" <<<"$long"
  # After the empty options at the end of the line are other texts in memory, at a
  # place that depends on the size of the line.
  for point in {1..32}; do
    printf -v point '%0*d' "$point" 0
    run -0 with_line "1 0:1 /r /$point rw - t o " '%{mount_options}'
    same_as "$output" <<<rw
  done
  run -0 with_line '1 0:1 / /x ro - t s ' '%{mount_options}'
  same_as "$output" <<<ro
  # The mount point is found by device numbers then.
  for line in '' '1 0:1' '1 0:1 /' '1 0:1 / /cut-off' '1 0:1 /  rw' '1 0:1 / rel rw' \
    $'\n\n\n'; do
    run -0 with_line "$line"
    [[ "$output" = /* && "$output" != /cut-off ]]
    [ "${#lines[@]}" -eq 1 ]
  done
  # Other lines and numbers beyond all bounds change nothing.
  for line in 99999999999999999999999 -1 '' x; do
    run -0 with_line $'1 0:1 / /good rw\n'"$line 1 0:1 / /bad rw"
    same_as "$output" <<</good
  done
  # The table is longer than what one read(2) is asked for.
  run -0 with_line $'1 0:1 / /good rw\n'"$(printf '999999 1 0:1 / /bad rw\n%.0s' {1..5000})"
  same_as "$output" <<</good
  run -0 with_line $'99999999999999999999 99999999999:-1 / /good\\777 rw\n\\\n 1 2 3'
  same_as "$output" <<<$'/good\377'
}

@test "without mount IDs, a pipe has no mount point" {
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
      >/sys/fs/selinux/create
      mount -o "remount,$1" /sys/fs && shift && exec lstat "$@"' \
      sh "$@" 2>/dev/null
  }
  run with_selinux rw -t f
  same_as "${output% *}" <<<"$terse"
  run with_selinux rw f
  [[ "${lines[4]}" = 'Context: '* ]]
  same_file <(grep -v ^Context <<<"$output") <<<"$(lstat f)"
  # As in a container, this process may not use SELinux.
  run -0 with_selinux ro -t f
  same_as "$output" <<<"$terse"
}

@test "times outside the calendar are printed as numbers" {
  need_linux statx
  need python3
  need_poke
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
  need python3
  need_poke
  touch f
  need_system unique-mount-ids f
  strace --quiet=all -o log -P f -e trace=statx lstat -c '%{mount_id} %{mount_id_unique}' f
  [ "$(grep -c ^statx log)" -eq 2 ]
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

@test "an error while searching for a mount point is reported, but not EINTR" {
  own_process 'bash makes system calls, too'
  need strace
  native
  [ "$(libc).$(address_bits)" = glibc.64 ] || skip "fstatat makes another system call there"
  touch f
  run -0 strace --quiet=all -o log -P "$PWD/f" -e trace="statx,newfstatat,lstat" \
    -e inject=statx:error=ENOSYS lstat -c '%{mount_point}' "$PWD/f"
  ! grep -q ^lstat log || skip "lstat makes another system call there"
  [ "$(grep -c ^newfstatat log)" -eq 4 ]
  local count expected
  expected=$(strace --quiet=all -o log -e inject=statx:error=ENOSYS lstat -c '%{mount_point}' f)
  # The file, by its path and its canonical path; its directory; the parent of
  # that.
  for count in 2 3 4 5 6; do
    run -0 strace --quiet=all -o log -P "$PWD/f" -P "$PWD" -P "${PWD%/*}" \
      -e trace="statx,newfstatat" -e inject=statx:error=ENOSYS \
      -e inject="newfstatat:error=EIO:when=$count" lstat -c '%{mount_point}' "$PWD/f"
    same_as "$output" <<<-
    run -0 strace --quiet=all -o log -P "$PWD/f" -P "$PWD" -P "${PWD%/*}" \
      -e trace="statx,newfstatat" -e inject=statx:error=ENOSYS \
      -e inject="newfstatat:error=EINTR:when=$count" lstat -c '%{mount_point}' "$PWD/f"
    same_as "$output" <<<"$expected"
  done
  # While the file is replaced, neither path may lead to it.
  for count in 2 3 2..3; do
    run -0 strace --quiet=all -o log -P "$PWD/f" -e trace="statx,newfstatat" \
      -e inject=statx:error=ENOSYS -e inject="newfstatat:error=ENOENT:when=$count" \
      lstat -c '%{mount_point}' "$PWD/f"
    same_as "$output" <<<"$expected"
  done
}

# Print the list with the entries "TAG PERMISSIONS ID" that the arguments are.
list_of ()
{
  python3 -c '
import struct, sys
entries = (struct.pack("<HHI", *(int(word, 0) for word in entry.split())) for entry in sys.argv[1:])
print((struct.pack("<I", 2) + b"".join(entries)).hex())' "$@"
}

@test "entries of an access control list are printed sorted, in whatever order they are stored" {
  need_linux ACL
  need python3
  need_poke
  touch f
  local list
  list=$(list_of '0x20 4 0' '0x10 7 0' '0x02 6 70001' '0x02 7 70000' '0x04 5 0' '0x01 7 0')
  run -0 answered "lgetxattr:poke_exit=@arg3=$list:retval=$((${#list} / 2))" -c '%{acl}'
  same_as "$output" <<<'u::rwx,u:70000:rwx,u:70001:rw-,g::r-x,m::rwx,o::r--'
}

@test "an access control list with only the permission bits counts as none" {
  need python3
  need_poke
  touch f
  local list
  for list in "$(list_of)" "$(list_of '0x01 6 0' '0x04 4 0' '0x20 4 0')"; do
    run -0 answered "lgetxattr:poke_exit=@arg3=$list:retval=$((${#list} / 2))" -c '%{acl}'
    same_as "$output" <<<-
  done
}

@test "a file whose ACL attribute is empty has no access control list" {
  need_linux ACL
  need strace
  mkdir f
  run -0 answered lgetxattr:retval=0 --json=acl,default_acl,has_acl
  same_as "$output" <<<'{"acl": null, "default_acl": null, "has_acl": false}'
}

@test "an attribute whose size keeps changing is an error" {
  need_linux xattr
  need strace
  touch f
  run -1 answered lgetxattr:error=ERANGE -c '%{acl}'
  same_as "${lines[-1]}" <<<'?'
}

@test "openat2(2) is not repeated forever if it fails with EAGAIN" {
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
  same_file <(lstat -c "%'{st_mtime_ns}" f) <<<1,234,567,500,000,000
}

# Print the struct statx of x86-64 of a regular file with the attributes NAME=NUMBER
# that the arguments are, as in struct.pack of Python, as hexadecimal digits.
statx_record ()
{
  python3 -c '
import struct, sys
x = dict(mask=0xfff, blksize=4096, nlink=1, mode=0o100644, ino=1, size=0, blocks=0, rdev=0, dev=0,
         uid=0, gid=0, atime=0, atime_ns=0, btime=0, btime_ns=0, ctime=0, ctime_ns=0, mtime=0,
         mtime_ns=0)
for word in sys.argv[1:]:
    name, number = word.split("=")
    assert name in x
    x[name] = int(number, 0)
print((struct.pack("=IIQIIIHHQQQQ", x["mask"], x["blksize"], 0, x["nlink"], x["uid"], x["gid"],
                   x["mode"], 0, x["ino"], x["size"], x["blocks"], 0)
       + b"".join(struct.pack("=qIi", x[time], x[time + "_ns"], 0)
                  for time in ("atime", "btime", "ctime", "mtime"))
       + struct.pack("=4I112x", x["rdev"], x["rdev"], x["dev"], x["dev"])).hex())' "$@"
}

# Print the struct stat of x86-64 of a regular file with the times SECONDS and
# NANOSECONDS of access, modification and status change.
stat_record ()
{
  python3 -c '
import struct, sys
print(struct.pack("=QQQIIIIQqqq6q24x", 0, 1, 1, 0o100644, 0, 0, 0, 0, 0, 4096, 0,
                  *(int(word, 0) for word in sys.argv[1:])).hex())' "$@"
}

# The largest and the smallest number of 64 bits.
most=9223372036854775807
least=-9223372036854775808

@test "out-of-range nanoseconds are carried into the seconds" {
  need_linux statx
  need_records
  need jq
  local answer record
  record=$(statx_record atime=1700000000 atime_ns=1073741823 btime=5 btime_ns=1000000000 \
    ctime=-2 ctime_ns=4294967295 mtime=-1700000000 mtime_ns=999999999)
  answer=statx:poke_exit=@arg5=$record
  run -0 answered "$answer" -c '%X %.X %.3X %W %.W %Z %.Z %Y %.Y'
  same_as "${output//,/.}" <<-'END'
	1700000001 1700000001.073741823 1700000001.073 6 6.000000000 2 2.294967295 -1700000000 -1699999999.000000001
	END
  run -0 answered "$answer" -c '%x|%w|%z|%y'
  same_file <(tr '|' '\n' <<<"$output") <<-'END'
	2023-11-14 22:13:21.073741823 +0000
	1970-01-01 00:00:06.000000000 +0000
	1970-01-01 00:00:02.294967295 +0000
	1916-02-18 01:46:40.999999999 +0000
	END
  run -0 answered "$answer" --time-style=+%s.%N -c '%x %w %z'
  same_as "$output" <<<'1700000001.073741823 6.000000000 2.294967295'
  run -0 answered "$answer" \
    --json=st_atime,st_birthtime,st_ctime,st_atime_ns,st_birthtime_ns,st_ctime_ns,atime,birthtime,ctime
  same_file <(tr -d ' ' <<<"$output" | sed 's/,"/\n"/g') <<-'END'
	{"st_atime":1700000001.073741823
	"st_birthtime":6.000000000
	"st_ctime":2.294967295
	"st_atime_ns":1700000001073741823
	"st_birthtime_ns":6000000000
	"st_ctime_ns":2294967295
	"atime":"2023-11-14T22:13:21.073741823+00:00"
	"birthtime":"1970-01-01T00:00:06.000000000+00:00"
	"ctime":"1970-01-01T00:00:02.294967295+00:00"}
	END
  run -0 answered "$answer" --shell=st_atime,st_birthtime_ns,ctime
  same_as "$output" <<-'END'
	st_atime='1700000001.073741823' st_birthtime_ns='6000000000' st_ctime_text='1970-01-01T00:00:02.294967295+00:00' st_error=''; true
	END
  run -0 answered "$answer" -t
  [[ "$output" = *' 1700000001 -1700000000 2 6 4096'* ]]
  run -0 answered "$answer"
  same_file <(tail -n 4 <<<"$output") <<-'END'
	Access: 2023-11-14 22:13:21.073741823 +0000
	Modify: 1916-02-18 01:46:40.999999999 +0000
	Change: 1970-01-01 00:00:02.294967295 +0000
	 Birth: 1970-01-01 00:00:06.000000000 +0000
	END
  # Its age is a number, too.
  answer=statx:poke_exit=@arg5=$(statx_record mtime=1700000000 mtime_ns=4294967295)
  run -0 answered "$answer" --json=age
  [[ "$output" =~ ^\{\"age\":\ [0-9]+\.[0-9]{9}\}$ ]]
}

# Store in fstatat the system call of fstatat(3) for the file f, and in nth the number
# of its argument that is the record.
find_fstatat ()
{
  fstatat=newfstatat nth=3
  [ "$(libc).$(processor)" != musl.x86_64 ] || fstatat=lstat nth=2
}

@test "out-of-range nanoseconds from fstatat(2) are carried, too" {
  need_records
  native
  find_fstatat
  local answer record
  record=$(stat_record 1700000000 1073741823 10 -5 -1 -1000000001)
  # All of this call is for the file f.
  answer=(strace --quiet=all -o log -P f -e "trace=statx,$fstatat" -e inject=statx:error=ENOSYS
    -e "inject=$fstatat:poke_exit=@arg$nth=$record")
  run -0 "${answer[@]}" lstat --json=st_atime,st_mtime,st_ctime,st_mtime_ns,mtime f
  [ "$(count_of "$fstatat")" -eq 1 ]
  same_file <(tr -d ' ' <<<"$output" | sed 's/,"/\n"/g') <<-'END'
	{"st_atime":1700000001.073741823
	"st_mtime":9.999999995
	"st_ctime":-2.000000001
	"st_mtime_ns":9999999995
	"mtime":"1970-01-01T00:00:09.999999995+00:00"}
	END
}

@test "a time that overflows by its nanoseconds is the last or the first time" {
  need_linux statx
  need_records
  native
  find_fstatat
  local record
  record=$(statx_record mtime="$most" mtime_ns=1000000000 atime="$most" atime_ns=999999999 \
    ctime="$((most - 1))" ctime_ns=1000000000)
  run -0 answered "statx:poke_exit=@arg5=$record" -c '%{st_mtime} %{st_atime} %{st_ctime} %y %{mtime}'
  same_as "$output" \
    <<<"$most.999999999 $most.999999999 $most.000000000 $most.999999999 -"
  run -0 answered "statx:poke_exit=@arg5=$record" --json=st_mtime_ns,mtime
  same_as "$output" <<<"{\"st_mtime_ns\": ${most}999999999, \"mtime\": null}"
  record=$(stat_record "$least" -1 "$least" "$least" "$most" "$most")
  run -0 strace --quiet=all -o log -P f -e "trace=statx,$fstatat" -e inject=statx:error=ENOSYS \
    -e "inject=$fstatat:poke_exit=@arg$nth=$record" lstat -c '%{st_atime} %{st_mtime} %{st_ctime}' f
  [ "$(count_of "$fstatat")" -eq 1 ]
  same_as "$output" <<<"$least.000000000 $least.000000000 $most.999999999"
}

# Skip the test unless strace can have statx(2) fail and fstatat(3) be another call, and
# find_fstatat.
need_failing_statx ()
{
  need_linux statx
  need strace
  [ "$(address_bits)" = 64 ] || skip "fstatat(2) is a statx(2) there"
  native
  find_fstatat
  own_process 'bash makes system calls, too'
}

# Print how often the system calls of the file log are "$1", for a file f.
count_of ()
{
  grep -c "^$1(.*\"f\"" log
}

@test "statx(2) that returns a positive number counts as missing" {
  need_failing_statx
  printf hello >f
  run -0 strace --quiet=all -o log -e "trace=statx,$fstatat" -e inject=statx:retval=1 \
    lstat --json=path,st_size,mount_id,birthtime f f
  same_as "$output" <<-'END'
	{"path": "f", "st_size": 5, "mount_id": null, "birthtime": null}
	{"path": "f", "st_size": 5, "mount_id": null, "birthtime": null}
	END
  [ "$(count_of statx)" -eq 1 ]
  run -1 strace --quiet=all -o log -P nowhere -e "trace=statx,$fstatat" \
    -e inject=statx:retval=38 lstat nowhere
  same_as "$output" <<<"lstat: cannot statx 'nowhere': No such file or directory"
}

@test "fstatat(2) replaces statx(2) only on the file system that cannot do it" {
  need_failing_statx
  printf hello >f
  run -0 strace --quiet=all -o log -P f -e "trace=statx,$fstatat" \
    -e inject=statx:error=EOPNOTSUPP:when=1 lstat -c '%n %s %a' f f f
  same_as "$output" <<-'END'
	f 5 644
	f 5 644
	f 5 644
	END
  [ "$(count_of statx) $(count_of "$fstatat")" = '3 1' ]
  # Where that fails, too, its error is the reason.
  run -1 strace --quiet=all -o log -P f -e "trace=statx,$fstatat" -e inject=statx:error=EOPNOTSUPP \
    -e "inject=$fstatat:error=EIO" lstat f
  [ "$(count_of "$fstatat")" -eq 1 ]
  same_as "$output" <<<"lstat: cannot statx 'f': $(errno_text EIO)"
}

@test "statx(2) is still used after a file system has failed with the errors of a blocked one" {
  need_failing_statx
  local error
  printf hello >f
  for error in EPERM ENOSYS EINVAL; do
    run -0 strace --quiet=all -o log -P f -e "trace=statx,$fstatat" \
      -e "inject=statx:error=$error:when=1" lstat --json=st_size,mount_id f f f
    same_as "$output" <<-END
	{"st_size": 5, "mount_id": null}
	$(lstat --json=st_size,mount_id f)
	$(lstat --json=st_size,mount_id f)
	END
    [ "$(count_of statx) $(count_of "$fstatat")" = '3 1' ]
  done
  # It is asked only once whether statx(2) is blocked.
  run -0 strace --quiet=all -o log -e "trace=statx,$fstatat" -e inject=statx:error=EINVAL:when=1+2 \
    lstat --json=st_size f f f
  [ "$(grep -c '^statx(.*""' log)" -eq 1 ]
}

@test "a time of birth in the second of the Epoch is known, but 0 is not" {
  need_linux statx
  need_records
  local nanoseconds record
  for nanoseconds in 5 0; do
    record=$(python3 -c '
import struct, sys
print(struct.pack("=IIQIIIHHQQQQ16xqI4x160x", 0xfff, 4096, 0, 1, 0, 0, 0o100644, 0,
                  1, 0, 0, 0, 0, int(sys.argv[1])).hex())' "$nanoseconds")
    answered "statx:poke_exit=@arg5=$record" --json=st_birthtime_ns
  done > out
  same_file out <<-'END'
	{"st_birthtime_ns": 5}
	{"st_birthtime_ns": null}
	END
}

@test "a statx record with all bits set, or none, is printed like others" {
  need_linux statx
  need_records
  local ones zeros kind
  printf -v zeros '%0512d' 0
  ones=${zeros//0/f}
  # The mask of the record of all ones says that nothing is missing.
  for kind in "statx:poke_exit=@arg5=$ones" "statx:poke_exit=@arg5=$zeros" \
    "$statfs:poke_exit=@arg2=${ones:0:240}" "$statfs:poke_exit=@arg2=${zeros:0:240}"; do
    set --
    [[ "$kind" = statx* ]] || set -- -f
    run -0 answered "$kind" "$@" --json
    python3 -m json.tool <<<"$output" >/dev/null
    run -0 answered "$kind" "$@" --shell
    [ "${#lines[@]}" -eq 1 ]
    [[ "$output" =~ ^(st_[[:alnum:]_]+=\'[^\']*\'\ )+st_error=\'\'\;\ true$ ]]
    run -0 answered "$kind" "$@" -t
    [ "${#lines[@]}" -eq 1 ]
    [ "$(wc -w <<<"$output")" -eq $(($# ? 11 : 16)) ]
    for human in '' -h --si; do
      # shellcheck disable=SC2086
      run -0 answered "$kind" "$@" $human
      [ "${#lines[@]}" -eq $(($# ? 5 : 8)) ]
    done
  done
  run -0 answered "statx:poke_exit=@arg5=$ones" -c '%s %b %o %h %i %d %Hr %t %a %A %F %u %U'
  same_as "$output" <<-'END'
	18446744073709551615 18446744073709551615 4294967295 4294967295 18446744073709551615 18446744073709551615 4294967295 ffffffff 7777 ?rwsrwsrwt weird file 4294967295 UNKNOWN
	END
  run -0 answered "$statfs:poke_exit=@arg2=${ones:0:240}" -f -c '%s %S %l %c %d %T'
  same_as "$output" <<-'END'
	18446744073709551615 18446744073709551615 18446744073709551615 18446744073709551615 -1 UNKNOWN (0xffffffff)
	END
}

@test "a mode without a file type is shown as an unknown type, with its permissions" {
  need_linux statx
  need_records
  local type
  for type in 00 03 05 07 11 13 15 16 17; do
    run -0 answered "statx:poke_exit=@arg5=$(statx_record mode=0o${type}4755 size=1)" \
      -c '%F %{type} %A %a %f %N'
    same_as "$output" <<<"weird file unknown ?rwsr-xr-x 4755 $(printf %x "0${type}4755") 'f'"
  done
}

@test "a file that is a symbolic link only for statx(2) is reported" {
  need_linux statx
  need_records
  run -1 answered "statx:poke_exit=@arg5=$(statx_record mode=0o120777)" --json=path,target
  same_as "$output" <<-'END'
	lstat: cannot read symbolic link 'f': Invalid argument
	{"path": "f", "target": null, "failed": {"target": "EINVAL"}}
	END
}

@test "a link target may differ in length from st_size, and may be empty" {
  need_poke
  native
  local answer
  ln -s target l
  linked ()
  {
    strace --quiet=all -o log -P l -e inject="$1" "${@:2}" l
  }
  for answer in retval=0 poke_exit=@arg3=00:retval=1; do
    run -0 linked "readlinkat:$answer" lstat --json=target,st_size
    same_as "$output" <<<'{"target": "", "st_size": 6}'
    run -0 linked "readlinkat:$answer" lstat -c '%N %QN'
    same_as "$output" <<<"'l' -> '' l -> ''"
    run -0 linked "readlinkat:$answer" lstat --shell=target
    same_as "$output" <<<"st_target='' st_error=''; true"
  done
  # What follows a NUL is no part of it.
  run -0 linked readlinkat:poke_exit=@arg3=61006262:retval=4 lstat --json=target,st_size
  same_as "$output" <<<'{"target": "a", "st_size": 6}'
  run -0 linked readlinkat:poke_exit=@arg3=0a1b5b27ff:retval=5 lstat --json=target
  same_as "$output" \
    <<<$'{"target": "\\n\\u001b[\'\357\277\275", "target_bytes": "ChtbJ/8="}'
}

@test "an empty security context counts as none, and one without a final NUL is complete" {
  need_linux xattr
  need_poke
  touch f
  run -1 answered lgetxattr:retval=0 -c '[%C]'
  same_as "$output" <<-END
	lstat: failed to get security context of 'f': $(errno_text ENOTSUP)
	[?]
	END
  run -0 answered lgetxattr:retval=0 --json=context
  same_as "$output" <<<'{"context": null}'
  run -0 answered lgetxattr:poke_exit=@arg3=613a62:retval=3 -c '[%C]'
  same_as "$output" <<<'[a:b]'
  run -0 answered lgetxattr:poke_exit=@arg3=613a620063:retval=5 --json=context
  same_as "$output" <<<'{"context": "a:b"}'
  run -0 answered lgetxattr:poke_exit=@arg3=610a1b9b:retval=4 --json=context
  same_as "$output" <<<$'{"context": "a\\n\\u001b\357\277\275", "context_bytes": "YQobmw=="}'
}

@test "an attribute that is longer than its buffer is an error" {
  need_linux xattr
  need strace
  native
  touch f
  run -1 answered lgetxattr:retval=1000000 -c '%n %{context}'
  same_as "${lines[-1]}" <<<'f ?'
  run -1 answered llistxattr:retval=1000000 --json=path,xattrs
  same_as "${lines[-1]}" <<<'{"path": "f", "xattrs": null, "failed": {"xattrs": "ERANGE"}}'
}

@test "a huge size of an attribute does not allocate memory" {
  need_linux xattr
  native
  need cc
  [ "$(libc)" = glibc ] || skip "a static program takes no other lgetxattr"
  touch f
  ${CC-cc} -shared -fPIC -o xattr.so -x c - <<-'END'
	#include <errno.h>
	#include <stddef.h>
	#include <sys/types.h>

	ssize_t
	lgetxattr (char const *path, char const *name, void *value, size_t size)
	{
	  errno = ERANGE;
	  return size ? -1 : (ssize_t) (~(size_t) 0 / 4);
	}

	ssize_t
	llistxattr (char const *path, char *list, size_t size)
	{
	  return lgetxattr (path, "", list, size);
	}
	END
  start_processes
  LD_PRELOAD=$PWD/xattr.so run -1 --separate-stderr lstat --json=path,context,xattrs,acl f
  same_as "$output" <<-'END'
	{"path": "f", "context": null, "xattrs": null, "acl": null, "failed": {"context": "ERANGE", "xattrs": "ERANGE", "acl": "ERANGE"}}
	END
}

@test "a list of attributes may lack its last NUL, repeat names and have empty ones" {
  need_linux xattr
  need_poke
  touch f
  local list
  # "user.b", "user.a", "user.b", ""; "user.a", "user.b" without the last NUL.
  for list in 757365722e6200757365722e6100757365722e620000 757365722e6100757365722e62; do
    run -0 answered "llistxattr:poke_exit=@arg2=$list:retval=$((${#list} / 2))" -c '%{xattrs}'
    same_as "$output" <<<user.a,user.b
  done
  for list in 00 000000; do
    run -0 answered "llistxattr:poke_exit=@arg2=$list:retval=$((${#list} / 2))" --json=xattrs
    same_as "$output" <<<'{"xattrs": {}}'
  done
}
