#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-ensure.bats -- mkdir --ensure

# shellcheck disable=SC2174 # that -m is for the last alone is the point
# shellcheck disable=SC2317 # stopped calls meanwhile

load ../helper
load ../stopped

@test "--ensure creates what is missing, with ancestors" {
  run -0 mkdir --ensure -v -m 700 a/b
  same_as "$output" <<-'END'
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	END
  same_file <(modes a) <<-'END'
	a 755
	a/b 700
	END
}

@test "--ensure gives an existing directory the mode and owner" {
  need_root
  mkdir -m 777 a b c
  chown 65533:65533 c
  run -0 mkdir --ensure -v -m 2750 --owner=+65534:+65533 a
  same_as "$output" <<-END
	mkdir: changed ownership of 'a' from $(owner_names 0 0) to $(owner_names 65534 65533)
	mkdir: mode of 'a' changed from 0777 to 2750
	END
  run -0 mkdir --ensure=fix -v --owner=:+65533 b c
  same_as "$output" \
    <<<"mkdir: changed ownership of 'b' from $(owner_names 0 0) to $(owner_names 0 65533)"
  run -0 mkdir --ensure -v -m 1711 b c/. d
  same_as "$output" <<-'END'
	mkdir: mode of 'b' changed from 0777 to 1711
	mkdir: mode of 'c/.' changed from 0777 to 1711
	mkdir: created directory 'd'
	END
  same_file <(owners a b c d) <<-'END'
	a 2750 65534:65533
	b 1711 0:65533
	c 1711 65533:65533
	d 1711 0:0
	END
}

@test "a second --ensure prints and changes nothing" {
  native sanitizer
  need strace
  need_root
  mkdir -m 777 there
  mkdir --ensure -v -m 750 --owner=+65534:+65533 d a/b there >out
  [ -s out ]
  run -0 strace -f -qq -o log mkdir --ensure -v -m 750 --owner=+65534:+65533 d a/b there
  same_as "$output" </dev/null
  same_file <(changes) </dev/null
  same_file <(grep -E 'write|mkdir[(]|setxattr|utimens|sync' log | grep -v exec) </dev/null
}

@test "a mode or owner that is not given is not compared" {
  mkdir -m 3751 a
  run -0 mkdir --ensure -v a
  same_as "$output" </dev/null
  run -0 mkdir --ensure=check --owner=: a
  same_file <(modes a) <<<'a 3751'
}

@test "a symbolic mode is relative to that of a new directory" {
  local mode
  for mode in 755 00755 +t g-s u=rwx,go= =rX -w 0 1777; do
    rm -rf old new
    mkdir -m 2700 old sg 2>/dev/null || :
    mkdir -m "$mode" sg/new
    mkdir --ensure -m "$mode" old
    same_file <(find old -printf '%m\n') <<<"$(find sg/new -printf '%m\n')"
    run -0 mkdir --ensure -v -m "$mode" old
    same_as "$output" </dev/null
    rmdir sg/new
  done
}

@test "links and other files are rejected, and nothing is changed" {
  mkdir -m 700 dir
  touch f
  ln -s dir link
  ln -s nosuch dangling
  mkfifo p
  modes . >before
  run -1 mkdir --ensure -m 755 link link/ link// dangling f f/ p f/x "$PWD/link"
  same_as "$output" <<-END
	mkdir: 'link' is a symbolic link, which --ensure does not follow
	mkdir: 'link/' is a symbolic link, which --ensure does not follow
	mkdir: 'link//' is a symbolic link, which --ensure does not follow
	mkdir: 'dangling' is a symbolic link, which --ensure does not follow
	mkdir: cannot create directory 'f': File exists
	mkdir: cannot create directory 'f/': File exists
	mkdir: cannot create directory 'p': File exists
	mkdir: cannot create directory 'f': Not a directory
	mkdir: '$PWD/link' is a symbolic link, which --ensure does not follow
	END
  run -1 mkdir --ensure=check -m 755 link link/ dangling f f/x
  same_as "$output" <<-'END'
	mkdir: 'link' is a symbolic link, which --ensure does not follow
	mkdir: 'link/' is a symbolic link, which --ensure does not follow
	mkdir: 'dangling' is a symbolic link, which --ensure does not follow
	mkdir: cannot check directory 'f': Not a directory
	mkdir: cannot check directory 'f/x': Not a directory
	END
  same_file <(modes .) <<<"$(cat before)"
  # Links in ancestors are followed.
  run -0 mkdir --ensure -m 711 link/sub link/.
  same_file <(modes dir) <<-'END'
	dir 711
	dir/sub 711
	END
}

