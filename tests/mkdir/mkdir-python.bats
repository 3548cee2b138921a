#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# mkdir-python.bats -- mkdir --masked is os.mkdir, and its errors are OSError's

load ../helper

# Write the module "both", which makes directories with os.mkdir and mkdir.
write_module ()
{
  cat >both.py <<-'END'
	import json, os, shutil, stat, subprocess, sys

	def by_python (path, mode, **keywords):
	  """Return the errno of os.mkdir, or the mode of what it made."""
	  try:
	    os.mkdir (path, mode, **keywords)
	  except OSError as error:
	    return {"error": error.errno}
	  return seen (path, keywords.get ("dir_fd"))

	def seen (path, dir_fd):
	  status = os.stat (path, dir_fd=dir_fd, follow_symlinks=False)
	  return {"mode": "%04o" % stat.S_IMODE (status.st_mode)}

	def by_mkdir (path, mode, *options, dir_fd=None):
	  """Do the same with mkdir --masked."""
	  if dir_fd is not None:
	    options = *options, "--dir-fd=%d" % dir_fd
	  done = subprocess.run (["mkdir", "--json", "--masked", "-m", "%o" % mode,
	                          *options, "--", path], stdout=subprocess.PIPE,
	                         stderr=subprocess.DEVNULL,
	                         pass_fds=() if dir_fd is None else (dir_fd,))
	  record = json.loads (done.stdout)
	  if "errno" in record:
	    assert done.returncode == 1
	    return {"error": record["errno"]}
	  assert done.returncode == 0
	  assert record["created"] is True
	  assert {"mode": record["mode"]} == seen (path, dir_fd)
	  return {"mode": record["mode"]}

	def modes_agree (parent):
	  """Compare both in PARENT over umasks and modes."""
	  for umask in 0, 0o022, 0o027, 0o077, 0o125, 0o777:
	    for mode in (0, 0o777, 0o755, 0o700, 0o123, 0o456, 0o1777, 0o2755,
	                 0o4711, 0o7777):
	      old = os.umask (umask)
	      results = []
	      for make in by_python, by_mkdir:
	        results.append (make (parent + "/d", mode))
	        os.rmdir (parent + "/d")
	      os.umask (old)
	      assert results[0] == results[1], (parent, umask, mode, results)
	END
}

# Set python to one that an ordinary user can run, too.
find_python ()
{
  while read -r python; do
    ! as_user env "$python" -c '' 2>/dev/null || return 0
  done < <(type -ap python3)
  lack "no python3 for an ordinary user"
}

@test "--masked gives the modes of os.mkdir" {
  native valgrind
  need python3
  write_module
  mkdir plain
  python3 -c 'import both; both.modes_agree ("plain")'
}

@test "--masked gives the modes of os.mkdir in a set-group-ID parent" {
  native valgrind
  need python3
  write_module
  mkdir -m 2775 setgid
  [ "$(id -u)" -ne 0 ] || chgrp 1 setgid
  chmod 2775 setgid
  python3 -c 'import both; both.modes_agree ("setgid")'
}

@test "--masked gives the modes of os.mkdir under a default ACL" {
  native valgrind
  need python3 setfacl
  write_module
  for entries in d:g::rwx d:u::rx,d:g::w,d:o::- d:u:1:rwx,d:m::rx,d:g::rwx; do
    mkdir acl
    setfacl -m "$entries" acl 2>/dev/null || lack "no ACLs on this file system"
    python3 -c 'import both; both.modes_agree ("acl")'
    rm -r acl
  done
  mkdir -m 2775 acl
  setfacl -m d:g::rwx,d:o::x acl
  python3 -c 'import both; both.modes_agree ("acl")'
}

@test "--masked gives an ordinary user the modes of os.mkdir" {
  native valgrind
  need python3
  write_module
  find_python
  mkdir -m 777 plain
  mkdir -m 3777 setgid
  for parent in plain setgid; do
    as_user env PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 "$python" -c \
      'import both, sys; both.modes_agree (sys.argv[1])' "$parent"
  done
}

@test "an error has the errno of the OSError" {
  need python3
  write_module
  touch file
  mkdir directory
  ln -s nowhere dangling
  ln -s loop loop
  ln -s directory link
  python3 - <<-'END'
	import both, os
	long = "x" * 256
	for path in ["directory", "file", "dangling", "link", "loop", ".", "..", "/",
	             "", "nosuch/d", "file/d", "file/", "file/.", "loop/d", "dangling/d",
	             "dangling/", "link/", "directory/", "directory/.", "directory/..",
	             "nosuch/", "nosuch/.", long, "directory/" + long, long + "/d",
	             "/proc/d", "/proc/self/fd/d", "/dev/null/d"]:
	  results = []
	  for make in both.by_python, both.by_mkdir:
	    results.append (make (path, 0o755))
	    if "mode" in results[-1]:
	      os.rmdir (path)
	  assert results[0] == results[1], (path, results)
	END
}

@test "a dir_fd means what it means to os.mkdir" {
  need python3
  write_module
  mkdir base
  touch file
  python3 - <<-'END'
	import both, os
	base = os.open ("base", os.O_RDONLY)
	search = os.open ("base", os.O_PATH)
	file = os.open ("file", os.O_RDONLY)
	for dir_fd in base, search, file:
	  for path in "d", "d/", "../d", "d/e", "", ".", "..", os.getcwd () + "/d":
	    results = []
	    for make in both.by_python, both.by_mkdir:
	      results.append (make (path, 0o711, dir_fd=dir_fd))
	      if "mode" in results[-1]:
	        os.rmdir (path, dir_fd=dir_fd)
	    assert results[0] == results[1], (dir_fd, path, results)
	END
}

@test "a permission error has the errno of the OSError" {
  need python3
  write_module
  find_python
  mkdir -m 555 unwritable
  mkdir -p unsearchable/d
  chmod 666 unsearchable
  as_user env PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 "$python" - <<-'END'
	import both
	for path in ["unwritable/d", "unwritable", "unsearchable/d", "unsearchable/e",
	             "/root/d"]:
	  assert both.by_python (path, 0o755) == both.by_mkdir (path, 0o755), path
	END
}
