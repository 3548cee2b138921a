#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-time-style.bats -- --time-style, -u and the zone of times

load ../helper

# Make a file that is old, one that is recent and one whose time is to come.
three_ages ()
{
  touch -d '2020-02-03 04:05:06.789' old
  touch -d '-3 days' recent
  touch -d '+3 days' future
}

# Print the time of each FILE as "ls -l OPTION" has it.
as_ls ()
{
  local option=$1 name
  shift
  for name; do
    # shellcheck disable=SC2012
    TIME_STYLE='' ls -l "$option" "$name" | sed -E 's/^([^ ]+ +){5}//; s/ [^ ]+$//'
  done
}

@test "full-iso is the default" {
  touch -d '2020-02-03 04:05:06.789' f
  for style in full-iso full f posix-full-iso; do
    [ "$(lstat --time-style="$style" -c %y f)" = '2020-02-03 04:05:06.789000000 +0000' ]
  done
  diff <(lstat f) <(lstat --time-style=full-iso f)
}

@test "the styles long-iso, iso and locale are as in ls" {
  touch -d '2020-02-03 04:05:06.789' f
  same_file <(lstat --time-style=long-iso -c '[%y]' f) <<< '[2020-02-03 04:05]'
  same_file <(lstat --time-style=iso -c '[%y]' f) <<< '[2020-02-03 ]'
  same_file <(LC_ALL=C lstat --time-style=locale -c '[%y]' f) <<< '[Feb  3  2020]'
  touch -d '-1 hour' f
  same_file <(lstat --time-style=iso -c '[%y]' f) <<< "[$(date -r f '+%m-%d %H:%M')]"
  same_file <(LC_ALL=C lstat --time-style=locale -c '[%y]' f) <<< "[$(LC_ALL=C date -r f '+%b %e %H:%M')]"
}

# Copy standard input, dates in the style $style.  Where the names of months differ
# in width, as févr. and nov. do, or begin with a blank, ls makes a column of them
# in the style "locale": then with one blank for several, and none at the start.
one_blank ()
{
  local months widths
  months=$(locale abmon 2>/dev/null || :)
  widths=$(tr ';' '\n' <<<"$months" | while IFS= read -r month; do echo "${#month}"; done | sort -u | wc -l)
  if [ "$style" = locale ] && { [ "$widths" -gt 1 ] || [[ $months == *' '* ]]; }; then
    sed 's/^ *//; s/  */ /g'
  else
    cat
  fi
}

@test "the styles are those of ls, for old, recent and future files" {
  [[ $(ls --version) == *GNU* ]] || lack "ls is not GNU's"
  three_ages
  for style in full-iso long-iso iso locale '+%Y %j' $'+old %F %T.%N\nrecent %s %N' '+%3N|%-d|%^a'; do
    for zone in UTC0 EST5EDT,M3.2.0,M11.1.0 '<+0545>-5:45'; do
      same_file <(TZ=$zone lstat --time-style="$style" -c %y old recent future | one_blank) \
        <<< "$(TZ=$zone as_ls --time-style="$style" old recent future | one_blank)"
    done
  done
}

@test "a file is old after half a year" {
  local half=$((31556952 / 2))
  touch -d "-$((half - 60)) seconds" recent
  touch -d "-$((half + 60)) seconds" old
  touch -d '+60 seconds' future
  same_file <(lstat --time-style=$'+old\nrecent' -c '%n %y' recent old future) <<-'END'
	recent recent
	old old
	future old
	END
}

@test "a file younger than the process is recent" {
  touch old f
  coproc lstat --time-style=$'+old\nrecent' --printf '%y\n' --files0-from=-
  # shellcheck disable=SC2153
  local pid=$COPROC_PID answer
  printf 'old\0' >&"${COPROC[1]}"
  read -r -t 10 answer <&"${COPROC[0]}"
  [ "$answer" = recent ]
  # Later than the answer, and past by the time that lstat looks at f.
  touch -d "@$(date +%s.%N)" f
  printf 'f\0' >&"${COPROC[1]}"
  read -r -t 10 answer <&"${COPROC[0]}"
  [ "$answer" = recent ]
  eval "exec ${COPROC[1]}>&-"
  wait "$pid"
}

