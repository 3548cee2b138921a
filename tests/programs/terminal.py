#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""terminal.py -- talk to a program on a terminal of its own

Usage: terminal.py PROGRAM ARGUMENT... <DIALOGUE

Lines of DIALOGUE: "> TEXT" types TEXT and the Enter key, "^C" types Ctrl-C,
"< TEXT" waits until the program has printed TEXT since the last such line,
"job" waits until another process group than the program's is in the foreground.
Exit with status 1, and print what came instead, if TEXT does not come.
"""

import os
import pty
import select
import sys
import time

SECONDS = 60  # an answer that takes longer does not come


def await_text(terminal, text, seen):
    """Read from TERMINAL until SEEN contains TEXT.  Return what precedes and what
    follows it."""
    while text not in seen:
        more = b''
        if select.select([terminal], [], [], SECONDS)[0]:
            try:
                more = os.read(terminal, 65536)
            except OSError:  # the program has ended
                pass
        if not more:
            sys.exit('no %r in %r' % (text, seen[-4000:]))
        seen += more
    before, _, after = seen.partition(text)
    return before, after


def main():
    dialogue = sys.stdin.buffer.read().splitlines()
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    seen = b''
    for line in dialogue:
        if line.startswith(b'> '):
            os.write(terminal, line[2:] + b'\n')
        elif line == b'job':
            # No event says so.
            end = time.monotonic() + SECONDS
            while os.tcgetpgrp(terminal) == child and time.monotonic() < end:
                time.sleep(0.01)
        elif line == b'^C':
            os.write(terminal, b'\3')
        else:
            _, seen = await_text(terminal, line[2:], seen)


if __name__ == '__main__':
    main()
