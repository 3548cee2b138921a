#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# reentry.bats -- both programs, called thousands of times in one process

load ../helper

@test "thousands of calls leave the process as they found it" {
  own_process 'tests/programs/reentry calls the functions of the programs'
  local calls=10000
  native valgrind
  [ "$(libc)" = glibc ] || skip "for glibc, whose memory is predictable"
  # Instrumented programs are slower, and keep memory for their own ends; a
  # leak they find by themselves.
  if [ -n "${INSTRUMENTED-}" ]; then
    calls=1000
    export ANY_MEMORY=1
  fi
  mkdir -p dir/sub mine
  ln -s f link
  ln -s loop loop
  ln -s nosuch dangling
  ln -s "$(printf '%04000d' 0)" long
  printf '%0256d' 0 > f
  touch dir/sub/g shared "$(printf 'odd\nname')"
  touch -d @1234567890.5 f dir/sub/g
  printf '%s\0' f dir/sub nosuch link > list
  printf '%s\0' new/1 new/2 f new/1 > directories
  for ((i = 0; i < 200; i++)); do printf 'f\0link\0'; done > many
  for i in {1..6}; do
    printf './%.0s' $(seq $((i * 5000)))
    printf 'f\0'
  done > long-names
  cat > command-lines <<-'END'
	0 lstat -c %n.%s.%F.%A.%y.%.3Y.%U.%m.%N f link dir
	0 lstat -L -t link
	1 lstat nosuch f/x loop/x
	1 lstat -L dangling
	1 lstat
	1 lstat --nosuch
	1 lstat --f f
	1 mkdir --parent- new
	1 lstat --c f
	1 lstat -Q f
	1 lstat -c
	1 lstat -c %
	1 lstat -c %5 f
	0 lstat -c %k f
	1 lstat -c %{nosuch} f
	0 lstat --printf=\q\x\t%-20n|%020s|%'s|%+h\n f
	0 lstat f
	0 lstat -f -c %n.%l.%T f
	1 lstat -f -
	0 lstat -c %F.%s - f
	0 lstat --json=path,target,mtime,user,mount_point,context link f dir long
	0 lstat --shell=path,target,mtime,user link f
	0 lstat --json=path,xattrs,acl,default_acl,capabilities link f dir
	0 lstat --shell=xattrs,acl,default_acl,capabilities -L link f dir
	0 lstat --json=acl shared
	0 lstat -c %{xattrs} shared f
	0 lstat --beneath=. -c %{xattrs}.%{acl}.%{default_acl} f dir
	1 lstat --json=nosuch f
	1 lstat --json=path,path f
	1 lstat --json --shell f
	1 lstat --shell --terse f
	1 lstat --json=path nosuch f
	1 lstat --shell=path nosuch f
	0 lstat -u -c %x.%y f
	0 lstat --time-style=+%F%%%j.%N -c %y f
	0 lstat --time-style=long-iso --time-style=+%T --time-style=iso -c %y f
	0 lstat --time-style=locale -c %y f
	1 lstat --time-style=nosuch f
	1 lstat --time-style=+%9999999d f
	0 lstat --cached=never -c %s f
	1 lstat --cached=nosuch f
	0 lstat --beneath=dir -c %n sub/g
	1 lstat --beneath=dir -c %n ../f /etc sub/g
	1 lstat --beneath=nosuch x
	0 lstat --dir-fd=0 -c %n /
	1 lstat --dir-fd=0 -c %n f
	1 lstat --dir-fd=77 -c %n f
	1 lstat --dir-fd=-1 f
	1 lstat --dir-fd=1 --beneath=dir f
	1 lstat --files0-from=list -c %n
	1 lstat --files0-from=list -c %n f
	1 lstat --files0-from=nosuch -c %n
	1 lstat --files0-from=dir -c %n
	0 lstat --files0-from=many -c %n.%s.%m.%U -j4
	0 lstat --files0-from=many --json=path,mtime,target,mount_point -j4
	0 lstat --files0-from=long-names -c %s -j2
	0 lstat -j3 -c %n f link dir dir/sub f link dir
	1 lstat -j0 f
	0 lstat --help
	0 lstat --version
	0 mkdir new
	1 mkdir f
	1 mkdir
	1 mkdir --nosuch
	1 mkdir -m
	1 mkdir -m 8 new
	0 mkdir -m 1777 new
	0 mkdir -m u=rwx,g=rx,o=,+t -v new new/sub
	0 mkdir -p new/a/b/../c//d
	0 mkdir -pv -m 700 new/a/b
	0 mkdir --parent-mode=1711 -m 6755 new/a/b
	1 mkdir --parent-mode=x new/a/b
	0 mkdir --masked -m 777 new
	1 mkdir --masked new
	0 mkdir --owner=: --parent-owner=: new/a
	0 mkdir --owner=+MY_ID -m 1700 new
	0 mkdir --owner=+MY_ID:+MY_GROUP -v -p new/a
	1 mkdir --owner=nosuch.user:+0 new
	1 mkdir --parent-owner=:nosuch new
	0 mkdir --ensure -v -m 700 new new/a
	0 mkdir --ensure=fix --json -m 1711 --owner=+MY_ID new/a new
	1 mkdir --ensure=check --json -m 711 f link new
	0 mkdir --ensure=check dir
	1 mkdir --ensure=nosuch new
	1 mkdir --ensure --masked -m 700 new
	0 mkdir --sync -p new/a/b new/c
	0 mkdir --sync -v -m 1700 new new/a
	1 mkdir --sync --ensure --json -m 711 new f
	1 mkdir -p f/x loop/x dangling
	0 mkdir --json -p new/a new dir
	1 mkdir --json f new
	1 mkdir --json -v new
	0 mkdir --beneath=. new
	1 mkdir --beneath=dir ../new
	1 mkdir --beneath=nosuch x
	1 mkdir --dir-fd=0 new
	1 mkdir --files0-from=directories
	1 mkdir --files0-from=directories -p
	1 mkdir --files0-from=nosuch
	1 mkdir --files0-from=list x
	0 mkdir -Z new
	0 mkdir --context new
	0 mkdir --help
	0 mkdir --version
	END
  sed -i "s/MY_ID/$EUID/; s/MY_GROUP/$(id -g)/" command-lines
  # A kernel without openat2, or qemu-user.
  lstat --beneath=. . > out || sed -i '/--beneath/d' command-lines
  # Not all file systems have these.
  setfattr -n user.long -v "$(printf '%01000d' 0)" f 2>/dev/null || :
  setfacl -m "$(printf ',u:%d:r' {54001..54100} | tail -c +2)" f 2>/dev/null || :
  setfacl -d -m u:54321:r dir 2>/dev/null || :
  setfacl -m "$(printf 'u:%d:r,' {54321..54420})m:r" shared 2>/dev/null || :
  mkdir new
  MALLOC_ARENA_MAX=1 "$top_builddir/tests/programs/reentry" "$calls" < command-lines > result 2>&1 \
    || { head -c 4096 result && false; }
  [[ $(cat result) == "$calls calls each, "*" KiB more" ]]
}
