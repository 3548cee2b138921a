#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-xattrs.bats -- the fields that are printed by name only: extended
# attributes, access control lists, file capabilities and the age

load ../helper

# Run setfattr, or skip where the file system does not have such attributes.
set_attribute ()
{
  need setfattr
  setfattr "$@" 2>/dev/null || lack "no such attributes on this file system"
}

# Run setfacl, or skip where the file system has no access control lists.
set_acl ()
{
  need setfacl getfacl
  setfacl "$@" 2>/dev/null || lack "no access control lists on this file system"
}

# Print the access control list of FILE, or its default one, as getfacl prints
# it and in the short form.
short_acl ()
{
  getfacl -ncE "$@" | sed -e 's/^default://' -e 's/^user/u/; s/^group/g/' \
    -e 's/^mask/m/; s/^other/o/' -e '/^$/d' | paste -sd,
}

# The same with the names of users and groups.
short_named_acl ()
{
  getfacl -cE "$@" | sed -e 's/^default://' -e 's/^user/u/; s/^group/g/' \
    -e 's/^mask/m/; s/^other/o/' -e '/^$/d' | paste -sd,
}

# Run "lstat ARGUMENT..." with the call $1 for the file f failing as strace's
# "error=$2".
with_failing ()
{
  strace --quiet=all -e trace="$1" -e inject="$1:error=$2" -P f -o log lstat "${@:3}"
}

@test "fields that are printed by name only are in no record that does not name them" {
  need jq
  touch f
  run -0 jq -r keys_unsorted[] <<< "$(lstat --json f)"
  run ! grep -xE 'age|xattrs|acl|default_acl|capabilities' <<< "$output"
  run -0 lstat --shell f
  run ! grep -E 'st_(age|xattrs|acl|default_acl|capabilities)=' <<< "$output"
  same_file <(lstat --json=capabilities,path,default_acl,acl f) \
    <<< '{"capabilities": null, "path": "f", "default_acl": null, "acl": null}'
  same_file <(lstat --shell=default_acl,acl,capabilities f) \
    <<< "st_default_acl='' st_acl='' st_capabilities='' st_error=''; true"
  [ "$(lstat -c '%{acl} %{default_acl} %{capabilities}' f)" = '- - -' ]
}

@test "attributes that are not named are not read" {
  need_linux xattr
  own_process 'strace counts the system calls of a process'
  need strace
  touch f
  strace -qq -o log -e trace=%file,%desc lstat --json f > /dev/null
  [ "$(grep -c xattr log)" -eq 1 ]
  grep -q 'lgetxattr("f", "security.selinux"' log
  strace -qq -o log -e trace=%file,%desc lstat --json=age,st_size f > /dev/null
  run -1 grep xattr log
  strace -qq -o log -e trace=%file,%desc lstat --json=acl f > /dev/null
  [ "$(grep -c xattr log)" -eq 1 ]
  grep -q 'lgetxattr("f", "system.posix_acl_access"' log
}

@test "the values of attributes are read only for JSON" {
  need_linux xattr
  own_process 'strace counts the system calls of a process'
  need strace
  touch f
  set_attribute -n user.a -v 1 f
  strace -qq -o log -e trace=%file,%desc lstat --shell=xattrs f > /dev/null
  same_file <(grep -o '[[:lower:]]*xattr(' log) <<< 'llistxattr('
  strace -qq -o log -e trace=%file,%desc lstat --json=xattrs f > /dev/null
  same_file <(grep -o '[[:lower:]]*xattr("f", "user[^"]*"' log | grep -v list) <<< 'lgetxattr("f", "user.a"'
}

@test "age: the seconds since the last modification, with 9 places" {
  need python3
  touch f
  touch -d @1234567890.123456789 old
  touch -d @1.999999999 older
  touch -d @-1.000000001 before
  touch -d @4102444800.250000001 future
  touch -d @4102444800.999999999 later
  date +%s%N > start
  lstat --json=path,age f old older before future later > json
  lstat --shell=path,age f old older before future later > shell
  lstat -c '%n %{age}' f old older before future later > plain
  date +%s%N > end
  python3 - <<-'END'
	import decimal, json, os, re
	start, end = (int(open(name).read()) for name in ("start", "end"))
	def check(path, text):
	    assert re.fullmatch(r"-?\d+\.\d{9}", text), text
	    age = int(decimal.Decimal(text).scaleb(9))
	    mtime = os.lstat(path).st_mtime_ns
	    assert start - mtime <= age <= end - mtime, (path, text)
	for line in open("json"):
	    record = json.loads(line, parse_float=str)
	    check(record["path"], record["age"])
	for line in open("shell"):
	    check(*re.match(r"st_path='(.*)' st_age='(.*)' st_error", line).groups())
	for line in open("plain"):
	    check(*line.split())
	END
  run -0 lstat -c '%.0{age}' old
  [[ $output =~ ^[0-9]+$ ]]
  run -0 lstat -c '%.2{age}' future
  [[ $output =~ ^-[0-9]+\.[0-9]{2}$ ]]
}

