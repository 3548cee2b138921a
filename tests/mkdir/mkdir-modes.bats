#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-modes.bats -- the modes of new directories

# shellcheck disable=SC2174 # that -m is for the last alone is the point

load ../helper

# For each line "UMASK:MODE->PARENT,SUB" of standard input, succeed if
# "mkdir -p -m MODE parent/sub" under UMASK gives these modes; none is no -m.
check_table ()
{
  local line rest mask mode
  while read -r line; do
    mask=${line%%:*}
    rest=${line#*:}
    mode=${rest%->*}
    (
      umask "$mask"
      if [ "$mode" = none ]; then
        mkdir -p parent/sub
      else
        mkdir -p -m "$mode" parent/sub
      fi
    ) || return
    found="$mask:$mode->$(find parent -prune -printf %m)"
    chmod 700 parent
    same_as "$found,$(find parent/sub -prune -printf %m)" <<<"$line" || return
    rm -rf parent
  done
}

# Give the working directory the default ACL entries "$1".
default_acl ()
{
  need setfacl
  setfacl -m "$1" . 2>/dev/null || lack "no ACLs on this file system"
}

@test "-p: ancestors get the umask with u+wx, the last directory gets -m or the umask" {
  check_table <<-'END'
	000:016->777,16
	077:none->700,700
	050:none->727,727
	050:312->727,312
	160:none->717,617
	160:743->717,743
	022:o-w->755,775
	027:=+x->750,110
	027:=+X->750,110
	777:none->300,0
	077:777->700,777
	END
}

@test "-m: symbolic modes start from a=rwx, and the umask applies without u, g, o or a" {
  check_table <<-'END'
	022:u=rwx,g=rx,o=w,-s,+t->755,1752
	022:-w->755,577
	022:g=u->755,777
	022:a=rX->755,555
	022:=700->755,700
	022:+700->755,777
	022:-700->755,77
	022:=->755,0
	022:+->755,777
	022:=t->755,1000
	022:u+s->755,4777
	022:+s->755,6777
	077:u=g->700,777
	022:-x->755,666
	END
}

@test "-m +t is 1777 under any umask" {
  check_table <<-'END'
	000:+t->777,1777
	022:+t->755,1777
	077:+t->700,1777
	777:+t->300,1777
	END
}

@test "special bits are exact under any umask" {
  check_table <<-'END'
	022:1777->755,1777
	022:2777->755,2777
	022:4777->755,4777
	022:2755->755,2755
	022:4755->755,4755
	022:6755->755,6755
	022:7777->755,7777
	077:1777->700,1777
	077:2777->700,2777
	077:4777->700,4777
	077:2755->700,2755
	077:4755->700,4755
	077:6755->700,6755
	077:7777->700,7777
	077:1000->700,1000
	END
}

@test "an invalid mode is rejected, and nothing is made" {
  for mode in '' 8 10000 755,700 g+gr ug,+x +1x 0o7 rwx; do
    run -1 mkdir -p -m "$mode" a/b c
    same_as "$output" <<<"mkdir: invalid mode ‘$mode’"
  done
  run -1 mkdir -m $'a\nb' c
  same_as "$output" <<<"mkdir: invalid mode ‘a\\nb’"
  same_file <(ls) </dev/null
}

@test "the last -m counts, and only that" {
  run -0 mkdir -m 700 -m 711 a
  run -0 mkdir -m 8 -m 700 b
  same_file <(modes a b) <<-'END'
	a 711
	b 700
	END
}

@test "a missing operand is reported before a bad mode" {
  run -1 mkdir -m 8
  same_as "$output" <<-'END'
	mkdir: missing operand
	Try 'mkdir --help' for more information.
	END
}

@test "an existing directory keeps its mode" {
  mkdir -m 1750 a
  run -0 mkdir -p -m 700 a a/ a/.
  same_file <(modes a) <<<'a 1750'
}

@test "-p gives -m to the last directory only" {
  run -0 mkdir -p -m 700 a/b c/.
  same_file <(modes a c) <<-'END'
	a 755
	a/b 700
	c 755
	END
}

@test "the umask for one operand does not affect the next" {
  umask 160
  run -0 mkdir -p a/b c d/e
  same_file <(modes a c d) <<-'END'
	a 717
	a/b 617
	c 617
	d 717
	d/e 617
	END
}

@test "setgid is inherited unless the mode mentions it" {
  mkdir -m 2777 sg
  for mode in 755 00755 g-s ug-s =rwx g=rx 2755 u-s 1755; do
    mkdir -p -m "$mode" "sg/$mode"
  done
  mkdir -p sg/none/sub
  same_file <(cd sg && modes 755 00755 g-s ug-s =rwx g=rx 2755 u-s 1755 none) \
    <<-'END'
	00755 755
	1755 3755
	2755 2755
	755 2755
	=rwx 2755
	g-s 777
	g=rx 2757
	none 2755
	none/sub 2755
	u-s 2777
	ug-s 777
	END
}

@test "an ordinary user gets special bits without read permission" {
  chmod 777 .
  for mode in 1300 1000 3311 2070; do
    run -0 as_user mkdir -p -m "$mode" "a/$mode"
    same_as "$output" </dev/null
    same_file <(find "a/$mode" -prune -printf '%m\n') <<<"$mode"
  done
}

# Run a command as as_user does, where /proc is empty.
without_proc ()
{
  as_user true
  PATH=$BATS_RUN_TMPDIR/bin:$PATH "${own_mounts[@]}" sh -c '
    mount -t tmpfs none /proc || exit
    exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"' sh "$@"
}

@test "without fchmodat2, an unreadable directory is changed through /proc" {
  need strace
  need_sandbox fail 38 fchmodat2
  chmod 777 .
  for errno in 1 38; do
    as_user "$sandboxed" fail "$errno" fchmodat2 strace -qq -o log -e trace=openat,/chmod \
      mkdir -m 1311 "a$errno"
    same_file <(modes "a$errno") <<<"a$errno 1311"
    same_file <(grep -e "\"a$errno\"" -e '^f*chmod(' log \
      | sed -E 's/O_(CLOEXEC|NONBLOCK|LARGEFILE)\|//g
      s/ +=.*//; s/([(\/])[0-9]+/\1FD/') <<-END
	openat(AT_FDCWD, "a$errno", O_RDONLY|O_NOFOLLOW|O_DIRECTORY)
	openat(AT_FDCWD, "a$errno", O_RDONLY|O_NOFOLLOW|O_PATH|O_DIRECTORY)
	chmod("/proc/self/fd/FD", 01311)
	END
  done
}

@test "with fchmodat2, an unreadable directory is changed without /proc" {
  need_linux fchmodat2
  need_kernel "fchmodat2"
  native sanitizer
  need_root
  need_mounts
  [ "$(printf '%s\n' 6.6 "$(uname -r)" | sort -V | head -n 1)" = 6.6 ] \
    || lack_in_kernel fchmodat2
  without_proc true || lack "no setpriv that works without /proc"
  chmod 777 .
  for mode in 1300 1311 1333 2070; do
    run -0 without_proc mkdir -m "$mode" "a$mode"
    same_as "$output" </dev/null
    same_file <(modes "a$mode") <<<"a$mode $mode"
  done
}

@test "with neither fchmodat2 nor /proc, the error is that of fchmodat2" {
  native sanitizer
  need_root
  need_mounts
  need_sandbox fail 38 fchmodat2
  without_proc true || lack "no setpriv that works without /proc"
  chmod 777 .
  run -1 without_proc "$sandboxed" fail 38 fchmodat2 mkdir -m 1333 a
  same_as "$output" \
    <<<"mkdir: cannot change permissions of 'a': Function not implemented"
  run -1 without_proc "$sandboxed" fail 1 fchmodat2 mkdir -m 1333 b
  same_as "$output" \
    <<<"mkdir: cannot change permissions of 'b': Operation not permitted"
  same_file <(modes a b) <<-'END'
	a 1300
	b 1300
	END
}

@test "the sticky bit is there from the start, also where chmod cannot set it" {
  native sanitizer
  need strace
  run -0 strace -qq -o log -e trace=/mkdir,/chmod mkdir -m 1777 a
  same_file <(sed 's/ *=.*//; s/([0-9]*, /(FD, /' log) <<-'END'
	mkdirat(AT_FDCWD, "a", 01700)
	fchmod(FD, 01777)
	END
  # What is complete is not changed.
  run -0 strace -qq -o log -e trace=/mkdir,/chmod mkdir -m 1700 b
  same_file <(sed 's/ *=.*//' log) <<<'mkdirat(AT_FDCWD, "b", 01700)'
  same_file <(modes a b) <<-'END'
	a 1777
	b 1700
	END
}

@test "mode bits that are not kept are reported" {
  need_root
  mkdir -m 2777 sg
  run -1 as_user mkdir -v -m 6755 sg/a
  same_as "$output" <<-'END'
	mkdir: created directory 'sg/a'
	mkdir: 'sg/a' was made with mode 4755 instead of 6755
	END
  same_file <(modes sg/a) <<<'sg/a 4755'
}

@test "an inherited set-group-ID bit that is lost is reported as such" {
  need_root
  mkdir -m 2777 sg
  local mode
  for mode in 5777 u+s; do
    run -1 as_user mkdir -m "$mode" "sg/$mode"
    same_as "$output" \
      <<< "mkdir: 'sg/$mode' lost the set-group-ID bit that it inherited"
  done
  run -1 as_user mkdir --parent-mode=4711 --json sg/a/b
  same_as "$output" <<-'END'
	{"path": "sg/a", "created": true, "mode": "4711"}
	mkdir: 'sg/a' lost the set-group-ID bit that it inherited
	{"path": "sg/a/b", "created": true, "mode": "0755"}
	END
  same_file <(modes sg) <<-'END'
	sg 2777
	sg/5777 5777
	sg/a 4711
	sg/a/b 755
	sg/u+s 4777
	END
}

@test "setgid is inherited from a group that the user is not in" {
  need_root
  mkdir -m 2777 sg
  run -0 as_user mkdir -m 755 sg/a
  run -0 as_user mkdir -m 2770 sg/b
  run -0 as_user mkdir -p -m 2755 "$PWD/sg/c/d"
  run -0 as_user mkdir -m u-s sg/e
  same_file <(modes sg) <<-'END'
	sg 2777
	sg/a 2755
	sg/b 2770
	sg/c 2755
	sg/c/d 2755
	sg/e 2777
	END
}

@test "-m without special bits takes no system call for the user ID" {
  need strace
  native
  own_process 'bash asks for its user ID'
  run -0 strace -qq -o log -e trace=/geteuid mkdir -m 711 a
  same_file log </dev/null
}

@test "setgid is inherited beside the sticky bit by root without CAP_FSETID, too" {
  need_linux
  need_root
  need setpriv
  mkdir --owner=:+65532 -m 2777 sg
  local mode
  for mode in 1755 3755 +t; do
    run -0 setpriv --clear-groups --bounding-set=-fsetid --inh-caps=-fsetid mkdir -m "$mode" "sg/$mode"
    same_as "$output" </dev/null
  done
  same_file <(modes sg) <<-'END'
	sg 2777
	sg/+t 3777
	sg/1755 3755
	sg/3755 3755
	END
}

@test "setgid is inherited from such a group beside the sticky bit" {
  need_linux
  need_root
  mkdir --owner=:+0 -m 2777 sg
  local mode
  for mode in 01755 1755 3770 +t; do
    run -0 as_user mkdir -m "$mode" "sg/$mode"
    same_as "$output" </dev/null
  done
  run -0 as_user mkdir --parent-mode=1711 -m 1700 sg/a/b
  run -0 as_user mkdir --owner=:+0 -m 1700 sg/c
  same_file <(modes sg) <<-'END'
	sg 2777
	sg/+t 3777
	sg/01755 1755
	sg/1755 3755
	sg/3770 3770
	sg/a 3711
	sg/a/b 3700
	sg/c 3700
	END
}

@test "a default ACL takes the place of the umask" {
  default_acl d:u::rwx,d:g::rwx,d:o::r-x
  umask 077
  run -0 mkdir -p a/b
  same_file <(modes a) <<-'END'
	a 775
	a/b 775
	END
}

@test "-m is exact in spite of a default ACL" {
  default_acl d:u::rwx,d:g::r-x,d:o::---
  umask 077
  for mode in 777 700 0 1777 2777 4777 2755 4755 6755 7777; do
    run -0 mkdir -m "$mode" "m$mode"
    same_as "$output" </dev/null
  done
  same_file <(modes m*) <<-'END'
	m0 0
	m1777 1777
	m2755 2755
	m2777 2777
	m4755 4755
	m4777 4777
	m6755 6755
	m700 700
	m777 777
	m7777 7777
	END
}

@test "-m g-rwx shuts out the users that a default ACL names" {
  default_acl d:u:bin:rwx,d:m::rwx
  run -0 mkdir -m 700 a
  same_file <(getfacl -cE a | grep -ve ^default -e '^$') <<-'END'
	user::rwx
	user:bin:rwx
	group::r-x
	mask::---
	other::---
	END
  run -0 mkdir -m 1700 b
  same_file <(getfacl -cE b | grep -e mask: | head -n 1) <<<'mask::---'
}

@test "a directory is at no time more permissive than requested" {
  need strace
  mkdir -m 2777 sg
  for mask in 000 022 077 160 777; do
    for mode in 000 016 312 700 755 777 1777 2755 00755 7777 1300 0070; do
      (umask "$mask" && strace -qq -o log -e trace=umask,mkdirat,/chmod \
        mkdir -p -m "$mode" sg/a/last)
      now=$mask
      sed -nE 's/^(umask)\(([0-7]+)\).*/\1 \2/p
        s/^(mkdirat)\(.*"last", ([0-7]+)\).*/\1 \2/p
        s/^f?(chmod)(at2?)?\(.*, ([0-7]+)\).*/\1 \3/p' log >calls
      grep -q mkdirat calls
      while read -r call bits; do
        echo "umask $mask mode $mode: $call $bits" >&2
        case $call in
          umask) now=$bits ;;
          mkdirat) (((8#$bits & ~8#$now & ~8#$(as_opened "$mode")) == 0)) ;;
          # The setgid bit may be an inherited one.
          chmod) (((8#$bits & ~(8#$mode | 8#2000)) == 0)) ;;
        esac
      done <calls
      chmod -R u+rwx sg/a
      rm -r sg/a
    done
  done
}

@test "the umask does not keep the owner from setting special bits" {
  chmod 777 .
  as_user sh -c 'umask 777 && exec mkdir -m 1311 a'
  same_file <(modes a) <<<'a 1311'
}

@test "the umask is changed only if necessary" {
  need strace
  strace -qq -o log -e trace=umask mkdir a b
  same_file log </dev/null
  umask 022
  strace -qq -o log -e trace=umask mkdir -p c/d/e f/g
  same_file log <<-'END'
	umask(077)                              = 022
	umask(022)                              = 077
	END
}

@test "an error of the file system is reported also if the mode is changed through /proc" {
  native sanitizer
  need strace
  need_root
  need_sandbox fail 38 fchmodat2
  chmod 777 .
  as_user true
  run -1 strace -f -qq -o log -e trace='/^(chmod|fchmodat)$' -e inject='/^(chmod|fchmodat)$:error=EIO' \
    env PATH="$BATS_RUN_TMPDIR/bin:$PATH" \
    ${BUILTINS:+BASH_LOADABLES_PATH="$BATS_RUN_TMPDIR/bin/loadables"} \
    setpriv --reuid=65534 --regid=65534 --clear-groups "$sandboxed" fail 38 fchmodat2 mkdir -m 1333 a
  same_as "$output" <<<"mkdir: cannot change permissions of 'a': $(errno_text EIO)"
  same_file <(modes a) <<<'a 1300'
}

@test "an error of the file system in fchmodat2 is reported" {
  native sanitizer
  need_root
  need_sandbox fail 5 fchmodat2
  chmod 777 .
  run -1 as_user "$sandboxed" fail 5 fchmodat2 mkdir -m 1333 a
  same_as "$output" <<<"mkdir: cannot change permissions of 'a': $(errno_text EIO)"
  same_file <(modes a) <<<'a 1300'
}
