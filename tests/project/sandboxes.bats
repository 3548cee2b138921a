#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# sandboxes.bats -- both programs in containers, services and namespaces

load ../helper

# The builtins are called in the bash of bats.
need_for_all ()
{
  own_process "a sandbox is entered before the program starts"
  # It would need more than a sandbox allows.
  native valgrind
}

@test "where no newer system call exists, only --beneath fails, and says why" {
  local errno errors=(1 38)
  # There, the loader of the C library needs statx, or an ENOSYS.
  [ "$(address_bits)" = 64 ] || errors=(38)
  printf hello > f
  ln -s f l
  chmod 777 .
  for errno in "${errors[@]}"; do
    need_sandbox fail "$errno" statx,openat2,fchmodat2
    run -0 "$sandboxed" fail "$errno" statx,openat2,fchmodat2 \
      lstat -c '%s %a %W %F %N %m' f l
    same_as "$output" <<-END
	5 644 0 regular file 'f' $(lstat -c %m f)
	1 777 0 symbolic link 'l' -> 'f' $(lstat -c %m f)
	END
    run -0 "$sandboxed" fail "$errno" statx,openat2,fchmodat2 \
      lstat --json=st_size,st_birthtime,mount_id,attributes f
    same_as "$output" <<-'END'
	{"st_size": 5, "st_birthtime": null, "mount_id": null, "attributes": null}
	END
    run -0 as_user "$sandboxed" fail "$errno" statx,openat2,fchmodat2 \
      mkdir -p -m 1777 "a$errno/b" "a$errno/c"
    as_user "$sandboxed" fail "$errno" statx,openat2,fchmodat2 mkdir -m 1333 "d$errno"
    same_file <(modes "a$errno" "d$errno") <<-END
	a$errno 755
	a$errno/b 1777
	a$errno/c 1777
	d$errno 1333
	END
    run -1 "$sandboxed" fail "$errno" statx,openat2,fchmodat2 mkdir --beneath=. x
    same_as "$output" \
      <<< 'mkdir: --beneath needs openat2(2), which this system does not have'
    run -1 "$sandboxed" fail "$errno" statx,openat2,fchmodat2 lstat --beneath=. f
    same_as "$output" \
      <<< 'lstat: --beneath needs openat2(2), which this system does not have'
    [ ! -e x ]
  done
}

@test "attributes relative to a directory: by getxattrat, else by /proc, and the result is the same" {
  need_linux xattr
  local errno without=()
  mkdir d
  ln -s f d/link
  touch d/f
  need setfattr
  setfattr -n user.a -v 1 d/f || lack "no extended attributes here"
  exec 5< d
  show ()
  {
    "$@" lstat --dir-fd=5 --json=path,xattrs,acl f link "$PWD/d/f" 2>&1
    "$@" lstat --dir-fd=5 -L --json=path,xattrs link "$PWD/d/link" 2>&1
  }
  same_file <(show env) <<-END
	{"path": "f", "xattrs": {"user.a": "1"}, "acl": null}
	{"path": "link", "xattrs": {}, "acl": null}
	{"path": "$PWD/d/f", "xattrs": {"user.a": "1"}, "acl": null}
	{"path": "link", "xattrs": {"user.a": "1"}}
	{"path": "$PWD/d/link", "xattrs": {"user.a": "1"}}
	END
  for errno in 1 38; do
    need_sandbox fail "$errno" getxattrat,listxattrat
    same_file <(show "$sandboxed" fail "$errno" getxattrat,listxattrat) < <(show env)
  done
  native sanitizer
  need_root
  need_mounts
  without=("${own_mounts[@]}" sh -c 'umount -l /proc && exec "$@"' sh)
  same_as "$("${without[@]}" "$sandboxed" fail 38 getxattrat,listxattrat \
    lstat --dir-fd=5 --json=xattrs f 2>&1)" <<-'END'
	lstat: cannot read extended attributes of 'f' without /proc
	{"xattrs": null, "failed": {"xattrs": "ENOSYS"}}
	END
  need_system getxattrat
  same_file <(show "${without[@]}") < <(show env)
}

