#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-owner.bats -- mkdir --owner and --parent-owner

# shellcheck disable=SC2174 # that -m is for the last alone is the point
# shellcheck disable=SC2317 # stopped calls meanwhile

load ../helper
load ../stopped

@test "--owner takes what chown takes" {
  need_root
  need_mounts
  mkdir bin
  printf '%s\n' root:x:0:0:::/ dot.ted:x:2001:2002:::/ 'DOM\user:x:2003:2004:::/' 77:x:2005:2006:::/ \
    plain:x:2007:2008:::/ >passwd
  printf '%s\n' root:x:0: log.in:x:2002: 'DOM\all:x:2009:' 88:x:2010: >group
  cat >words <<-'END'
	plain 2007:0
	plain: 2007:2008
	plain:log.in 2007:2002
	:log.in 0:2002
	dot.ted 2001:0
	dot.ted: 2001:2002
	dot.ted:log.in 2001:2002
	DOM\user 2003:0
	DOM\user:DOM\all 2003:2009
	77 2005:0
	+77 77:0
	77:88 2005:2010
	+77:+88 77:88
	:+88 0:88
	99999:99998 99999:99998
	+0:+0 0:0
	: 0:0
	END
  cat >script <<-'END'
	mount --bind passwd /etc/passwd && mount --bind group /etc/group || exit 125
	while read -r word rest; do
	  mkdir --owner="$word" d && find d -printf "$(printf %s "$word" | sed 's/\\/&&/g') %U:%G\n"
	  rmdir d
	done <words
	mkdir --owner=plain.log.in d && find d -printf '%U:%G\n'
	END
  run -0 "${own_mounts[@]}" sh ./script
  same_as "$output" <<-END
	$(cat words)
	mkdir: warning: '.' should be ':' in ‘plain.log.in’
	2007:2002
	END
}

@test "an owner without a user and a group changes nothing" {
  run -0 mkdir --owner= --parent-owner=: a/b
  same_file <(owners a) <<-END
	a 755 $(id -u):$(id -g)
	a/b 755 $(id -u):$(id -g)
	END
}

