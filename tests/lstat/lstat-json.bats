#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-json.bats -- --json: its keys, its types, what is null, and its strings

load ../helper
load ../hostile-names

# Print the keys whose values are null in each object of standard input.
null_keys ()
{
  jq -r 'to_entries[] | select(.value == null).key' | grep -vx context
}

# Run "lstat ARGUMENT..." for the file f, of which statx(2) says what $1 does:
# arguments of Python's dict.
with_record ()
{
  local record
  record=$(
    python3 - "$1" <<-'END'
	import struct, sys
	m = eval("dict(%s)" % sys.argv[1])
	g = lambda name, default=0: m.get(name, default)
	time = lambda name: (*g(name, (0, 0)), 0)
	print(struct.pack("=IIQ IIIHH QQQQ qIi qIi qIi qIi IIII QIIQ IIIII 68x",
	      g("mask", 0x3ffff), 4096, g("attributes"), 1, 0, 0, g("mode", 0o100644),
	      0, g("ino"), g("size"), g("blocks"), g("attributes_mask"),
	      *time("atime"), *time("btime"), *time("ctime"), *time("mtime"),
	      g("rdev_major"), g("rdev_minor"), g("dev_major"), g("dev_minor"),
	      g("mnt_id"), g("dio_mem_align"), g("dio_offset_align"), g("subvol"),
	      g("unit_min"), g("unit_max"), g("segments_max"),
	      g("dio_read_offset_align"), g("unit_max_opt")).hex())
	END
  )
  touch f
  strace --quiet=all -o log -P f -e inject="statx:poke_exit=@arg5=$record" lstat "${@:2}" f
}

@test "the keys of a file, and their order" {
  need jq
  touch f
  same_file <(lstat --json f | jq -r keys_unsorted[]) <<-'END'
	path
	target
	mount_point
	type
	mode
	permissions
	st_mode
	st_ino
	st_dev
	dev_major
	dev_minor
	st_nlink
	st_uid
	user
	st_gid
	group
	st_size
	st_blksize
	st_blocks
	st_rdev
	rdev_major
	rdev_minor
	st_atime
	st_mtime
	st_ctime
	st_birthtime
	st_atime_ns
	st_mtime_ns
	st_ctime_ns
	st_birthtime_ns
	atime
	mtime
	ctime
	birthtime
	attributes
	mount_id
	mount_id_unique
	subvolume
	dio_mem_align
	dio_offset_align
	dio_read_offset_align
	atomic_write_unit_min
	atomic_write_unit_max
	atomic_write_unit_max_opt
	atomic_write_segments_max
	context
	END
}

@test "the keys of a file system, and their order" {
  need jq
  same_file <(lstat -f --json . | jq -r keys_unsorted[]) <<-'END'
	path
	type
	f_type
	f_bsize
	f_frsize
	f_blocks
	f_bfree
	f_bavail
	f_files
	f_ffree
	f_favail
	f_namemax
	f_fsid
	f_flag
	END
}

@test "each key has its type, or null" {
  need jq
  ln -s f l
  mkfifo p
  lstat --json . l p /dev/null /proc/version > out
  run -0 jq -r 'to_entries[] | select(.value | type != "null") | "\(.key) \(.value | type)"' out
  same_file <(sort -u <<< "$output" | grep -E ' (string|array)$' | grep -vE '^(attributes|context|birthtime) ') <<-'END'
	atime string
	ctime string
	group string
	mode string
	mount_point string
	mtime string
	path string
	permissions string
	target string
	type string
	user string
	END
  run ! grep -Ev ' (number|string|array)$' <<< "$output"
  same_file <(lstat -f --json . | jq -r '.[] | type' | uniq -c | tr -s ' ') \
    <<< $' 2 string\n 12 number'
}

