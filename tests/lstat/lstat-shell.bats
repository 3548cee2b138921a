#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-shell.bats -- --shell, whose lines any POSIX shell can eval

load ../helper
load ../hostile-names

# Run the script "$1" in each shell that is to know what --shell prints, with
# the arguments that follow.  A shell that is not there is a lack.
in_each_shell ()
{
  local shell
  need dash bash busybox zsh
  for shell in dash bash 'busybox ash' zsh; do
    # shellcheck disable=SC2086
    LC_ALL=${locale-C} $shell -c "$@" || {
      echo "in $shell"
      return 1
    }
  done
}

# Succeed if in each shell the lines of the file WORDS, whose function show runs
# the script SHOW, print what the file EXPECTED holds.
comes_back ()
{
  in_each_shell "show () { $3; }"'
    eval "$(cat "$2")" > back && cmp "$1" back' shell "$1" "$2"
}

@test "one line of assignments a file, in the order of the files" {
  printf hello > f
  chmod 4755 f
  ln -s 'it'\''s' l
  run -0 lstat --shell=path,target,type,mode,st_mode,permissions,st_size f l
  same_as "$output" <<-'END'
	st_path='f' st_target='' st_type='regular' st_mode_text='4755' st_mode='35309' st_permissions='-rwsr-xr-x' st_size='5' st_error=''; true
	st_path='l' st_target='it'"'"'s' st_type='symlink' st_mode_text='0777' st_mode='41471' st_permissions='lrwxrwxrwx' st_size='4' st_error=''; true
	END
}

@test "the variables of a file, in their order, all start with st_ and differ" {
  touch f
  same_file <(lstat --shell f | sed "s/; true$//; s/='[^']*'/\n/g; s/\n /\n/g; s/\n$//") <<-'END'
	st_path
	st_target
	st_mount_point
	st_type
	st_mode_text
	st_permissions
	st_mode
	st_ino
	st_dev
	st_dev_major
	st_dev_minor
	st_nlink
	st_uid
	st_user
	st_gid
	st_group
	st_size
	st_blksize
	st_blocks
	st_rdev
	st_rdev_major
	st_rdev_minor
	st_atime
	st_mtime
	st_ctime
	st_birthtime
	st_atime_ns
	st_mtime_ns
	st_ctime_ns
	st_birthtime_ns
	st_atime_text
	st_mtime_text
	st_ctime_text
	st_birthtime_text
	st_attributes
	st_mount_id
	st_mount_id_unique
	st_subvolume
	st_dio_mem_align
	st_dio_offset_align
	st_dio_read_offset_align
	st_atomic_write_unit_min
	st_atomic_write_unit_max
	st_atomic_write_unit_max_opt
	st_atomic_write_segments_max
	st_context
	st_error
	END
}

@test "the variables of a file system, and their order" {
  same_file <(lstat -f --shell . | sed "s/; true$//; s/='[^']*'/\n/g; s/\n /\n/g; s/\n$//") <<-'END'
	st_path
	st_type
	st_f_type
	st_f_bsize
	st_f_frsize
	st_f_blocks
	st_f_bfree
	st_f_bavail
	st_f_files
	st_f_ffree
	st_f_favail
	st_f_namemax
	st_f_fsid
	st_f_flag
	st_error
	END
}

@test "a key whose variable belongs to an st_ key gets _text, also alone" {
  touch -d @1234567890.5 f
  chmod 640 f
  run -0 lstat --shell=mode,atime,mtime,st_mtime,st_mode f
  [ "$output" = "st_mode_text='0640' st_atime_text='2009-02-13T23:31:30.500000000+00:00' st_mtime_text='2009-02-13T23:31:30.500000000+00:00' st_mtime='1234567890.500000000' st_mode='33184' st_error=''; true" ]
  [ "$(lstat --shell=mode f)" = "st_mode_text='0640' st_error=''; true" ]
}

