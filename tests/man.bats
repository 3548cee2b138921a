#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# man.bats -- the manual pages, as built

load helper

# Set $page to the manual page of PROGRAM, or skip if it has not been built.
find_page ()
{
  page=$top_builddir/man/$1.1
  [ -f "$page" ] || lack "no manual page of $1"
}

# Print the manual page of PROGRAM as on a screen of 80 columns, without bold
# and underlined letters.
render ()
{
  find_page "$1"
  groff -man -Tascii -P-cbou -rLL=78n "$page"
}

# Print the name that PROGRAM is installed by.
installed_name ()
{
  local transform
  transform=$(sed -n 's/^program_transform_name = //p' "$top_builddir/Makefile")
  sed "${transform//\$\$/\$}" <<<"$1"
}

@test "mandoc has no complaint" {
  need mandoc
  for program in lstat mkdir; do
    find_page "$program"
    same_as "$(mandoc -Tlint -Wstyle "$page")" </dev/null
  done
}

@test "groff has no complaint, and no line is longer than 80 columns" {
  need groff
  for program in lstat mkdir; do
    find_page "$program"
    same_as "$(groff -man -Tascii -ww -z "$page" 2>&1)" </dev/null
    render "$program" > text
    [ "$(wc -l < text)" -gt 100 ]
    same_as "$(grep -E '.{81}' text)" </dev/null
  done
}

@test "the pages have every option, field and directive of --help" {
  need groff
  for program in lstat mkdir; do
    find_page "$program"
    "$program" --help | sed -nE 's/^ +((-|%)[^ ]*(, [^ ]+)?)( .*|)$/\1/p' | sort -u > wanted
    [ "$(wc -l < wanted)" -gt 5 ]
    render "$program" | sed -nE 's/^ +((-|%)[^ ]*(, [^ ]+)?)( .*|)$/\1/p' | sort -u > found
    same_as "$(comm -23 wanted found)" </dev/null
  done
}

@test "the pages have every environment variable that the programs read" {
  sed -nE 's/.*getenv \("([A-Z_]+)"\).*/\1/p' "$top_srcdir"/src/lstat/*.c \
    "$top_srcdir"/src/shared/*.c | sort -u > variables
  [ -s variables ]
  find_page lstat
  for variable in $(cat variables) POSIXLY_CORRECT LC_ALL LC_MESSAGES LANGUAGE \
    LC_CTYPE LC_NUMERIC LC_TIME LANG; do
    sed -n '/^\.SH ENVIRONMENT/,/^\.SH EX/p' "$page" | grep -qw "$variable"
  done
  find_page mkdir
  for variable in POSIXLY_CORRECT LC_ALL LC_MESSAGES LANGUAGE LC_CTYPE LANG; do
    sed -n '/^\.SH ENVIRONMENT/,/^\.SH EX/p' "$page" | grep -qw "$variable"
  done
}

@test "both pages have the sections that concern both programs" {
  for program in lstat mkdir; do
    find_page "$program"
    for section in NAME SYNOPSIS DESCRIPTION '"EXIT STATUS"' PATHS JSON \
      TRACEPOINTS DIFFERENCES ENVIRONMENT EXAMPLES '"SEE ALSO"'; do
      grep -qx ".SH $section" "$page"
    done
  done
}

@test "the pages have the names by which the programs are installed" {
  need groff
  lstat=$(installed_name lstat)
  mkdir=$(installed_name mkdir)
  for program in lstat mkdir; do
    name=$(installed_name "$program")
    find_page "$program"
    same_as "$(grep '@[A-Za-z]*@' "$page")" </dev/null
    render "$program" > text
    same_as "$(sed -n '/^NAME/{n;s/^ *//;s/ - .*//p}' text)" <<<"$name"
    same_as "$(sed -n '/^SYNOPSIS/{n;s/^ *//;s/ .*//p}' text)" <<<"$name"
    grep -q "^${name^^}(1) " text
    # In examples, no other name is called.
    sed -n '/^EXAMPLES/,/^AUTHOR/p' text > examples
    [ "$(grep -cE "(^|[ (])$name -" examples)" -gt 5 ]
    same_as "$(grep -E '(^|[ (|])(lstat|mkdir) -' examples | grep -vE "(^|[ (|])($lstat|$mkdir) -")" </dev/null
  done
}

@test "%.3{st_mtime} prints a point in every locale, as the page says" {
  find_page lstat
  grep -qF "%.3{st_mtime}" "$page"
  use_locale de_DE
  touch -d @1.5 f
  run -0 lstat -c '%.3Y %.3{st_mtime}' f
  [ "$output" = "1,500 1.500" ]
}
