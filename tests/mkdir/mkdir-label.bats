#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-label.bats -- -Z and --context, with and without SELinux

# shellcheck disable=SC2016 # it is another shell that expands

load ../helper

# Run "$@" in a mount name space where SELinux seems to be: it has a
# selinuxfs and a libselinux, and what is written to fscreate goes to
# "labels", one label a line.
with_selinux ()
{
  rm -f fscreate
  mkfifo fscreate
  # The FIFO stays open while mkdir opens and closes it.
  "${own_mounts[@]}" bash -c '
    mount -t tmpfs none /sys/fs && mkdir /sys/fs/selinux || exit 99
    >/sys/fs/selinux/create
    exec 9<>fscreate
    bash -c "
      mount --bind fscreate /proc/\$\$/task/\$\$/attr/fscreate || exit 99
      LD_LIBRARY_PATH=$PWD exec \"\$@\"" bash "$@"
    status=$?
    echo end >&9
    sed -u /end/q <&9 | sed -n "s/:s0/&\n/g; s/end//; s/\n\$//; /./p" >labels
    exit $status' bash "$@" 3>&-
}

# Go on only if with_selinux can be used.  Make a libselinux.so.1 whose policy
# has for each path a type of that name, with "_" for each "/".
need_selinux ()
{
  need_root
  need cc
  need_mounts
  cat >selinux.c <<-'END'
	#include <errno.h>
	#include <stdio.h>
	#include <stdlib.h>
	#include <string.h>

	static int handle;

	void *
	selabel_open (unsigned backend, void const *options, unsigned count)
	{
	  errno = ENOENT;
	  return backend || options || count || getenv ("NO_POLICY")
	         ? NULL : &handle;
	}

	int
	selabel_lookup (void *opened, char **context, char const *path, int mode)
	{
	  char type[5000];
	  if (opened != &handle || mode != 040000 || *path != '/')
	    abort ();
	  strcpy (type, path);
	  for (char *c = type; *c; c++)
	    if (*c == '/')
	      *c = '_';
	  errno = strstr (path, "none") ? ENOENT : EIO;
	  if (strstr (path, "none") || strstr (path, "broken"))
	    return -1;
	  return asprintf (context, "system_u:object_r:%s:s0", type) < 0;
	}

	void
	selabel_close (void *opened)
	{
	  if (opened != &handle)
	    abort ();
	}

	int
	getcon (char **context)
	{
	  return !(*context = strdup ("user_u:user_r:user_t:s0"));
	}

	int
	getfilecon (char const *path, char **context)
	{
	  if (strncmp (path, "/proc/self/", 11) && strcmp (path, "/"))
	    abort ();
	  *context = strdup ("user_u:object_r:parent_t:s0");
	  return strlen (*context);
	}

	unsigned short
	string_to_security_class (char const *name)
	{
	  return strcmp (name, "dir") == 0 ? 7 : 0;
	}

	int
	security_compute_create (char const *from, char const *to,
	                         unsigned short kind, char **context)
	{
	  if (kind != 7 || strcmp (from, "user_u:user_r:user_t:s0")
	      || strcmp (to, "user_u:object_r:parent_t:s0"))
	    abort ();
	  *context = strdup (to);
	  return 0;
	}

	void
	freecon (char *context)
	{
	  free (context);
	}
	END
  ${CC-cc} -D_GNU_SOURCE -shared -fPIC -o libselinux.so.1 selinux.c \
    || lack "no shared libraries"
}

# Go on only if mkdir can load libraries, as a static one of musl cannot.
need_loading ()
{
  need_selinux
  need readelf
  readelf -l "$(native_programs)/mkdir" | grep -q INTERP || skip "a static program"
}

@test "without SELinux, -Z is ignored and --context=CTX too, with a warning" {
  [ ! -e /sys/fs/selinux/create ] && [ ! -e /sys/fs/smackfs/load2 ] \
    || skip "this kernel labels"
  run -0 mkdir -Z a
  same_as "$output" </dev/null
  run -0 mkdir --context b
  same_as "$output" </dev/null
  for context in '' u:r:t; do
    run -0 mkdir -v --context="$context" "c$context"
    same_as "$output" <<-END
	mkdir: warning: ignoring --context; it requires an SELinux/SMACK-enabled kernel
	mkdir: created directory 'c$context'
	END
  done
  [ -d a ]
  [ -d b ]
}

@test "-Z takes no argument" {
  run -1 mkdir -Zu:r:t a
  same_as "${lines[0]}" <<<"mkdir: invalid option -- 'u'"
}

@test "--context=CTX sets the label of all new directories" {
  need_selinux
  run -0 with_selinux mkdir -p --context=u:r:t:s0 a/b c
  same_as "$output" </dev/null
  same_file labels <<<'u:r:t:s0'
  [ -d a/b ]
}