@test "--json prints one object a line, in the order of the files" {
  touch f
  chmod 4755 f
  mkdir -m 1777 d
  ln -s 'to "where"' l
  mkfifo -m 0 p
  run -0 lstat --json=path,target,type,mode,permissions,st_mode,rdev_major,rdev_minor,st_rdev \
    f d l p /dev/null
  same_as "$output" <<-'END'
	{"path": "f", "target": null, "type": "regular", "mode": "4755", "permissions": "-rwsr-xr-x", "st_mode": 35309, "rdev_major": 0, "rdev_minor": 0, "st_rdev": 0}
	{"path": "d", "target": null, "type": "directory", "mode": "1777", "permissions": "drwxrwxrwt", "st_mode": 17407, "rdev_major": 0, "rdev_minor": 0, "st_rdev": 0}
	{"path": "l", "target": "to \"where\"", "type": "symlink", "mode": "0777", "permissions": "lrwxrwxrwx", "st_mode": 41471, "rdev_major": 0, "rdev_minor": 0, "st_rdev": 0}
	{"path": "p", "target": null, "type": "fifo", "mode": "0000", "permissions": "p---------", "st_mode": 4096, "rdev_major": 0, "rdev_minor": 0, "st_rdev": 0}
	{"path": "/dev/null", "target": null, "type": "char", "mode": "0666", "permissions": "crw-rw-rw-", "st_mode": 8630, "rdev_major": 1, "rdev_minor": 3, "st_rdev": 259}
	END
}

@test "the keys come in the order of FIELDS" {
  printf hello > f
  [ "$(lstat --json=st_size,path,type f)" = '{"st_size": 5, "path": "f", "type": "regular"}' ]
  [ "$(lstat --json=type --json=path f)" = '{"path": "f"}' ]
  [ "$(lstat --json=type --json f | cut -c 1-12)" = '{"path": "f"' ]
  [ "$(lstat -f --json=f_namemax,path /dev)" = '{"f_namemax": 255, "path": "/dev"}' ]
}

@test "unknown, repeated and empty names are rejected before anything is printed" {
  touch f
  for bad in nosuch:nosuch st_size,nosuch:nosuch path,,type: path,: :  ,path: hex_mode:hex_mode \
    $'a\nb':'a\nb'; do
    run -1 lstat --json="${bad%:*}" f nosuch
    same_as "$output" <<< "lstat: ‘${bad##*:}’: no such field"
  done
  run -1 lstat --json=path,st_size,path f
  same_as "$output" <<< "lstat: ‘path’: field given twice"
  run -1 lstat -f --json=st_size f
  same_as "$output" <<< "lstat: ‘st_size’: no field for --file-system"
  run -1 lstat --json=f_type f
  same_as "$output" <<< "lstat: ‘f_type’: a field for --file-system only"
  run -1 lstat -f -c '%{st_size}' f
  same_as "$output" <<< "lstat: ‘%{st_size}’: no field for --file-system"
}

@test "--json and the other output formats are mutually exclusive" {
  touch f
  for other in -t --terse '-c %n' '--printf %n' '--format='; do
    # shellcheck disable=SC2086
    run -1 lstat --json $other f
    same_as "$output" <<-'END'
	lstat: --json and --shell are mutually exclusive with --terse and any FORMAT
	Try 'lstat --help' for more information.
	END
  done
  for words in '--json --shell' '--shell --json=path'; do
    # shellcheck disable=SC2086
    run -1 --separate-stderr lstat $words f
    same_as "$stderr" <<-'END'
	lstat: --json and --shell are mutually exclusive
	Try 'lstat --help' for more information.
	END
  done
}

@test "a field that the file system does not keep is null" {
  need jq
  run -0 lstat --json=target,st_birthtime,st_birthtime_ns,birthtime /proc/version
  [ "$output" = '{"target": null, "st_birthtime": null, "st_birthtime_ns": null, "birthtime": null}' ]
}