@test "an unknown user or group is a usage error, and nothing is made" {
  local option
  for option in --owner --parent-owner; do
    while read -r word part what; do
      run -1 mkdir "$option=$word" a
      same_as "$output" <<-END
	mkdir: invalid $part ‘${what//\\/\\\\}’
	Try 'mkdir --help' for more information.
	END
    done <<-'END'
	no.such user no.such
	no\such user no\such
	no-such:+0 user no-such
	no-such:no-such user no-such
	+0:no-such group no-such
	:no-such group no-such
	+0: owner +0:
	+x user +x
	-1 user -1
	4294967295 user 4294967295
	:4294967295 group 4294967295
	99999999999999999999 user 99999999999999999999
	+0:+0:+0 group +0:+0
	END
  done
  run -1 mkdir --owner=$'no\nsuch' a
  same_as "${lines[0]}" <<<"mkdir: invalid user ‘no\\nsuch’"
  same_file <(ls) </dev/null
}

@test "owner, group and mode are exact under any umask" {
  need_root
  local mask mode
  for mask in 000 022 077 160 777; do
    for mode in 0 700 755 0070 1777 2770 4755 6755 7777; do
      (umask "$mask" && mkdir --owner=+65534:+65533 -m "$mode" "d$mode")
      same_file <(owners "d$mode") <<<"d$mode $((10#$mode)) 65534:65533"
      rmdir "d$mode"
    done
  done
}

@test "without -m, the mode is what it would be without the owner" {
  need_root
  local mask
  for mask in 000 022 027 077 160 777; do
    (umask "$mask" && mkdir plain && mkdir --owner=+65534:+65533 owned \
      && mkdir -p p/plain && mkdir --parent-owner=+65534 q/plain)
    same_file <(modes owned q | sed 's/^owned/plain/; s/^q/p/' | LC_ALL=C sort) \
      <<<"$(modes plain p)"
    same_file <(owners owned q/plain q | cut -d' ' -f1,3) <<-'END'
	owned 65534:65533
	q 65534:0
	q/plain 0:0
	q/plain 0:0
	END
    rm -r plain owned p q
  done
}

@test "--parent-owner implies -p, and each owner is for its own directories" {
  need_root
  mkdir there
  run -0 mkdir -v --parent-owner=+65534 --owner=:+65533 --parent-mode=2750 \
    -m 710 there/a/b/c
  same_as "$output" <<-'END'
	mkdir: created directory 'there/a'
	mkdir: created directory 'there/a/b'
	mkdir: created directory 'there/a/b/c'
	END
  same_file <(owners there) <<-'END'
	there 755 0:0
	there/a 2750 65534:0
	there/a/b 2750 65534:0
	there/a/b/c 2710 0:65533
	END
}

@test "an existing directory keeps its owner" {
  need_root
  mkdir a
  run -0 mkdir -p --owner=+65534 --parent-owner=+65534 a a/b
  same_file <(owners a) <<-'END'
	a 755 0:0
	a/b 755 65534:0
	END
}

@test "--owner works with -Z, --json, --masked, --beneath, --dir-fd and lists" {
  need_root
  mkdir base
  run -0 mkdir --dir-fd=4 --owner=+5:+6 -m 2770 d 4<base
  same_file <(owners base) <<-'END'
	base 755 0:0
	base/d 2770 5:6
	END
  printf '%s\0' a/b c >list
  made ()
  {
    (umask 027 && mkdir -Z --json --masked -m 1775 "$@" --files0-from=list \
      --parent-owner=+1:+2 --owner=+3:+4) >out
    same_file out <<-'END'
	{"path": "a", "created": true, "mode": "0750"}
	{"path": "a/b", "created": true, "mode": "1750"}
	{"path": "c", "created": true, "mode": "1750"}
	END
    same_file <(owners base/a base/c) <<-'END'
	base/a 750 1:2
	base/a/b 1750 3:4
	base/c 1750 3:4
	END
    rm -r base/a base/c
  }
  made --dir-fd=4 4<base
  need_openat2
  made --beneath=base
}

@test "a group and a set-group-ID bit that are inherited are kept" {
  need_root
  mkdir --owner=:+65533 -m 2775 sg
  run -0 mkdir -m 750 --owner=+65534 sg/a
  run -0 mkdir -m 00750 --owner=+65534 sg/b
  run -0 mkdir --owner=+65534:+1 sg/c
  run -0 mkdir -m g-s --owner=:+1 sg/d
  same_file <(owners sg) <<-'END'
	sg 2775 0:65533
	sg/a 2750 65534:65533
	sg/b 750 65534:65533
	sg/c 2755 65534:1
	sg/d 777 0:1
	END
}

@test "the mode of a default ACL and its entries are kept" {
  need_linux ACL
  need_root
  need setfacl
  setfacl -m d:u:bin:rwx,d:g::r-x,d:m::rwx,d:o::--x . 2>/dev/null || lack "no ACLs here"
  umask 077
  mkdir plain
  run -0 mkdir --owner=+65534:+65533 owned
  same_file <(getfacl -cn owned) < <(getfacl -cn plain)
  mkdir --masked -m 1705 masked
  run -0 mkdir --owner=+65534:+65533 --masked -m 1705 both
  same_file <(getfacl -cn both) < <(getfacl -cn masked)
  run -0 mkdir --owner=+65534:+65533 -m 2750 exact
  same_file <(owners . -mindepth 1) <<-'END'
	./both 1701 65534:65533
	./exact 2750 65534:65533
	./masked 1701 0:0
	./owned 771 65534:65533
	./plain 771 0:0
	END
  setfacl -b . && setfacl -k . && setfacl -m d:g::rwx,d:o::--- .
  run -0 mkdir --owner=+65534:+65533 minimal
  same_file <(owners minimal) <<<'minimal 770 65534:65533'
}

@test "an ordinary user can set their own groups" {
  need_root
  chmod 777 .
  export groups=65531,65532
  run -0 as_user mkdir --owner=:+65531 -m 2770 a
  run -0 as_user mkdir --owner=+65534:+65532 b
  run -0 as_user mkdir --owner=+65534 -m 1755 c
  run -0 as_user mkdir --owner=:+65531 -m 2330 unreadable
  run -0 as_user mkdir --owner=:+65531 -m 0070 closed
  same_file <(owners a b c unreadable closed) <<-'END'
	a 2770 65534:65531
	b 755 65534:65532
	c 1755 65534:65534
	closed 70 65534:65531
	unreadable 2330 65534:65531
	END
}

@test "an ordinary user in a set-group-ID directory of another group" {
  need_root
  mkdir --owner=:+65533 -m 2777 sg
  export groups=65531
  run -0 as_user mkdir --owner=+65534:+65533 -m 2770 sg/a
  run -0 as_user mkdir --owner=+65534 -m 750 sg/b
  run -0 as_user mkdir --owner=:+65531 -m 750 sg/c
  same_file <(owners sg) <<-'END'
	sg 2777 0:65533
	sg/a 2770 65534:65533
	sg/b 2750 65534:65533
	sg/c 2750 65534:65531
	END
}

@test "an owner that may not be set is reported, and the directory stays closed" {
  chmod 777 .
  local me
  me=$(as_user id -u)
  run -1 as_user mkdir -v --owner=+1 -m 2775 a
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: cannot change ownership of 'a': Operation not permitted
	END
  run -1 as_user mkdir --owner=+1:"+$(as_user id -g)" b c
  same_as "$output" <<-'END'
	mkdir: cannot change ownership of 'b': Operation not permitted
	mkdir: cannot change ownership of 'c': Operation not permitted
	END
  run -1 as_user mkdir --owner=:+1 --json --parent-owner=+1 p/q
  same_as "$output" <<-'END'
	{"path": "p", "created": true, "mode": "0700"}
	{"path": "p", "error": "EPERM", "errno": 1, "message": "Operation not permitted"}
	mkdir: cannot change ownership of 'p': Operation not permitted
	{"path": "p/q", "created": true, "mode": "0700"}
	{"path": "p/q", "error": "EPERM", "errno": 1, "message": "Operation not permitted"}
	mkdir: cannot change ownership of 'p/q': Operation not permitted
	END
  run -1 as_user mkdir -v --owner=+1 -m 0 none
  same_file <(find a b c p none -printf '%p %m %U\n') <<-END
	a 700 $me
	b 700 $me
	c 700 $me
	p 700 $me
	p/q 700 $me
	none $(as_opened 0) $me
	END
}

@test "the owner is set before the mode, and nobody else has access before" {
  need strace
  need_root
  strace -qq -o log mkdir --owner=+65534:+65533 -m 2770 a
  same_file <(changes) <<-'END'
	mkdirat(AT_FDCWD, "a", 0700)
	fchown(FD, 65534, 65533)
	fchmod(FD, 02770)
	END
  umask 027
  strace -qq -o log mkdir --owner=:+65533 --parent-owner=+65534 b/c
  same_file <(changes) <<-'END'
	mkdirat(AT_FDCWD, "b", 0700)
	fchown(FD, 65534, -1)
	fchmod(FD, 0750)
	mkdirat(FD, "c", 0700)
	fchown(FD, -1, 65533)
	fchmod(FD, 0750)
	END
  # The maker alone has no more than the owner, but for what it takes to open it.
  made=000
  [ "$(as_opened 0)" = 0 ] || made=$'0500)\nfchmod(FD, 000'
  strace -qq -o log mkdir --owner=+65534 -m 0077 d
  same_file <(changes) <<-END
	mkdirat(AT_FDCWD, "d", $made)
	fchown(FD, 65534, -1)
	fchmod(FD, 077)
	END
}

@test "an owner and mode that are right are not set again" {
  need strace
  strace -qq -o log mkdir --owner="+$EUID" a
  same_file <(changes) <<<'mkdirat(AT_FDCWD, "a", 0777)'
  strace -qq -o log mkdir --owner="+$EUID" -m 750 b
  same_file <(changes) <<<'mkdirat(AT_FDCWD, "b", 0750)'
}

@test "a chown without effect is reported before the mode is set" {
  need strace
  need_root
  run -1 strace -qq -o log -e inject="$fchown:retval=0" \
    mkdir --json --owner=+65534:+65533 -m 2770 a
  same_as "$output" <<-END
	{"path": "a", "created": true, "mode": "0700"}
	mkdir: 'a' was made with owner $(owner_names 0 0) instead of $(owner_names 65534 65533)
	mkdir: 'a' was made with mode 0700 instead of 2770
	END
  same_file <(owners a) <<<'a 700 0:0'
}

@test "a default ACL that cannot be read leaves the directory closed" {
  need_linux ACL
  need strace
  need_root
  run -1 strace -qq -o log -e trace=fgetxattr -e inject=fgetxattr:error=EIO \
    mkdir --owner=+65534 a
  same_as "$output" \
    <<<"mkdir: cannot change permissions of 'a': $(errno_text EIO)"
  same_file <(owners a) <<<'a 700 0:0'
}

@test "a swapped-in directory keeps its owner and mode" {
  need strace
  need_root
  need_birth
  mkdir -m 777 p
  mkdir -m 700 p/older p/theirs
  touch p/theirs/f
  chown 65533 p/theirs
  younger_than p/older
  ln -s older p/link
  meanwhile () { rmdir p/new; mv "p/$what" p/new; }
  while IFS=: read -r what why; do
    run -1 stopped mkdirat 1 --owner=+65534:+65533 -m 2770 p/new
    same_file output <<<"mkdir: cannot change ownership of 'p/new': $why"
    mv -T p/new "p/$what"
  done <<-'END'
	link:Not a directory
	older:File exists
	theirs:Operation not permitted
	END
  same_file <(owners p) <<-'END'
	p 777 0:0
	p/link 777 0:0
	p/older 700 0:0
	p/theirs 700 65533:0
	p/theirs/f 644 0:0
	END
}

@test "a directory swapped in for one that is open is not changed" {
  need strace
  need_root
  mkdir -m 700 older
  meanwhile () { mv new moved; mv older new; }
  run -0 stopped "$fchown" 1 --owner=+65534:+65533 -m 2770 new
  same_file output </dev/null
  same_file <(owners new moved) <<-'END'
	moved 2770 65534:65533
	new 700 0:0
	END
}

@test "eight processes never get access to a directory before it has its owner and mode" {
  need python3
  need_root
  native valgrind
  chmod 755 .
  run -0 python3 "$top_srcdir/tests/programs/owner-race.py" "${ROUNDS-50}"
  [[ $output =~ ^"${ROUNDS-50} rounds, "[1-9][0-9]*' looks'$ ]]
}

@test "the owner of the parent gains no access by exchanging directories, its group or a link" {
  need_root
  native valgrind
  local kind
  chmod 755 .
  for kind in flip link exchange plant third older; do
    case $kind in flip | link) ;; *) need_linux renameat2 ;; esac
    [ "$kind" != older ] || need_birth
    run "$top_builddir/tests/programs/attack" "$kind" "${ROUNDS-50}"
    [ "$status" -ne 125 ] || lack "no renameat2"
    echo "$output"
    [[ $output =~ ^"$kind: "[0-9]+" rounds, "[1-9][0-9]*" moves, 0 won"$ ]]
    rm -rf mine
  done
}