@test "a label that the kernel rejects is an error, and nothing is made" {
  need_root
  need_mounts
  # One that is permissive accepts any.
  [ ! -e /sys/fs/selinux/create ] || skip "this kernel labels"
  run -1 "${own_mounts[@]}" bash -c '
    mount -t tmpfs none /sys/fs && mkdir /sys/fs/selinux || exit 99
    >/sys/fs/selinux/create
    mkdir --context=u:r:t a 2>&1'
  same_as "${output%: *}" <<<"mkdir: failed to set default file creation context to ‘u:r:t’"
  [ ! -e a ]
}

@test "where a policy hides SELinux, --context=CTX is not ignored" {
  need_linux SELinux
  need strace
  [ ! -e /sys/fs/selinux/create ] || skip "this kernel labels"
  run -1 strace -qq -o log -P /sys/fs/selinux/create \
    -e inject='?access,?faccessat,?faccessat2:error=EACCES' mkdir --context=u:r:t a
  same_as "${output%: *}" <<<"mkdir: failed to set default file creation context to ‘u:r:t’"
  [ ! -e a ]
}

@test "-Z gives each directory the type that the policy has for its path" {
  need_linux SELinux
  need_loading
  mkdir -p x d/e
  ln -s x link
  here=${PWD//\//_}
  run -0 with_selinux mkdir -pvZ a/b link/c d/e/f "$PWD/g/"
  same_as "$output" <<-END
	mkdir: created directory 'a'
	mkdir: created directory 'a/b'
	mkdir: created directory 'link/c'
	mkdir: created directory 'd/e/f'
	mkdir: created directory '$PWD/g/'
	END
  same_file labels <<-END
	user_u:object_r:${here}_a:s0
	user_u:object_r:${here}_a_b:s0
	user_u:object_r:${here}_x_c:s0
	user_u:object_r:${here}_d_e_f:s0
	user_u:object_r:${here}_g:s0
	END
}

@test "-Z without -p finds the path of a deeper operand, too" {
  need_linux SELinux
  need_loading
  mkdir d
  run -0 with_selinux mkdir -Z d/../d/a b
  same_file labels <<-END
	user_u:object_r:${PWD//\//_}_d_a:s0
	user_u:object_r:${PWD//\//_}_b:s0
	END
}

@test "-Z of the root directory asks for its path" {
  need_linux SELinux
  need_loading
  run -1 with_selinux mkdir -Z /
  same_as "$output" <<<"mkdir: cannot create directory '/': File exists"
  same_file labels <<<user_u:object_r:_:s0
}

@test "-Z leaves the label to the kernel if the policy has none" {
  need_loading
  run -0 with_selinux mkdir -Z none
  same_as "$output" </dev/null
  same_file labels </dev/null
  [ -d none ]
}

@test "-Z reports a label that cannot be found, and makes the directory" {
  need_linux SELinux
  need_loading
  run -1 with_selinux mkdir -Zv broken a
  same_as "$output" <<-END
	mkdir: failed to set default creation context for 'broken': $(errno_text EIO)
	mkdir: created directory 'broken'
	mkdir: created directory 'a'
	END
}

@test "-Z without a policy or without the library is ignored" {
  need_loading
  NO_POLICY=1 run -0 with_selinux mkdir -Zv a
  same_as "$output" <<-'END'
	mkdir: warning: ignoring -Z: No such file or directory
	mkdir: created directory 'a'
	END
  run -0 with_selinux sh -c 'echo no >libselinux.so.1; exec mkdir -Zv b'
  same_as "$output" <<-'END'
	mkdir: warning: ignoring -Z; cannot load libselinux.so.1
	mkdir: created directory 'b'
	END
}

@test "libselinux is loaded for -Z alone" {
  need strace
  strace -qq -o log mkdir -p -m 1777 a/b --context=u:r:t
  run -1 grep selinux.so log
}

# Run the function of need_selinux "$1" as one that fails, or with "-" as one
# that is not there.
break_function ()
{
  if [ "$2" = - ]; then
    ${CC-cc} -D_GNU_SOURCE -D"$1=lacking" -shared -fPIC -o libselinux.so.1 selinux.c
  else
    ${CC-cc} -D_GNU_SOURCE -D"$1=former" -shared -fPIC -o libformer.so selinux.c
    printf '#include <errno.h>\nint %s (void) { errno = EIO; return -1; }\n' "$1" >broken.c
    { sed "s/$1 (/former (/" selinux.c; cat broken.c; } >both.c
    ${CC-cc} -D_GNU_SOURCE -shared -fPIC -o libselinux.so.1 both.c
  fi
}

@test "-Z with a library that lacks a function is ignored" {
  need_loading
  break_function freecon -
  run -0 with_selinux mkdir -Zv a
  same_as "$output" <<-'END'
	mkdir: warning: ignoring -Z; cannot load libselinux.so.1
	mkdir: created directory 'a'
	END
}

@test "-Z reports that the label of the process or parent is unknown" {
  need_linux SELinux
  need_loading
  local function
  for function in getcon getfilecon security_compute_create; do
    need_selinux
    break_function "$function" fails
    run -1 with_selinux mkdir -Z "$function"
    same_as "$output" \
      <<<"mkdir: failed to set default creation context for '$function': $(errno_text EIO)"
    [ -d "$function" ]
  done
}

@test "with SMACK, --context sets the label of the process" {
  need_root
  need_mounts
  # Run "$@" in a mount namespace where SMACK seems to be, and its labels go to
  # the file "label" in the place of the process attribute $attribute.
  with_smack ()
  {
    : >label
    "${own_mounts[@]}" bash -c '
      mount -t tmpfs none /sys/fs && mkdir /sys/fs/smackfs || exit 99
      >/sys/fs/smackfs/load2
      mount --bind label /proc/$$/attr/current || exit 99
      exec "$@"' bash "$@"
  }
  own_process 'a builtin refuses it'
  [ ! -e /proc/self/attr/smack ] || skip "this kernel has SMACK"
  run -0 with_smack mkdir -v --context=Label a
  same_as "$output" <<<"mkdir: created directory 'a'"
  same_file label < <(printf Label)
  run -0 with_smack mkdir -Z b
  same_as "$output" </dev/null
  same_file label </dev/null
  : >label
  chmod 444 label
  run -1 "${own_mounts[@]}" bash -c '
    mount -t tmpfs none /sys/fs && mkdir /sys/fs/smackfs || exit 99
    >/sys/fs/smackfs/load2
    mount --bind label /proc/$$/attr/current && mount -o remount,bind,ro /proc/$$/attr/current || exit 99
    exec mkdir --context=Label c'
  same_as "$output" <<<"mkdir: failed to set default file creation context to ‘Label’: Read-only file system"
  [ ! -e c ]
}

@test "without /proc/thread-self, the label is set for the process" {
  need_root
  need strace
  [ ! -e /sys/fs/selinux/create ] || skip "this kernel labels"
  need_mounts
  run -1 "${own_mounts[@]}" bash -c '
    mount -t tmpfs none /sys/fs && mkdir /sys/fs/selinux || exit 99
    >/sys/fs/selinux/create
    strace -qq -o log -P /proc/thread-self/attr/fscreate \
      -e inject=openat,open:error=ENOENT mkdir --context=u:r:t a'
  [[ "${lines[-1]}" == "mkdir: failed to set default file creation context to "* ]]
  [ "$(grep -c ENOENT log)" -ge 2 ]
  [ ! -e a ]
}

@test "a label whose setting a signal interrupts is set again" {
  need_loading
  need strace
  local call
  for call in '?open,?openat' read write; do
    run -0 with_selinux strace -D -qq -o log -P /proc/thread-self/attr/fscreate \
      -e trace="$call" -e inject="$call:error=EINTR:when=1" mkdir --context=u:r:t "$call"
    [ -d "$call" ]
    # The same call follows.
    sed 's/) *= .*//; 2q' log | uniq -c | grep -q '^ *2 '
    same_file labels <<<'u:r:t'
  done
}

@test "a label of which the kernel takes a part only is an error, and nothing is made" {
  need_loading
  need strace
  run -1 with_selinux strace -D -qq -o log -P /proc/thread-self/attr/fscreate \
    -e trace=write -e inject=write:retval=1 mkdir --context=u:r:t a
  same_as "${lines[-1]}" \
    <<<"mkdir: failed to set default file creation context to ‘u:r:t’: $(errno_text EIO)"
  [ ! -e a ]
}

@test "-Z gives no directory the label of the one before, if its own cannot be set" {
  need_linux SELinux
  need_loading
  need strace
  run -1 with_selinux strace -D -qq -o log -P /proc/thread-self/attr/fscreate -P a -P b \
    -e trace=write,mkdirat -e inject=write:error=EINVAL:when=2 mkdir -Z a b
  same_as "${lines[-1]}" \
    <<<"mkdir: failed to set default creation context for 'b': Invalid argument"
  # Nothing is written to leave the label to the kernel.
  same_file <(sed 's/user_u.*/LABEL/; s/ *=.*//' log) <<-'END'
	write(3, "LABEL
	mkdirat(AT_FDCWD, "a", 0777)
	write(3, "LABEL
	write(3, "", 0)
	mkdirat(AT_FDCWD, "b", 0777)
	write(3, "", 0)
	END
}

@test "-Z reports a label that cannot be set, unless there are no labels" {
  need_loading
  need strace
  local error text
  while IFS=: read -r error text; do
    run with_selinux strace -qq -o log -P /proc/thread-self/attr/fscreate \
      -e inject=openat,open:error="$error" mkdir -Z "$error"
    same_file <(grep ^mkdir <<<"$output") < <(grep . <<<"$text")
    [ -d "$error" ]
  done <<-END
	EIO:mkdir: failed to set default creation context for 'EIO': $(errno_text EIO)
	EOPNOTSUPP:
	ENODATA:
	END
}
