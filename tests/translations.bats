#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# translations.bats -- the catalogues, where they are installed

load helper

# Go on only where the catalogues are installed.
need_catalogues ()
{
  [ -e "$localedir/pl/LC_MESSAGES/inodeutils.mo" ] \
    || skip "the catalogues are not installed in $localedir"
}

need_for_all ()
{
  need_catalogues
}

# Call the function "$1" in a locale of each language.
in_each_language ()
{
  local language country
  while read -r language; do
    case $language in
      *_*) country= ;;
      ja) country=_JP ;;
      *) country=_${language^^} ;;
    esac
    use_locale "$language$country.UTF-8"
    unset LANGUAGE
    "$1" || {
      echo "in $LC_ALL"
      return 1
    }
  done < <(grep -v '^#' "$top_srcdir/po/LINGUAS")
}

# Print the lines of standard input that are wider than 79 columns.
too_wide ()
{
  python3 -c '
import sys, unicodedata
for line in sys.stdin.buffer.read().decode().splitlines():
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else
                0 if unicodedata.combining(c) else 1 for c in line)
    if width > 79:
        print(width, line)'
}

# Print the labels of --help on standard input: options, directives and fields,
# each with the column where its description starts.
labels ()
{
  LC_ALL=C sed -nE 's/^( {2,6}[-%].*[^ ]  +)[^ ].*/\1|/p; s/^( {2,6}[-%][^ ]*)$/\1/p'
}

help_is_translated ()
{
  local program
  for program in lstat mkdir; do
    "$program" --help > help || return
    LANGUAGE=C "$program" --help > english || return
    same_as "$(too_wide < help)" < /dev/null || return
    same_as "$(labels < help)" <<< "$(labels < english)" || return
    # No sentence is left in English.
    same_as "$(LC_ALL=C comm -12 <(LC_ALL=C sort -u help) <(LC_ALL=C sort -u english) \
      | grep -v '^ *[%-]' | grep '[a-z] .*[a-z] .*[a-z]')" < /dev/null || return
  done
}

@test "--help is laid out in each language" {
  need python3
  in_each_language help_is_translated
}

messages_are_translated ()
{
  local command
  for command in 'lstat --no-such-option' lstat 'mkdir -m 8 d' 'lstat -c %{size} f' \
    'mkdir f' 'lstat --json=nosuch f' 'mkdir --masked d'; do
    ! eval "$command" > translated 2>&1 || return
    ! LANGUAGE=C eval "$command" > english 2>&1 || return
    # Both start with the name of the program, and name the same words.
    [ "$(head -n 1 translated)" != "$(head -n 1 english)" ] \
      && [ "$(grep -o '^[a-z]*: ' translated)" = "$(grep -o '^[a-z]*: ' english)" ] \
      || return
  done
}

@test "messages are in the language of the user" {
  touch f
  in_each_language messages_are_translated
}

# Print what other programs read.
records ()
{
  lstat --json ./*
  lstat --shell ./*
  lstat -f --json=type,f_type,f_bsize,f_namemax .
  lstat -t ./*
  lstat --printf='%n|%A|%a|%b|%d|%F|%g|%G|%h|%i|%N|%s|%u|%U|%x|%Y|%{type}|%{mode}|%{attributes}\n' ./*
  lstat --json=xattrs,acl,default_acl,capabilities ./*
  mkdir --json -p made/by
  mkdir --ensure=check --json -m 700 made
  rm -r made
}

records_are_the_same ()
{
  # Quotes are those of the locale.
  export QUOTING_STYLE=shell-escape
  (cd files && records) > translated 2>/dev/null || :
  (cd files && LANGUAGE=C records) > english 2>/dev/null || :
  diff -u english translated
}

@test "what other programs read is the same in each language" {
  mkdir -p files/d
  printf x > 'files/a b'
  ln -s 'a b' files/l
  mkfifo $'files/new\nline'
  touch -d @-1.5 files/old
  # The first reading of a link may change its time of access.
  (cd files && records) > /dev/null 2>&1 || :
  in_each_language records_are_the_same
}