@test "acl and default_acl are those of getfacl" {
  need_linux ACL
  local acl i=0
  mkdir dir
  for acl in u:0:r u:daemon:rwx,g:bin:--x u:54321:rw,u:0:-,g:98765:r,g:0:w m::--- \
    u:4000000000:r,u::-,g::-,o::- g:nogroup:rx,m::x o::rwx,u:1:-,u:2:-,u:3:rwx,m::r; do
    touch "f$i"
    set_acl -m "$acl" "f$i"
    [ "$(lstat -c '%{acl}' "f$i")" = "$(short_named_acl -a "f$i")" ]
    [ "$(lstat -c '%{default_acl}' "f$i")" = - ]
    [ "$(lstat --json=acl,default_acl "f$i")" = "{\"acl\": \"$(short_named_acl -a "f$i")\", \"default_acl\": null}" ]
    mkdir "d$i"
    setfacl -d -m "$acl" "d$i"
    [ "$(lstat -c '%{default_acl}' "d$i")" = "$(short_named_acl -d "d$i")" ]
    [ "$(lstat --shell=acl,default_acl "d$i")" = "st_acl='' st_default_acl='$(short_named_acl -d "d$i")' st_error=''; true" ]
    # setfacl accepts what lstat prints.
    touch copy
    setfacl -b copy
    setfacl --set "$(lstat -c '%{acl}' "f$i")" copy
    [ "$(short_acl -a copy)" = "$(short_acl -a "f$i")" ]
    i=$((i + 1))
  done
  setfacl -d -m u::rwx,g::-,o::r dir
  [ "$(lstat -c '%{acl} %{default_acl}' dir)" = '- u::rwx,g::---,o::r--' ]
}

@test "an access control list of any length is printed" {
  need_linux ACL
  need python3
  need_root
  touch f g
  set_acl -m u:7:r f
  # As many entries as the file system takes.
  python3 - <<-'END' || lack "no long lists here"
	import os, struct
	entry = lambda tag, mode, id=0xffffffff: struct.pack("<HHI", tag, mode, id)
	for count in (8000, 4000, 400, 50):
	    value = (struct.pack("<I", 2) + entry(1, 6)
	             + b"".join(entry(2, 4, 10 ** 6 + i) for i in range(count))
	             + entry(4, 4) + entry(16, 7) + entry(32, 4))
	    try:
	        os.setxattr("f", "system.posix_acl_access", value)
	    except OSError:
	        continue
	    os.sys.exit(0)
	os.sys.exit(1)
	END
  lstat -c '%{acl}' f | tr , '\n' > found
  short_acl -a f | tr , '\n' > wanted
  [ "$(wc -l < wanted)" -gt 50 ]
  cmp wanted found
}

@test "names in access control lists are escaped as getfacl does" {
  need_linux ACL
  need_mounts
  need_root
  native
  touch f
  set_acl -m u:54321:r,u:54322:w,g:54323:x f
  cat /etc/passwd - > passwd <<-'END'
	a,b c:x:54321:0::/:/bin/false
	d\e:x:54322:0::/:/bin/false
	END
  { cat /etc/group; printf 'h\xe9:x:54323:\n'; } > group
  run -0 "${own_mounts[@]}" bash -euc '
    mount --bind passwd /etc/passwd
    mount --bind group /etc/group
    lstat --json=acl f
    lstat -c "%{acl}" f > found
    getfacl -cE f > wanted'
  same_as "$output" <<-'END'
	{"acl": "u::rw-,u:a\\054b\\040c:r--,u:d\\\\e:-w-,g::r--,g:h�:--x,m::rwx,o::r--", "acl_bytes": "dTo6cnctLHU6YVwwNTRiXDA0MGM6ci0tLHU6ZFxcZTotdy0sZzo6ci0tLGc6aOk6LS14LG06OnJ3eCxvOjpyLS0="}
	END
  tr , '\n' < found > list
  sed -e 's/^user/u/; s/^group/g/; s/^mask/m/; s/^other/o/' -e '/^$/d' wanted | diff - list
}

