#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""press-tab.py -- press the Tab key in an interactive shell

Usage: press-tab.py SHELL COMPLETIONS <LINES

COMPLETIONS is a directory with the completions of SHELL, under the names by
which they are installed.  In SHELL, started in the directory "here", type each
of LINES and Tab.  Print "> ", the line as it is then, with "|" at its end, and
what is offered, sorted, and remove the line.
"""

import fcntl
import os
import pty
import re
import struct
import sys
import termios

from terminal import await_text

# What each shell reads first: a prompt, one line for each match where that is
# possible, and a key, Ctrl-T, that prints the line between two RS.
SETUP = {
    'bash': r'''
PS1='ready> '; unset PROMPT_COMMAND
bind 'set bell-style none'
bind 'set completion-display-width 0'
bind 'set completion-query-items 0'
bind 'set enable-bracketed-paste off'
bind 'set page-completions off'
bind 'set show-all-if-ambiguous on'
bind -x '"\C-t": printf "\036%s\036" "$READLINE_LINE"'
for file in "$COMPLETIONS"/*; do . "$file"; done
cd here
''',
    'zsh': r'''
PS1='ready> '; LISTMAX=0
unset zle_bracketed_paste
setopt no_beep no_list_ambiguous no_prompt_cr no_prompt_sp
fpath=("$COMPLETIONS" $fpath)
autoload -U compinit && compinit -u -D
show_line () { print -rn -- $'\036'$BUFFER$'\036' }
zle -N show_line
bindkey '^I' complete-word '^T' show_line '^U' kill-whole-line
cd here
''',
    'fish': r'''
function fish_prompt; echo -n 'ready> '; end
set -g fish_greeting
set -g fish_autosuggestion_enabled 0
set -p fish_complete_path $COMPLETIONS
bind \ct 'printf "\036%s\036" (commandline | string collect)'
cd here
''',
}

COMMAND = {
    'bash': ['bash', '--noprofile', '--rcfile', '.setup', '-i'],
    'zsh': ['zsh', '-d', '-i'],
    'fish': ['fish', '--no-config', '-i', '-C', 'source .setup'],
}

# Without capabilities of a terminal, the others print lists as lines.
TERMINAL = {'bash': 'dumb', 'zsh': 'dumb', 'fish': 'vt220'}


def offered(shell, printed):
    """Return the matches in what SHELL has PRINTED since the Tab."""
    printed = re.sub(rb'\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()]?.)',
                     b'', printed)
    lines = re.sub(rb'\r*\n', b'\n', printed).split(b'\n')[1:]
    matches = []
    for line in lines:
        if line.startswith(b'ready> '):
            break
        line = line.split(b'\r')[0].rstrip()
        # Columns are separated by at least two blanks, as are descriptions.
        line = re.sub(rb'  +(-- |\()', rb' \1', line)
        if shell == 'bash' or b' -- ' in line:
            matches.append(re.sub(rb'  +', b' ', line))
        else:
            matches += re.split(rb'  +', line)
    return sorted(match for match in matches if match)


def main():
    shell, completions = sys.argv[1:]
    lines = sys.stdin.buffer.read().splitlines()
    with open('.zshrc' if shell == 'zsh' else '.setup', 'w',
              encoding='utf-8') as setup:
        setup.write(SETUP[shell])
    child, terminal = pty.fork()
    if child == 0:
        for name in [name for name in os.environ if name.startswith('XDG_')]:
            del os.environ[name]
        os.environ.update(COMPLETIONS=os.path.abspath(completions),
                          HOME=os.getcwd(), ZDOTDIR=os.getcwd(), HISTFILE='',
                          INPUTRC='/dev/null', LC_ALL='C.UTF-8',
                          TERM=TERMINAL[shell], fish_history='')
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('4H', 500, 300, 0, 0))
        os.execvp(COMMAND[shell][0], COMMAND[shell])
    _, seen = await_text(terminal, b'ready> ', b'')
    for line in lines:
        os.write(terminal, line + b'\t\x14')
        printed, seen = await_text(terminal, b'\x1e', seen)
        completed, seen = await_text(terminal, b'\x1e', seen)
        sys.stdout.buffer.write(b'\n'.join(
            [b'> ' + completed.replace(b'\r\n', b'\n') + b'|',
             *offered(shell, printed), b'']))
        os.write(terminal, b'\x15')


main()