@test "an unknown value is empty, and a list has commas" {
  run -0 lstat --shell=target,st_birthtime,st_birthtime_ns,birthtime /proc/version
  [ "$output" = "st_target='' st_birthtime='' st_birthtime_ns='' st_birthtime_text='' st_error=''; true" ]
  need_linux statx
  need strace
  touch f
  run -0 strace --quiet=all -o log -e inject=statx:error=ENOSYS \
    lstat --shell=attributes,mount_id,mount_id_unique,subvolume,dio_mem_align,st_size f
  [ "$output" = "st_attributes='' st_mount_id='' st_mount_id_unique='' st_subvolume='' st_dio_mem_align='' st_size='0' st_error=''; true" ]
  [ "$(lstat --shell=attributes /proc)" = "st_attributes='mount_root' st_error=''; true" ]
}

@test "unknown, repeated and empty names are rejected" {
  touch f
  for bad in nosuch:nosuch path,,type: :; do
    run -1 --separate-stderr lstat --shell="${bad%:*}" f nosuch
    same_as "$stderr" <<< "lstat: ‘${bad##*:}’: no such field"
  done
  # The variable of mode is no name of it.
  run -1 --separate-stderr lstat --shell=st_mode_text f
  same_as "$stderr" <<< "lstat: ‘st_mode_text’: no such field (did you mean ‘mode’?)"
  run -1 --separate-stderr lstat --shell=path,path f
  same_as "$stderr" <<< "lstat: ‘path’: field given twice"
}

@test "a file that cannot be queried has a line in its place" {
  touch f
  run -1 --separate-stderr lstat --shell=path f "no'such" f/x f
  same_as "$output" <<-'END'
	st_path='f' st_error=''; true
	st_path='no'"'"'such' st_errno='2' st_message='No such file or directory' st_error='ENOENT'; false
	st_path='f/x' st_errno='20' st_message='Not a directory' st_error='ENOTDIR'; false
	st_path='f' st_error=''; true
	END
  same_as "$stderr" <<-'END'
	lstat: cannot statx "no'such": No such file or directory
	lstat: cannot statx 'f/x': Not a directory
	END
}

@test "each file is one line unless a value has a newline" {
  touch a b $'c\nd'
  ln -s "it's"$'\t\r"\\' l
  [ "$(lstat --shell a b l . | wc -l)" -eq 4 ]
  [ "$(lstat --shell=path $'c\nd')" = "st_path='c"$'\n'"d' st_error=''; true" ]
}

@test "every shell gets each hostile name back, byte for byte" {
  hostile_files
  (cd d && lstat --shell=type,path --files0-from=../names) \
    | sed '1!s/^st_type=/show\n&/; $a show' > words
  for locale in C C.UTF-8; do
    comes_back names words '[ "$st_type" = regular ] && printf "%s\0" "$st_path"'
  done
  [ ! -e made ]
}

@test "every shell gets each hostile link target back" {
  hostile_names > names
  local number=0
  while IFS= LC_ALL=C read -rd '' name; do
    ln -s -- "$name" l$((++number))
  done < names
  seq -f l%.0f "$number" | tr '\n' '\0' | lstat --shell=path,type,target --files0-from=- \
    | sed '1!s/^st_path=/show\n&/; $a show' > words
  comes_back names words '[ "$st_type" = symlink ] && printf "%s\0" "$st_target"'
  [ ! -e made ]
}

@test "evaluating a record does not change the shell's own variables" {
  touch f
  in_each_shell '
    before=$PATH:$HOME:$PWD:$IFS:$-
    eval "$(lstat --shell f)"
    [ "$before" = "$PATH:$HOME:$PWD:$IFS:$-" ] && lstat -c %n f > /dev/null &&
      [ "$st_path $st_type $st_size" = "f regular 0" ]' shell
}

@test "an error record sets st_error, and the requested variables to empty" {
  run -1 --separate-stderr lstat --shell=st_size,path,mtime nosuch
  [ "$output" = "st_path='nosuch' st_errno='2' st_message='No such file or directory' st_size='' st_mtime_text='' st_error='ENOENT'; false" ]
  in_each_shell '
    unset st_error
    ! eval "$(lstat --shell=path,st_size / "no'"'"'such" 2> /dev/null)" &&
    [ "$st_path|$st_error|$st_errno|$st_message" = "no'"'"'such|ENOENT|2|No such file or directory" ]' \
    shell
}

