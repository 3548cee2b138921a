#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-bsd.bats -- what macOS and the BSDs have, by the stand-ins of
# tests/tools/posix.h

load ../helper

need_for_all ()
{
  case $("$top_builddir/config.status" --config) in
    *LIKE_BSD*) ;;
    *) skip 'not the build "bsd" of check-builds' ;;
  esac
}

@test "attributes are the words of chflags" {
  touch 1 2 3
  ln 2 2a
  ln 3 3a
  ln 3 3b
  ln -s 1 link
  run -0 lstat --json=path,attributes 1 2 3 link
  same_as "$output" <<-'END'
	{"path": "1", "attributes": ["nodump"]}
	{"path": "2", "attributes": ["uchg"]}
	{"path": "3", "attributes": ["nodump", "uchg"]}
	{"path": "link", "attributes": ["nodump"]}
	END
  ln 1 1a
  ln 1 1b
  ln 1 1c
  run -0 lstat -c '%n:%{attributes}' 1 2 3
  same_as "$output" <<-'END'
	1:
	2:uchg
	3:nodump,uchg
	END
}

@test "the type of a file system is that which statfs names" {
  touch a
  run -0 lstat -f -c %T a
  same_as "$output" <<<bsdfs
  run -0 lstat -f --json=type a
  same_as "$output" <<<'{"type": "bsdfs"}'
  run -0 lstat -f --dir-fd=3 -c %T a 3<.
  same_as "$output" <<<bsdfs
}

@test "the mount point and source are those that statfs names" {
  mkdir d
  touch d/a
  ln -s d/a link
  # A link is in the mount of the directory that contains it.
  run -0 lstat -c '%m %{mount_point} %{mount_source} %{mount_type}' d/a link
  same_as "$output" <<-END
	$PWD/d/a $PWD/d/a /dev/bsd bsdfs
	$PWD $PWD /dev/bsd bsdfs
	END
  run -0 lstat -L -c %m link
  same_as "$output" <<<"$PWD/d/a"
  run -0 lstat -c %m - <d/a
  same_as "$output" <<<"$PWD/d/a"
  # Relative to a directory, that of the file is opened.
  run -0 lstat --dir-fd=3 -c %m d/a link d 3<.
  same_as "$output" <<-END
	$PWD/d
	$PWD
	$PWD/d
	END
}
