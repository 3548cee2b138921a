#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-format.bats -- the languages of -c and --printf

load ../helper

@test "%% is a percent sign, and so is a % at the end" {
  touch f
  run -0 lstat -c '%%|%n|%' f
  [ "$output" = "%|f|%" ]
}

@test "a directive without a letter is rejected and named, before any output" {
  touch f
  for bad in '%5' '%9%' '%-' '%.' '%5.3' '%-+ #0I5.3%'; do
    run -1 lstat -c "%n $bad" f nosuch
    same_as "$output" <<< "lstat: ‘$bad’: invalid directive"
  done
}

@test "a width or precision beyond INT_MAX is rejected" {
  touch f
  for bad in %1000000000000s %.1000000000000s %2147483648n %.99999999999999999999Y; do
    run -1 lstat -c "$bad" f
    same_as "$output" <<< "lstat: ‘$bad’: invalid directive"
  done
}

@test "the largest width is padded without allocating it" {
  native
  touch f
  [ "$( (ulimit -v 65536; lstat --printf=%2147483647s f) | wc -c)" -eq 2147483647 ]
}

@test "an unknown directive prints ? and warns once for all files" {
  touch f g
  run -0 lstat -c '%k|%5k|%Hs|%Q|%n' f g
  same_as "$output" <<-'END'
	lstat: warning: unrecognized directive ‘%k’
	lstat: warning: unrecognized directive ‘%5k’
	lstat: warning: unrecognized directive ‘%H’
	lstat: warning: unrecognized directive ‘%Q’
	?|?|?s|?|f
	?|?|?s|?|g
	END
}

@test "--printf knows GNU's escapes" {
  touch f
  lstat --printf '\n\t\a\b\e\f\r\v\"\\\101\1012\x41\x4a1\400|%n\0' f > out
  printf '\n\t\a\b\033\f\r\v"\\AA2AJ1\000|f\000' > expected
  cmp out expected
}

