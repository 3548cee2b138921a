#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# owner-race.py -- try to get into a directory while mkdir --owner creates it
#
# Usage: owner-race.py ROUNDS
#
# Run by root in an empty directory that anyone can search.  Each of ROUNDS times,
# mkdir creates ./d for a user and group, with mode 2770, while eight processes of
# two other users, half of which are in the group of root, try to enter, list and
# write into it, and read its status.  They must never succeed, and the status
# never has more permissions than 2770, nor permissions for a group that is not
# the final one.  Print how many looks there were; exit with status 1 if anything
# was wrong.

import os
import signal
import stat
import subprocess
import sys

USER, GROUP, MODE = 65531, 65532, 0o2770
OTHER, THIRD = 65534, 65533


def fail (text):
  print (text, flush=True)
  os._exit (1)


def start (user, group, action):
  """Call ACTION over and over in a new process of USER and GROUP, which ends
  on SIGTERM or when this process has ended.  Return its ID, once it runs, and a
  descriptor from which the sum of what ACTION returned can be read then."""
  ready, started = os.pipe ()
  result, total = os.pipe ()
  parent = os.getpid ()
  pid = os.fork ()
  if pid != 0:
    os.close (started)
    os.close (total)
    if os.read (ready, 1) != b"x":
      fail ("a process has not started")
    os.close (ready)
    return pid, result
  ended = []
  signal.signal (signal.SIGTERM, lambda *ignored: ended.append (True))
  os.setgroups ([])
  os.setresgid (group, group, group)
  os.setresuid (user, user, user)
  count = action ()
  os.write (started, b"x")
  while not ended and os.getppid () == parent:
    count += action ()
  os.write (total, str (count).encode ())
  os._exit (0)


def end (pid, result):
  """End the process PID, and return its sum from RESULT."""
  os.kill (pid, signal.SIGTERM)
  if os.waitpid (pid, 0)[1] != 0:
    sys.exit (1)
  count = int (os.read (result, 100))
  os.close (result)
  return count


def denied (action, *arguments):
  """Return whether ACTION is denied, and fail if it succeeds."""
  try:
    action (*arguments)
  except PermissionError:
    return 1
  except FileNotFoundError:
    return 0
  return fail (f"{action.__name__} has succeeded for {os.getuid ()}")


def intrude ():
  """Try once to get into ./d.  Return the number of attempts while it exists."""
  count = denied (os.stat, "d/.") + denied (os.listdir, "d")
  count += denied (os.mkdir, "d/x")
  try:
    status = os.lstat ("d")
  except FileNotFoundError:
    return count
  mode = stat.S_IMODE (status.st_mode)
  if mode & ~MODE or (mode & 0o070 and status.st_gid != GROUP):
    fail (f"mode {mode:o} with group {status.st_gid}")
  return count + 1


def mkdir (path):
  """Create PATH, and return whether mkdir has succeeded."""
  return subprocess.run (["mkdir", f"--owner=+{USER}:+{GROUP}", "-m",
                          f"{MODE:o}", path], stderr=subprocess.DEVNULL
                         ).returncode == 0


def state (path):
  """Return the owner, group and mode of PATH."""
  status = os.lstat (path)
  return status.st_uid, status.st_gid, stat.S_IMODE (status.st_mode)


def watch (rounds):
  """Race with eight intruders.  Return the number of their looks."""
  watchers = [start (*ids, intrude)
              for ids in [(OTHER, 0), (THIRD, THIRD)] * 4]
  for _ in range (rounds):
    if not mkdir ("d") or state ("d") != (USER, GROUP, MODE):
      fail ("mkdir has failed")
    os.rmdir ("d")
  return sum (end (*watcher) for watcher in watchers)


def main ():
  rounds = int (sys.argv[1])
  print (f"{rounds} rounds, {watch (rounds)} looks")


main ()
