#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-times.bats -- times as text and as seconds since the Epoch

load ../helper

@test "a precision of seconds truncates or extends the fraction" {
  local p
  p=$(decimal_point)
  touch -d @67413.023456789 f
  run -0 lstat -c '[%Y][%.Y][%.0Y][%.1Y][%.3Y][%.9Y][%.12Y]' f
  [ "$output" = "[67413][67413${p}023456789][67413][67413${p}0][67413${p}023][67413${p}023456789][67413${p}023456789000]" ]
  run -0 lstat -c '[%13.6Y][%013.6Y][%-13.6Y][%18.10Y][%20.Y]' f
  [ "$output" = "[ 67413${p}023456][067413${p}023456][67413${p}023456 ][  67413${p}0234567890][     67413${p}023456789]" ]
  run -0 lstat -c '[%+Y][% Y][%+.2Y][%+015.3Y][%X][%.2X]' f
  [ "$output" = "[+67413][ 67413][+67413${p}02][+0000067413${p}023][67413][67413${p}02]" ]
}

@test "a width smaller than the number adds no padding" {
  local p
  p=$(decimal_point)
  touch -d @1234567890.123456789 f
  run -0 lstat -c '[%5Y][%13.6Y][%-13.6Y][%013.6Y][%18.10Y]' f
  [ "$output" = "[1234567890][1234567890${p}123456][1234567890${p}123456][1234567890${p}123456][1234567890${p}1234567890]" ]
}

@test "times before the Epoch are negative, with any precision" {
  local p
  p=$(decimal_point)
  touch -d @-0.876543211 f
  run -0 lstat -c '[%Y][%.Y][%.3Y][%8.2Y][%08.2Y][%-8.2Y]' f
  [ "$output" = "[-1][-0${p}876543211][-0${p}876][   -0${p}87][-0000${p}87][-0${p}87   ]" ]
  touch -d @-0.000000001 f
  run -0 lstat -c '[%Y][%.0Y][%.1Y][%.3Y][%.Y]' f
  [ "$output" = "[-1][-1][-0${p}0][-0${p}000][-0${p}000000001]" ]
  touch -d @-5.25 f
  run -0 lstat -c '[%Y][%.1Y][%.2Y][%y]' f
  [ "$output" = "[-6][-5${p}2][-5${p}25][1969-12-31 23:59:54.750000000 +0000]" ]
}

@test "years after 2038 and 2106 and before 1970 are printed" {
  local dir
  dir=$(mktemp -d -p /dev/shm) || lack "no tmpfs to hold such times"
  cd "$dir"
  for time in 1901-12-13 2038-01-20 2106-02-08 9999-12-31 12345-01-01; do
    touch -d "$time 01:02:03.000000004" f
    lstat -c %y f
  done > out
  same_file out <<-'END'
	1901-12-13 01:02:03.000000004 +0000
	2038-01-20 01:02:03.000000004 +0000
	2106-02-08 01:02:03.000000004 +0000
	9999-12-31 01:02:03.000000004 +0000
	12345-01-01 01:02:03.000000004 +0000
	END
  cd /
  rm -r "$dir"
}

@test "a time beyond the calendar prints seconds and nanoseconds" {
  local p
  p=$(decimal_point)
  local dir
  dir=$(mktemp -d -p /dev/shm) || lack "no tmpfs to hold such times"
  cd "$dir"
  touch -d @9223372036854775807 last
  touch -d @-9223372036854775808 first
  run -0 lstat -c '%y|%Y|%.2Y' last first
  same_as "$output" <<-END
	9223372036854775807.000000000|9223372036854775807|9223372036854775807${p}00
	-9223372036854775808.000000000|-9223372036854775808|-9223372036854775808${p}00
	END
  cd /
  rm -r "$dir"
}

@test "times follow TZ" {
  touch -d '2020-07-01 12:00:00.5 UTC' f
  [ "$(TZ=EST5EDT,M3.2.0,M11.1.0 lstat -c %y f)" = '2020-07-01 08:00:00.500000000 -0400' ]
  [ "$(TZ='<+0545>-5:45' lstat -c %y f)" = '2020-07-01 17:45:00.500000000 +0545' ]
  [ "$(TZ='' lstat -c %y f)" = '2020-07-01 12:00:00.500000000 +0000' ]
}

@test "%w is - and %W is 0 where no birth time is known" {
  local p
  p=$(decimal_point)
  run -0 lstat -c '[%w][%5w][%W][%.3W]' /proc/version
  [ "$output" = "[-][    -][0][0${p}000]" ]
}

@test "%w and %W agree on the birth time" {
  need_birth
  touch f
  [ "$(lstat -c %W f)" -gt 0 ]
  [ "$(date -d "$(lstat -c %w f)" "+%s$(decimal_point)%N")" = "$(lstat -c %.W f)" ]
}

@test "local time is right on both sides of each change of the clock" {
  need date
  local zone time
  # Changes of the clock in these zones; some by half an hour or by seconds.
  declare -A changes=(
    [Europe/Berlin]='1711846800 1729990800 354675600 -1693706400'
    [America/St_Johns]='1710048600 544597260'
    [Australia/Lord_Howe]='1712415600 1728142200'
    [Asia/Kathmandu]='504901800'
    [Africa/Monrovia]='63593070'
    [Africa/Casablanca]='1710036000 1713060000'
    [Pacific/Apia]='1325239200'
    [Europe/Dublin]='-1691962479'
    [UTC0]='0'
    [XYZ-14:59:30]='0'
    ['<-00>0']='86400'
    ['AAA0BBB,J100/0,J100/0:07']='1712793600'
  )
  # musl knows no leap seconds.
  [ "$(libc)" = musl ] || changes[right/Europe/Berlin]='1483228826 1711846827'
  for zone in "${!changes[@]}"; do
    rm -f list expected
    # Twice, as what is remembered must be right, too.
    for time in ${changes[$zone]} ${changes[$zone]}; do
      for past in -900 -899 -1 0 1 59 60 419 420 599 600 899 900 3599 3600 86400; do
        touch -d "@$((time + past)).000000009" "f$((time + past))"
        printf 'f%s\0' "$((time + past))" >> list
        TZ=$zone date -d "@$((time + past)).000000009" '+%Y-%m-%d %H:%M:%S.%N %z' >> expected
      done
    done
    TZ=$zone lstat -c %y --files0-from=list | diff expected -
  done
}