@test "a birth time of 0 counts as unknown, in every output format" {
  need_linux statx
  need python3
  need_poke
  native valgrind
  local format='%w|%5w|%W|%.2W|%{st_birthtime}|%{st_birthtime_ns}|%{birthtime}' point
  point=$(decimal_point)
  run -0 with_record 'mask=0xfff' --json=st_birthtime,st_birthtime_ns,birthtime
  same_as "$output" <<< '{"st_birthtime": null, "st_birthtime_ns": null, "birthtime": null}'
  run -0 with_record 'mask=0xfff' --shell=st_birthtime,st_birthtime_ns,birthtime
  same_as "$output" <<< "st_birthtime='' st_birthtime_ns='' st_birthtime_text='' st_error=''; true"
  run -0 with_record 'mask=0xfff' -c "$format"
  same_as "$output" <<< "-|    -|0|0${point}00|-|-|-"
  run -0 with_record 'mask=0xfff' --time-style=long-iso -c %w
  same_as "$output" <<< -
  run -0 with_record 'mask=0xfff'
  same_as "${lines[-1]}" <<< ' Birth: -'
  run -0 with_record 'mask=0xfff' -t
  [[ $output == *' 0 0 0 0 4096' ]]

  run -0 with_record 'mask=0xfff, btime=(0, 1)' --json=st_birthtime,st_birthtime_ns,birthtime
  same_as "$output" <<< '{"st_birthtime": 0.000000001, "st_birthtime_ns": 1, "birthtime": "1970-01-01T00:00:00.000000001+00:00"}'
  run -0 with_record 'mask=0xfff, btime=(0, 1)' -c "$format"
  same_as "$output" <<< "1970-01-01 00:00:00.000000001 +0000|1970-01-01 00:00:00.000000001 +0000|0|0${point}00|0.000000001|1|1970-01-01T00:00:00.000000001+00:00"
}

@test "where statx is blocked, the fields that only it has are null" {
  need jq strace
  touch f
  strace --quiet=all -o log -e inject=statx:error=ENOSYS lstat --json f > out
  same_file <(null_keys < out) <<-'END'
	target
	st_birthtime
	st_birthtime_ns
	birthtime
	attributes
	mount_id
	mount_id_unique
	subvolume
	dio_mem_align
	dio_offset_align
	dio_read_offset_align
	atomic_write_unit_min
	atomic_write_unit_max
	atomic_write_unit_max_opt
	atomic_write_segments_max
	END
  same_file <(jq -r '.mount_point, .st_size' out) <<< "$(lstat -c %m f)"$'\n0'
}

@test "a bit that is off in statx's mask makes its keys null" {
  need_linux statx
  need python3
  need_poke
  need_kernel "the fields of statx that came after its first"
  native valgrind
  run -0 with_record 'mask=0x1fff, mnt_id=7, attributes_mask=0' \
    --json=attributes,mount_id,mount_id_unique,subvolume,dio_mem_align,dio_offset_align
  [ "$output" = '{"attributes": null, "mount_id": 7, "mount_id_unique": null, "subvolume": null, "dio_mem_align": null, "dio_offset_align": null}' ]
  run -0 with_record 'mask=0x7ff' \
    --json=dio_read_offset_align,atomic_write_unit_min,atomic_write_unit_max,atomic_write_unit_max_opt,atomic_write_segments_max
  [ "$output" = '{"dio_read_offset_align": null, "atomic_write_unit_min": null, "atomic_write_unit_max": null, "atomic_write_unit_max_opt": null, "atomic_write_segments_max": null}' ]
}

@test "each field of statx has its key, and 0 is a number" {
  need_linux statx
  need python3
  need_poke
  need_kernel "the fields of statx that came after its first"
  native valgrind
  run -0 with_record 'subvol=0, dio_mem_align=4, dio_offset_align=512, dio_read_offset_align=8, mnt_id=2**63 + 1' \
    --json=mount_id_unique,subvolume,dio_mem_align,dio_offset_align,dio_read_offset_align
  [ "$output" = '{"mount_id_unique": 9223372036854775809, "subvolume": 0, "dio_mem_align": 4, "dio_offset_align": 512, "dio_read_offset_align": 8}' ]
  run -0 with_record 'unit_min=512, unit_max=2**32 - 1, unit_max_opt=65536, segments_max=1' \
    --json=atomic_write_unit_min,atomic_write_unit_max,atomic_write_unit_max_opt,atomic_write_segments_max
  [ "$output" = '{"atomic_write_unit_min": 512, "atomic_write_unit_max": 4294967295, "atomic_write_unit_max_opt": 65536, "atomic_write_segments_max": 1}' ]
}

