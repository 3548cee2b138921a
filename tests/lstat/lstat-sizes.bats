#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# lstat-sizes.bats -- -h and --si, which print sizes as ls and df do; and the
# styles of quoting

load ../helper

# Make sparse files of sizes on both sides of where the text changes.
make_sizes ()
{
  for size in 0 1 999 1000 1023 1024 1025 1536 9999 10239 10240 10241 999999 1048575 1048576 \
    1073741823 1099511627776; do
    truncate -s "$size" "f$size"
  done
}

@test "-h and --si print sizes as ls -lh and ls -l --si" {
  [[ $(ls --version) == *GNU* ]] || lack "ls is not GNU's"
  make_sizes
  for option in -h --human-readable --human --si; do
    # shellcheck disable=SC2012
    ls -l "${option/--human/--human}" f* | awk '{ print $5 }' > expected
    same_file <(lstat "$option" -c %s f*) < expected
    same_file <(lstat "$option" -c '%{st_size}' f*) < expected
    same_file <(lstat "$option" f* | sed -n 's/^  Size: \([^ \t]*\).*/\1/p') < expected
  done
}

@test "the last of -h and --si counts, and widths hold" {
  local p
  p=$(decimal_point)
  truncate -s 1536 f
  run -0 lstat -h --si -c '[%s][%6s][%-6s][%b]' f
  [ "$output" = "[1${p}6k][  1${p}6k][1${p}6k  ][0]" ]
  run -0 lstat --si -h -c '[%s][%6s][%-6s]' f
  [ "$output" = "[1${p}5K][  1${p}5K][1${p}5K  ]" ]
}

@test "sizes have the decimal point of the locale, as in ls" {
  truncate -s 1536 f
  use_locale de_DE.UTF-8
  run -0 lstat -h -c %s f
  [ "$output" = '1,5K' ]
}

@test "-f -h shows counts of blocks as df -h does, in the default layout only" {
  [[ $(df --version 2>&1) == *GNU* ]] || lack "df is not GNU's"
  local total
  for option in -h --si; do
    total=$(df "$option" --output=size . | tail -n 1 | tr -d ' ')
    same_file <(lstat -f "$option" . | sed -n 's/^Blocks: Total: \([^ ]*\) .*/\1/p') <<< "$total"
  done
  same_file <(lstat -fh -c '%b %S' .) <<< "$(lstat -f -c '%b %S' .)"
  same_file <(lstat -fht . | cut -d' ' -f 2-6) <<< "$(lstat -ft . | cut -d' ' -f 2-6)"
}