@test "a directory of another user that may not be changed is left as it is" {
  need_root
  chmod 777 .
  mkdir -m 755 theirs
  run -1 as_user mkdir --ensure -v -m 700 theirs
  same_as "$output" \
    <<<"mkdir: cannot change permissions of 'theirs': Operation not permitted"
  run -1 as_user mkdir --ensure -m 755 --owner=+65534 theirs
  same_as "$output" \
    <<<"mkdir: cannot change ownership of 'theirs': Operation not permitted"
  run -1 as_user mkdir --ensure --json -m 1777 --owner=+65534 theirs
  same_as "$output" <<-'END'
	{"path": "theirs", "created": false, "mode": "0755", "changed": false, "found": {"mode": "0755", "owner": "0:0"}, "wanted": {"mode": "1777", "owner": "65534:0"}}
	{"path": "theirs", "error": "EPERM", "errno": 1, "message": "Operation not permitted"}
	mkdir: cannot change ownership of 'theirs': Operation not permitted
	END
  same_file <(owners theirs) <<<'theirs 755 0:0'
}

@test "--ensure=check rejects a mode of ancestors that is not valid" {
  mkdir d
  run -1 mkdir --ensure=check --parent-mode=9 d
  same_as "$output" <<<"mkdir: invalid mode ‘9’"
}

@test "--ensure=check reports every difference and changes nothing" {
  need strace
  mkdir -m 755 a
  run -1 strace -qq -o log mkdir --ensure=check -p -v -m 700 --owner=+4242:+4243 a no/b no
  same_as "$output" <<-END
	mkdir: 'a' has owner $(owner_names "$(id -u)" "$(id -g)") instead of 4242:4243
	mkdir: 'a' has mode 0755 instead of 0700
	mkdir: cannot check directory 'no/b': No such file or directory
	mkdir: cannot check directory 'no': No such file or directory
	END
  same_file <(changes) </dev/null
  same_file <(modes . | grep -v 'log ') <<-END
	. 755
	./a 755
	END
  run -0 mkdir --ensure=check -m 755 --owner="+$(id -u):+$(id -g)" a .
}

@test "--json: changed, and what was found and wanted where it differs" {
  need_root
  mkdir -m 755 a
  run -1 mkdir --ensure=check --json -m 750 --owner=+65534 a no
  same_as "$output" <<-END
	{"path": "a", "created": false, "mode": "0755", "changed": false, "found": {"mode": "0755", "owner": "0:0"}, "wanted": {"mode": "0750", "owner": "65534:0"}}
	mkdir: 'a' has owner $(owner_names 0 0) instead of $(owner_names 65534 0)
	mkdir: 'a' has mode 0755 instead of 0750
	mkdir: cannot check directory 'no': No such file or directory
	{"path": "no", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}
	END
  run -0 mkdir --ensure --json -m 750 --owner=+65534 a b/c
  same_as "$output" <<-'END'
	{"path": "a", "created": false, "mode": "0750", "changed": true, "found": {"mode": "0755", "owner": "0:0"}, "wanted": {"mode": "0750", "owner": "65534:0"}}
	{"path": "b", "created": true, "mode": "0755", "changed": true}
	{"path": "b/c", "created": true, "mode": "0750", "changed": true}
	END
  run -0 mkdir --ensure --json -m 750 a
  same_as "$output" <<<'{"path": "a", "created": false, "mode": "0750", "changed": false}'
  run -0 mkdir --ensure --json -m 700 a
  same_as "$output" <<<'{"path": "a", "created": false, "mode": "0700", "changed": true, "found": {"mode": "0750"}, "wanted": {"mode": "0700"}}'
  run -0 mkdir --ensure --json --owner=+0:+65533 a
  same_as "$output" <<<'{"path": "a", "created": false, "mode": "0700", "changed": true, "found": {"owner": "65534:0"}, "wanted": {"owner": "0:65533"}}'
}

