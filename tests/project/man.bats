#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# man.bats -- the manual pages, as built

load ../helper

# Set $page to the manual page NAME, or skip if it has not been built.
find_page ()
{
  page=$top_builddir/man/$1.1
  [ "$1" != inodeutils ] || page=${page%1}7
  [ -f "$page" ] || lack "no manual page $1"
}

# Print the manual page NAME as on a screen of 80 columns, without bold
# and underlined letters.
render ()
{
  find_page "$1"
  groff -man -Tascii -P-cbou -rLL=78n "$page"
}

@test "mandoc has no complaint" {
  need mandoc
  for name in inodeutils lstat mkdir; do
    find_page "$name"
    same_file <(mandoc -Tlint -Wstyle "$page") </dev/null
  done
}

@test "groff has no complaint, and no line is longer than 80 columns" {
  need groff
  for name in inodeutils lstat mkdir; do
    find_page "$name"
    same_file <(groff -man -Tascii -ww -z "$page" 2>&1) </dev/null
    # In the first line, man(1) would read it as names of preprocessors.
    same_file <(head -n 1 "$page" | grep "^'") </dev/null
    render "$name" > text
    [ "$(wc -l < text)" -gt 100 ]
    # A directory whose length was given to configure is on a line of its own.
    same_file <(grep -E '.{81}' text | grep -v '^ *[^ ]*/inodeutils[^ ]*$') </dev/null
  done
}

@test "the pages have every option, field and directive of --help" {
  need groff
  for program in lstat mkdir; do
    find_page "$program"
    "$program" --help | sed -nE 's/^ +((-|%)[^ ]*(, [^ ]+)?)( .*|)$/\1/p' | sort -u > wanted
    [ "$(wc -l < wanted)" -gt 5 ]
    render "$program" | sed -nE 's/^ +((-|%)[^ ]*(, [^ ]+)?)( .*|)$/\1/p' | sort -u > found
    same_file <(comm -23 wanted found) </dev/null
  done
}

@test "below a heading of --help, a page has the rows of a table or one paragraph" {
  for program in lstat mkdir; do
    find_page "$program"
    # A tag that is the start of a sentence.
    same_file <(sed -n '/^\.SH DESC/,/^\.SH "EXIT/p' "$page" | grep -A 1 '^\.TP' | grep '\. *$') </dev/null
  done
}

@test "the arguments of options are in italics, without brackets" {
  for program in lstat mkdir; do
    find_page "$program"
    [ "$(grep -cF '\fI\,' "$page")" -gt 5 ]
    same_file <(grep -E '\\fI\\,[^\]*[][]' "$page") </dev/null
  done
}

@test "the pages have every environment variable that the programs read" {
  LC_ALL=C sed -nE 's/.*getenv \("([A-Z_]+)"\).*/\1/p' "$top_srcdir"/src/*/*.c "$top_srcdir"/src/lstat/*/*.c \
    | LC_ALL=C sort -u > variables
  same_file variables <<-'END'
	QUOTING_STYLE
	TZ
	END
  # The others are read by the C library and by gnulib.
  while read -r program names; do
    find_page "$program"
    sed -n '/^\.SH ENVIRONMENT/,/^\.SH EX/p' "$page" > environment
    for variable in $names; do
      grep -E '^\.BR? ' environment | grep -qw "$variable"
    done
  done <<-'END'
	lstat QUOTING_STYLE TZ POSIXLY_CORRECT LC_ALL LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME LANG LANGUAGE OMP_NUM_THREADS OMP_THREAD_LIMIT
	mkdir POSIXLY_CORRECT LC_ALL LC_CTYPE LC_MESSAGES LANG LANGUAGE
	END
}

@test "ignores the variables of ls and df that lstat.1 says have no effect" {
  find_page lstat
  truncate -s 1536 f
  touch -d '2020-02-03 04:05:06' f
  for variable in TIME_STYLE=iso BLOCK_SIZE=1 BLOCKSIZE=1; do
    sed -n '/^\.SH ENVIRONMENT/,/^\.SH EX/p' "$page" | grep -qw "${variable%=*}"
    run -0 env "$variable" lstat -h -c '%s %y' f
    [ "$output" = "1$(decimal_point)5K 2020-02-03 04:05:06.000000000 +0000" ]
  done
}

@test "both pages have the same sections in the same order, besides their own" {
  for program in lstat mkdir; do
    find_page "$program"
    sed -n 's/^\.SH //p' "$page" > sections
    same_file <(grep -vxE 'FORMAT|SPEED|SHELL|MODES|OWNERS|"EXISTING DIRECTORIES"|"UNIQUE NAMES"|DURABILITY|"SECURITY CONTEXT"' sections) <<-'END'
	NAME
	SYNOPSIS
	DESCRIPTION
	"EXIT STATUS"
	PATHS
	JSON
	"BASH BUILTIN"
	TRACEPOINTS
	DIFFERENCES
	ENVIRONMENT
	EXAMPLES
	RECIPES
	AUTHOR
	"REPORTING BUGS"
	COPYRIGHT
	"SEE ALSO"
	END
  done
}