@test "--quoting-style is that of ls, for all names that are quoted" {
  [[ $(ls --version) == *GNU* ]] || lack "ls is not GNU's"
  local style name=$'a b\n\'"\\'
  touch "$name"
  for style in literal shell shell-always shell-escape shell-escape-always c c-maybe; do
    same_file <(lstat --quoting-style="$style" -c '%N|%Qn|%n' "$name") \
      <<< "$(ls --quoting-style="$style" --show-control-chars)|$(ls --quoting-style="$style" --show-control-chars)|$name"
  done
  same_file <(QUOTING_STYLE=c lstat --quoting-style=literal -c %N x"$name" "$name" 2>/dev/null) <<< "$name"
  QUOTING_STYLE=nosuch run -0 lstat --quoting-style=c -c %N "$name"
  [ "$output" = '"a b\n'\''\"\\"' ]
}

@test "the quotation marks of the locale are whole characters" {
  touch f
  local locale marks style
  for locale in 'C.UTF-8 ‘f’' $'zh_CN.GB18030 \xa1\xaef\xa1\xaf'; do
    use_locale "${locale% *}"
    marks=${locale#* }
    for style in locale clocale; do
      [ "$(lstat --quoting-style=$style -c '%N %Qn' f)" = "$marks $marks" ]
    done
    run -1 lstat -c '%{f}' f
    [ "${lines[0]}" = "lstat: ${marks/f/%\{f\}}: no such field" ]
    run -1 mkdir -m f d
    [ "$output" = "mkdir: invalid mode $marks" ]
  done
}

@test "rejects an unknown --quoting-style" {
  touch f
  run -1 lstat --quoting-style=nosuch -c %N f
  same_as "$output" <<-'END'
	lstat: invalid argument ‘nosuch’ for ‘--quoting-style’
	Valid arguments are:
	  - ‘literal’
	  - ‘shell’
	  - ‘shell-always’
	  - ‘shell-escape’
	  - ‘shell-escape-always’
	  - ‘c’
	  - ‘c-maybe’
	  - ‘escape’
	  - ‘locale’
	  - ‘clocale’
	Try 'lstat --help' for more information.
	END
}

@test "a name close to that of a field is suggested" {
  touch f
  local wrong right
  while read -r wrong right; do
    run -1 lstat -c "%n %{$wrong}" f
    same_as "$output" <<< "lstat: ‘%{$wrong}’: no such field (did you mean ‘$right’?)"
    run -1 lstat --json="$wrong" f
    same_as "$output" <<< "lstat: ‘$wrong’: no such field (did you mean ‘$right’?)"
    run -1 --separate-stderr lstat --shell="path,$wrong" f
    same_as "$stderr" <<< "lstat: ‘$wrong’: no such field (did you mean ‘$right’?)"
  done <<-'END'
	size st_size
	st_siz st_size
	ST_SIZE st_size
	mntime mtime
	mode_ mode
	mount_pont mount_point
	atributes attributes
	st_siez st_size
	inod st_ino
	END
  run -1 lstat -f --json=f_bavai f
  same_as "$output" <<< "lstat: ‘f_bavai’: no such field (did you mean ‘f_bavail’?)"
  run -1 lstat --json=completely_different f
  same_as "$output" <<< "lstat: ‘completely_different’: no such field"
}

# Read lines of a word and a field; fail if lstat "$@" does not suggest the field
# for that word.
suggests ()
{
  local word field
  while read -r word field; do
    echo "lstat: ‘$word’: no such field (did you mean ‘$field’?)" >> expected
    lstat "$@" --json="$word" . >> found 2>&1 || :
  done
  same_file found < expected
}

@test "words that people use for a field suggest that field, not one spelled like it" {
  suggests <<-'END'
	btime birthtime
	crtime birthtime
	crtime_ns st_birthtime_ns
	stx_btime_ns st_birthtime_ns
	modified_ns st_mtime_ns
	st_mtim_nsec st_mtime_ns
	created birthtime
	st_btime st_birthtime
	stx_btime birthtime
	st_birthtimespec st_birthtime
	st_mtim st_mtime
	accessed atime
	access-time atime
	Modify mtime
	modified mtime
	changed ctime
	inode st_ino
	st_inode st_ino
	INODE st_ino
	ino st_ino
	name path
	file path
	FileName path
	readlink target
	mountpoint mount_point
	mounted mount_point
	mount_fs mount_type
	owner user
	username user
	st_user user
	uid st_uid
	gid st_gid
	group_name group
	links st_nlink
	nlink st_nlink
	perm permissions
	perms permissions
	permission permissions
	st_mode_text mode
	st_mtime_text mtime
	device st_dev
	dev st_dev
	rdev st_rdev
	bytes st_size
	IO-block st_blksize
	st_blocksz st_blksize
	blksz st_blksize
	flags attributes
	flag attributes
	st_flags attributes
	immutable attributes
	lsattr attributes
	selinux context
	label context
	security_context context
	mnt_id mount_id
	stx_mnt_id mount_id
	stx_subvol subvolume
	options mount_options
	mnt_opts mount_options
	xattr xattrs
	getfacl acl
	caps capabilities
	END
}

@test "words for a field of file systems suggest that field with --file-system" {
  suggests -f <<-'END'
	fstype type
	file_system type
	name path
	block_size f_bsize
	bsize f_bsize
	free f_bfree
	available f_bavail
	inodes f_files
	ifree f_ffree
	namelen f_namemax
	flags f_flag
	options f_flag
	END
}

@test "words for a field of file systems are suggested without -f, and the other way round" {
  run -1 lstat -c '%{fstype}' .
  same_as "$output" <<< "lstat: ‘%{fstype}’: no such field (did you mean ‘type’ with --file-system?)"
  run -1 lstat --shell=path,inodes .
  same_as "$output" <<-'END'
	lstat: ‘inodes’: no such field (did you mean ‘f_files’ with --file-system?)
	false
	END
  run -1 lstat -f --json=inode .
  same_as "$output" <<< "lstat: ‘inode’: no such field (did you mean ‘st_ino’ without --file-system?)"
  run -1 lstat -f --json=length .
  same_as "$output" <<< "lstat: ‘length’: no such field (did you mean ‘st_size’ without --file-system?)"
  # Columns of df are not those of one file.
  run -1 lstat -f --json=size .
  same_as "$output" <<< "lstat: ‘size’: no such field (did you mean ‘f_blocks’?)"
  run -1 lstat -f --json=itotal .
  same_as "$output" <<< "lstat: ‘itotal’: no such field (did you mean ‘f_files’?)"
  for word in used use; do
    run -1 lstat -f --json="$word" .
    same_as "$output" <<< "lstat: ‘$word’: no such field"
  done
}

@test "each synonym of synonyms.def suggests a field that exists" {
  local macro mode
  while read -r macro mode; do
    perl -0ne 'while (/^'"$macro"' \((\w+), ([^)]*)\)/mg) {
      my ($field, $words) = ($1, $2);
      $words =~ s/"\s*"|"//g;
      print "$_ $field\n" for split /\\0/, $words;
    }' "$top_srcdir/src/lstat/fields/synonyms.def" > rows
    [ "$(wc -l < rows)" -gt 40 ]
    suggests ${mode:+"$mode"} < rows
    # What is suggested is a field.
    cut -d ' ' -f 2 rows | sort -u | while read -r field; do
      lstat ${mode:+"$mode"} --json="$field" . > record
    done
  done <<< $'SYNONYMS\nFS_SYNONYMS -f'
}

@test "no field is suggested for a word that could mean several, or none" {
  local word
  for word in count mime st_node st_suid csize xtime st_utime time node nosuch all depth st_gen st_ f_ "$(printf '%070d' 0)"; do
    run -1 lstat --json="$word" .
    same_as "$output" <<< "lstat: ‘$word’: no such field"
  done
}