@test "fields of stat(2) are printed as statx(2) returns them, whatever its mask says" {
  need_linux statx
  need python3
  need_poke
  native valgrind
  local times='atime=(5, 1), mtime=(6, 0), ctime=(7, 0)'
  run -0 with_record "mask=0, size=3, ino=4, $times" --json=st_size,st_ino,st_atime,st_mtime_ns,st_nlink,type,mode
  [ "$output" = '{"st_size": 3, "st_ino": 4, "st_atime": 5.000000001, "st_mtime_ns": 6000000000, "st_nlink": 1, "type": "regular", "mode": "0644"}' ]
  run -0 with_record "mask=0, size=3, ino=4, $times" -c '%s %i %X %Y %Z %W %h %a %F'
  [ "$output" = '3 4 5 6 7 0 1 644 regular file' ]
}

@test "sizes, inode numbers and devices are unsigned" {
  need_linux statx
  need python3
  need_poke
  native valgrind
  run -0 with_record 'size=2**64 - 1, ino=2**64 - 1, blocks=2**63, dev_major=0xfff, dev_minor=0xfffff' \
    --json=st_size,st_ino,st_blocks,dev_major,dev_minor
  [ "$output" = '{"st_size": 18446744073709551615, "st_ino": 18446744073709551615, "st_blocks": 9223372036854775808, "dev_major": 4095, "dev_minor": 1048575}' ]
}

@test "attributes are those that are on and inside the mask" {
  need_linux statx
  need python3
  need_poke
  native valgrind
  run -0 with_record 'attributes=0x703874, attributes_mask=0x703874' --json=attributes
  [ "$output" = '{"attributes": ["compressed", "immutable", "append", "nodump", "encrypted", "automount", "mount_root", "verity", "dax", "write_atomic"]}' ]
  run -0 with_record 'attributes=2**64 - 1, attributes_mask=0x30' --json=attributes
  [ "$output" = '{"attributes": ["immutable", "append"]}' ]
  run -0 with_record 'attributes=2**64 - 1, attributes_mask=0x800000' --json=attributes
  [ "$output" = '{"attributes": []}' ]
  run -0 with_record 'attributes=0, attributes_mask=0x30' --json=attributes
  [ "$output" = '{"attributes": []}' ]
}

@test "attributes are those that chattr sets and lsattr shows" {
  need_linux statx
  need chattr lsattr
  need_root
  touch none i a d
  if ! chattr +i i || ! chattr +a a || ! chattr +d d; then
    chattr -ia i a || :
    lack "no such attributes here"
  fi
  lstat --json=path,attributes none i a d > out
  lsattr none i a d > listed
  chattr -i i
  chattr -a a
  while read -r letters name; do
    echo "$name ${letters//[^iad]/}"
  done < listed > shown
  same_file <(cat shown out) <<-'END'
	none 
	i i
	a a
	d d
	{"path": "none", "attributes": []}
	{"path": "i", "attributes": ["immutable"]}
	{"path": "a", "attributes": ["append"]}
	{"path": "d", "attributes": ["nodump"]}
	END
}

@test "both mount ids differ between mounts, and the lesser is mountinfo's" {
  need_kernel "the fields of statx that came after its first"
  need jq
  need_system unique-mount-ids .
  lstat --json=mount_id,mount_id_unique,mount_point . .. /proc /proc/version > out
  run -0 jq -rs '.[] | "\(.mount_id) \(.mount_point)"' out
  while read -r id point; do
    # The root directory of a chroot may be no mount point, and not be listed.
    [ "$point" != / ] || grep -q "^[^ ]* [^ ]* [^ ]* [^ ]* / " /proc/self/mountinfo || continue
    grep -q "^$id [0-9]* [0-9:]* [^ ]* $point " /proc/self/mountinfo
  done <<< "$output"
  run -0 jq -s '.[0].mount_id_unique == .[1].mount_id_unique, .[2].mount_id_unique == .[3].mount_id_unique,
    .[1].mount_id_unique == .[2].mount_id_unique' out
  same_as "$output" <<< $'true\ntrue\nfalse'
  # One alone comes out the same.
  jq -sc '.[] | {mount_id}' out > ids
  lstat --json=mount_id . .. /proc /proc/version | jq -c . | diff ids -
  jq -sc '.[] | {mount_id_unique}' out > ids
  lstat --json=mount_id_unique . .. /proc /proc/version | jq -c . | diff ids -
}

