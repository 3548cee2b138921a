#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# readme.bats -- the examples and the picture of README.md

load ../helper

# Print the examples of README.md, its lines after the heading "Examples".
examples ()
{
  sed -nE '/^## Examples/,/^## [^E]/s/^    //p' "$top_srcdir/README.md"
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
  need_openat2
  examples > expected
  [ "$(grep -c '^\$ ' expected)" -ge 10 ]
  mkdir work
  # In a shell of its own, since bats uses the descriptor 3, and in the locale
  # of README.md.
  # shellcheck disable=SC2016
  (cd work && LC_ALL=C bash -c 'while IFS= read -r line; do
    printf "%s\n" "$line"
    eval "${line#\$ }" </dev/null
  done') < <(grep '^\$ ' expected) > printed 2>&1 || :
  same_file <(neutral < printed) < <(neutral < expected)
}

@test "the picture shows what the programs print" {
  need python3
  need_openat2
  run -0 python3 "$top_srcdir/doc/picture"
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