@test "the owner of the parent gains no access between two system calls of mkdir" {
  need_root
  need_birth
  need strace
  local kind call
  chmod 755 .
  mkdir slow
  PATH=$PWD/slow:$PATH
  for call in statx openat "$fchown"; do
    cat > slow/mkdir <<-END
	#!/bin/sh
	exec strace -qqq -o /dev/null -e 'trace=$call' -e 'inject=$call:delay_enter=20ms' "$PROGRAMS_DIR/mkdir" "\$@"
	END
    chmod 755 slow/mkdir
    for kind in exchange third older; do
      run "$top_builddir/tests/programs/attack" "$kind" 10
      [ "$status" -ne 125 ] || lack "no renameat2"
      echo "$call: $output"
      [[ $output =~ ^"$kind: "[0-9]+" rounds, "[1-9][0-9]*" moves, 0 won"$ ]]
      rm -rf mine
    done
  done
}

@test "in a directory of another user, permissions for a group come last" {
  need strace
  need_root
  mkdir p
  chown 65534:65533 p
  chmod 2755 p
  strace -qq -o log mkdir -m 0770 --owner=:+65533 p/x
  same_file <(changes) <<-'END'
	mkdirat(FD, "x", 0700)
	fchmod(FD, 02770)
	END
  # No other user can change the group of this one.
  chown 0 p
  strace -qq -o log mkdir -m 0770 --owner=:+65533 p/y
  same_file <(changes) <<<'mkdirat(FD, "y", 0770)'
}

