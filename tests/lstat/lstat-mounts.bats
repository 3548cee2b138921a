#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-mounts.bats -- mount points and file systems

load ../helper

# Run the script "$1" in a mount namespace of its own.
in_namespace ()
{
  need_root
  need_mounts
  run -0 "${own_mounts[@]}" bash -euc "$1"
}

@test "%m is the mount point, also inside bind mounts" {
  need_linux mountinfo
  need_kernel "mount IDs"
  # shellcheck disable=SC2016
  in_namespace '
    mkdir -p real/sub "b d" file-target
    touch real/sub/f file; ln -s /proc link
    mount --bind real/sub "b d"
    touch mounted; mount --bind real/sub/f mounted
    cd "b d"; lstat -c %m . f; cd ..
    lstat -c "%m %n" "b d/f" mounted link /proc/self /
    lstat -L -c "%m %n" link'
  same_as "$output" <<-END
	$PWD/b d
	$PWD/b d
	$PWD/b d b d/f
	$PWD/mounted mounted
	$(lstat -c %m .) link
	/proc /proc/self
	/ /
	/proc link
	END
}

@test "mount_source, mount_type and mount_options are what findmnt prints" {
  need_linux mountinfo
  need findmnt jq
  need_kernel "mount IDs"
  # They may skip the test, which needs descriptor 3.
  need_root
  need_mounts
  # shellcheck disable=SC2016
  in_namespace '
    mkdir -p a "b c" d e
    mount -t tmpfs -o ro,size=1m "my \\ source" a
    mount -t tmpfs -o noatime "" d
    mkdir "d/x y" d/z
    mount --bind "d/x y" "b c"
    mount -o remount,bind,ro,noexec "b c"
    mount --bind d/z e
    for directory in a "b c" d e / /proc; do
      lstat --json=mount_source,mount_type,mount_options "$directory" \
        | jq -c "[.mount_source, .mount_type, .mount_options]" >&3
      # Of a root that is no mount point, an older one prints nothing.
      findmnt -J -o SOURCE,FSTYPE,OPTIONS -T "$directory" \
        | jq -cs "(.[0].filesystems // [{}])[] | [.source, .fstype, .options]"
    done 3> ours' 3>&-
  [ "${#lines[@]}" -eq 6 ]
  same_file ours <<<"$output"
  # The default of tmpfs is inode64 on kernels that are configured so.
  same_as "$(sed -n '2{s/,inode64"/"/;p}' ours)" <<<'["[/x y]","tmpfs","ro,noexec,noatime"]'
}

@test "without a list of mounts, or the mount in it, nothing is known but the mount point" {
  native
  in_namespace '
    umount -l /proc
    lstat --json=mount_point,mount_source,mount_type,mount_options /'
  same_as "$output" <<<'{"mount_point": "/", "mount_source": null, "mount_type": null, "mount_options": null}'
}

@test "%m prints unusual bytes in a mount point unchanged" {
  in_namespace '
    mkdir $'"'a \\\\tb\\nc\\td'"'
    mount -t tmpfs none $'"'a \\\\tb\\nc\\td'"'
    lstat --printf %m a*/.; echo'
  same_as "$output" <<< "$PWD/"$'a \\tb\nc\td'
}

@test "without /proc, %m is found as GNU does" {
  native
  in_namespace '
    mkdir -p t/a/b; mount -t tmpfs none t; mkdir -p t/a/b; touch t/a/b/f
    ln -s /dev t/a/l
    touch mounted; mount --bind t/a/b/f mounted
    umount -l /proc
    [ "$(lstat -c %m mounted)" = "$(stat -c %m mounted 2> /dev/null)" ]
    lstat -c "%m %n" t t/a/b t/a/b/f t/a/l /'
  same_as "$output" <<-END
	$PWD/t t
	$PWD/t t/a/b
	$PWD/t t/a/b/f
	$PWD/t t/a/l
	/ /
	END
}