@test "the name of a user or group ID without one is null" {
  need_root
  touch f
  chown 4000000001:4000000002 f
  [ "$(lstat --json=st_uid,user,st_gid,group f)" \
    = '{"st_uid": 4000000001, "user": null, "st_gid": 4000000002, "group": null}' ]
  chown 0:0 f
  [ "$(lstat --json=user,group f)" = '{"user": "root", "group": "root"}' ]
}

@test "a file that cannot be queried has an error record in its place" {
  touch f
  ln -s loop loop
  local long
  long=$(printf '%0256d' 0)
  run -1 --separate-stderr lstat --json=path,st_size f nosuch f/x loop/x "$long" '' f
  same_as "$output" <<-END
	{"path": "f", "st_size": 0}
	{"path": "nosuch", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}
	{"path": "f/x", "error": "ENOTDIR", "errno": 20, "message": "Not a directory"}
	{"path": "loop/x", "error": "ELOOP", "errno": 40, "message": "$(errno_text ELOOP)"}
	{"path": "$long", "error": "ENAMETOOLONG", "errno": 36, "message": "$(errno_text ENAMETOOLONG)"}
	{"path": "", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}
	{"path": "f", "st_size": 0}
	END
  same_as "$stderr" <<-END
	lstat: cannot statx 'nosuch': No such file or directory
	lstat: cannot statx 'f/x': Not a directory
	lstat: cannot statx 'loop/x': $(errno_text ELOOP)
	lstat: cannot statx '$long': $(errno_text ENAMETOOLONG)
	lstat: cannot statx '': No such file or directory
	END
}

@test "the message of an error record is UTF-8, whatever the charset of the locale" {
  need iconv
  use_locale zh_CN.GB18030
  [[ $(env -u LANGUAGE ls nosuch 2>&1) != *'No such file or directory' ]] \
    || lack "no texts of the C library in Chinese"
  run -1 --separate-stderr env -u LANGUAGE lstat --json nosuch
  local reason
  reason=$(iconv -f GB18030 -t UTF-8 <<< "${stderr##*: }")
  same_as "$output" \
    <<< '{"path": "nosuch", "error": "ENOENT", "errno": 2, "message": "'"$reason"'"}'
}

@test "a file in a directory without search permission has an error record in its place" {
  mkdir closed
  touch closed/f
  chmod 0 closed
  run -1 --separate-stderr as_user lstat --json=path closed/f closed
  same_as "$output" <<-'END'
	{"path": "closed/f", "error": "EACCES", "errno": 13, "message": "Permission denied"}
	{"path": "closed"}
	END
  [ "$stderr" = "lstat: cannot statx 'closed/f': Permission denied" ]
}

@test "--dir-fd, --beneath, -L and -f have error records" {
  native valgrind
  ln -s / up
  ln -s nosuch dangling
  run -1 --separate-stderr lstat --json=path --dir-fd=987 f /
  same_as "$output" <<-'END'
	{"path": "f", "error": "EBADF", "errno": 9, "message": "Bad file descriptor"}
	{"path": "/"}
	END
  run -1 --separate-stderr lstat -L --json=path dangling
  [ "$output" = '{"path": "dangling", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}' ]
  run -1 --separate-stderr lstat -f --json=path nosuch - .
  same_as "$output" <<-'END'
	{"path": "nosuch", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}
	{"path": "-", "error": "EINVAL", "errno": 22, "message": "Invalid argument"}
	{"path": "."}
	END
  need_openat2
  run -1 --separate-stderr lstat --json=path --beneath=. up/etc up
  same_as "$output" <<-'END'
	{"path": "up/etc", "error": "EXDEV", "errno": 18, "message": "Leads outside of the directory given to --beneath"}
	{"path": "up"}
	END
}

@test "the name in an error record is escaped like others" {
  run -1 --separate-stderr lstat --json=path $'no\377\n"'
  [ "$output" = $'{"path": "no\357\277\275\\n\\"", "path_bytes": "bm//CiI=", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}' ]
}

