#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# completions.bats -- what bash, zsh and fish offer when Tab is pressed

load ../helper

need_for_all ()
{
  need python3
}

shells='bash zsh fish'

# Set $lstat and $mkdir to the names of the programs as they are installed, and
# $completions to a directory with the completions of SHELL under such names.
# fish completes only commands that it finds.
find_completions ()
{
  local program file
  lstat=$(installed_name lstat)
  mkdir=$(installed_name mkdir)
  completions=$PWD/.$1
  mkdir -p "$completions" .bin here
  for program in lstat mkdir; do
    file=$top_builddir/completions/$program.$1
    case $1 in
      bash) cp "$file" "$completions/${!program}" ;;
      fish) cp "$file" "$completions/${!program}.fish" ;;
      zsh) cp "$file" "$completions/_${!program}" ;;
    esac
    ln -sf "$(type -P true)" ".bin/${!program}"
  done
}

# In SHELL, in the directory here, type each line of standard input and Tab.
# Set $output to what the lines are then, with | at the end, and what is offered.  In both, lstat and
# mkdir at the start of a line stand for their installed names.
press_tab ()
{
  need "$1"
  [ "$1" != fish ] || fish --no-config -c true 2>/dev/null || lack "no --no-config of fish 3.2"
  find_completions "$1"
  sed "s/^lstat /$lstat /; s/^mkdir /$mkdir /" > .lines
  PATH=$PWD/.bin:$PATH run -0 "$top_srcdir/tests/programs/press-tab.py" "$1" "$completions" < .lines
  output=$(LC_ALL=C sed "s/^> $lstat /> lstat /; s/^> $mkdir /> mkdir /" <<<"$output")
}