@test "--ensure works with --beneath, --dir-fd and lists" {
  mkdir -m 777 base base/a
  ln -s a base/link
  ln -s .. base/up
  printf '%s\0' a link/c >list
  run -0 mkdir --ensure -v -m 711 --dir-fd=4 --files0-from=list 4<base
  same_as "$output" <<-'END'
	mkdir: mode of 'a' changed from 0777 to 0711
	mkdir: created directory 'link/c'
	END
  need_openat2
  printf '%s\0' a link/b up link >list
  run -1 mkdir --ensure -v -m 700 --beneath=base --files0-from=list
  same_as "$output" <<-'END'
	mkdir: mode of 'a' changed from 0711 to 0700
	mkdir: created directory 'link/b'
	mkdir: 'up' is a symbolic link, which --ensure does not follow
	mkdir: 'link' is a symbolic link, which --ensure does not follow
	END
  run -1 mkdir --ensure --beneath=base up/x .. /nosuch link/../b
  same_as "$output" <<-'END'
	mkdir: cannot create directory 'up': Leads outside of the directory given to --beneath
	mkdir: cannot create directory '..': Leads outside of the directory given to --beneath
	mkdir: cannot create directory '/nosuch': Leads outside of the directory given to --beneath
	END
  same_file <(modes base/*) <<-'END'
	base/a 700
	base/a/b 700
	base/a/c 711
	base/b 755
	base/link 777
	base/up 777
	END
}

@test "a directory that may not be read is changed, too" {
  need_linux O_SEARCH
  chmod 777 .
  as_user mkdir -m 300 a
  run -0 as_user mkdir --ensure -v -m 1330 a
  same_as "$output" <<<"mkdir: mode of 'a' changed from 0300 to 1330"
  same_file <(modes a | grep -v denied) <<<'a 1330'
  run -0 as_user mkdir --ensure=check -m 1330 a
}

@test "paths of any length are ensured" {
  native valgrind
  local long
  long=$(printf 'd/%.0s' {1..3000})
  mkdir -p "$long"
  run -0 mkdir --ensure -v -m 700 "$long"
  [[ $output == "mkdir: mode of 'd/d/"*"/' changed from 0755 to 0700" ]]
  run -0 mkdir --ensure=check -m 700 "$long"
  run -1 mkdir --ensure=check -m 700 "${long}x"
  [[ $output == "mkdir: cannot check directory 'd/d/"*"d/x': No such file or directory" ]]
  with_few_descriptors mkdir --ensure -m 711 "$long" "${long}x"
}

@test "permissions are removed before the owner changes, and added after it" {
  need strace
  need_root
  mkdir -m 1757 a
  strace -qq -o log mkdir --ensure -m 2771 --owner=+65534:+65533 a
  same_file <(changes) <<-'END'
	fchmod(FD, 0751)
	fchown(FD, 65534, 65533)
	fchmod(FD, 02771)
	END
  strace -qq -o log mkdir --ensure -m 2771 --owner=+1 a
  same_file <(changes) <<<'fchown(FD, 1, -1)'
}

@test "if the owner cannot be changed, the mode is restored" {
  need strace
  need_root
  mkdir -m 757 a
  run -1 strace -qq -o log -e inject="$fchown:error=EDQUOT" \
    mkdir --ensure --json -m 750 --owner=+65534 a
  same_as "$output" <<-END
	{"path": "a", "created": false, "mode": "0757", "changed": false, "found": {"mode": "0757", "owner": "0:0"}, "wanted": {"mode": "0750", "owner": "65534:0"}}
	{"path": "a", "error": "EDQUOT", "errno": 122, "message": "$(errno_text EDQUOT)"}
	mkdir: cannot change ownership of 'a': $(errno_text EDQUOT)
	END
  same_file <(owners a) <<<'a 757 0:0'
  run -1 strace -qq -o log -e inject="$fchown:retval=0" \
    mkdir --ensure -m 750 --owner=+65534 a
  same_as "$output" <<-END
	mkdir: 'a' has owner $(owner_names 0 0) instead of $(owner_names 65534 0)
	mkdir: 'a' has mode 0757 instead of 0750
	END
  run -1 strace -qq -o log -e inject=fchmod:retval=0 mkdir --ensure -v -m 700 a
  same_as "$output" <<<"mkdir: 'a' has mode 0757 instead of 0700"
  same_file <(owners a) <<<'a 757 0:0'
}

@test "if the owner may have changed, permissions that are not wanted stay cleared" {
  need strace
  need_root
  mkdir -m 770 d
  # The first look is before the change.
  run -1 strace --quiet=all -o log -P "$PWD/d" -e trace=/stat \
    -e inject=/stat:error=EIO:when=2 mkdir --ensure -m 700 --owner=:+1 d
  same_as "$output" \
    <<<"mkdir: cannot check directory 'd': $(errno_text EIO)"
  same_file <(owners d) <<<'d 700 0:1'
}

@test "what was changed is shown as changed, even if it cannot be checked" {
  need strace
  mkdir -m 755 a b
  run -1 strace --quiet=all -o log -P "$PWD/a" -e trace=/stat \
    -e inject=/stat:error=EIO:when=2 mkdir --ensure --json -m 700 a
  same_as "$output" <<-END
	{"path": "a", "created": false, "mode": null, "changed": true, "found": {"mode": "0755"}, "wanted": {"mode": "0700"}}
	{"path": "a", "error": "EIO", "errno": 5, "message": "$(errno_text EIO)"}
	mkdir: cannot check directory 'a': $(errno_text EIO)
	END
  run -1 strace --quiet=all -o log -P "$PWD/b" -e trace=/stat,fsync \
    -e inject=/stat:error=EIO:when=2 mkdir --ensure --sync -v -m 700 b
  same_as "$output" <<-END
	mkdir: mode of 'b' changed from 0755 to 0700
	mkdir: cannot check directory 'b': $(errno_text EIO)
	END
  [ "$(grep -c '^fsync' log)" -eq 1 ]
  same_file <(modes a b) <<-'END'
	a 700
	b 700
	END
}

@test "a link swapped in is not followed, and only the open directory is changed" {
  need strace
  mkdir -m 755 a victim
  meanwhile () { mv a moved; ln -s victim a; }
  only=a run -0 stopped openat 1 --ensure -m 700 a
  same_file output </dev/null
  same_file <(modes moved victim) <<-'END'
	moved 700
	victim 755
	END
}

@test "a directory that another process makes during the call is ensured" {
  need strace
  meanwhile () { mkdir -m 777 a; }
  only=a run -0 stopped openat 1 --ensure -v -m 700 a
  same_file output <<<"mkdir: mode of 'a' changed from 0777 to 0700"
}

@test "two processes can ensure one directory, with an owner, in another user's" {
  need strace
  need_root
  mkdir parent
  chown 65534 parent
  # The other one has changed the owner, and not yet the mode.
  meanwhile () { chown 1:1 parent/a; }
  run -0 stopped mkdirat 1 --ensure -m 750 --owner=+1:+1 parent/a
  same_file output </dev/null
  same_file <(owners parent/a) <<<'parent/a 750 1:1'
  # Nothing but that owner will do.
  while read -r owner what; do
    rmdir parent/a
    meanwhile () { chown 1:2 parent/a; }
    run -1 stopped mkdirat 1 --ensure -m 750 --owner="$owner" parent/a
    same_file output \
      <<<"mkdir: cannot change $what of 'parent/a': Operation not permitted"
    same_file <(owners parent/a) <<<'parent/a 700 1:2'
  done <<-'END'
	+1:+1 ownership
	+2:+2 ownership
	:+2 permissions
	END
}

@test "--ensure=check never says that it changes or creates" {
  need strace
  mkdir a
  touch f
  ln -s a l
  run -1 strace --quiet=all -o log -P "$PWD/a" -e trace=/stat \
    -e inject=/stat:error=EIO mkdir --ensure=check -m 700 a
  same_as "$output" <<<"mkdir: cannot check directory 'a': $(errno_text EIO)"
  run -1 mkdir --ensure=check --json f l f/x no
  same_as "$output" <<-'END'
	mkdir: cannot check directory 'f': Not a directory
	{"path": "f", "error": "ENOTDIR", "errno": 20, "message": "Not a directory"}
	mkdir: 'l' is a symbolic link, which --ensure does not follow
	{"path": "l", "error": "ENOTDIR", "errno": 20, "message": "Not a directory"}
	mkdir: cannot check directory 'f/x': Not a directory
	{"path": "f/x", "error": "ENOTDIR", "errno": 20, "message": "Not a directory"}
	mkdir: cannot check directory 'no': No such file or directory
	{"path": "no", "error": "ENOENT", "errno": 2, "message": "No such file or directory"}
	END
}

@test "--ensure: usage errors" {
  run -1 mkdir --ensure=nosuch a
  same_as "$output" <<-'END'
	mkdir: invalid argument ‘nosuch’ for ‘--ensure’
	Valid arguments are:
	  - ‘fix’
	  - ‘check’
	Try 'mkdir --help' for more information.
	END
  run -1 mkdir --ensure --masked -m 700 a
  same_as "$output" <<-'END'
	mkdir: --masked and --ensure are mutually exclusive
	Try 'mkdir --help' for more information.
	END
  same_file <(ls) </dev/null
}