@test "- is standard input" {
  printf hello > f
  [ "$(lstat --json=path,type,st_size - < f)" = '{"path": "-", "type": "regular", "st_size": 5}' ]
  [ "$(: | lstat --json=path,type,target -)" = '{"path": "-", "type": "fifo", "target": null}' ]
  run -1 --separate-stderr sh -c 'lstat --json=path - <&-'
  [ "$output" = '{"path": "-", "error": "EBADF", "errno": 9, "message": "Bad file descriptor"}' ]
  [ "$stderr" = 'lstat: cannot stat standard input: Bad file descriptor' ]
}

@test "-L follows links" {
  printf hello > f
  ln -s f l
  [ "$(lstat -L --json=path,target,type,st_size l)" \
    = '{"path": "l", "target": null, "type": "regular", "st_size": 5}' ]
}

@test "names that are not UTF-8 are printed in base64, too" {
  local fffd=$'\357\277\275'
  ln -s $'t\303' $'a\377'
  touch $'\303\251'
  same_file <(lstat --json=path,target,type $'a\377' $'\303\251') <<-END
	{"path": "a$fffd", "path_bytes": "Yf8=", "target": "t$fffd", "target_bytes": "dMM=", "type": "symlink"}
	{"path": "$(printf '\303\251')", "target": null, "type": "regular"}
	END
}

@test "strings are strict JSON in strict UTF-8, whatever the names hold" {
  need python3
  hostile_files
  (cd d && lstat --json=path,st_size --files0-from=../names > ../files)
  local number=0
  while IFS= LC_ALL=C read -rd '' name; do
    ln -s -- "$name" $((number++))
  done < names
  seq 0 $((number - 1)) | tr '\n' '\0' | lstat --json=target,path --files0-from=- > links
  python3 - <<-'END'
	import base64, json
	def once(pairs):
	    assert len(dict(pairs)) == len(pairs), pairs
	    return dict(pairs)
	def check(names, lines, key, other):
	    lines = open(lines, "rb").read().split(b"\n")
	    assert lines.pop() == b"" and len(lines) == len(names)
	    for name, line in zip(names, lines):
	        record = json.loads(line.decode("utf-8", "strict"), object_pairs_hook=once)
	        assert all(0x20 <= b for b in line), line
	        assert record[key] == name.decode("utf-8", "replace"), (name, line)
	        keys = [key, other]
	        try:
	            name.decode("utf-8", "strict")
	        except UnicodeDecodeError:
	            keys.insert(1, key + "_bytes")
	            assert base64.b64decode(record[keys[1]], validate=True) == name, line
	        assert list(record) == keys, line
	names = open("names", "rb").read().split(b"\0")[:-1]
	check(names, "files", "path", "st_size")
	check(names, "links", "target", "path")
	END
}

@test "jq reads every hostile name, and returns those in ASCII unchanged" {
  need jq
  hostile_files
  (cd d && lstat --json --files0-from=../names > ../out)
  [ "$(jq -n 'reduce inputs as $record (0; . + 1)' out)" -eq "$(tr -cd '\0' < names | wc -c)" ]
  while IFS= LC_ALL=C read -rd '' name; do
    [[ $name == *[$'\200'-$'\377']* ]] || printf '%s\0' "$name"
  done < names > expected
  jq -j 'select(.path | explode | all(. < 128)) | .path, "\u0000"' out > actual
  cmp expected actual
}

@test "times are decimals with 9 places, whole nanoseconds and RFC 3339" {
  touch -d @1234567890.000000001 -m f
  touch -d @-0.876543211 -a f
  same_file <(lstat --json=st_mtime,st_mtime_ns,mtime,st_atime,st_atime_ns,atime f) <<-'END'
	{"st_mtime": 1234567890.000000001, "st_mtime_ns": 1234567890000000001, "mtime": "2009-02-13T23:31:30.000000001+00:00", "st_atime": -0.876543211, "st_atime_ns": -876543211, "atime": "1969-12-31T23:59:59.123456789+00:00"}
	END
}