@test "without mount IDs, a file of overlayfs has the mount point of its directory" {
  need_no_statx
  need_root
  need_mounts
  grep -qw overlay /proc/filesystems || lack "no overlay in this kernel"
  # Layers on two file systems: then a file has a device of its own.
  # shellcheck disable=SC2016
  export sandboxed
  in_namespace '
    mkdir lower upper mounted; mount -t tmpfs none lower; mount -t tmpfs none upper
    mkdir lower/d upper/files upper/work; touch lower/d/f; ln -s f lower/d/l
    mount -t overlay none mounted -o lowerdir=lower,upperdir=upper/files,workdir=upper/work,xino=off
    [ "$(lstat -c %d mounted/d)" != "$(lstat -c %d mounted/d/f)" ]
    "$sandboxed" fail 38 statx lstat -c "%m %n" mounted/d mounted/d/f mounted/d/l mounted'
  same_as "$output" <<-END
	$PWD/mounted mounted/d
	$PWD/mounted mounted/d/f
	$PWD/mounted mounted/d/l
	$PWD/mounted mounted
	END
}

@test "%m works for standard input" {
  need_linux /proc
  touch f
  [ "$(lstat -c %m - < f)" = "$(lstat -c %m f)" ]
}

@test "-f shows the file system as GNU stat does" {
  need_linux statfs
  touch 'a b'
  run -0 lstat -f 'a b'
  same_file <(sed -E 's/(Free|Available): [0-9]+ *$/\1: N/; s/(Free): [0-9]+ +/\1: N /' <<< "$output") \
    < <(stat -f 'a b' | sed -E 's/"(.*)"/'"'\1'"'/; s/(Free|Available): [0-9]+ *$/\1: N/; s/(Free): [0-9]+ +/\1: N /')
  run -0 lstat -f -t 'a b'
  [[ "$output" =~ ^"'a b' "[[:xdigit:]]+( [[:xdigit:]]+){2}( -?[0-9]+){7}$ ]]
}

@test "-f names file systems as GNU does" {
  need_linux statfs
  run -0 lstat -f -c '%T %t' /proc /dev/shm
  same_as "$output" <<-'END'
	proc 9fa0
	tmpfs 1021994
	END
}

@test "-f follows links, and refuses standard input" {
  ln -s /proc link
  ln -s nosuch dangling
  run -0 lstat -f -c '%n %b' link
  [ "$output" = "link 0" ]
  run -1 lstat -f -c '%n %b' dangling - link
  same_as "$output" <<-'END'
	lstat: cannot read file system information for 'dangling': No such file or directory
	lstat: using '-' to denote standard input does not work in file system mode
	link 0
	END
}

@test "-f queries the file system even if the format prints nothing of it" {
  ln -s nosuch dangling
  run -1 lstat -f --printf '' dangling
  [ "$output" = "lstat: cannot read file system information for 'dangling': No such file or directory" ]
}

@test "-f has directives of its own" {
  run -0 lstat -f -c '%Hd %x %Qn' /proc
  same_as "$output" <<-'END'
	lstat: warning: unrecognized directive ‘%H’
	lstat: warning: unrecognized directive ‘%x’
	?d ? /proc
	END
}

@test "without /proc, standard input and --dir-fd have no mount point" {
  need_linux /proc
  native
  in_namespace '
    mkdir -p t d; mount -t tmpfs none t; touch t/f d/f -- -
    umount -l /proc
    exec 3< t
    lstat -c "%m" - < t/f || :
    lstat --dir-fd=3 -c "%m %n" f || :
    lstat --json=mount_point - < t/f
    lstat --dir-fd=3 --json=mount_point f'
  same_as "$output" <<-END
	lstat: cannot find the mount point of '-': No such file or directory
	?
	lstat: cannot find the mount point of 'f': No such file or directory
	? f
	{"mount_point": null}
	{"mount_point": null}
	END
}

