#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# translations.bats -- both programs in each language of po/LINGUAS, with the
# catalogues of this build

# The messages have the quotation marks of their languages.
# shellcheck disable=SC1111

load ../helper

setup_file ()
{
  local locale directory=$BATS_FILE_TMPDIR
  # Those of check-locales need not be made again.
  for locale in "${LOCPATH-}"/*; do
    [ ! -e "$locale/LC_MESSAGES" ] || ln -s "$locale" "$directory"
  done
  PATH=$top_builddir/tests/translated:$PATH
  export PATH LOCPATH=$directory
  unset LANGUAGE
}

# Only the processes in tests/translated have the catalogues.
need_for_all ()
{
  [ "$(libc)" = glibc ] || skip "musl has no such locales"
  [ -e "$top_builddir/tests/translated/locale/de" ] || lack "built without catalogues"
  start_processes
}

# Print the locales of the languages.
locales ()
{
  local language LC_ALL=C
  grep -v '^#' "$top_srcdir/po/LINGUAS" | while read -r language; do
    case $language in
      *_*) echo "$language.UTF-8" ;;
      ja) echo ja_JP.UTF-8 ;;
      *) echo "${language}_${language^^}.UTF-8" ;;
    esac
  done
}

# Call "$@" with each locale in $locale, set as LC_ALL.
in_each_language ()
{
  local locale
  for locale in $(locales); do
    need_locale "$LOCPATH" "$locale"
    echo "$locale:"
    LC_ALL=$locale "$@" || return
  done
}

# Succeed if no line of --help of PROGRAM is wider than 80 columns, and each
# description starts in the same column as in English.
is_aligned ()
{
  local program
  for program in lstat mkdir; do
    "$program" --help | LC_ALL=C.UTF-8 python3 -c '
import sys, unicodedata
def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else
               0 if unicodedata.combining(c) else 1 for c in text)
descriptions = 0
for line in sys.stdin.read().split("\n"):
    assert columns(line) < 80, line
    label = line[:26]
    # A label is in ASCII, and two blanks follow it.
    if line.startswith("  ") and label.endswith("  ") and label.isascii():
        assert line[26:27] != " ", line
        descriptions += 1
assert 20 < descriptions, descriptions
' || return
  done
}

@test "--help has aligned columns and lines of less than 80, in each language" {
  need python3
  in_each_language is_aligned
}

# Succeed if --help of both programs is in another language but has as many
# labels as in English.
is_translated ()
{
  local program
  for program in lstat mkdir; do
    "$program" --help > translated
    LC_ALL=C "$program" --help > english
    # The labels, and no other line.
    LC_ALL=C grep -oE '^  (    --[a-z0-9-]+|-[A-Za-z](, --[a-z0-9-]+| [A-Z]|  ))' english > labels
    LC_ALL=C grep -oE '^  (    --[a-z0-9-]+|-[A-Za-z](, --[a-z0-9-]+| [A-Z]|  ))' translated | diff -u labels - || return
    [ "$(LC_ALL=C grep -cxFf english translated)" -lt 50 ] || return
  done
}

@test "--help is translated, but not its options, in each language" {
  in_each_language is_translated
}

@test "diagnostics are translated" {
  need_locale "$LOCPATH" de_DE.UTF-8
  export LC_ALL=de_DE.UTF-8
  run -1 mkdir
  same_as "$output" <<-END
	mkdir: fehlender Operand
	„mkdir --help“ liefert weitere Informationen.
	END
  run -1 lstat --jso=x --quoting-style=x .
  same_as "$output" < <(
    echo "lstat: ungültiges Argument „x“ für „--quoting-style“"
    echo 'Gültige Argumente sind:'
    printf '  - „%s“\n' literal shell shell-always shell-escape shell-escape-always c c-maybe escape locale clocale
    echo '„lstat --help“ liefert weitere Informationen.'
  )
  run -1 lstat --formt
  same_as "$output" <<-END
	lstat: unbekannte Option „--formt“ (war „--format“ gemeint?)
	„lstat --help“ liefert weitere Informationen.
	END
  run -1 lstat --f
  same_as "${lines[0]}" <<-END
	lstat: Option „--f“ ist mehrdeutig; Möglichkeiten: „--file-system“ „--format“ „--files0-from“
	END
  run -1 lstat -c %Q nosuch
  [[ ${lines[-1]} = "lstat: statx für 'nosuch' nicht möglich: "* ]]
}

# Succeed if a usage error has another text than in English.
is_diagnosed ()
{
  local program
  for program in lstat mkdir; do
    run -1 "$program"
    [[ ${lines[0]} = "$program: "* && ${lines[0]} != *operand ]] || return
    [[ ${lines[1]} = *"$program --help"* && ${lines[1]} != Try* ]] || return
  done
}

@test "a usage error is translated, in each language" {
  in_each_language is_diagnosed
}

# Print what programs parse, of the files in the directory tree and of new
# directories.
parsed ()
{
  local f=tree/f link=tree/link
  lstat --json "$f" tree
  lstat --shell "$f" tree
  lstat --json=user,type,st_size,st_mode "$f" "$link"
  lstat -f --json=path,type,f_bsize,f_namemax tree
  lstat -t "$f" "$link"
  lstat -c '%s %a %A %b %{type} %f %h %i %n %N %u %x %X %{user} %{atime}' "$f" "$link"
  lstat --printf='%.Y\t%y\n' "$f" "$link" | tr , .
  lstat --version | head -n 1
  mkdir --version | head -n 1
  lstat --help | LC_ALL=C grep -oE '%\{[a-z_]+\}' | LC_ALL=C sort -u
  mkdir --json -p d/e
  rm -r d
}

# Succeed if what programs parse is as in English.
is_parsed_alike ()
{
  parsed > translated 2>&1
  LC_ALL=C parsed > english 2>&1
  diff -u english translated
}

@test "what programs parse is the same, in each language" {
  mkdir tree
  echo contents > tree/f
  ln -s f tree/link
  [[ $(parsed) = *'"st_size": 9,'*'"mode": "0755"'* ]]
  in_each_language is_parsed_alike
}

@test "the default layouts and the words of %F are translated" {
  need_locale "$LOCPATH" de_DE.UTF-8
  export LC_ALL=de_DE.UTF-8
  mkdir tree
  printf hello > tree/f
  touch tree/empty
  ln -s f tree/link
  mkfifo tree/fifo
  run -0 lstat -c %F tree/empty tree/f tree tree/link tree/fifo /dev/null
  same_as "$output" <<-END
	leere reguläre Datei
	reguläre Datei
	Verzeichnis
	symbolische Verknüpfung
	FIFO
	zeichenorientierte Spezialdatei
	END
  run -0 lstat tree/f
  same_as "$output" < <(lstat -c '      Datei: tree/f
      Größe: 5         	Blöcke: %-10b E/A-Block: %-6o reguläre Datei
      Gerät: %Hd,%Ld	Inode: %-10i  Verknüpfungen: 1
     Rechte: (%04a/%A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
    Zugriff: %x
Modifiziert: %y
   Geändert: %z
    Erzeugt: %w' tree/f)
  run -0 lstat /dev/null
  [[ ${lines[2]} = *'  Verknüpfungen: 1     Gerätetyp: 1,3' ]]
  # The numbers of free blocks may change.
  same_as "$(lstat -f tree | sed 's/[0-9]\{5,\}/N/g')" < <(lstat -f -c '     Datei: tree
        ID: %-8i Max. Namenslänge: %-7l Typ: %T
Blockgröße: %-10s Grundlegende Blockgröße: %S
    Blöcke: Gesamt: %-10b Frei: %-10f Verfügbar: %a
    Inodes: Gesamt: %-10c Frei: %d' tree | sed 's/[0-9]\{5,\}/N/g')
}

# Succeed if the default layouts have the values of those in English, no line of
# them, and each value after a label of the first column in the same column.
is_laid_out ()
{
  local layout
  for layout in tree/f /dev/null '-f tree'; do
    # An option and an operand.
    # shellcheck disable=SC2086
    lstat $layout > translated
    # The numbers of free blocks may change.
    # shellcheck disable=SC2086
    LC_ALL=C lstat $layout > english
    LC_ALL=C.UTF-8 python3 -c '
import re, sys, unicodedata
def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
def values(text):
    return [re.sub("[0-9]{5,}", "N", v) for v in re.findall("[0-9][-0-9a-f:./+ ()]*[0-9]", text)]
english, translated = (open(name).read() for name in ("english", "translated"))
lines = english.split("\n"), translated.split("\n")
assert values(english) == values(translated), translated
assert english.count("\t") == translated.count("\t"), translated
starts = set()
assert len(lines[0]) == len(lines[1]), translated
for old, new in zip(*lines):
    assert not old or old != new, old
    if old.find(":") == 6:
        starts.add(columns(re.match(".*?(: |：)", new)[0]))
assert len(starts) == 1, translated
' || return
  done
}

@test "the default layouts are aligned, in each language" {
  need python3
  mkdir tree
  printf hello > tree/f
  in_each_language is_laid_out
}

@test "messages have the quotation marks of their language, also in GB18030" {
  [ -z "${FOREIGN-}" ] || skip "the C library of the cross compiler converts no charsets"
  need_locale "$LOCPATH" zh_CN.GB18030
  export LC_ALL=zh_CN.GB18030
  run -1 lstat --cached=x .
  [[ ${lines[0]} = *$'\xa1\xb0x\xa1\xb1'* ]]
  LANGUAGE=C run -1 lstat --cached=x .
  [[ ${lines[0]} = *$'\xa1\xaex\xa1\xaf'* ]]
}

@test "the checks of translations find words that the glossary lacks or rules out" {
  need perl xgettext
  cp -R "$top_srcdir/po" "$top_srcdir/src" .
  sed -i 's/symbolische Verknüpfung %s kann/symbolischer Link %s kann/
    s/vorhandenen VERZEICHNIS,/vorhandenen VERZEICHNISsen,/' po/de.po
  ! perl "$top_srcdir/tests/tools/translations" de > table 2> found || false
  id='"cannot read symbolic link %s"'
  same_as "$(grep -v VERZEICHNIS found)" <<-END
	po/de.po: none of the words for symbolic link: symbolische Verknüpfung, symbolischen Verknüpfung: $id
	po/de.po: has symbolischer Link, which the glossary rules out: $id
	END
  grep -q '^po/de.po: VERZEICHNISsen, a word that is not to be inflected: ' found
}

@test "the builtin of bash has translated messages and help" {
  local loadable=$top_builddir/tests/translated/loadables/lstat
  [ -e "$loadable" ] || lack_part bash-builtins
  native sanitizer
  need_locale "$LOCPATH" de_DE.UTF-8
  # shellcheck disable=SC2016
  run -1 env LC_ALL=de_DE.UTF-8 bash -c 'enable -f "$1" lstat; lstat' bash "$loadable"
  same_as "$output" <<-END
	lstat: fehlender Operand
	„lstat --help“ liefert weitere Informationen.
	END
  # shellcheck disable=SC2016
  run -1 env LC_ALL=de_DE.UTF-8 bash -c 'enable -f "$1" lstat; lstat -c %F .; lstat --cached=x .' bash "$loadable"
  [ "${lines[0]}" = Verzeichnis ]
  [ "${lines[1]}" = 'lstat: ungültiges Argument „x“ für „--cached“' ]
  # shellcheck disable=SC2016
  run -0 env LC_ALL=de_DE.UTF-8 bash -c 'enable -f "$1" lstat; lstat --help' bash "$loadable"
  [ "${lines[0]}" = 'Aufruf: lstat [OPTION]... DATEI...' ]
}