@test "times beyond 2262 and before 1677 fit, and years without 4 digits are null" {
  local dir
  dir=$(mktemp -d -p /dev/shm) || lack "no tmpfs to hold such times"
  cd "$dir"
  for time in 9223372036854775807 253402300800 253402300799.999999999 9223372037 -9223372037.5 \
    -62135596800 -62167219200 -62167219200.000000001 -9223372036854775808; do
    touch -d "@$time" f
    lstat --json=st_mtime,st_mtime_ns,mtime f
  done > out
  same_file out <<-'END'
	{"st_mtime": 9223372036854775807.000000000, "st_mtime_ns": 9223372036854775807000000000, "mtime": null}
	{"st_mtime": 253402300800.000000000, "st_mtime_ns": 253402300800000000000, "mtime": null}
	{"st_mtime": 253402300799.999999999, "st_mtime_ns": 253402300799999999999, "mtime": "9999-12-31T23:59:59.999999999+00:00"}
	{"st_mtime": 9223372037.000000000, "st_mtime_ns": 9223372037000000000, "mtime": "2262-04-11T23:47:17.000000000+00:00"}
	{"st_mtime": -9223372037.500000000, "st_mtime_ns": -9223372037500000000, "mtime": "1677-09-21T00:12:42.500000000+00:00"}
	{"st_mtime": -62135596800.000000000, "st_mtime_ns": -62135596800000000000, "mtime": "0001-01-01T00:00:00.000000000+00:00"}
	{"st_mtime": -62167219200.000000000, "st_mtime_ns": -62167219200000000000, "mtime": "0000-01-01T00:00:00.000000000+00:00"}
	{"st_mtime": -62167219200.000000001, "st_mtime_ns": -62167219200000000001, "mtime": null}
	{"st_mtime": -9223372036854775808.000000000, "st_mtime_ns": -9223372036854775808000000000, "mtime": null}
	END
  cd /
  rm -r "$dir"
}

