#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-faults.bats -- system calls that fail, full and read-only file systems

load helper

# Run "mkdir ARGUMENT..." while strace tampers with system calls as "$1" says.
tampered ()
{
  local fault=$1
  shift
  strace -qq -o log -e trace="${fault%%:*}" -e inject="$fault" mkdir "$@"
}

@test "an error of mkdirat is reported, what was made stays, the rest is tried" {
  need strace
  while IFS=: read -r errno text; do
    text=${text:-$(errno_text "$errno")}
    run -1 tampered "mkdirat:error=$errno:when=2" -v a b c
    same_as "$output" <<-END
	mkdir: created directory 'a'
	mkdir: cannot create directory 'b': $text
	mkdir: created directory 'c'
	END
    rmdir a c
    # The second call makes a, the third a/b.
    run -1 tampered "mkdirat:error=$errno:when=3" -pv a/b/c d
    same_as "$output" <<-END
	mkdir: created directory 'a'
	mkdir: cannot create directory 'a/b': $text
	mkdir: created directory 'd'
	END
    rmdir a d
  done <<-'END'
	ENOSPC:No space left on device
	EDQUOT:
	EMLINK:Too many links
	EIO:
	EROFS:Read-only file system
	ENOMEM:
	END
}

@test "a system call that a signal interrupts is repeated" {
  need strace
  need_root
  local arguments=(-p --sync -v --owner=+1:+2 --parent-mode=1711 a/b b)
  local call count loader total tried=0
  strace -qq -o whole mkdir "${arguments[@]}" >/dev/null
  for call in mkdirat openat fstat newfstatat fchmod "$fchown" fgetxattr fsync; do
    # The loader and the libraries do not repeat theirs.
    loader=$(sed '/^umask/,$d' whole | grep -c "^$call(" || :)
    total=$(grep -c "^$call(" whole || :)
    for ((count = loader + 1; count <= total; count++)); do
      rm -r a b
      run -0 tampered "$call:error=EINTR:when=$count" "${arguments[@]}"
      same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	mkdir: created directory 'b'
	END
      same_as "$(owners a b)" <<-'END'
	a 1711 0:0
	a/b 755 1:2
	b 755 1:2
	END
      tried=$((tried + 1))
    done
  done
  [ "$tried" -gt 20 ]
}

@test "-p goes on if the directory is there, whatever mkdirat says" {
  need strace
  mkdir -p d/e
  for errno in EEXIST EROFS EACCES EPERM ENOSYS EOPNOTSUPP ENOSPC; do
    run -0 tampered "mkdirat:error=$errno" -p d d/e d/. /
    same_as "$output" </dev/null
    run -1 tampered "mkdirat:error=$errno" d
  done
}

@test "only EEXIST of a directory is no error with -p" {
  need strace
  run -1 tampered mkdirat:error=EEXIST -p a
  same_as "$output" \
    <<<"mkdir: cannot create directory 'a': No such file or directory"
}

@test "a refused chmod is reported, and the directory stays closed" {
  need strace
  run -1 tampered fchmod:error=EPERM:when=1 -v -m 1777 a b
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: cannot change permissions of 'a': Operation not permitted
	mkdir: created directory 'b'
	END
  same_as "$(modes a b)" <<-'END'
	a 700
	b 1777
	END
}

@test "a chmod that changes nothing is found out" {
  need strace
  run -1 tampered fchmod:retval=0 -m 2755 a
  same_as "$output" \
    <<<"mkdir: 'a' was made with mode 0700 instead of 2755"
}

@test "a new directory that cannot be opened is reported" {
  need strace
  run -1 strace -qq -o log -P a -e trace=openat \
    -e inject=openat:error=EMFILE mkdir -m 1777 a b
  same_as "$output" \
    <<<"mkdir: cannot change permissions of 'a': $(errno_text EMFILE)"
  same_as "$(modes a b)" <<-'END'
	a 700
	b 1777
	END
}

@test "read-only trees: what exists is fine, what does not is EROFS" {
  need_root
  need_mounts
  run -0 "${own_mounts[@]}" sh -c '
    mkdir ro && mount -t tmpfs none ro && mkdir -p ro/existing/sub ro/rw \
      && mount -t tmpfs none ro/rw && mount -o remount,ro ro \
      && mkdir -p ro/existing ro/existing/sub ro/rw/new/sub ro/rw \
      && ls ro/rw/new
    mkdir -p ro/new ro/new/sub ro/rw/other
    mkdir ro/existing ro/new
    ls ro ro/rw' 2>&1
  same_as "$output" <<-'END'
	sub
	mkdir: cannot create directory 'ro/new': Read-only file system
	mkdir: cannot create directory 'ro/new': Read-only file system
	mkdir: cannot create directory 'ro/existing': File exists
	mkdir: cannot create directory 'ro/new': Read-only file system
	ro:
	existing
	rw

	ro/rw:
	new
	other
	END
}

@test "a full file system is ENOSPC, and what was made stays" {
  need_root
  need_mounts
  run -0 "${own_mounts[@]}" sh -c '
    mkdir small && mount -t tmpfs -o nr_inodes=3 none small || exit
    mkdir -pv small/a/b/c/d there
    find small' 2>&1
  same_as "$output" <<-'END'
	mkdir: created directory 'small/a'
	mkdir: created directory 'small/a/b'
	mkdir: cannot create directory 'small/a/b/c': No space left on device
	mkdir: created directory 'there'
	small
	small/a
	small/a/b
	END
}