@test "a user or group whose name is a number has its ID in an access control list" {
  need_linux ACL
  need_mounts
  need_root
  native
  touch f copy
  set_acl -m u:5005:r,u:5006:w,u:5007:x,u:5008:rw,g:6005:r,g:6006:wx f
  cat /etc/passwd - > passwd <<-'END'
	12345:x:5005:0::/:/bin/false
	0x10:x:5006:0::/:/bin/false
	010:x:5007:0::/:/bin/false
	3com:x:5008:0::/:/bin/false
	END
  cat /etc/group - > group <<-'END'
	777:x:6005:
	g#7:x:6006:
	END
  run -0 "${own_mounts[@]}" bash -euc '
    mount --bind passwd /etc/passwd
    mount --bind group /etc/group
    lstat -c "%{acl}" f
    setfacl --set "$(lstat -c "%{acl}" f)" copy
    lstat --json=acl copy
    lstat -c "%{acl}" f | tr , "\n" | setfacl --set-file=- copy
    lstat --json=acl copy'
  local acl=u::rw-,u:5005:r--,u:5006:-w-,u:5007:--x,u:3com:rw-,g::r--,g:6005:r--,g:g#7:-wx,m::rwx,o::r--
  same_as "$output" <<-END
	$acl
	{"acl": "$acl"}
	{"acl": "$acl"}
	END
  [ "$(short_acl -a copy)" = "$(short_acl -a f)" ]
}

@test "a user whose name is a number after a blank or a sign has its ID in such a list, too" {
  need_linux ACL
  native
  need cc
  [ "$(libc)" = glibc ] || skip "a static program takes no other getpwuid_r"
  touch f
  set_acl -m u:54321:r f
  # As a name service does; the C library reads no such names in /etc/passwd.
  ${CC-cc} -shared -fPIC -o names.so -x c - <<-'END'
	#include <pwd.h>
	#include <stdlib.h>

	int
	getpwuid_r (uid_t id, struct passwd *user, char *space, size_t size,
	            struct passwd **found)
	{
	  *user = (struct passwd){ .pw_name = getenv ("NAME"), .pw_uid = id };
	  *found = user;
	  return 0;
	}
	END
  start_processes
  local NAME
  export NAME
  for NAME in 12 +0x10 -1 $'\t12' $'\n12' $'\v12' $'\f12' $'\r+12' ' 12'; do
    run -0 env LD_PRELOAD="$PWD/names.so" lstat -c '%{acl}' f
    same_as "$output" <<<u::rw-,u:54321:r--,g::r--,m::r--,o::r--
  done
}

@test "capabilities are those of getcap" {
  need_linux xattr
  need setcap getcap
  need_root
  touch f
  local text
  for text in cap_net_raw=ep cap_chown,cap_kill=eip 'cap_chown=p cap_kill+i' =ep =eip =i \
    '=p cap_chown-p cap_bpf+i' 'cap_setuid+ep cap_setgid+ei'; do
    setcap "$text" f 2>/dev/null || lack "no file capabilities here"
    [ "f $(lstat -c '%{capabilities}' f)" = "$(getcap f)" ]
    [ "$(lstat --json=capabilities f)" = "{\"capabilities\": \"$(lstat -c '%{capabilities}' f)\"}" ]
  done
  setcap -n 12345 cap_kill=p f || lack "no capabilities of other namespaces"
  [ "f $(lstat -c '%{capabilities}' f)" = "$(getcap -n f)" ]
  [ "$(lstat -c '%{capabilities}' f)" = 'cap_kill=p [rootid=12345]' ]
  setcap -r f
  [ "$(lstat --json=capabilities f)" = '{"capabilities": null}' ]
}

@test "capabilities of any bits are those of getcap" {
  need_linux xattr
  need getcap python3
  need_root
  # getcap takes those for named that the kernel has.
  [ "$(cat /proc/sys/kernel/cap_last_cap)" = 40 ] || lack "another number of capabilities"
  touch f
  set_attribute -n security.capability -v 0x0100000200200000000000000000000000000000 f
  python3 - <<-'END'
	import random, struct, subprocess
	random.seed(1)
	for i in range(100):
	    bits = [random.choice((0, 2**41 - 1, 2**64 - 1, random.getrandbits(64), 1 << random.randrange(64)))
	            & random.choice((2**64 - 1, 2**41 - 1, random.getrandbits(64))) for _ in range(2)]
	    value = struct.pack("<IIIII", 0x02000000 | random.randrange(2), bits[0] & 0xffffffff,
	                        bits[1] & 0xffffffff, bits[0] >> 32, bits[1] >> 32)
	    subprocess.run(["setfattr", "-n", "security.capability", "-v", "0x" + value.hex(), "f"], check=True)
	    found = subprocess.run(["lstat", "-c", "%n %{capabilities}", "f"], check=True, capture_output=True).stdout
	    wanted = subprocess.run(["getcap", "f"], check=True, capture_output=True).stdout
	    assert found == wanted, (value.hex(), found, wanted)
	END
}

