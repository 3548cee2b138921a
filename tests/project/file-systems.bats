#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# file-systems.bats -- both programs on each file system that can be mounted here

load ../helper

need_for_all ()
{
  need_root
  need_mounts
  need_openat2
  need python3 setfacl setfattr
}

# Make an image of the file system TYPE in the file image with the command "$@".
make_image ()
{
  local type=$1
  shift
  grep -qw "$type" /proc/filesystems || lack "no $type in this kernel"
  [ -e /dev/loop-control ] || lack "no loop devices"
  need "$1"
  truncate -s 320M image
  "$@" image
}

# Run the shell script on standard input in an empty directory "mounted" where
# the command "$@" mounts a file system, unless that fails.
in_file_system ()
{
  mkdir -p mounted
  run "${own_mounts[@]}" bash -euc '
    "${@:2}" || exit 77
    cd mounted
    umask 022
    eval "$1"' bash "$(cat)" "$@" 2>&1
  [ "$status" -ne 77 ] || lack_in_kernel "file system for $*: $output"
  [ "$status" -eq 0 ] || { echo "status $status: $output" && false; }
}

# What holds for every file system with the permission bits, owners, lists of
# access control and extended attributes of Linux.
# shellcheck disable=SC2016
holds_everywhere='
  echo "modes"
  for mode in 1777 2755 4711 7777; do mkdir -m "$mode" "m$mode"; done
  mkdir -p --parent-mode=2700 -m 1750 p/q
  (umask 077 && mkdir -m 6755 m6755 && mkdir n && mkdir -m 2777 sg && mkdir sg/sub)
  lstat -c "%n %a" m* n p p/q sg sg/sub
  echo "owners"
  for i in 1 2; do mkdir --ensure --json --owner=1:2 -m 2770 o/p; done
  lstat -c "%n %a %u:%g" o o/p
  mkdir --sync -pv s/t
  echo "default ACL"
  mkdir acl
  setfacl -d -m g::rwx,u:4242:rx acl
  (umask 077 && mkdir -p acl/a/b && mkdir -m 750 acl/c && mkdir -m 1777 acl/d)
  lstat -c "%n %a" acl/a acl/a/b acl/c acl/d
  lstat -c "%{default_acl}" acl/c
  echo "files"
  printf hello > f
  setfattr -n user.name -v value f
  ln -s f l
  ln f link
  truncate -s 5G large
  mkfifo fifo
  touch -d @-2000000000.123456789 past
  touch -d @4300000000.987654321 future
  name=$(printf "%0255d" 0)
  mkdir "$name"
  mkdir "${name}0" 2>/dev/null && echo wrong
  find . -print0 | LC_ALL=C sort -z > "$OLDPWD/names"
  python3 "$top_srcdir/tests/programs/compare-os-lstat.py" < "$OLDPWD/names" > /dev/null && echo same
  lstat -c "%n %s %h %F" f l large fifo
  lstat --json=xattrs f
  lstat -c "%n %.9Y" past future
  [ "$(lstat -c %m f)" = "$PWD" ] && echo mounted
  [ "$(lstat -c %W f)" != 0 ] && echo birth
  lstat -f -c %T .
  mkdir old --beneath=. && mkdir -p --beneath=old a/b && lstat --beneath=old -c %F a/b'

# Succeed if $output is what that prints on a file system of the type $1.
same_as_everywhere ()
{
  same_as "$output" <<-END
	modes
	m1777 1777
	m2755 2755
	m4711 4711
	m6755 6755
	m7777 7777
	n 700
	p 2700
	p/q 3750
	sg 2777
	sg/sub 2700
	owners
	{"path": "o", "created": true, "mode": "0755", "changed": true}
	{"path": "o/p", "created": true, "mode": "2770", "changed": true}
	{"path": "o/p", "created": false, "mode": "2770", "changed": false}
	o 755 0:0
	o/p 2770 1:2
	mkdir: created directory 's'
	mkdir: created directory 's/t'
	default ACL
	acl/a 775
	acl/a/b 775
	acl/c 750
	acl/d 1777
	u::rwx,u:4242:r-x,g::rwx,m::rwx,o::r-x
	files
	same
	f 5 2 regular file
	l 1 1 symbolic link
	large 5368709120 1 regular file
	fifo 0 1 fifo
	{"xattrs": {"user.name": "value"}}
	past -2000000000$(decimal_point)123456789
	future 4300000000$(decimal_point)987654321
	mounted
	birth
	$1
	directory
	END
}

@test "both programs work on ext4" {
  make_image ext4 mkfs.ext4 -q
  in_file_system mount -o loop image mounted <<< "$holds_everywhere"
  same_as_everywhere ext2/ext3
}

@test "both programs work on XFS" {
  make_image xfs mkfs.xfs -q
  in_file_system mount -o loop image mounted <<< "$holds_everywhere"
  same_as_everywhere xfs
}

@test "both programs work on Btrfs" {
  make_image btrfs mkfs.btrfs -q
  in_file_system mount -o loop image mounted <<< "$holds_everywhere"
  same_as_everywhere btrfs
}

@test "both programs work on tmpfs" {
  in_file_system eval 'mount -t tmpfs none mounted && setfattr -n user.a mounted' \
    <<< "$holds_everywhere"
  same_as_everywhere tmpfs
}