@test "+FORMAT is strftime's, with %N for nanoseconds" {
  touch -d '2020-02-03 04:05:06.000000789' f
  run -0 lstat --time-style='+%d.%m.%y|%H%M%S|%N|%3N|%s|%z|%:z|%Z|%%|%j|é' -c '%y' f
  [ "$output" = '03.02.20|040506|000000789|000|1580702706|+0000|+00:00|UTC|%|034|é' ]
  [ "$(lstat --time-style='++' -c '%y' f)" = + ]
  [ "$(lstat --time-style='+' -c '[%y][%5y]' f)" = '[][     ]' ]
  [ "$(lstat --time-style='+full-iso' -c '%y' f)" = full-iso ]
}

@test "the first of two formats is for old files" {
  three_ages
  run -0 lstat --time-style=$'+%Y\nthis year' -c '%n: %y' old recent
  same_as "$output" <<< $'old: 2020\nrecent: this year'
  run -0 lstat --time-style=$'+\nthis year' -c '%n: [%y]' old recent
  same_as "$output" <<< $'old: []\nrecent: [this year]'
  run -0 lstat --time-style=$'+old\n' -c '%n: [%y]' old recent
  same_as "$output" <<< $'old: [old]\nrecent: []'
}

@test "more than two formats are rejected" {
  touch f
  run -1 lstat --time-style=$'+a\nb\nc' f
  same_as "$output" <<-'END'
	lstat: invalid time style format ‘a\nb\nc’
	Try 'lstat --help' for more information.
	END
}

@test "a result of any length is printed" {
  touch -d '2020-02-03' f
  [ "$(lstat --time-style='+%200000Y' -c %y f | wc -c)" -eq 200001 ]
  [ "$(lstat --time-style="+$(printf '%%Y%.0s' {1..20000})" -c %y f | wc -c)" -eq 80001 ]
  # gnulib pads a number that has a sign beyond the end of the buffer.
  local length text
  for length in {118..130}; do
    text=$(printf "%${length}s" '')
    [ "$(lstat --time-style="+$text%_z" -c %y f)" = "$text   +0" ]
  done
  for length in 200 100000; do
    [ "$(lstat --time-style="+%_${length}z%_${length}:z" -c %y f)" \
      = "$(printf "%${length}s%${length}s" +0 +0:00)" ]
  done
  # The next one is short again.
  touch g
  [ "$(lstat --time-style=$'+%200000Y\ng' -c %y f g | tail -n 1)" = g ]
}

@test "widths over a mebibyte are rejected, without allocating" {
  native
  touch f
  for bad in +%1048577Y +%+%1048577Y +%999999999d +%99999999999999999999d \
    "+$(printf '%%1000000d%.0s' {1..3})"; do
    run -1 bash -c 'ulimit -v 65536; exec lstat --time-style="$1" -c %y f' - "$bad"
    same_as "${lines[0]}" <<< "lstat: invalid time style format ‘${bad#+}’"
  done
  run -1 lstat --time-style=$'+%Y\n%_9999999d' -c %y f
  same_as "${lines[0]}" <<< "lstat: invalid time style format ‘%Y\n%_9999999d’"
  [ "$(lstat --time-style=+%1048576d -c %y f | wc -c)" -eq 1048577 ]
}

@test "--time-style applies to %w %x %y %z and the default layout, not to seconds and keys" {
  touch -d @1234567890.5 f
  local style=--time-style=+%Y
  [ "$(lstat "$style" -c '%x|%y|%X|%.1Y' f)" = "2009|2009|1234567890|1234567890$(decimal_point)5" ]
  [ "$(lstat "$style" -c %z f)" = "$(date +%Y)" ]
  [ "$(lstat "$style" -c %w f)" = "$(date +%Y)" ] || [ "$(lstat -c %w f)" = - ]
  [ "$(lstat "$style" -c %w /proc/version)" = - ]
  [ "$(lstat "$style" --json=mtime f)" = '{"mtime": "2009-02-13T23:31:30.500000000+00:00"}' ]
  diff <(lstat "$style" -t f) <(lstat -t f)
  same_file <(lstat "$style" f | sed -n '/^Modify/p') <<< 'Modify: 2009'
}

@test "width and precision format a styled time as text" {
  touch -d '2020-02-03 04:05' f
  same_file <(lstat --time-style=long-iso -c '[%20y][%-20y][%.4y]' f) \
    <<< '[    2020-02-03 04:05][2020-02-03 04:05    ][2020]'
}

