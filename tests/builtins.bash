# SPDX-License-Identifier: GPL-3.0-or-later
# builtins.bash -- scripts that use the loadable builtins of bash
# shellcheck shell=bash

# Go on only if there are builtins that a bash of its own can load: those with
# a sanitizer need its library there.
need_builtins ()
{
  loadables=${LOADABLES_DIR-$top_builddir/loadables}
  [ -e "$loadables/lstat" ] || lack_part bash-builtins
  [ -n "${SANITIZER_LIBRARY-}" ] || native sanitizer
  env --default-signal true 2> /dev/null || lack "no env --default-signal"
}

# For setup of helper.bash: each test of the file needs builtins.  A skip in a
# subshell would not skip the test.
need_for_all ()
{
  need_builtins
}

# Print the commands by which a script starts: load the builtins, and let other
# programs do without the library of a sanitizer.
prologue ()
{
  printf 'export -n LD_PRELOAD; unset BASH_LOADABLES_PATH\n'
  printf 'enable -f %q %s || exit 99\n' "$loadables/lstat" lstat "$loadables/mkdir" mkdir
}

# Run bash with ARGUMENTs, what they need for the builtins, and the default
# action of each signal: a suite in the background ignores SIGINT.
start_bash ()
{
  env --default-signal LD_PRELOAD="${SANITIZER_LIBRARY-}" bash "$@"
}

# Run the bash script on standard input, with both builtins, and ARGUMENTs.
in_bash ()
{
  start_bash -c "$(prologue)
$(cat)" bash "$@"
}

# For a script: print how many KiB of the memory of the shell are resident.
# Until Linux 6.2, VmRSS counts a process in steps of 64 pages, and not every
# kernel has smaps_rollup.
# shellcheck disable=SC2034
resident='
resident ()
{
  local proc=/proc/$$ memory
  [ -r $proc/smaps_rollup ] && memory=smaps_rollup || memory=status
  awk "/^(Rss|VmRSS):/ { print \$2 }" $proc/$memory
}
'
