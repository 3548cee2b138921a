#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-faults.bats -- system calls that fail, full and read-only file systems

load ../helper

# Run "mkdir ARGUMENT..." while strace tampers with system calls as "$1" says.
tampered ()
{
  local fault=$1
  shift
  strace -qq -o log -e trace="${fault%%:*}" -e inject="$fault" mkdir "$@"
}

@test "an error of mkdirat is reported, new directories stay, and the other operands are tried" {
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

# Run "mkdir ARGUMENT..." with each of its system calls SYSCALL, an extended
# regular expression, interrupted once by a signal, after the function "prepare";
# each time it must do what it does otherwise.  Count them in $tried.
interrupted ()
{
  local call count loader total normal
  prepare
  strace -qq -o whole mkdir "${@:2}" >normal 2>&1 && normal=0 || normal=$?
  owners . >made
  while read -r call; do
    # The loader and the libraries do not repeat theirs.
    loader=$(sed '/^umask/,$d' whole | grep -c "^$call(" || :)
    total=$(grep -c "^$call(" whole)
    for ((count = loader + 1; count <= total; count++)); do
      prepare
      run "-$normal" tampered "$call:error=EINTR:when=$count" "${@:2}"
      same_as "$output" <normal
      same_file <(owners .) <made
      tried=$((tried + 1))
    done
  done < <(sed -nE "s/^($1)\(.*/\1/p" whole | sort -u)
}

@test "a system call that a signal interrupts is repeated" {
  need strace
  local tried=0 calls='mkdirat|openat2?|fstat|newfstatat|fchmod|fchown(32)?|fgetxattr|fsync'
  local owner=+$EUID
  [ "$EUID" -ne 0 ] || owner=+1:+2
  touch log whole normal made f
  mkdir d
  ln -s d l
  printf 'd\0a/b\0' >list
  prepare () { rm -rf a b; }
  interrupted "$calls" -p --sync -v --owner="$owner" --parent-mode=1711 a/b b
  interrupted "$calls" -p --json d l/ d/. a f
  interrupted "$calls" -p --json --beneath=. d l a/b f
  interrupted "$calls" -p --files0-from=list
  # The way leads back from what is new.
  interrupted "$calls" -p -v a/../b
  interrupted "$calls" --ensure -m 711 -v a l f
  [ "$tried" -gt 40 ]
}

@test "reading a directory to see whether it is empty is repeated, too" {
  need strace
  need_no_statx
  chmod g+w .
  run -0 strace -qq -o log -e trace=getdents64 -e inject=getdents64:error=EINTR:when=1 \
    "$sandboxed" fail 38 statx mkdir -m 1777 new
  same_as "$output" </dev/null
  grep -q INJECTED log
  same_file <(modes new) <<<'new 1777'
}

@test "a directory that cannot be read to see whether it is empty stays closed" {
  need strace
  need_no_statx
  chmod g+w .
  strace -qq -o log -e trace='?fcntl,?fcntl64' "$sandboxed" fail 38 statx mkdir -m 1777 old
  # The call of fdopendir(3) only: what measures coverage makes others, before and after.
  local call
  call=$(awk '/F_DUPFD/ { copied = 1 } copied && /F_GETFL/ { print NR; exit }' log)
  run -1 strace -qq -o log -e trace='?fcntl,?fcntl64' \
    -e inject="?fcntl,?fcntl64:error=EBADF:when=$call" \
    "$sandboxed" fail 38 statx mkdir -m 1777 new
  same_as "$output" \
    <<<"mkdir: cannot change permissions of 'new': Bad file descriptor"
  same_file <(modes new) <<<'new 1700'
}

@test "a file system that interrupts each system call is an error" {
  need strace
  own_process "what strace injects is for a process"
  run -1 strace -qq -o log -e trace=mkdirat -e inject=mkdirat:error=EINTR mkdir a b
  same_as "$output" <<-'END'
	mkdir: cannot create directory 'a': Interrupted system call
	mkdir: cannot create directory 'b': Interrupted system call
	END
}

@test "-p goes from the start if an ancestor cannot be opened by its path" {
  need strace
  mkdir -p a/b
  run -0 strace -e quiet=all -o log -P a/b -e trace=openat -e inject=openat:error=EIO:when=1 \
    mkdir -p a/b/c/d
  same_as "$output" </dev/null
  grep -q INJECTED log
  [ -d a/b/c/d ]
}

@test "-p names the ancestor that cannot be looked up, whatever the error" {
  need strace
  mkdir -p far/there
  local errno named options
  # Whoever looks up "far" fails.
  for errno in EIO ENOMEM; do
    while read -r named options; do
      # shellcheck disable=SC2086
      run -1 strace -e quiet=all -o log -P far -P far/new -P far/new/new \
        -e trace=mkdirat,openat -e inject=mkdirat,openat:error="$errno" \
        mkdir $options far/new/new
      same_as "$output" \
        <<<"mkdir: cannot create directory '$named': $(errno_text "$errno")"
    done <<-'END'
	far -p
	far/new/new
	END
  done
}

@test "-p does not say that an ancestor just created cannot be created" {
  need strace
  own_process "what strace injects is for a process"
  run -1 strace -e quiet=all -o log -P . -e trace=/stat -e inject=/stat:error=EIO mkdir -pv n/../x
  same_as "$output" <<-END
	mkdir: created directory 'n'
	mkdir: cannot create directory 'n/..': $(errno_text EIO)
	END
  [ -d n ]
  [ ! -e x ]
}

@test "-p accepts an existing directory, whatever the error of mkdirat" {
  need strace
  mkdir -p d/e
  for errno in EEXIST EROFS EACCES EPERM ENOSYS EOPNOTSUPP ENOSPC; do
    run -0 tampered "mkdirat:error=$errno" -p d d/e d/. /
    same_as "$output" </dev/null
    run -1 tampered "mkdirat:error=$errno" d
  done
}

@test "EEXIST without a directory is an error with -p" {
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
  same_file <(modes a b) <<-'END'
	a 1700
	b 1777
	END
}

@test "a mode that was set is not said to be impossible to set if it cannot be checked" {
  need strace
  local form
  for form in -v --json; do
    strace --quiet=all -o log -P "$PWD/old$form" -e trace=/stat mkdir -m 2755 -- "old$form"
    # The last call, counted among those of its name.
    run -1 --separate-stderr strace --quiet=all -o log -P "$PWD/new$form" -e trace=/stat \
      -e inject="/stat:error=EIO:when=$(grep -c "^$(tail -n 1 log | sed 's/(.*//')(" log)" \
      mkdir "$form" -m 2755 "new$form"
    same_as "$stderr" <<<"mkdir: cannot check directory 'new$form': $(errno_text EIO)"
    same_file <(modes "new$form") <<<"new$form 2755"
  done
}

@test "a chmod without effect is reported" {
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
  same_file <(modes a b) <<-'END'
	a 1700
	b 1777
	END
}

@test "if a new ancestor cannot be opened, the directory in it is reported" {
  need strace
  for arguments in -pv '-pv --parent-mode=1711' '--ensure -v'; do
    # shellcheck disable=SC2086
    run -1 strace -qq -o log -P a -e trace=openat \
      -e inject=openat:error=EMFILE mkdir $arguments a/b c
    same_file <(grep -v 'cannot change' <<<"$output") <<-END
	mkdir: created directory 'a'
	mkdir: cannot create directory 'a/b': $(errno_text EMFILE)
	mkdir: created directory 'c'
	END
    rmdir a c
  done
}

@test "on a read-only file system, -p succeeds for existing directories, others are EROFS" {
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

@test "a full file system is ENOSPC, and new directories stay" {
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