@test "the pages have the names by which the programs are installed" {
  need groff
  lstat=$(installed_name lstat)
  mkdir=$(installed_name mkdir)
  for program in lstat mkdir; do
    name=$(installed_name "$program")
    find_page "$program"
    same_file <(grep '@[[:alpha:]]*@' "$page") </dev/null
    render "$program" > text
    same_file <(sed -n '/^NAME/{n;s/^ *//;s/ - .*//p}' text) <<<"$name"
    same_file <(sed -n '/^SYNOPSIS/{n;s/^ *//;s/ .*//p}' text) <<<"$name"
    grep -q "^$(LC_ALL=C; echo "${name^^}")(1) " text
    # In examples and recipes, no other name is called, except as a builtin.
    sed -n '/^EXAMPLES/,/^AUTHOR/p' text | sed '/ enable -f/,/^$/d' > examples
    [ "$(grep -cE "(^|[ (])$name -" examples)" -gt 5 ]
    same_file <(grep -E '(^|[ (|])(lstat|mkdir) -' examples | grep -vE "(^|[ (|])($lstat|$mkdir) -") </dev/null
  done
}

@test "the overview has the names by which it and the programs are installed" {
  need groff
  find_page inodeutils
  same_file <(grep '@' "$page") </dev/null
  name=$(installed_name inodeutils)
  render inodeutils > text
  same_file <(sed -n '/^NAME/{n;s/^ *//;s/ - .*//p}' text) <<<"$name"
  [ "$(grep -c "^$(LC_ALL=C; echo "${name^^}")(7) " text)" = 1 ]
  same_file <(sed -n '/^DESCRIPTION/,/^NAMES/s/^ *\([^ ]*\)(1)$/\1/p' text) <<-END
	$(installed_name lstat)
	$(installed_name mkdir)
	END
}

@test "the overview names the sections that both pages have, in their order" {
  find_page inodeutils
  names=$(sed -n '/^\.SH DESCRIPTION/,/^\.SH "NAMES/s/^\([[:upper:] ]*\): .*/\1/p' "$page")
  [ "$(wc -l <<< "$names")" -ge 10 ]
  for program in lstat mkdir; do
    find_page "$program"
    same_file <(sed -n 's/^\.SH //p' "$page" | tr -d '"' | grep -xF "$names") <<< "$names"
  done
}

@test "the pages in HTML are well-formed, and each link leads somewhere" {
  need mandoc
  need perl
  need python3
  perl "$top_srcdir/man/html" mandoc html "$top_srcdir/man/style.css" \
    "$top_builddir"/man/{inodeutils.7,lstat.1,mkdir.1}
  overview=html/$(installed_name inodeutils).7.html
  lstat=$(installed_name lstat).1.html
  mkdir=$(installed_name mkdir).1.html
  same_file <(printf '%s\n' html/*) < <(
    printf '%s\n' "$overview" html/{"$lstat","$mkdir",index.html,style.css} | sort)
  run -0 python3 "$top_srcdir/tests/programs/html-links.py" html/*.html
  same_as "$output" </dev/null
  for file in "$lstat" "$mkdir"; do
    grep -qF "<a href=\"$file\"><b>" "$overview"
  done
  # Blocks of commands have the lines of the page.
  same_file <(sed -n '/<pre>/,/<\/pre>/{/<br/p}' html/*.html) </dev/null
  sed -nE 's/^ *(<pre>)?(probe=.*)$/\2/p; s/^(bpftrace.*)/\1/p' "html/$mkdir" > probe
  sed -n 's/&quot;/"/g; 1,2p' probe > commands
  same_file commands < <(sed -n 's/\\-/-/g; /^probe=/,/^bpftrace/p' "$top_builddir/man/mkdir.1")
}

@test "the pages say where to report bugs, as configure has been told" {
  need groff
  for program in lstat mkdir; do
    render "$program" | sed -n '/^REPORTING BUGS/,/^COPYRIGHT/s/^  *//p' > text
    contact_lines | same_file text
  done
}

@test "the line of --shell in lstat.1 is what the program prints" {
  need groff
  printf hello > "it's"
  chmod 644 "it's"
  render lstat | sed -n "s/^ *st_path=/st_path=/p" > printed
  [ -s printed ]
  same_file <(lstat --shell=path,type,st_size "it's") < printed
}

@test "the objects of JSON in mkdir.1 are what the program prints" {
  need groff
  render mkdir | sed -n 's/^ *{"path"/{"path"/p' > printed
  umask 022
  mkdir -p --json a/b | tail -n 1 > expected
  mkdir --json a >> expected 2>/dev/null || :
  same_file expected < printed
}

@test "%.3{st_mtime} prints a point in every locale, as the page says" {
  find_page lstat
  grep -qF "%.3{st_mtime}" "$page"
  use_locale de_DE.UTF-8
  touch -d @1.5 f
  run -0 lstat -c '%.3Y %.3{st_mtime}' f
  [ "$output" = "1,500 1.500" ]
}