@test "malformed access control lists are not converted" {
  local program=$top_builddir/tests/programs/attribute-text
  # The header, and the entries of owner, owning group, others and a mask.
  local head=02000000 owner=01000600ffffffff group=04000400ffffffff other=20000400ffffffff
  local mask=10000700ffffffff user=0200040039300000
  local base=$owner$group$other
  run -0 "$program" <<-END
	default_acl $head$base
	acl $head$base
	acl $head$owner$user$group$mask$other
	acl $head$other$mask$group$user$owner
	acl
	acl 02
	acl 020000
	acl $head
	acl 01000000$base
	acl 03000000$base
	acl 00000002$base
	acl 02000001$base
	acl $head${base}00
	acl $head${base%ff}
	acl $head${base}20000400
	acl $head$owner$group
	acl $head$owner$other
	acl $head$group$other
	acl $head$base$owner
	acl $head$base$group
	acl $head$base$other
	acl $head$base$mask$mask
	acl $head$base$user
	acl $head${base}08000400ffffffff
	acl $head${base}00000400ffffffff
	acl $head${base}03000400ffffffff
	acl $head${base}40000400ffffffff
	acl $head${base}02010400ffffffff$mask
	acl $head${owner/0600/0800}$group$other
	acl $head${owner/0600/0001}$group$other
	END
  same_as "$output" <<-END
	u::rw-,g::r--,o::r--
	none
	u::rw-,u:12345:r--,g::r--,m::rwx,o::r--
	u::rw-,u:12345:r--,g::r--,m::rwx,o::r--
	none
	invalid
	invalid
	none
	$(printf 'invalid\n%.0s' {1..22})
	END
}

@test "malformed capabilities are not converted" {
  local program=$top_builddir/tests/programs/attribute-text
  local eight=0020000000200000
  run -0 "$program" <<-END
	capabilities 01000001ff3f0000ff200000
	capabilities 00000002${eight}0000000000000000
	capabilities feffff02${eight}0000000000000000
	capabilities 01000003${eight}0000000000000000ffffffff
	capabilities 01000003${eight}000000000000000000000000
	capabilities 01000002ffffffffffffffffffffffffffffffff
	capabilities
	capabilities 01
	capabilities 010000
	capabilities 01000002
	capabilities 01000000$eight
	capabilities 01000004${eight}0000000000000000
	capabilities ff0000ff${eight}0000000000000000
	capabilities 010000010020000000
	capabilities 01000001${eight}00
	capabilities 01000001${eight}0000000000000000
	capabilities 01000002$eight
	capabilities 01000002${eight}00000000000000
	capabilities 01000002${eight}000000000000000000000000
	capabilities 01000003${eight}0000000000000000
	capabilities 01000003${eight}000000000000000000000000ff
	END
  same_as "$output" <<-END
	cap_chown,cap_dac_override,cap_dac_read_search,cap_fowner,cap_fsetid,cap_kill,cap_setgid,cap_setuid,cap_net_raw=eip cap_setpcap,cap_linux_immutable,cap_net_bind_service,cap_net_broadcast,cap_net_admin+ep
	cap_net_raw=ip
	cap_net_raw=ip
	cap_net_raw=eip [rootid=4294967295]
	cap_net_raw=eip
	=eip $(seq -s, 41 63)+eip
	$(printf 'invalid\n%.0s' {1..15})
	END
}

@test "xattrs are those of getfattr" {
  need_linux xattr
  need getfattr jq
  touch f
  set_attribute -n user.b -v 'two words' f
  setfattr -n user.a -v 1 f
  setfattr -n user.empty f
  setfattr -n user.B -v T f
  same_file <(lstat --json=xattrs f | jq -r '.xattrs | to_entries[] | "\(.key)=\"\(.value)\""' | grep ^user) \
    <<< "$(getfattr -d f | grep ^user | LC_ALL=C sort)"
  same_file <(lstat --json=xattrs f | grep -o '"user.*') \
    <<< '"user.B": "T", "user.a": "1", "user.b": "two words", "user.empty": ""}}'
  [[ $(lstat -c '%{xattrs}' f) == *user.B,user.a,user.b,user.empty ]]
  [[ $(lstat --shell=xattrs f) == *"user.B,user.a,user.b,user.empty' st_error=''; true" ]]
  [[ $(lstat -c '[%110{xattrs}]' f) == '['[[:blank:]]*user.B,user.a,user.b,user.empty']' ]]
}