# Print for each long option in PROGRAM --help its name, "=" if it has an
# argument, "[" if that is optional, or "-", and its description up to a
# semicolon or colon, separated by tabs.
options_of_help ()
{
  # shellcheck disable=SC2016
  LC_ALL=C "$1" --help | perl -0777 -ne '
    while (/^ {2,6}(?:-\w, )?(--[\w-]+)(.?)\S*(?: {2,}|\n {26})(.*(?:\n {26}.*)*)/mg) {
      my ($name, $argument, $text) = ($1, $2, $3);
      $text =~ s/\n +/ /g;
      $text =~ s/[;:] .*//;
      print "$name\t", $argument =~ /[=[]/ ? $argument : "-", "\t$text\n";
    }'
}

# Print the names of the fields in the sections of lstat --help whose headings
# match HEADING, sorted.
fields_of_help ()
{
  LC_ALL=C lstat --help | LC_ALL=C sed -nE "/^$1/,/^\$/s/^  .*%\{([a-z_0-9]+)\}.*/\1/p" | LC_ALL=C sort
}

# Print $output without descriptions, and without what fish shows of the word
# before the value of an option.
values ()
{
  LC_ALL=C sed -E '/^>/!{s/ (-- |\().*//; s/^(…|--)[^=]*=//}' <<<"$output"
}

# Print the words that SHELL reads from standard input, one on each line, without
# slashes at their ends.
words_in ()
{
  local words
  words=$(cat)
  (cd here && LC_ALL=C.UTF-8 HOME=$PWD "$1" -c "printf '%s\\n' $words") | LC_ALL=C sed 's/\/*$//'
}

@test "the long options are offered with their descriptions" {
  for program in lstat mkdir; do
    options_of_help "$program" > options
    [ "$(wc -l < options)" -gt 15 ]
    press_tab bash <<<"$program --"
    {
      echo "> $program --|"
      while IFS=$'\t' read -r name argument text; do
        [ "$argument" = = ] || echo "$name -- $text"
        [ "$argument" = - ] || echo "$name= -- $text"
      done < options | LC_ALL=C sort
    } > expected
    same_as "$output" < expected
    press_tab zsh <<<"$program --"
    {
      echo "> $program --|"
      sed $'s/\t.\t/ -- /' options | LC_ALL=C sort
    } > expected
    same_as "$output" < expected
    press_tab fish <<<"$program --"
    {
      echo "> $program --|"
      while IFS=$'\t' read -r name argument text; do
        echo "$name ($text)"
        # --context has no values to offer.
        [ "$argument$name" = '[--context' ] || [ "$argument" != '[' ] || echo "$name= ($text)"
      done < options | LC_ALL=C sort
    } > expected
    same_as "$output" < expected
  done
}

@test "bash offers the short options, -A and -v only for a builtin" {
  press_tab bash <<<'lstat -'
  same_file <(grep -v -e '^--' <<<"$output") <<-'END'
	> lstat -|
	-L -- follow symbolic links
	-c -- print FORMAT, followed by a newline, for each FILE
	-f -- display file system status instead of file status
	-h -- print sizes (%s) in powers of 1024, as in 1.5K
	-j -- query up to N files in parallel
	-t -- print the status in terse form, on one line
	-u -- print times in UTC, not in local time
	END
  press_tab bash <<<'mkdir -'
  same_file <(grep -v -e '^--' <<<"$output") <<-'END'
	> mkdir -|
	-Z -- set the SELinux security context of each created directory to the default type
	-m -- set the file mode to exactly MODE, ignoring the umask
	-p -- create missing ancestors
	-v -- print a message for each created or changed directory
	END
  # A builtin that every bash has stands for that of lstat.
  echo 'complete -F _inodeutils_lstat printf' > "$completions/builtin"
  press_tab bash <<<'printf -'
  same_file <(grep -e '-[[:upper:]v] ' <<<"$output") <<-'END'
	-A -- set the associative array NAME to the fields of FILE, or to those of --json or --shell
	-L -- follow symbolic links
	-v -- set the variable NAME to the output
	END
}

@test "bash inserts no description, whatever Tab does" {
  find_completions bash
  for setting in 'set show-all-if-ambiguous off' 'TAB: menu-complete' 'TAB: insert-completions' \
    'set completion-ignore-case on'; do
    printf 'bind %q\n' "$setting" > "$completions/setting"
    press_tab bash <<-'END'
	lstat --json=st_atim
	lstat -c '%Q
	END
    echo "# $setting"
    grep '^>' <<<"$output"
  done > lines
  same_file lines <<-'END'
	# set show-all-if-ambiguous off
	> lstat --json=st_atime|
	> lstat -c '%Q|
	# TAB: menu-complete
	> lstat --json=st_atime|
	> lstat -c '%Q|
	# TAB: insert-completions
	> lstat --json=st_atime st_atime_ns |
	> lstat -c '%Q|
	# set completion-ignore-case on
	> lstat --json=st_atime|
	> lstat -c '%Q|
	END
}

@test "after a percent sign, the letters of directives are offered, those of file systems with -f" {
  for shell in $shells; do
    press_tab "$shell" <<<"lstat -c '%s %-8"
    same_file <(values | sed "1d; s/^.*%-8//" | LC_ALL=C sort) \
      < <(LC_ALL=C lstat --help | LC_ALL=C sed -nE '/^Fields of a file:/,/^$/s/^  %([[:alpha:]]+)[ ,].*/\1/p; $a{' | LC_ALL=C sort)
    press_tab "$shell" <<-'END'
	lstat -f --printf=%.3
	lstat -c %s
	lstat -c %%
	END
    same_file <(LC_ALL=C sed -E '/^>/!{s/ (-- |\()/: /; s/\)$//; s/^.*%.3//}' <<<"$output") <<-'END'
	> lstat -f --printf=%.3|
	Qn: file name, quoted only if a shell requires it
	S: fundamental block size (for block counts), in bytes
	T: file system type
	a: number of free blocks available to non-superusers
	b: total number of blocks
	c: total number of inodes
	d: number of free inodes
	f: number of free blocks
	i: file system ID in hex, least significant word first
	l: maximum length of file names, in bytes
	n: file name
	s: block size for efficient transfers, in bytes
	t: file system type, in hex
	{: field by its name
	> lstat -c %s|
	> lstat -c %%|
	END
  done
}

@test "the values of --cached, --time-style, --quoting-style and --ensure are offered" {
  for shell in $shells; do
    press_tab "$shell" <<-'END'
	lstat --cached=
	lstat --cached ne
	lstat --time-style=
	lstat --quoting-style=shell-a
	mkdir --ensure=
	END
    same_file <(values) <<-'END'
	> lstat --cached=|
	always
	default
	never
	> lstat --cached never |
	> lstat --time-style=|
	full-iso
	iso
	locale
	long-iso
	> lstat --quoting-style=shell-always |
	> mkdir --ensure=|
	check
	fix
	END
  done
}

@test "after --json=, all fields are offered, those of file systems with -f" {
  fields_of_help 'Fields of a file(:| by)' > file_fields
  [ "$(wc -l < file_fields)" -gt 40 ]
  fields_of_help 'Fields of a file system' > system_fields
  [ "$(wc -l < system_fields)" -gt 10 ]
  {
    echo '> lstat --json=|'
    cat file_fields
    for options in -f -Lf --file-system; do
      echo "> lstat $options --json=|"
      cat system_fields
    done
  } > expected
  for shell in $shells; do
    press_tab "$shell" < <(sed -n "s,^> \(.*\)|,\1,p" expected)
    same_file <(values) < expected
  done
}

# Print lines with incomplete names of fields.
incomplete_fields ()
{
  cat <<-'END'
	lstat --json=st_s
	lstat --json=path,st_si
	lstat --shell=path,st_b
	lstat --json st_si
	lstat -c '%{st_m
	lstat -Lc '%n: %-12{st_si
	lstat --format=%.3{st_birthtime_
	lstat -c%n%{st_si
	lstat --printf "%{st_si
	lstat -fc '%{f_fr
	lstat -c '%s
	lstat -c '%{path}
	lstat -c %\{st_si
	lstat -c '%%{st_si
	lstat --json=nosuch
	END
}

@test "bash completes fields after a comma, and in directives" {
  press_tab bash < <(incomplete_fields)
  same_as "$output" <<-'END'
	> lstat --json=st_size|
	> lstat --json=path,st_size|
	> lstat --shell=path,st_b|
	path,st_birthtime -- time of birth, seconds since the Epoch
	path,st_birthtime_ns -- time of birth, in nanoseconds
	path,st_blksize -- optimal size of I/O transfers, in bytes
	path,st_blocks -- number of allocated blocks (of %B bytes each)
	> lstat --json st_si|
	> lstat -c '%{st_m|
	%{st_mode} -- file type and permission bits, in decimal
	%{st_mtime_ns} -- time of last modification, in nanoseconds
	%{st_mtime} -- time of last modification, seconds since the Epoch
	> lstat -Lc '%n: %-12{st_size}'|
	> lstat --format=%.3{st_birthtime_ns}|
	> lstat -c%n%{st_size}|
	> lstat --printf "%{st_size}"|
	> lstat -fc '%{f_frsize}'|
	> lstat -c '%s|
	> lstat -c '%{path}|
	> lstat -c %\{st_size}|
	> lstat -c '%%{st_si|
	> lstat --json=nosuch|
	END
}

@test "zsh completes fields after a comma, and in directives" {
  press_tab zsh < <(incomplete_fields)
  # A comma that is offered goes when a blank is typed.
  same_as "$output" <<-'END'
	> lstat --json=st_size,|
	> lstat --json=path,st_size,|
	> lstat --shell=path,st_b|
	st_birthtime -- time of birth, seconds since the Epoch
	st_birthtime_ns -- time of birth, in nanoseconds
	st_blksize -- optimal size of I/O transfers, in bytes
	st_blocks -- number of allocated blocks (of %B bytes each)
	> lstat --json st_si|
	> lstat -c '%{st_m|
	st_mode -- file type and permission bits, in decimal
	st_mtime -- time of last modification, seconds since the Epoch
	st_mtime_ns -- time of last modification, in nanoseconds
	> lstat -Lc '%n: %-12{st_size}|
	> lstat --format=%.3{st_birthtime_ns}|
	> lstat -c%n%{st_size}|
	> lstat --printf "%{st_size}|
	> lstat -fc '%{f_frsize}|
	> lstat -c '%s|
	> lstat -c '%{path}|
	> lstat -c %\{st_size}|
	> lstat -c '%%{st_si|
	> lstat --json=nosuch|
	END
}

@test "fish completes fields after a comma, and in directives" {
  press_tab fish < <(incomplete_fields)
  same_as "$output" <<-'END'
	> lstat --json=st_size |
	> lstat --json=path,st_size |
	> lstat --shell=path,st_b|
	…path,st_birthtime (time of birth, seconds since the Epoch)
	…path,st_birthtime_ns (time of birth, in nanoseconds)
	…path,st_blksize (optimal size of I/O transfers, in bytes)
	…path,st_blocks (number of allocated blocks (of %B bytes each))
	> lstat --json st_si|
	> lstat -c '%{st_m|
	'%{st_mode} (file type and permission bits, in decimal)
	'%{st_mtime_ns} (time of last modification, in nanoseconds)
	'%{st_mtime} (time of last modification, seconds since the Epoch)
	> lstat -Lc '%n: %-12{st_size}' |
	> lstat --format=%.3{st_birthtime_ns\} |
	> lstat -c%n%{st_size\} |
	> lstat --printf "%{st_size}" |
	> lstat -fc '%{f_frsize}' |
	> lstat -c '%s|
	> lstat -c '%{path}' |
	> lstat -c %\{st_size\} |
	> lstat -c '%%{st_si|
	> lstat --json=nosuch|
	END
}

@test "modes are offered, with the permission bits that they give" {
  sed -nE "s/^ +'([^ ]+)\t([[:lower:]-]+)'.*/\1 \2/p" "$top_builddir/completions/mkdir.fish" > modes
  [ "$(wc -l < modes)" -gt 10 ]
  while read -r mode permissions; do
    rm -rf d
    mkdir -m "$mode" d
    same_file <(lstat -c %A d) <<<"d$permissions"
  done < modes
  for shell in $shells; do
    press_tab "$shell" <<-'END'
	mkdir -m 17
	mkdir -pm 17
	mkdir --mode=go
	END
    same_file <(values) <<-'END'
	> mkdir -m 1777 |
	> mkdir -pm 1777 |
	> mkdir --mode=go|
	go-w
	go=
	END
  done
}

@test "users are offered, and groups after a colon" {
  user=$(id -un 0) group=$(id -gn 0)
  # Go on only if no other names start like these.
  need getent
  [ "$(getent passwd | grep -c "^$user")$(getent group | grep -c "^$group")" = 11 ] \
    || skip "there are names like $user or $group"
  for shell in $shells; do
    press_tab "$shell" <<-END
	mkdir --owner=${user%?}
	mkdir --owner ${user%?}
	mkdir --owner=:${group%?}
	mkdir --owner :${group%?}
	mkdir --parent-owner=$user:${group%?}
	mkdir --owner=$user:nosuch
	END
    # What follows a name differs: a colon may, or nothing more.
    same_file <(sed -E 's/[ :]?\|$/|/' <<<"$output") <<-END
	> mkdir --owner=$user|
	> mkdir --owner $user|
	> mkdir --owner=:$group|
	> mkdir --owner :$group|
	> mkdir --parent-owner=$user:$group|
	> mkdir --owner=$user:nosuch|
	END
  done
}

@test "mkdir and --beneath take only directories, lstat and --files0-from any file" {
  mkdir -p 'here/sub dir/x' here/subs here/z
  touch here/file 'here/sub dir/f'
  ln -s subs here/link
  for shell in $shells; do
    press_tab "$shell" <<-'END'
	mkdir 
	mkdir -m 700 -- s
	mkdir --beneath=
	lstat --beneath l
	lstat --beneath=z
	mkdir sub\ dir/
	mkdir subs/
	lstat 
	lstat --json 
	lstat --files0-from=f
	mkdir --files0-from f
	mkdir z > f
	END
    # zsh shows names as a shell would require them, and links with an @.
    same_file <(values | sed '/^>/!{s/\\//; s/@$/\//}') <<-'END'
	> mkdir |
	link/
	sub dir/
	subs/
	z/
	> mkdir -m 700 -- sub|
	sub dir/
	subs/
	> mkdir --beneath=|
	link/
	sub dir/
	subs/
	z/
	> lstat --beneath link/|
	> lstat --beneath=z/|
	> mkdir sub\ dir/x/|
	> mkdir subs/|
	> lstat |
	file
	link/
	sub dir/
	subs/
	z/
	> lstat --json |
	file
	link/
	sub dir/
	subs/
	z/
	> lstat --files0-from=file |
	> mkdir --files0-from file |
	> mkdir z > file |
	END
  done
}

@test "open descriptors of directories are offered for --dir-fd" {
  mkdir here
  touch file
  exec 61< here 62< file 64< .
  for shell in $shells; do
    press_tab "$shell" <<-'END'
	lstat --dir-fd=6
	lstat --dir-fd 61
	mkdir --dir-fd=62
	END
    same_file <(values) <<-'END'
	> lstat --dir-fd=6|
	61
	64
	> lstat --dir-fd 61 |
	> mkdir --dir-fd=62|
	END
  done
}

@test "names that a shell would split or execute are completed, and run nothing" {
  # shellcheck disable=SC2016
  names=('a$(touch made)' 'b`touch made`' 'c;touch made' 'd&touch made' "e'x" 'f"x' 'g\x' 'h*?[x]'
    'i<x>|' $'j\303\251' $'k\351t' 'l~' 'm{a,b}' 'n=x' 'o:x' 'p#x' 'q!x' 'r${HOME}' 's  x'
    't;(touch made)' '-u x')
  for name in "${names[@]}" $'v\nx'; do
    mkdir -p "here/$name/below"
  done
  for shell in $shells; do
    for start in 'mkdir -- ' 'lstat -- ' 'lstat --beneath='; do
      for name in "${names[@]}"; do
        echo "$start${name:0:1}"
      done > lines
      press_tab "$shell" < lines
      LC_ALL=C sed -n "s/^> $start\(.*\)|$/\1/p" <<<"$output" | tr '\n' ' ' > words
      same_file <(words_in "$shell" < words) < <(printf '%s\n' "${names[@]}")
      # Go on below the directories whose names are ASCII.  zsh itself finds
      # nothing below one with a backslash.
      LC_ALL=C sed -n "/^> ${start}[^gk][ -~]*|$/s/^> \(.*\)|$/\1/p" <<<"$output" > lines
      press_tab "$shell" < lines
      LC_ALL=C sed -n "s/^> $start\(.*\)|$/\1/p" <<<"$output" | tr '\n' ' ' > words
      same_file <(words_in "$shell" < words) \
        < <(printf '%s/below\n' "${names[@]}" | LC_ALL=C grep -x '[^gk][ -~]*')
      # A name of two lines.
      press_tab "$shell" <<<"${start}v"
      output=${output#"> $start"}
      same_file <(words_in "$shell" <<<"${output%|}") <<<$'v\nx'
    done
  done
  same_file <(find . -name 'made*') < /dev/null
}

@test "bash offers variables for -A and -v" {
  press_tab bash <<-'END'
	lstat -A BASH_VERSIN
	lstat -v BASH_VERSIN
	lstat -LvBASH_VERSIN
	END
  same_as "$output" <<-'END'
	> lstat -A BASH_VERSINFO |
	> lstat -v BASH_VERSINFO |
	> lstat -LvBASH_VERSINFO |
	END
}

@test "bash completes values wherever COMP_WORDBREAKS splits words" {
  find_completions bash
  user=$(id -un 0)
  for breaks in $' \t\n"\'><=;|&(:' $' \t\n"\'><;|&(' $' \t\n"\'><=;|&(:,'; do
    printf 'COMP_WORDBREAKS=%q\n' "$breaks" > "$completions/breaks"
    press_tab bash <<-END
	lstat --cached=ne
	lstat --json=path,st_si
	lstat -c'%n: %{st_si
	lstat --format=%n:%{st_si
	mkdir --owner=$user:nosuch
	mkdir --mode=17
	END
    same_as "$output" <<-END
	> lstat --cached=never |
	> lstat --json=path,st_size|
	> lstat -c'%n: %{st_size}'|
	> lstat --format=%n:%{st_size}|
	> mkdir --owner=$user:nosuch|
	> mkdir --mode=1777 |
	END
  done
}

@test "the completions pass the checks of their shells" {
  need zsh fish shellcheck
  for program in lstat mkdir; do
    shellcheck "$top_builddir/completions/$program.bash"
    bash -n "$top_builddir/completions/$program.bash"
    zsh -n "$top_builddir/completions/$program.zsh"
    fish --no-execute "$top_builddir/completions/$program.fish"
    same_file <(grep -E '@[[:alpha:]]+@|#@' "$top_builddir/completions/$program".{bash,zsh,fish}) < /dev/null
  done
}

@test "the completions are installed by the names of the programs, except for unwanted shells" {
  need make
  find_completions bash
  make -s -C "$top_builddir" install-data-local DESTDIR="$PWD/root" \
    bash_completion_dir=/bash zsh_completion_dir=/zsh fish_completion_dir=
  same_file <(cd root && find . -type f | LC_ALL=C sort) < <(printf '%s\n' \
    "./bash/$lstat" "./bash/$mkdir" "./zsh/_$lstat" "./zsh/_$mkdir" | LC_ALL=C sort)
  grep -qx "#compdef $lstat" "root/zsh/_$lstat"
  make -s -C "$top_builddir" uninstall-local DESTDIR="$PWD/root" \
    bash_completion_dir=/bash zsh_completion_dir=/zsh fish_completion_dir=
  same_file <(find root -type f) < /dev/null
}