@test "both programs work on overlayfs" {
  grep -qw overlay /proc/filesystems || lack "no overlay in this kernel"
  in_file_system eval 'mkdir layers && mount -t tmpfs none layers && setfattr -n user.a layers \
    && mkdir -pm 1711 layers/{lower/d,upper,work} && mount -t overlay none mounted \
      -o lowerdir=layers/lower,upperdir=layers/upper,workdir=layers/work' <<< "$holds_everywhere"
  same_as_everywhere overlayfs
}

@test "on overlayfs, an older directory whose copy has just been made keeps its owner and mode" {
  grep -qw overlay /proc/filesystems || lack "no overlay in this kernel"
  need strace
  make_image btrfs mkfs.btrfs -q
  local layers
  # On tmpfs, a directory has two links, on Btrfs one, as what overlayfs has copied.
  for layers in '-t tmpfs none' '-o loop image'; do
    in_file_system eval "mkdir -p layers && mount $layers layers && mkdir layers/{upper,work} \
      && mkdir -m 777 -p layers/lower/p && mkdir -m 700 layers/lower/p/old \
      && touch -d '1 hour ago' layers/lower/p/old && [[ \$(lstat -c %W layers/upper) = [1-9]* ]] \
      && mount -t overlay none mounted \
        -o lowerdir=layers/lower,upperdir=layers/upper,workdir=layers/work,redirect_dir=on" <<-'END'
	. "$top_srcdir/tests/stopped.bash"
	cd p
	meanwhile () { rmdir new; python3 -c 'import os; os.rename ("old", "new")'; }
	stopped mkdirat 1 --owner=+65534:+65534 -m 2770 new || echo $?
	cat output
	# A directory that is no copy may have something in it.
	meanwhile () { touch other/f; }
	stopped mkdirat 1 --owner=+65534:+65534 -m 2770 other || echo $?
	cat output
	lstat -c '%n %a %u %g' new other
	END
    same_as "$output" <<-'END'
	1
	mkdir: cannot change ownership of 'new': File exists
	new 700 0 0
	other 2770 65534 65534
	END
  done
}

@test "a directory that was born in the future must be empty" {
  need debugfs strace
  make_image ext4 mkfs.ext4 -q
  debugfs -w -f - image > /dev/null 2>&1 <<-'END'
	mkdir old
	mkdir old/d
	set_inode_field old crtime 4000000000
	set_inode_field old crtime_extra 1
	END
  in_file_system mount -o loop image mounted <<-'END'
	. "$top_srcdir/tests/stopped.bash"
	chmod 777 .
	chmod 700 old
	meanwhile () { rmdir new; mv old new; }
	stopped mkdirat 1 --owner=+65534:+65534 -m 2770 new || echo $?
	cat output
	lstat -c '%a %u %g %W' new
	END
  same_as "$output" <<-'END'
	1
	mkdir: cannot change ownership of 'new': Directory not empty
	700 0 0 4000000000
	END
}

@test "NTFS without permission bits: modes and owners that are not kept are reported" {
  [ -e /dev/fuse ] || lack "no FUSE"
  need mkntfs ntfs-3g
  truncate -s 40M image
  mkntfs -F -q image > /dev/null
  in_file_system ntfs-3g image mounted <<-'END'
	mkdir -m 1777 a || :
	mkdir -vm 700 b || :
	mkdir --owner=+1 c || :
	mkdir --ensure=check -m 777 a
	mkdir --sync -p d/e
	mkdir d/e || :
	lstat -c '%n %a %u %F' ./*
	cd ..
	umount mounted
	END
  same_as "$output" <<-END
	mkdir: 'a' was made with mode 0777 instead of 1777
	mkdir: created directory 'b'
	mkdir: 'b' was made with mode 0777 instead of 0700
	mkdir: 'c' was made with owner $(owner_names 0 0) instead of $(owner_names 1 0)
	mkdir: 'c' was made with mode 0777 instead of 0755
	mkdir: cannot create directory 'd/e': File exists
	./a 777 0 directory
	./b 777 0 directory
	./c 777 0 directory
	./d 777 0 directory
	END
}

@test "times on a damaged ext4 are numbers, as those that os.lstat gives" {
  need debugfs strace
  make_image ext4 mkfs.ext4 -q
  printf hello > f
  debugfs -w -f - image > /dev/null 2>&1 <<-'END'
	write f f
	set_inode_field f mtime 1700000000
	set_inode_field f mtime_extra 0xfffffffc
	set_inode_field f atime 1700000000
	set_inode_field f atime_extra 0xfffffffc
	set_inode_field f ctime 1700000000
	set_inode_field f ctime_extra 0xfffffffc
	set_inode_field f crtime 1700000000
	set_inode_field f crtime_extra 0xfffffffc
	END
  in_file_system mount -o loop,ro image mounted <<-'END'
	lstat -c '%Y %.9Y %.9X %.9Z %.9W' f | tr , .
	lstat --json=mtime,st_mtime_ns f
	strace --quiet=all -o ../log -P f -e inject=statx:error=ENOSYS lstat --json=mtime,st_mtime f
	printf 'f\0' | python3 "$top_srcdir/tests/programs/compare-os-lstat.py" > /dev/null && echo same
	END
  same_as "$output" <<-'END'
	1700000001 1700000001.073741823 1700000001.073741823 1700000001.073741823 1700000001.073741823
	{"mtime": "2023-11-14T22:13:21.073741823+00:00", "st_mtime_ns": 1700000001073741823}
	{"mtime": "2023-11-14T22:13:21.073741823+00:00", "st_mtime": 1700000001.073741823}
	same
	END
}