@test "xattrs prints names and values of any bytes" {
  need_linux xattr
  need python3
  touch f
  set_attribute -n user.a -v 1 f
  python3 - <<-'END'
	import base64, json, os, random, subprocess
	random.seed(1)
	names = [b"user.n\nl", b'user.q"\\', b"user.\xff", b"user.\xc3\xa9", b"user.x", b"user.x_bytes",
	         b"user.\xfe_bytes", b"user.\x1b[0m", b"user._bytes", b"user.d\xe2\x80\xa8\x7f"]
	values = [b"", b"\0", b"a\0b", b"\xff\0", b"\xe2\x82\xac", b"\xe2\x82", b"\n\t\x7f\xc2\x85", bytes(range(256)), b"x" * 1000]
	for i in range(30):
	    for name in os.listxattr(b"f"):
	        if name.startswith("user"):
	            os.removexattr(b"f", os.fsencode(name))
	    for name in random.sample(names, 4):
	        os.setxattr(b"f", name, random.choice(values))
	    wanted = {os.fsencode(n): os.getxattr(b"f", os.fsencode(n)) for n in os.listxattr(b"f")}
	    line = subprocess.run(["lstat", "--json=xattrs", "f"], check=True, capture_output=True).stdout
	    assert not any(c < 32 or c == 127 for c in line[:-1]) and line.count(b"\xe2\x80\xa8") == 0, line
	    pairs = json.loads(line.decode(), object_pairs_hook=lambda pairs: pairs)[0][1]
	    keys = [key for key, value in pairs]
	    assert len(set(keys)) == len(keys), line
	    found, order, last = {}, [], None
	    for key, value in pairs:
	        if last is not None and key == last + "_bytes":
	            bytes_ = base64.b64decode(value)
	            assert bytes_.decode(errors="replace") == found[name].decode(), line
	            found[name] = bytes_
	            continue
	        last = key
	        name = base64.b64decode(key[7:]) if key.startswith("base64:") else key.encode()
	        found[name] = value.encode()
	        order.append(name)
	    assert found == wanted and order == sorted(wanted), (line, wanted)
	    text = subprocess.run(["lstat", "-c", "%{xattrs}", "f"], check=True, capture_output=True).stdout
	    assert text == b",".join(sorted(wanted)) + b"\n", text
	END
}

@test "xattrs prints a value of 64 KiB" {
  need_linux xattr
  need jq
  need_mounts
  need_root
  native
  run -0 "${own_mounts[@]}" bash -euc '
    mkdir d
    mount -t tmpfs tmpfs d || exit 0
    touch d/f
    head -c 65536 /dev/zero | tr "\0" x > value
    setfattr -n trusted.long -v "$(cat value)" d/f 2> /dev/null || exit 0
    lstat --json=xattrs d/f | jq -j ".xattrs[\"trusted.long\"]" | cmp - value
    echo read'
  [ "$output" = read ] || lack "no such values here"
}

@test "a symbolic link shows its own attributes unless it is followed" {
  need_openat2
  need_root
  touch f
  ln -s f l
  set_attribute -n trusted.f -v file f
  setfattr -h -n trusted.l -v link l || lack "no attributes of symbolic links here"
  mkdir d
  ln -s ../f d/up
  setfattr -h -n trusted.up -v up d/up
  local fd
  exec {fd}< .
  local link='"trusted.l": "link"}}' file='"trusted.f": "file"}}'
  [[ $(lstat --json=xattrs l) == *"$link" ]]
  [[ $(lstat --dir-fd="$fd" --json=xattrs l) == *"$link" ]]
  [[ $(lstat --beneath=. --json=xattrs l) == *"$link" ]]
  [[ $(lstat -L --json=xattrs l) == *"$file" ]]
  [[ $(lstat -L --dir-fd="$fd" --json=xattrs l) == *"$file" ]]
  [[ $(lstat -L --beneath=. --json=xattrs l) == *"$file" ]]
  [[ $(lstat --json=xattrs - < l) == *"$file" ]]
  [[ $(lstat --beneath=d --json=xattrs up) == *'"trusted.up": "up"}}' ]]
  run -1 lstat -L --beneath=d --json=xattrs up
  [[ $output == *'"error": "EXDEV"'* ]]
}

@test "access control lists and capabilities are found with any kind of path" {
  need_openat2
  need setcap
  need_root
  touch f
  set_acl -m u:4:r f
  setcap cap_kill=p f || lack "no file capabilities here"
  local fd
  exec {fd}< .
  local path=$PWD long=./
  while [ "${#long}" -lt 5000 ]; do long=./$long; done
  for arguments in f "--dir-fd=$fd f" "--beneath=. f" "--dir-fd=$fd $path/f" "-" "${long}f" "--beneath=. ${long}f"; do
    # shellcheck disable=SC2086
    [ "$(lstat -c '%{acl} %{capabilities}' $arguments < f)" \
      = "u::rw-,u:$(id -un 4):r--,g::r--,m::r--,o::r-- cap_kill=p" ]
  done
}