@test "the status of eval is that of the file, and st_error is set each time" {
  touch f
  # shellcheck disable=SC2016
  in_each_shell '
    if eval "$(lstat --shell=path nosuch 2> /dev/null)"; then exit 1; fi
    [ "$st_error" = ENOENT ] || exit 2
    eval "$(lstat --shell=path f)" || exit 3
    [ "$st_path|$st_error" = "f|" ] || exit 4
    st_error=old
    ! eval "$(lstat --shell=st_size nosuch f f/x 2> /dev/null)" || exit 5
    [ "$st_path|$st_size|$st_error" = "f/x||ENOTDIR" ]' shell
}

# Fail unless each command line on standard input, which is wrong, prints what $1
# says, besides messages.
each_prints ()
{
  local line
  while read -r line; do
    echo "lstat $line"
    eval "run -1 --separate-stderr lstat $line"
    [ "$output" = "$1" ] && [ -n "$stderr" ] || return
  done
}

@test "a usage error prints false if --shell is among the options, wherever it stands" {
  touch f
  each_prints false <<'END'
--shell=st_siez f
--shell=st_size --shell=st_siez f
--shell=
--shell
--bad --shell f
--shell f --bad
f --shell --bad
--bad --she=st_size f
-Qq --shell f
--bad --worse --shell f
--utc=x --shell f
--shell --dereference=x f
--shell=path -c
--shell=path -c %n f
--shell=path -t f
--json --shell f
--shell --json f
--shell -c '%{bad' f
-j x --shell f
--cached=x f --shell
--quoting-style=x --shell f
--time-style=x --shell f
--shell --dir-fd=x f
--shell --dir-fd=3 --beneath=. f
--shell --beneath=nosuch f
--shell --files0-from=nosuch
--shell --files0-from=.
--shell --files0-from=f f
--bad --shell --help
--shell --bad -- f
END
  printf '\0' > list
  each_prints false <<< '--shell --files0-from=list'
}

@test "after an error in the list, the last line of --shell is false" {
  touch f
  printf 'f\0\0f\0' > list
  run -1 --separate-stderr lstat --shell=path --files0-from=list
  same_as "$output" <<-END
	st_path='f' st_error=''; true
	st_path='f' st_error=''; true
	false
	END
  same_as "$stderr" <<< "lstat: list:2: invalid zero-length file name"
}

@test "a usage error prints nothing if --shell is not an option" {
  touch f
  each_prints '' <<'END'
--bad f
--bad -- --shell f
-j --shell f
--bad -c --shell f
--bad -uc--shell f
--bad --beneath --shell f
--bad --s f
-j x -- --shell
--
END
  export POSIXLY_CORRECT=1
  each_prints '' <<'END'
--bad f --shell
-j x f --shell
END
}

@test "--help and --version of --shell print no false" {
  for option in --help --version; do
    run -0 lstat --shell $option
    same_as "$output" <<< "$(lstat $option)"
    run -0 lstat $option --shell --bad
    same_as "$output" <<< "$(lstat $option)"
  done
}

@test "a usage error makes eval fail in every shell" {
  touch f
  # shellcheck disable=SC2016
  in_each_shell '
    st_size=old
    eval "$(lstat --shell=st_siez f 2> /dev/null)" && exit 1
    eval "$(lstat --sizes --shell f 2> /dev/null)" || [ "$st_size" = old ]' shell
}

@test "a usage error with --shell is reported once where nothing can be written" {
  run -1 bash -c 'lstat --shell=st_siez . 2>&1 > /dev/full'
  same_as "$output" <<'END'
lstat: ‘st_siez’: no such field (did you mean ‘st_size’?)
lstat: write error: No space left on device
END
}

@test "a field that cannot be read is empty, with its errno in st_error" {
  need strace
  ln -s to l
  run -1 --separate-stderr strace --quiet=all -o log -P l -e inject=readlinkat:error=EACCES \
    lstat --shell=path,target,type l
  [ "$output" = "st_path='l' st_target='' st_type='symlink' st_error='EACCES'; false" ]
  [ "$stderr" = "lstat: cannot read symbolic link 'l': Permission denied" ]
}