@test "-c prints a backslash as it is" {
  touch f
  run -0 lstat -c '\n%n\' f
  [ "$output" = '\nf\' ]
}

@test "unknown escapes warn once for all files" {
  touch f g
  printed () { lstat --printf '%n\x|\q|\x\' f g && echo; }
  run -0 printed
  same_as "$output" <<-'END'
	lstat: warning: unrecognized escape '\x'
	lstat: warning: unrecognized escape '\q'
	lstat: warning: unrecognized escape '\x'
	lstat: warning: backslash at end of format
	fx|q|x\gx|q|x\
	END
}

@test "--printf adds no newline, -c does, and the last one given counts" {
  touch f
  [ "$(lstat --printf %n f f)" = ff ]
  run -0 lstat --printf %s -c %n f f
  same_as "$output" <<< $'f\nf'
  [ "$(lstat -c %s --printf %n -t f)" = f ]
}

@test "a multibyte character that is not a directive is treated as one letter" {
  touch f
  export LC_ALL=C.UTF-8
  run -0 lstat --printf '%é|\ü|%n\n' f
  same_as "$output" <<-'END'
	lstat: warning: unrecognized directive ‘%é’
	lstat: warning: unrecognized escape '\ü'
	?|ü|f
	END
}

@test "an unavailable value prints ?, padded like text" {
  local text='No data available'
  is_for_linux || text='Operation not supported'
  touch f
  run -1 lstat -c '[%C][%5C][%-5C]' f
  same_as "$output" <<-END
	lstat: failed to get security context of 'f': $text
	[?][    ?][?    ]
	END
}

@test "multibyte text beside directives is untouched" {
  touch f
  [ "$(lstat -c 'é%nü%5n—%%' f)" = 'éfü    f—%' ]
  [ "$(lstat -c $'\377%n\200' f)" = $'\377f\200' ]
}

@test "flags, width and precision format numbers as in GNU stat" {
  truncate -s 1234567 f
  chmod 644 f
  run -0 lstat -c '[%s][%10s][%-10s][%010s][%+s][% s][%.10s][%12.10s][%-012.3s][%#s][%Is]' f
  [ "$output" = "[1234567][   1234567][1234567   ][0001234567][1234567][1234567][0001234567][  0001234567][1234567     ][1234567][1234567]" ]
  run -0 lstat -c '[%a][%#a][%05a][%#05a][%6a][%#.3a][%#.6a][%f][%#f][%08f][%#8f]' f
  [ "$output" = "[644][0644][00644][00644][   644][0644][000644][81a4][0x81a4][000081a4][  0x81a4]" ]
  run -0 lstat -c '[%+u][%+h][%5h][%-5hx][%.3h]' f
  [ "$output" = "[$(id -u)][1][    1][1    x][001]" ]
  chmod 0 f
  run -0 lstat -c '[%a][%#a][%.0a][%#.0a][%#.3a][%04a]' f
  [ "$output" = "[0][0][][0][000][0000]" ]
}

@test "numbers beside the powers of ten have all their digits" {
  local size=1 number
  while [ "${#size}" -le 13 ]; do
    for number in $((size - 1)) "$size" $((size + 1)); do
      truncate -s "$number" f
      run -0 lstat -c '%s %{st_size} %14s' f
      same_as "$output" <<<"$number $number $(printf %14d "$number")"
    done
    size=${size}0
  done
}

@test "flags, width and precision format text" {
  touch file
  run -0 lstat -c '[%6n][%-6n][%.2n][%6.2n][%.n][%06n][%+n][%.3F][%10.4A]' file
  [ "$output" = "[  file][file  ][fi][    fi][][  file][file][reg][      -rw-]" ]
}

@test "%N pads the name and the target separately" {
  touch p
  ln -s p l
  run -0 lstat -c '[%5N][%-5N][%.2N]' l p
  same_as "$output" <<-'END'
	[  'l' ->   'p']['l'   -> 'p'  ]['l -> 'p]
	[  'p']['p'  ]['p]
	END
}

@test "' groups the digits as the locale says" {
  truncate -s 1234567 f
  use_locale en_US.UTF-8
  [ "$(lstat -c "[%'s][%'12s][%'012s][%'-12s][%s]" f)" = '[1,234,567][   1,234,567][0001,234,567][1,234,567   ][1234567]' ]
}

@test "each letter of GNU stat is known" {
  touch f
  for letter in a A b B d D Hd Ld f F g G h i m n N o r R s Hr Lr t T u U w W x X y Y z Z; do
    run -0 lstat -c "%$letter" f
    [ "${#lines[@]}" -eq 1 ]
    [ "$output" != '?' ]
  done
  for letter in a b c d f i l n s S t T; do
    run -0 lstat -f -c "%$letter" f
    [ "${#lines[@]}" -eq 1 ]
    [ "$output" != '?' ]
  done
}

@test "QUOTING_STYLE overrides how %N, %Qn and the default layout quote" {
  touch 'a b'
  for expected in 'literal|a b|a b' 'c|"a b"|"a b"' "shell|'a b'|'a b'" \
    'escape|a b|a b' "shell-always|'a b'|'a b'"; do
    style=${expected%%|*}
    run -0 env QUOTING_STYLE="$style" lstat -c "$style|%N|%Qn" 'a b'
    [ "$output" = "$expected" ]
  done
  touch plain
  [ "$(lstat -c '%N %Qn' plain)" = "'plain' plain" ]
  [ "$(QUOTING_STYLE=c lstat plain | head -n 1)" = '  File: "plain"' ]
  [ "$(QUOTING_STYLE=c lstat -t plain | cut -c 1-8)" = '"plain" ' ]
}

@test "a bad QUOTING_STYLE warns once, and only if the format quotes" {
  touch f g
  run -0 env QUOTING_STYLE=foo lstat -c '%N %N' f g
  same_as "$output" <<-'END'
	lstat: ignoring invalid value of environment variable QUOTING_STYLE: ‘foo’
	'f' 'f'
	'g' 'g'
	END
  run -0 env QUOTING_STYLE=foo lstat -c %n f
  [ "$output" = f ]
  run -0 --separate-stderr env QUOTING_STYLE=foo lstat f
  same_as "$stderr" <<< "lstat: ignoring invalid value of environment variable QUOTING_STYLE: ‘foo’"
}

@test "--help lists every row of the table" {
  sed -nE 's/^(FS_)?VIEW \(\w+, "(\w+)",.*/%\2/p; s/^(FS_)?FIELD(_BY_NAME)? \((\w+), "",.*/%{\3}/p
    s/^(FS_)?FIELD \((\w+), "(\w+)",.*/%\3, %{\2}/p' "$top_srcdir/src/lstat/fields/fields.def" > table
  [ "$(wc -l < table)" -eq "$(grep -cE '^(FS_)?(FIELD|VIEW|FIELD_BY_NAME) ' "$top_srcdir/src/lstat/fields/fields.def")" ]
  same_file <(lstat --help | LC_ALL=C sed -nE 's/^  (%[A-Za-z]*(, )?(%?\{\w+\})?)( {2,}[^ ].*|)$/\1/p') < table
}

@test "%{NAME} is any field with a key, with flags, width and precision" {
  truncate -s 1234 f
  touch -d @-0.876543211 f
  chmod 600 f
  run -0 lstat -c '[%{st_size}][%-12{st_size}][%012{st_size}][%+{st_size}][%{mode}][%6.2{type}]' f
  [ "$output" = "[1234][1234        ][000000001234][1234][0600][    re]" ]
  run -0 lstat -c '[%{st_mtime}][%.3{st_mtime}][%{st_mtime_ns}][%015{st_mtime_ns}]' f
  [ "$output" = "[-0.876543211][-0.876][-876543211][-00000876543211]" ]
}

@test "%{NAME} prints - for an unknown value" {
  run -0 lstat -c '[%{target}][%5{target}][%{context}][%{st_birthtime}]' /proc/version
  [ "$output" = "[-][    -][-][-]" ]
  # A precision is for digits.
  run -0 lstat -c '[%.0{target}][%5.0{st_birthtime}][%-3.{subvolume}]' /proc/version
  [ "$output" = "[-][    -][-  ]" ]
}

@test "an unknown name, a view and a missing brace are errors" {
  touch f
  for bad in '%{nosuch}' '%5{}' '%{hex_mode}'; do
    run -1 lstat -c "%n $bad" f
    same_as "$output" <<< "lstat: ‘$bad’: no such field"
  done
  for bad in '%{' '%{st_size' '%5{ %n'; do
    run -1 lstat -c "%n $bad" f
    same_as "$output" <<< "lstat: ‘$bad’: missing '}'"
  done
}

@test "%{NAME} has a decimal point in every locale" {
  touch -d @67413.5 f
  use_locale de_DE.UTF-8
  [ "$(lstat -c '%.1Y %.1{st_mtime}' f)" = '67413,5 67413.5' ]
}

@test "labels of any length and values of any width are printed whole, wherever the buffer ends" {
  local long format
  long=$(printf 'x%.0s' {1..100})
  touch -d @1234567890.123456789 f
  for format in "%s %n %y|%-30s|%064i|%65i|%-64A|$long%Y$long" "$long$long%{st_mtime_ns}%%" '' ; do
    lstat -c "$format" f > line
    same_file <(lstat -c "$format" --files0-from=<(yes f | head -n 3000 | tr '\n' '\0') | sort -u) < line
  done
}

@test "records are printed whole, wherever the buffer ends" {
  for kind in --json --shell; do
    run -0 lstat "$kind" /
    same_file <(lstat "$kind" --files0-from=<(yes / | head -n 3000 | tr '\n' '\0') | sort -u) <<< "$output"
  done
}