@test "where mountinfo lacks the root, %m is found from /proc/self/fd" {
  need_linux mountinfo
  native
  own_process 'the new root has only the program'
  need_openat2
  # As pbuilder and mock do: a root that is no mount point, and /proc in it.
  # shellcheck disable=SC2016
  in_namespace '
    mkdir -p r/proc r/usr r/t
    for link in /bin /lib*; do
      if [ -L "$link" ]; then cp -d "$link" r; else mkdir "r$link"; mount --bind "$link" "r$link"; fi
    done
    mount --bind /usr r/usr; mount -t proc none r/proc; mount -t tmpfs none r/t
    cp "$(command -v lstat)" r/lstat
    touch r/f r/t/f
    chroot r /bin/sh -c "
      /lstat -c %m - < /f
      /lstat -c %m - < /t/f
      /lstat --dir-fd=3 -c %m f t/f /f 3< /
      /lstat --beneath=/t -c %m f
      /lstat --json=mount_point - < /f"'
  same_as "$output" <<-'END'
	/
	/t
	/
	/t
	/
	/t
	{"mount_point": "/"}
	END
}

@test "a mount that this process does not see has no mount point" {
  need_linux /proc
  native
  # Unmounted while it is in use, and that of another mount namespace, on a
  # directory that has the same name here.
  # shellcheck disable=SC2016
  in_namespace '
    mkdir t u; mkfifo pipe; mount -t tmpfs none t; mkdir t/etc
    exec 3< t; umount -l t
    lstat --dir-fd=3 --json=mount_point . etc
    lstat -L --json=mount_point /proc/self/fd/3 /proc/self/fd/3/etc
    unshare -m --propagation unchanged \
      sh -c "mount -t tmpfs none u; cd u; echo > ../pipe; exec cat ../pipe > /dev/null" &
    read -r line < pipe
    lstat -L --json=mount_point "/proc/$!/cwd" "/proc/$!/root$PWD/u"
    (cd "/proc/$!" && ! lstat -L -c %m cwd)
    echo > pipe; wait'
  same_as "$output" <<-END
	{"mount_point": null}
	{"mount_point": null}
	{"mount_point": null}
	{"mount_point": null}
	{"mount_point": null}
	{"mount_point": null}
	lstat: cannot find the mount point of 'cwd': No such file or directory
	?
	END
}

@test "an unreadable mountinfo is an error in every output format" {
  need_linux mountinfo
  need strace
  touch f
  run -1 --separate-stderr strace --quiet=all -o log -P /proc/self/mountinfo \
    -e inject=/^open:error=EMFILE lstat --json=path,mount_point f
  [ "$output" = '{"path": "f", "mount_point": null, "failed": {"mount_point": "EMFILE"}}' ]
  same_file <(grep '^lstat' <<< "$stderr") \
    <<< "lstat: cannot find the mount point of 'f': $(errno_text EMFILE)"
  run -1 --separate-stderr strace --quiet=all -o log -P /proc/self/mountinfo \
    -e inject=/^open:error=EACCES lstat --shell=mount_point f
  [ "$output" = "st_mount_point='' st_error='EACCES'; false" ]
  run -1 --separate-stderr strace --quiet=all -o log -P /proc/self/mountinfo \
    -e inject=/^open:error=EACCES lstat -c '%{mount_point} %m' f
  [ "$output" = '? ?' ]
}

@test "the list of mounts is asked for changes once for 64 files" {
  need_linux mountinfo
  need strace
  local files jobs asked
  mapfile -t files < <(yes / | head -n 640)
  for jobs in 1 4; do
    strace -f --quiet=all -o log -e trace=poll,ppoll lstat -j$jobs -c %m "${files[@]}" > output
    same_as "$(uniq -c output | sed 's/^ *//')" <<< '640 /'
    asked=$(grep -c POLLPRI log)
    # In a chroot whose root is no mount point, each thread looks for the mount once more.
    [ "$asked" -le $((9 + jobs)) ]
    [ "$jobs" -ne 1 ] || [ "$asked" -eq 9 ]
  done
}

@test "a mount that is not in the list is looked for once in 64 files" {
  need_linux mountinfo
  own_process 'it runs in a chroot'
  need strace
  need_root
  need_mounts
  # In a chroot whose root is no mount point, the list lacks the mount of the root.
  mkdir -p root/proc
  "${own_mounts[@]}" bash -euc '
    cd root; mkdir d
    for name in bin lib lib64 usr etc dev; do
      [ ! -e "/$name" ] || { mkdir "$name"; mount --rbind "/$name" "$name"; }
    done
    mount -t proc proc proc; mkdir tested; cp "$(type -P lstat)" tested/lstat
    strace -f --quiet=all -o ../log -e trace=chroot,poll,ppoll,/^open \
      chroot . /tested/lstat -j1 -c %m $(yes /d | head -n 640) > ../output' 2> errors \
    || lack "no chroot here: $(cat errors)"
  same_as "$(uniq -c output | sed 's/^ *//')" <<< '640 /'
  sed -i '1,/chroot(/d' log
  [ "$(grep -c mountinfo log)" -eq 1 ]
  [ "$(grep -c POLLPRI log)" -eq 9 ]
}

