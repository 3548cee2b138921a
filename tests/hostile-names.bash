# SPDX-License-Identifier: GPL-3.0-or-later
# hostile-names.bash -- file names that readers of names trip over
# shellcheck shell=bash

# Print 255 bytes of TEXT, as long as a name may be, and a NUL.
longest_name ()
{
  local name
  printf -v name '%*s' $((255 / ${#1})) ''
  printf '%s\0' "${name// /$1}"
}

# Print names of files that may be made in one directory, a NUL after each:
# every byte alone and among letters, what shells and JSON treat as special,
# what is no UTF-8 or barely so, and the longest.
hostile_names ()
{
  local LC_ALL=C code byte

  for code in {1..255}; do
    printf -v byte '%b' "\\0$(printf %o "$code")"
    case $byte in
      /) continue ;;
      .) ;;
      -) printf './-\0' ;;
      *) printf '%s\0' "$byte" ;;
    esac
    printf 'a%sb\0' "$byte"
  done
  # shellcheck disable=SC2016
  printf '%s\0' "''" "'\\''" "a'" "\"'\"" '$(touch made)' '`touch made`' '$HOME' '${x}' '\\' \
    'a\' '\n' '\x27' "\$'\\n'" ' a' 'a ' '  ' $'a\n' $'\n\n' $'\na\n\nb' $'a\r\n' '~root' '[a]' \
    '{a,b}' '=ls' '#a' '!!' -n -e --help "'; touch made; '" "st_mode='1'" null '{"a":1}' %n %s%n
  # UTF-8: U+0080, 0085, 07FF, 0800, 2028, 2029, FEFF, FFFD, FFFE, FFFF, D7FF,
  # E000, 10000, 10FFFF, a combining accent, one that turns the direction.
  printf '%s\0' $'\302\200' $'\302\205' $'\337\277' $'\340\240\200' $'a\342\200\250b' \
    $'\342\200\251' $'\357\273\277a' $'\357\277\275' $'\357\277\276' $'\357\277\277' \
    $'\355\237\277' $'\356\200\200' $'\360\220\200\200' $'\364\217\277\277' $'e\314\201' \
    $'a\342\200\256b'
  # Overlong forms, surrogates, too large numbers, characters cut short, lone
  # continuations, bytes that never occur.
  printf '%s\0' $'\300\200' $'\301\277' $'\300\257' $'\340\200\200' $'\340\237\277' \
    $'\360\200\200\257' $'\360\217\277\277' $'\370\210\200\200\200' $'\374\204\200\200\200\200' \
    $'\355\240\200' $'\355\277\277' $'\355\240\275\355\270\200' $'\364\220\200\200' \
    $'\365\200\200\200' $'\367\277\277\277' $'\342\202' $'a\342\202b' $'\360\237\230' \
    $'a\360\237\230b' $'\360\237' $'\342(\241' $'\360\237\342\202\254' $'\355\240' \
    $'\341\200\342\360\221\222\361\277A' $'\361\200\200\302\200' $'\200\200\200' $'\351t\351' \
    $'\376\377' $'\303\251\351' $'\342\200\250\377'
  for byte in a \' \\ $'\n' $'\001' $'\377' $'\342\202\254' $'\355\240\200'; do
    longest_name "$byte"
  done
}

# Make the directory d with a file of each of those names, and list them in names.
hostile_files ()
{
  hostile_names > names
  mkdir d
  (cd d && xargs -0 touch -- < ../names)
}