@test "a service that may not set set-user-ID bits gets all other bits, and a message" {
  need_sandbox restrict-suid
  run -0 "$sandboxed" restrict-suid mkdir -pm 1777 a/b
  same_as "$output" < /dev/null
  for mode in 2755 4755 6711; do
    run -1 "$sandboxed" restrict-suid mkdir -vm "$mode" "m$mode" "n$mode"
    same_as "$output" <<-END
	mkdir: created directory 'm$mode'
	mkdir: cannot change permissions of 'm$mode': Operation not permitted
	mkdir: created directory 'n$mode'
	mkdir: cannot change permissions of 'n$mode': Operation not permitted
	END
  done
  # Nobody has got more than was asked for.
  same_file <(modes a m* n*) <<-'END'
	a 755
	a/b 1777
	m2755 700
	m4755 700
	m6711 700
	n2755 700
	n4755 700
	n6711 700
	END
}

@test "under Landlock, directories are made where it is allowed" {
  mkdir -p in/old out/old
  need_sandbox landlock in
  run -1 "$sandboxed" landlock in mkdir -pv in/a/b out/a/b out/old in/old
  same_as "$output" <<-'END'
	mkdir: created directory 'in/a'
	mkdir: created directory 'in/a/b'
	mkdir: cannot create directory 'out/a': Permission denied
	END
  run -0 "$sandboxed" landlock in mkdir -m 1777 in/c
  run -0 "$sandboxed" landlock in mkdir -p --beneath=in d/e
  run -0 "$sandboxed" landlock in lstat -c '%n %a' out/old in/c in/d/e
  same_as "$output" <<-'END'
	out/old 755
	in/c 1777
	in/d/e 755
	END
}

@test "in a user namespace, IDs that are not mapped are those of nobody" {
  need_root
  need unshare
  unshare --user --map-root-user true 2>/dev/null || lack "no user namespaces"
  touch mine theirs
  chown 1234:1234 theirs
  run -0 unshare --user --map-root-user lstat -c '%n %u %g' mine theirs
  same_as "$output" <<-'END'
	mine 0 0
	theirs 65534 65534
	END
  run -1 unshare --user --map-root-user mkdir --owner=1:1 given
  same_as "$output" <<-'END'
	mkdir: cannot change ownership of 'given': Invalid argument
	END
  # Nobody else can get into what could not be given away.
  same_file <(owners given) <<< 'given 700 0:0'
}

@test "in a user namespace, a set-group-ID bit that the kernel drops is reported" {
  need_root
  need unshare
  unshare --user --map-root-user true 2>/dev/null || lack "no user namespaces"
  mkdir -m 2777 sg
  chgrp 1234 sg
  run -1 unshare --user --map-root-user mkdir -m 7755 sg/a
  same_as "$output" <<-'END'
	mkdir: 'sg/a' was made with mode 5755 instead of 7755
	END
  # It is inherited where chmod(2) is not needed.
  run -0 unshare --user --map-root-user mkdir -m 755 sg/b
  same_as "$output" </dev/null
  same_file <(modes sg) <<-'END'
	sg 2777
	sg/a 5755
	sg/b 2755
	END
}

@test "in a user namespace, the set-group-ID bit is inherited beside the sticky bit" {
  need_linux "sticky bit of mkdir(2)"
  need_root
  need unshare
  unshare --user --map-root-user true 2>/dev/null || lack "no user namespaces"
  mkdir -m 2777 sg
  chgrp 1234 sg
  run -0 unshare --user --map-root-user mkdir -m 3755 sg/a
  same_as "$output" </dev/null
  same_file <(modes sg) <<-'END'
	sg 2777
	sg/a 3755
	END
}

@test "on a read-only root, existing directories are not an error" {
  need_root
  need_mounts
  mkdir -m 750 old
  run -0 "${own_mounts[@]}" sh -c '
    mount -o bind . . && cd "$PWD" && mount -o remount,bind,ro . || exit
    mkdir -p old; echo "$?"
    mkdir --ensure -m 750 old; echo "$?"
    mkdir --ensure -m 755 old; echo "$?"
    mkdir --ensure=check -m 755 old; echo "$?"
    mkdir -p --owner=1 old/new; echo "$?"
    lstat -c "%n %a %F" old; echo "$?"
    lstat -f --json=f_flag . | grep -c .' 2>&1
  same_as "$output" <<-'END'
	0
	0
	mkdir: cannot change permissions of 'old': Read-only file system
	1
	mkdir: 'old' has mode 0750 instead of 0755
	1
	mkdir: cannot create directory 'old/new': Read-only file system
	1
	old 750 directory
	0
	1
	END
}