@test "posix- selects a style outside of the POSIX locale only" {
  touch -d '2020-02-03 04:05:06' f
  for style in posix-long-iso posix-+%Y posix-posix-iso; do
    [ "$(LC_ALL=C lstat --time-style="$style" -c %y f)" = '2020-02-03 04:05:06.000000000 +0000' ]
  done
  [ "$(libc)" = glibc ] || skip "musl has no such locales"
  LC_ALL=C.UTF-8 need_system locale
  [ "$(LC_ALL=C.UTF-8 lstat --time-style=posix-long-iso -c %y f)" = '2020-02-03 04:05' ]
  [ "$(LC_ALL=C.UTF-8 lstat --time-style=posix-+%Y -c %y f)" = '2020' ]
  [ "$(LC_ALL=C.UTF-8 lstat --time-style=posix-posix-iso -c %y f)" = '2020-02-03 ' ]
}

@test "a style may be abbreviated if it is unambiguous" {
  touch -d '2020-02-03 04:05:06' f
  [ "$(lstat --time-style=lon -c %y f)" = '2020-02-03 04:05' ]
  [ "$(lstat --time-style=i -c '[%y]' f)" = '[2020-02-03 ]' ]
  run -1 lstat --time-style=lo f
  same_as "$output" <<-'END'
	lstat: ambiguous argument ‘lo’ for ‘--time-style’
	Valid arguments are:
	  - ‘full-iso’
	  - ‘long-iso’
	  - ‘iso’
	  - ‘locale’
	  - ‘+FORMAT’
	Try 'lstat --help' for more information.
	END
}

@test "a bad style is a usage error, before any output" {
  touch f
  for style in foo ISO 'iso ' %Y; do
    run -1 lstat --time-style="$style" f
    same_as "$output" <<-END
	lstat: invalid argument ‘$style’ for ‘--time-style’
	Valid arguments are:
	  - ‘full-iso’
	  - ‘long-iso’
	  - ‘iso’
	  - ‘locale’
	  - ‘+FORMAT’
	Try 'lstat --help' for more information.
	END
  done
}

@test "the last style counts, and the names of months are the locale's" {
  touch -d '2020-03-03 04:05:06' f
  [ "$(lstat --time-style=iso --time-style=+%Y -c %y f)" = 2020 ]
  use_locale de_DE.UTF-8
  [ "$(lstat --time-style='+%B' -c %y f)" = März ]
}

@test "-u is UTC, whatever TZ says" {
  touch -d '2020-07-01 12:00:00.5 UTC' f
  for zone in EST5EDT,M3.2.0,M11.1.0 '<+0545>-5:45' :/etc/localtime No/Such ''; do
    [ "$(TZ=$zone lstat -u -c %y f)" = '2020-07-01 12:00:00.500000000 +0000' ]
    [ "$(TZ=$zone lstat --utc --time-style=+%Z -c %y f)" = UTC ]
  done
  [ "$(env -u TZ lstat -u -c %y f)" = '2020-07-01 12:00:00.500000000 +0000' ]
}

@test "a style uses the time zone of TZ, or UTC if that is unknown" {
  touch -d '2020-07-01 12:00:00.5 UTC' f
  [ "$(TZ='<ABC>3:30' lstat --time-style='+%F %T %z %Z' -c %y f)" = '2020-07-01 08:30:00 -0330 ABC' ]
  [ "$(TZ='<ABC>-14' lstat --time-style=long-iso -c %y f)" = '2020-07-02 02:00' ]
  [ "$(TZ='No/Such' lstat --time-style=long-iso -c %y f)" = '2020-07-01 12:00' ]
  [ "$(TZ='' lstat --time-style='+%T %Z' -c %y f)" = "12:00:00 $(TZ='' date +%Z)" ]
}

@test "the style locale is that of ls, in each locale" {
  [[ $(ls --version) == *GNU* ]] || lack "ls is not GNU's"
  three_ages
  # ls pads the names of months where they differ in length.
  for locale in de_DE.UTF-8 tr_TR.UTF-8; do
    use_locale "$locale"
    unset LANGUAGE
    # as_ls loses the blank before a day of one digit.
    same_file <(lstat --time-style=locale -c %y old recent future | sed 's/^ *//') \
      <<< "$(as_ls --time-style=locale old recent future)"
  done
}

@test "a time style may end with % or have %% and flags" {
  touch -d 2001-02-03 f
  same_file <(lstat --time-style='+%%%_5m' -c '[%y]' f) <<<'[%    2]'
  same_file <(lstat --time-style='+a%' -c '[%y]' f) <<<'[a%]'
  same_file <(lstat --time-style='+%%Y%_%Y' -c '[%y]' f) <<<'[%Y%_2001]'
}