@test "every change is made to what was opened after mkdirat" {
  need strace
  need_root
  # Print the calls from the first mkdirat on, on any architecture alike.
  calls ()
  {
    sed -n '/^mkdirat/,$p' log | sed -E '
      s/ +=.*//
      s/^fchown32/fchown/
      s/\(([0-9]+)/(FD/
      s/O_LARGEFILE\|//'
  }
  strace -qq -o log -e trace=openat,mkdirat,"$fchown",fchmod,fsync mkdir -p --sync --owner=+1:+2 -m 2750 a
  same_file <(calls) <<-'END'
	mkdirat(AT_FDCWD, "a", 0700)
	openat(AT_FDCWD, "a", O_RDONLY|O_NOFOLLOW|O_CLOEXEC|O_DIRECTORY)
	fchown(FD, 1, 2)
	fchmod(FD, 02750)
	fsync(FD)
	fsync(FD)
	END
  strace -qq -o log -e trace=openat,mkdirat mkdir --parent-mode=1711 -p b/c
  same_file <(calls) <<-'END'
	mkdirat(AT_FDCWD, "b/c", 0777)
	mkdirat(AT_FDCWD, "b", 01700)
	openat(AT_FDCWD, "b", O_RDONLY|O_NOFOLLOW|O_CLOEXEC|O_DIRECTORY)
	mkdirat(FD, "c", 0777)
	END
}

@test "a default ACL that is malformed leaves the directory closed" {
  need_linux ACL
  need strace
  need_root
  run -1 strace -qq -o log -e trace=fgetxattr -e inject=fgetxattr:retval=3 \
    mkdir --owner=+65534 a
  same_as "$output" \
    <<<"mkdir: cannot change permissions of 'a': Invalid argument"
  same_file <(owners a) <<<'a 700 0:0'
}

@test "--owner works where the default ACL has no entries" {
  need_linux ACL
  need strace
  need_root
  need_poke
  for answer in retval=0 retval=4:poke_exit=@arg3=02000000 error={ENODATA,ENOSYS,EOPNOTSUPP}; do
    strace -qq -o log -e trace=fgetxattr -e "inject=fgetxattr:$answer" \
      mkdir --owner=+65534 "a$answer"
    same_file <(owners "a$answer") <<<"a$answer 755 65534:0"
  done
}

@test "an entry of a default ACL with an unknown tag is ignored" {
  need_linux ACL
  need strace
  need_root
  need_poke
  local entry entries=02000000
  # Each is a tag, permissions and an ID.
  for entry in 01000700 04000500 20000500 ffff0700; do
    entries+=${entry}ffffffff
  done
  run -0 strace -qq -o log -e trace=fgetxattr \
    -e inject=fgetxattr:retval=36:poke_exit=@arg3=$entries mkdir --owner=+65534 a
  same_as "$output" </dev/null
  same_file <(owners a) <<<'a 755 65534:0'
}

@test "a user ID without a name has no login group" {
  run -1 mkdir --owner=+1234567: a
  same_as "${lines[0]}" <<<"mkdir: invalid owner ‘+1234567:’"
}

@test "an owner that is not kept is reported, also if the mode is right" {
  need strace
  need_root
  run -1 strace -qq -o log -e trace="$fchown" -e inject="$fchown:retval=0" \
    mkdir -m 700 --owner=+65534 a
  same_as "$output" <<<"mkdir: 'a' was made with owner $(owner_names 0 0) instead of $(owner_names 65534 0)"
  same_file <(owners a) <<<'a 700 0:0'
}

@test "a file system without ACLs has no default ACL" {
  need strace
  need_root
  run -0 strace -qq -o log -e trace=fgetxattr -e inject=fgetxattr:error=ENOSYS \
    mkdir --owner=+65534 a
  same_as "$output" </dev/null
  same_file <(owners a) <<<'a 755 65534:0'
}

@test "a directory in the root directory gets its owner, and is synced" {
  need strace
  need_root
  need_mounts
  mkdir root
  # shellcheck disable=SC2016 # it is another shell that expands
  run -0 "${own_mounts[@]}" bash -c '
    mount -t tmpfs none root && cd root || exit 99
    for path in /*; do
      if [ -L "$path" ]; then
        cp -P "$path" .
      elif [ -d "$path" ]; then
        mkdir ".$path" && mount --rbind "$path" ".$path" || exit 99
      fi
    done
    chmod 2755 .
    chgrp 65533 .
    for owner in +65534 :+65533; do
      chroot . env PATH="$PATH" mkdir --sync --owner="$owner" -m 2750 "/new$owner"
      stat -c "%n %a %u:%g" "new$owner"
    done
    chroot . strace -qq -y -o /tmp/none -e trace=fsync -e inject=fsync:error=EIO:when=2 \
      env PATH="$PATH" mkdir --sync /last || :' 2>&1
  same_as "$output" <<-END
	new+65534 2750 65534:65533
	new:+65533 2750 0:65533
	mkdir: error syncing '/': $(errno_text EIO)
	END
}