@test "attributes of standard input are found, also if it is open with O_PATH" {
  need_linux xattr
  need python3
  touch f
  set_attribute -n user.a -v 1 f
  cat > with-path <<-'END'
	import os
	os.dup2 (os.open ("f", os.O_PATH), 0)
	os.execvp ("lstat", ["lstat", "--json=path,xattrs", "-"])
	END
  run -0 python3 with-path
  same_as "$output" < <(lstat --json=path,xattrs - < f)
  [[ $output == *'"user.a": "1"'* ]]
}

@test "without /proc, attributes of a file that is opened by name are an error that says so" {
  need_linux xattr
  native
  need_root
  need_mounts
  touch f
  set_acl -m u:54321:r f
  run -1 "${own_mounts[@]}" bash -euc '
    umount -l /proc
    lstat --json=acl,xattrs - < f | grep -o "{.acl.*, .xattrs"
    lstat --json=acl f
    lstat --json=age --beneath=. f | sed "s/: .*/: 0}/"
    lstat --beneath=. --json=acl,xattrs,capabilities f || :
    mount -t tmpfs none /proc && touch /proc/self
    lstat --beneath=. -c "%{acl}" f'
  same_as "$output" <<-'END'
	{"acl": "u::rw-,u:54321:r--,g::r--,m::r--,o::r--", "xattrs
	{"acl": "u::rw-,u:54321:r--,g::r--,m::r--,o::r--"}
	{"age": 0}
	lstat: cannot read extended attributes of 'f' without /proc
	{"acl": null, "xattrs": null, "capabilities": null, "failed": {"acl": "ENOSYS", "xattrs": "ENOSYS", "capabilities": "ENOSYS"}}
	lstat: cannot read extended attributes of 'f' without /proc
	?
	END
}

@test "an attribute without read permission is an error" {
  need_linux xattr
  need_root
  touch f
  set_attribute -n user.a -v 1 f
  chmod 600 f
  run -1 --separate-stderr as_user lstat --json=path,xattrs,acl f
  same_as "$output" <<< '{"path": "f", "xattrs": null, "acl": null, "failed": {"xattrs": "EACCES"}}'
  # shellcheck disable=SC2154
  same_as "$stderr" <<< "lstat: cannot read extended attributes of 'f': Permission denied"
  # The names may be listed.
  [[ $(as_user lstat --shell=xattrs f) == *"user.a' st_error=''; true" ]]
}

@test "errors of attributes are reported, missing ones are null, and long ones are read again" {
  need_linux xattr
  own_process 'strace changes the system calls of a process'
  need strace
  mkdir f
  set_acl -m u:54321:r f
  set_attribute -n user.a -v 1 f
  local acl=u::rwx,u:54321:r--,g::r-x,m::r-x,o::r-x
  for error in EPERM EACCES ERANGE E2BIG; do
    run -1 --separate-stderr with_failing lgetxattr "$error" --json=acl,default_acl,capabilities,xattrs f
    same_as "$output" <<-END
	{"acl": null, "default_acl": null, "capabilities": null, "xattrs": null, "failed": {"acl": "$error", "default_acl": "$error", "capabilities": "$error", "xattrs": "$error"}}
	END
    # shellcheck disable=SC2154
    same_file <(printf '%s\n' "$stderr" | sed 's/: [^:]*$//') <<-'END'
	lstat: cannot read extended attributes of 'f'
	lstat: cannot read access control list of 'f'
	lstat: cannot read default access control list of 'f'
	lstat: cannot read capabilities of 'f'
	END
  done
  run -1 --separate-stderr with_failing lgetxattr EIO --shell=path,acl f
  same_as "$output" <<< "st_path='f' st_acl='' st_error='EIO'; false"
  same_as "$stderr" <<< "lstat: cannot read access control list of 'f': $(errno_text EIO)"
  run -1 with_failing lgetxattr EINVAL -c '%{acl}' f
  same_as "$output" <<< $'lstat: cannot read access control list of \'f\': Invalid argument\n?'
  for error in ENODATA EOPNOTSUPP; do
    run -0 with_failing lgetxattr "$error" --json=acl,default_acl,capabilities,xattrs f
    same_as "$output" <<< '{"acl": null, "default_acl": null, "capabilities": null, "xattrs": {}}'
    run -0 with_failing llistxattr "$error" --json=xattrs f
    same_as "$output" <<< '{"xattrs": null}'
  done
  run -1 --separate-stderr with_failing llistxattr EACCES --json=xattrs f
  same_as "$output" <<< '{"xattrs": null, "failed": {"xattrs": "EACCES"}}'
  # Values and lists that are longer than most.
  run -0 with_failing lgetxattr ERANGE:when=1 --json=acl f
  same_as "$output" <<< "{\"acl\": \"$acl\"}"
  [ "$(grep -c posix_acl_access log)" -eq 2 ]
  run -0 with_failing llistxattr ERANGE:when=1 -c '%{xattrs}' f
  [[ $output == *user.a ]]
}

# Go on only if the file f can have the flags of chattr LETTERS.
set_flags ()
{
  need chattr
  need_root
  chattr "+$1" f 2>/dev/null || lack "no inode flags here"
}

# Skip with a valgrind that is older than file_getattr(2), and says so each time.
need_quiet_flags ()
{
  [ "${INSTRUMENTED-}" != valgrind ] || ! lstat --json=inode_flags . 2>&1 | grep -q unhandled \
    || skip "valgrind has no file_getattr"
}

@test "inode_flags are words, and project_id a number" {
  native qemu
  need_quiet_flags
  need_linux xattr
  touch f
  mkdir d
  ln -s f l
  set_flags AdS
  chattr +d d
  run -0 lstat --json=path,inode_flags,project_id f d
  same_as "$output" <<-'END'
	{"path": "f", "inode_flags": ["sync", "noatime", "nodump"], "project_id": 0}
	{"path": "d", "inode_flags": ["nodump"], "project_id": 0}
	END
  run -0 lstat -c '%n %{inode_flags} %{project_id}' f d
  same_as "$output" <<-'END'
	f sync,noatime,nodump 0
	d nodump 0
	END
  chattr -AdS f
  run -0 lstat -L --json=inode_flags,project_id l
  same_as "$output" <<<'{"inode_flags": [], "project_id": 0}'
}

@test "inode flags are the same by the old way, and with any kind of path" {
  native qemu
  need_quiet_flags
  need_linux xattr
  local errno way
  touch f
  mkdir d
  ln -s f l
  set_flags Ad
  exec 5< .
  show ()
  {
    for way in '' '--dir-fd=5' '--beneath=.'; do
      # shellcheck disable=SC2086 # it may be no word
      "$@" lstat $way --json=path,inode_flags,project_id f d
      # shellcheck disable=SC2086
      "$@" lstat $way -L --json=path,inode_flags,project_id l
    done
    "$@" lstat --json=inode_flags - < f
  }
  same_file <(show env) <<-'END'
	{"path": "f", "inode_flags": ["noatime", "nodump"], "project_id": 0}
	{"path": "d", "inode_flags": [], "project_id": 0}
	{"path": "l", "inode_flags": ["noatime", "nodump"], "project_id": 0}
	{"path": "f", "inode_flags": ["noatime", "nodump"], "project_id": 0}
	{"path": "d", "inode_flags": [], "project_id": 0}
	{"path": "l", "inode_flags": ["noatime", "nodump"], "project_id": 0}
	{"path": "f", "inode_flags": ["noatime", "nodump"], "project_id": 0}
	{"path": "d", "inode_flags": [], "project_id": 0}
	{"path": "l", "inode_flags": ["noatime", "nodump"], "project_id": 0}
	{"inode_flags": ["noatime", "nodump"]}
	END
  for errno in 1 38; do
    need_sandbox fail "$errno" file_getattr
    same_file <(show "$sandboxed" fail "$errno" file_getattr) < <(show env)
  done
  # What is opened for reading is the file whose type was seen, by no name that
  # could have got another file meanwhile.
  need strace
  strace -qq -o log -e trace=open,openat "$sandboxed" fail 38 file_getattr \
    lstat --json=inode_flags f > /dev/null
  same_file <(sed -n '/O_NONBLOCK/s/^open[^"]*"\(.*\)[0-9]", \([^|]*\).*/\1 \2/p' log) \
    <<<'/proc/self/fd/ O_RDONLY'
  # Only a file that may be read can be opened.
  chmod 0 f
  same_as "$(as_user "$sandboxed" fail 38 file_getattr lstat --json=inode_flags,project_id f)" \
    <<<'{"inode_flags": null, "project_id": null}'
}

@test "inode flags are null, without an error, where there are none" {
  need_quiet_flags
  mkfifo p
  ln -s p l
  run -0 lstat --json=inode_flags,project_id /proc/self/stat /dev/null
  same_as "$output" <<-'END'
	{"inode_flags": null, "project_id": null}
	{"inode_flags": null, "project_id": null}
	END
  # A fifo is not opened, which would wait for a writer.
  for errno in 1 38; do
    need_sandbox fail "$errno" file_getattr
    run -0 "$sandboxed" fail "$errno" file_getattr lstat --json=inode_flags p l
    same_as "$output" <<-'END'
	{"inode_flags": null}
	{"inode_flags": null}
	END
  done
}

@test "an error of inode flags is reported" {
  need strace
  need_sandbox fail 38 file_getattr
  touch f
  run -1 --separate-stderr strace --quiet=all -o log -P f -e trace=ioctl \
    -e inject=ioctl:error=EIO "$sandboxed" fail 38 file_getattr \
    lstat --json=inode_flags f
  same_as "$output" <<<'{"inode_flags": null, "failed": {"inode_flags": "EIO"}}'
  same_as "$stderr" <<<"lstat: cannot read inode flags of 'f': Input/output error"
  # These say that the file system or the sandbox has none.
  local error
  for error in ENOTTY EINVAL ENOSYS EOPNOTSUPP EPERM EACCES; do
    run -0 strace --quiet=all -o log -P f -e trace=ioctl -e inject=ioctl:error="$error" \
      "$sandboxed" fail 38 file_getattr lstat --json=inode_flags f
    same_as "$output" <<<'{"inode_flags": null}'
    grep -q INJECTED log
  done
}

@test "has_acl says where ls -l shows a +" {
  need_linux ACL
  touch none f
  mkdir d
  set_acl -m u:54321:r f
  set_acl -m d:u:54321:r d
  run -0 lstat --json=path,has_acl none f d /proc/self/stat
  same_as "$output" <<-'END'
	{"path": "none", "has_acl": false}
	{"path": "f", "has_acl": true}
	{"path": "d", "has_acl": true}
	{"path": "/proc/self/stat", "has_acl": false}
	END
  for name in none f d; do
    run -0 ls -ld "$name"
    [ "${output:10:1}$name" = "$(lstat --json=has_acl "$name" | sed 's/.*false.*/ /; s/.*true.*/+/')$name" ]
  done
  run -0 lstat -c '%A%{has_acl} %n' none f
  same_as "$output" <<-'END'
	-rw-r--r--false none
	-rw-r--r--true f
	END
  run -0 lstat --shell=has_acl f
  same_as "$output" <<<"st_has_acl='true' st_error=''; true"
}

@test "asks for no access control list of files that cannot have one" {
  need strace
  touch f
  mkfifo p
  ln -s f l
  # ntfs-3g answers with EACCES.
  run -0 strace --quiet=all -o log -e trace=getxattr,lgetxattr \
    -e inject=getxattr,lgetxattr:error=EACCES lstat --json=path,default_acl f p l
  same_as "$output" <<-'END'
	{"path": "f", "default_acl": null}
	{"path": "p", "default_acl": null}
	{"path": "l", "default_acl": null}
	END
  run -0 strace --quiet=all -o log -e trace=getxattr,lgetxattr \
    -e inject=getxattr,lgetxattr:error=EACCES lstat --json=path,acl,has_acl l
  same_as "$output" <<<'{"path": "l", "acl": null, "has_acl": false}'
}

@test "names of twenty thousand owners fit in 12 MiB" {
  need_linux ACL
  native
  own_process 'bash takes memory, too'
  need cc python3
  [ "$(libc)" = glibc ] || skip "a static program takes no other getpwuid_r"
  # Each user has a name of 1000 characters.
  ${CC-cc} -shared -fPIC -o names.so -x c - <<-'END'
	#include <pwd.h>
	#include <stdio.h>

	int
	getpwuid_r (uid_t uid, struct passwd *user, char *space, size_t size,
	            struct passwd **found)
	{
	  snprintf (space, size, "u%0999u", uid);
	  *user = (struct passwd){ .pw_name = space };
	  *found = user;
	  return 0;
	}
	END
  python3 - <<-'END' || lack "no ACL here"
	import os, struct
	for number in range(200):
	    first = 100000 + 100 * number
	    entries = [(1, 6, 0), *((2, 4, user) for user in range(first, first + 100)),
	               (4, 4, 0), (16, 4, 0), (32, 4, 0)]
	    os.close(os.open(f"f{number}", os.O_CREAT))
	    os.setxattr(f"f{number}", "system.posix_acl_access",
	                struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries))
	END
  (ulimit -v 12288 && LD_PRELOAD=$PWD/names.so exec lstat -j1 -c '%{acl}' f{0..199}) > output
  # What was forgotten is found again.
  same_file <(tr , '\n' < output | grep -c '^u:u0*1[01][[:digit:]]\{4\}:r--$') <<<20000
}