@test "RFC 3339 times have the zone's offset, or UTC if that has seconds" {
  touch -d '2020-07-01 12:00:00.5 UTC' f
  for zone in EST5EDT,M3.2.0,M11.1.0 '<+0545>-5:45' NST3:30 '<+14>-14' '<A>-0:01:15' '<B>0:00:01' '' No/Such; do
    TZ=$zone lstat --json=mtime f
  done > out
  lstat -u --json=mtime f >> out
  TZ='<+0545>-5:45' lstat -u --json=mtime f >> out
  same_file out <<-'END'
	{"mtime": "2020-07-01T08:00:00.500000000-04:00"}
	{"mtime": "2020-07-01T17:45:00.500000000+05:45"}
	{"mtime": "2020-07-01T08:30:00.500000000-03:30"}
	{"mtime": "2020-07-02T02:00:00.500000000+14:00"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	END
}

@test "numbers have a point and no groups in every locale" {
  use_locale de_DE.UTF-8
  truncate -s 1234567 f
  touch -d @1234567.5 f
  run -0 lstat --json=st_size,st_mtime,mtime f
  [ "$output" = '{"st_size": 1234567, "st_mtime": 1234567.500000000, "mtime": "1970-01-15T06:56:07.500000000+00:00"}' ]
}

# Print the names of the system calls in the LOG of strace, from the first
# statx of f on.  Those by which memory is got or given back are the C library's.
looks ()
{
  sed -nE '/^statx[(]AT_FDCWD, "f"/,${/^(mmap|munmap|madvise|brk|getrandom)/d;s/[(].*//p}' "$1"
}

@test "--json=st_size makes one system call a file, and asks once for a terminal" {
  need_linux statx
  own_process 'bash makes system calls, too'
  native
  need strace
  touch f
  strace --quiet=all -o log lstat --json=st_size f f f > out
  looks log > calls
  same_file calls <<-'END'
	statx
	ioctl
	statx
	statx
	write
	close
	exit_group
	END
}

@test "statx is asked only for the fields that are printed" {
  need_linux statx
  own_process 'bash makes system calls, too'
  native
  need strace
  ln -s nosuch f
  for fields in path,type,permissions st_mtime_ns,st_mode attributes,mount_id,dio_mem_align; do
    strace --quiet=all -o log lstat --json="$fields" f > out
    [ "$(looks log | tr '\n' ' ')" = 'statx write close exit_group ' ]
  done
  strace --quiet=all -o log lstat --json=target f > out
  [ "$(looks log | tr '\n' ' ')" = 'statx readlinkat write close exit_group ' ]
}

@test "an offset of a day or more is replaced by UTC in RFC 3339" {
  touch -d '2020-07-01 12:00:00.5 UTC' f
  for zone in XXX-24 XXX24 XXX-23:59 XXX-24:59; do
    TZ=$zone lstat --json=mtime f
  done > out
  same_file out <<-'END'
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	{"mtime": "2020-07-02T11:59:00.500000000+23:59"}
	{"mtime": "2020-07-01T12:00:00.500000000+00:00"}
	END
  [ "$(TZ=XXX-24 lstat -c %y f)" = '2020-07-02 12:00:00.500000000 +2400' ]
}

@test "all control characters are escaped, and nothing else" {
  local plain=$'\302\240' other=$'\342\200\252'
  local name=$'\177\302\200\302\237'$plain$'\342\200\250\342\200\251'$other
  touch "$name"
  same_file <(lstat --json=path "$name") <<END
{"path": "\\u007f\\u0080\\u009f$plain\\u2028\\u2029$other"}
END
}

@test "a field that cannot be read is null, reported, and named with its errno" {
  need strace
  ln -s to l
  touch f
  run -1 --separate-stderr strace --quiet=all -o log -P l -e inject=readlinkat:error=EACCES \
    lstat --json=path,target,type l f
  same_as "$output" <<-'END'
	{"path": "l", "target": null, "type": "symlink", "failed": {"target": "EACCES"}}
	{"path": "f", "target": null, "type": "regular"}
	END
  [ "$stderr" = "lstat: cannot read symbolic link 'l': Permission denied" ]
  # One that is not asked for is not looked at.
  run -0 strace --quiet=all -o log -P l -e inject=readlinkat:error=EACCES lstat --json=type l
  [ "$output" = '{"type": "symlink"}' ]
}

@test "-h and --si do not change records" {
  truncate -s 12345 f
  run -0 lstat -h --si --json=st_size f
  [ "$output" = '{"st_size": 12345}' ]
  run -0 lstat -h --shell=st_size f
  [ "$output" = "st_size='12345' st_error=''; true" ]
  [ "$(lstat -fh --json=f_blocks,f_bfree /proc)" = "$(lstat -f --json=f_blocks,f_bfree /proc)" ]
}

@test "no field is suggested for a long unknown name" {
  local name
  printf -v name %0100d 0
  run -1 lstat --json="$name" .
  same_as "$output" <<<"lstat: ‘$name’: no such field"
}

@test "strings that end where the buffer ends are printed whole" {
  local path last
  touch f
  # 63 records of 1024 bytes, and one whose string ends after 64 KiB.
  printf -v path './%.0s' {1..505}
  path+=f
  last=${path%f}///f
  yes "$path" | head -n 63 | tr '\n' '\0' > list
  printf '%s\0' "$last" >> list
  [ "${#path} ${#last}" = "1011 1014" ]
  lstat -j1 --json=path --files0-from=list > out
  same_file <(sed 's/^{"path": "//; s/"}$//' out) < <(tr '\0' '\n' < list)
}

@test "a list of fields that is given as an operand is a hint, if there is no such file" {
  run -1 --separate-stderr lstat --json path,mode /
  [[ ${lines[1]} == '{"path": "/", '* ]]
  # shellcheck disable=SC2154 # run sets it
  same_as "$stderr" <<-'END'
	lstat: cannot statx 'path,mode': No such file or directory
	lstat: did you mean --json=path,mode?
	END
  run -1 --separate-stderr lstat -f --shell f_type /
  same_as "$stderr" <<-'END'
	lstat: cannot read file system information for 'f_type': No such file or directory
	lstat: did you mean --shell=f_type?
	END
  # Neither of these is one.
  run -1 --separate-stderr lstat --json f_type path, no '' type/x
  [[ $stderr != *mean* ]]
  run -1 --separate-stderr lstat --json=path mode
  [[ $stderr != *mean* ]]
  run -1 --separate-stderr lstat -c %n mode
  [[ $stderr != *mean* ]]
  touch type
  run -0 --separate-stderr lstat --json type
  same_as "$stderr" </dev/null
}