@test "bytes that are not ASCII are written in ASCII, in every locale" {
  local name=$'a\347\3475\303\251 b\'\303\251%\303\251z'
  touch "$name"
  for locale in C C.UTF-8; do
    same_file <(LC_ALL=$locale lstat --shell=path "$name") <<'END'
st_path='a'"$(printf '\347\3475\303\251')"' b'"'"''"$(printf '\303\251')"'%'"$(printf '\303\251')"'z' st_error=''; true
END
  done
}

@test "no shell executes a name or link target, whatever its charset and that of lstat" {
  local charset end number=0 target=$'\ntouch PWNED\n:'
  # U+1F3A1 ends in two bytes that start a character of four in EUC-TW; 0xE7 and
  # a digit start one in GB18030.
  for end in $'\360\237\216\241' $'\216\241' $'\216\242\047' $'\303\251' $'\351' $'\347' $'\3475' \
    $'\2015\201' $'\201' $'\377' $'\200' $'\3475\347' $'\304\343' $'\342\200\2345' \
    $'\342\200\23455' $'\360\220\200\2015\303\251' $'\\' $'\347\\' "'; touch PWNED; '"; do
    ln -s "$target$end" l$((++number))"$end"
  done
  printf '%s\0' l* > names
  find -P . -name 'l*' -printf '%f|%l\0' | LC_ALL=C sort -z > expected
  LC_ALL=C sort -z -o names names
  lstat --shell=path,target --files0-from=names > words
  for charset in zh_TW.EUC-TW de_DE.ISO-8859-1 zh_CN.GB18030 C.UTF-8; do
    use_locale "$charset"
    lstat --shell=path,target --files0-from=names | cmp - words
  done
  sed -i '1!s/^st_path=/show\n&/; $a show' words
  for charset in C zh_TW.EUC-TW zh_CN.GB18030 zh_HK.BIG5-HKSCS zh_CN.GBK ja_JP.EUC-JP; do
    [ "$charset" = C ] || use_locale "$charset"
    locale=$charset comes_back expected words 'printf "%s|%s\0" "$st_path" "$st_target"'
  done
  [ ! -e PWNED ]
}

@test "each NAME in --help is a key in JSON, and the variable that --help says" {
  local LC_ALL=C text names name collide wanted=(st_error)
  text=$(lstat --help | tr '\n' ' ' | tr -s ' ')
  [[ $text =~ 'with st_; for '([[:lower:], ]+)', which collide' ]]
  collide=" $(tr -d , <<< "${BASH_REMATCH[1]}") "
  names=$(lstat --help | sed -n '/^Fields of a file/,/^Fields of a file system/s/^ .*%{\([[:lower:]_[:digit:]]*\)}.*/\1/p')
  [ "$(wc -l <<< "$names")" -gt 50 ]
  for name in $names; do
    case $name in
      st_*) wanted+=("$name") ;;
      *) wanted+=("st_$name$([[ $collide != *" $name "* ]] || echo _text)") ;;
    esac
  done
  names=$(paste -sd, <<< "$names")
  eval "$(lstat --shell="$names" .)"
  same_file <(compgen -v st_ | sort) < <(printf '%s\n' "${wanted[@]}" | sort)
  [[ $(lstat --json="$names" .) == '{"path": '*'}' ]]
}

@test "each NAME in --help of a file system is a key in JSON, and with st_ a variable" {
  local LC_ALL=C names
  names=$(lstat --help | sed -n '/^Fields of a file system/,/^$/s/^ .*%{\([[:lower:]_[:digit:]]*\)}.*/\1/p')
  [ "$(wc -l <<< "$names")" -gt 10 ]
  eval "$(lstat -f --shell="$(paste -sd, <<< "$names")" .)"
  same_file <(compgen -v st_ | sort) < <(printf '%s\n' error "$names" | sed 's/^/st_/' | sort)
  [[ $(lstat -f --json="$(paste -sd, <<< "$names")" .) == '{"path": '*'}' ]]
}

@test "without FIELDS, --json and --shell have the fields that --help says" {
  local LC_ALL=C names
  names=$(lstat --help | sed -n '/^Fields of a file:/,/^$/s/^ .*%{\([[:lower:]_[:digit:]]*\)}.*/\1/p' | paste -sd,)
  same_file <(lstat --json .) <<< "$(lstat --json="$names" .)"
  same_file <(lstat --shell .) <<< "$(lstat --shell="$names" .)"
}