@test "a mount that appears while files are queried has its own mount point" {
  need_linux mountinfo
  need strace
  # shellcheck disable=SC2016
  in_namespace '
    mkdir old new; mount -t tmpfs none old; touch old/{1..6}
    . "$top_srcdir/tests/stopped.bash"
    meanwhile () { mount -t tmpfs none new; }
    program=(lstat)
    stopped statx 3 -j1 -c "%n %m" old/1 old/2 old/3 new old/4
    cat output'
  same_as "$output" <<-END
	old/1 $PWD/old
	old/2 $PWD/old
	old/3 $PWD/old
	new $PWD/new
	old/4 $PWD/old
	END
}

@test "a mount that replaces another during the call has its own mount point" {
  # shellcheck disable=SC2016
  in_namespace '
    mkdir one two source; mount -t tmpfs none one; mount -t tmpfs none source
    mkdir source/sub
    mkfifo names answers
    lstat -c "%n %m" --files0-from=names > answers & exec 3< answers 4> names
    printf "one\0" >&4; read -r answer <&3; echo "$answer"
    umount one; mount --bind source/sub two
    printf "two\0" >&4; exec 4>&-; cat <&3; wait'
  same_as "$output" <<-END
	one $PWD/one
	two $PWD/two
	END
}

@test "without mount IDs, a rename during the call does not lead %m out of --beneath" {
  local point
  need_openat2
  need_no_statx
  need strace
  export sandboxed
  # The file is opened by the second openat2.
  # shellcheck disable=SC2016
  in_namespace '
    mkdir -p jail/sub out; mount -t tmpfs none out; touch jail/sub/f out/f
    ln -s /proc jail/sub/l; ln -s nowhere out/l
    . "$top_srcdir/tests/stopped.bash"
    meanwhile () { mv jail/sub jail/old; ln -s ../out jail/sub; }
    program=("$sandboxed" fail 38 statx lstat)
    for name in f l; do
      stopped openat2 2 --beneath=jail -c "%m %N" sub/$name
      cat output
      rm jail/sub; mv jail/old jail/sub
    done'
  point=$("$sandboxed" fail 38 statx lstat -c %m .)
  same_as "$output" <<-END
	$point 'sub/f'
	$point 'sub/l' -> '/proc'
	END
}

@test "a file system that is mounted on access is also mounted with --beneath and --dir-fd" {
  need_linux automounts
  need_openat2
  # The directory tracing of debugfs mounts tracefs.
  # shellcheck disable=SC2016
  in_namespace '
    mkdir debug; mount -t debugfs none debug 2> /dev/null || exit 0
    [ "$(stat -f -c %T debug/tracing)" = tracefs ] || exit 0
    exec 3< debug
    unmounted ()
    {
      umount debug/tracing 2> /dev/null || :
      "$@"
    }
    unmounted lstat -f -c %T debug/tracing
    unmounted lstat -f --beneath=debug -c %T tracing
    unmounted lstat -f --dir-fd=3 -c %T tracing
    unmounted lstat --beneath=debug --cached=never -c %m tracing
    unmounted lstat --beneath=debug -c %m tracing
    touch file; ln -s file link
    lstat -f --beneath=. -c %n file link debug
    lstat --beneath=. --cached=never -c "%n %F" file link debug'
  [ -n "$output" ] || lack_in_kernel "automount of tracefs"
  same_as "$output" <<-END
	tracefs
	tracefs
	tracefs
	$PWD/debug/tracing
	$PWD/debug
	file
	link
	debug
	file regular empty file
	link symbolic link
	debug directory
	END
}
