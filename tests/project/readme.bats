#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# readme.bats -- the examples and the picture of README.md

load ../helper
load ../builtins

# Only what is for bash needs builtins.
unset -f need_for_all

# Print the examples of README.md, each a block in a section of examples: with the
# argument 1 those for bash, which enable a builtin, and with 0 the others.
examples ()
{
  awk -v for_bash="$1" '
    /^    / { block = block substr ($0, 5) "\n"; next }
    inside && block && (block ~ /enable -f/) == for_bash { printf "%s", block }
    { block = "" }
    /^## / { inside = tolower ($0) ~ /examples$/ }' "$top_srcdir/README.md" \
    | sed "s/--owner=app/--owner=$(id -u)/"
}

# Run the commands of the file FILE, each after a prompt, in the directory work,
# and print them with what they print.  Their shell is one of its own, since bats
# uses the descriptor 3, in the locale of README.md.
run_examples ()
{
  # shellcheck disable=SC2016
  (cd work && LC_ALL=C start_bash -c 'export -n LD_PRELOAD
  while IFS= read -r line; do
    printf "%s\n" "$line"
    eval "${line#[#$] }" </dev/null
  done') < <(grep '^[#$] ' "$1") 2>&1 || :
}

# Replace in standard input what differs between systems and runs: times, other
# numbers, blanks that fill columns, and the user's name and group.
neutral ()
{
  sed -E -e 's/ Birth: -$/ Birth: 1/' -e 's/[0-9]{4}-[0-9:. T+-]{20,}/TIME/g' \
    -e 's/[0-9]+/N/g' -e "s/\\b($(id -un)|$(id -gn)|root)\\b/USER/g" -e 's/[ \t]+/ /g' \
    -e 's/ Birth: N$/ Birth: TIME/' -e 's/\( /(/g'
}

@test "the examples print what README.md says" {
  need jq
  need_openat2
  examples 0 > expected
  [ "$(grep -c '^[#$] ' expected)" -ge 15 ]
  mkdir work
  run_examples expected > printed
  same_file <(neutral < printed) < <(neutral < expected)
}

@test "the examples for bash print what README.md says" {
  need_builtins
  examples 1 > expected
  [ "$(grep -c '^[#$] ' expected)" -ge 2 ]
  mkdir work
  printf 'hello, world\n' > work/greeting
  BASH_LOADABLES_PATH=$loadables run_examples expected > printed
  same_file printed < expected
}

@test "the loop for bash moves each file once" {
  need_builtins
  need mv
  sed -n '/^## In bash/,/^## [^I]/s/^    //p' "$top_srcdir/README.md" > loop
  grep -q '^enable -f lstat lstat; enable -f mkdir mkdir$' loop
  local user
  user=$(id -un 2>/dev/null) || lack "no name for user $(id -u)"
  mkdir work work/d
  touch work/a 'work/b c'
  cd work
  for _ in 1 2; do
    # The status is that of the last file, which is none.
    BASH_LOADABLES_PATH=$loadables run start_bash -c 'export -n LD_PRELOAD; . ../loop'
    same_as "$output" </dev/null
    same_file <(find . -mindepth 1 | LC_ALL=C sort) <<-END
	./by-user
	./by-user/$user
	./by-user/$user/a
	./by-user/$user/b c
	./d
	END
  done
}

@test "the picture shows what the programs print" {
  need python3 jq
  need_openat2
  need_builtins
  native
  BASH_LOADABLES_PATH=$loadables run -0 python3 "$top_srcdir/doc/picture"
  same_as "$output" < "$top_srcdir/doc/terminal.svg"
}

@test "the pictures and pages that README.md links to exist" {
  sed -nE 's/.*\]\(([^:)#]+)\).*/\1/p' "$top_srcdir/README.md" > links
  [ "$(wc -l < links)" -ge 5 ]
  while read -r link; do
    [ -e "$top_srcdir/$link" ] || {
      echo "no such file: $link"
      false
    }
  done < links
}
