# SPDX-License-Identifier: GPL-3.0-or-later
# libc.bash -- the C library of the programs: its texts and its locales
# shellcheck shell=bash

# Print which C library the programs are linked with: glibc or musl.
libc ()
{
  "$top_builddir/tests/programs/system" libc
}

# Print the text of errno NAME as the C library of the programs has it, where
# that of glibc and that of musl differ.
errno_text ()
{
  case $1.$(libc) in
    EDQUOT.glibc) echo 'Disk quota exceeded' ;;
    EDQUOT.musl) echo 'Quota exceeded' ;;
    EXDEV.glibc) echo 'Invalid cross-device link' ;;
    EXDEV.musl) echo 'Cross-device link' ;;
    EIO.glibc) echo 'Input/output error' ;;
    EIO.musl) echo 'I/O error' ;;
    ELOOP.glibc) echo 'Too many levels of symbolic links' ;;
    ELOOP.musl) echo 'Symbolic link loop' ;;
    EMFILE.glibc) echo 'Too many open files' ;;
    EMFILE.musl) echo 'No file descriptors available' ;;
    ENAMETOOLONG.glibc) echo 'File name too long' ;;
    ENAMETOOLONG.musl) echo 'Filename too long' ;;
    ENOMEM.glibc) echo 'Cannot allocate memory' ;;
    ENOMEM.musl) echo 'Out of memory' ;;
    ENOTSUP.glibc) echo 'Operation not supported' ;;
    ENOTSUP.musl) echo 'Not supported' ;;
    *) return 1 ;;
  esac
}

# Print the charset of the locale in which the programs are called.
charset ()
{
  case $(libc).${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    musl.C | musl.POSIX) echo ASCII ;;
    musl.*) echo UTF-8 ;;
    *) locale charmap 2> /dev/null ;;
  esac
}

# Print the decimal point of the locale in which the programs are called.
decimal_point ()
{
  if [ "$(libc)" = musl ]; then
    echo .
  else
    locale decimal_point 2> /dev/null
  fi
}

# Make the locale LOCALE, such as de_DE.UTF-8, in DIRECTORY, which LOCPATH can
# name.  If there is none, print why and fail, with 2 if there can be none with
# these programs.
make_locale ()
{
  local directory=$1 locale=$2
  [ "$(libc)" = glibc ] || {
    [ "$locale" != C.UTF-8 ] || return 0
    echo "musl has no such locales"
    return 2
  }
  # The tools of the suite cannot read such a locale.
  [ "${FOREIGN-}" != s390x ] || {
    echo "a locale in the byte order of s390x"
    return 2
  }
  command -v localedef > /dev/null || {
    echo "no localedef"
    return 1
  }
  [ -d "$directory/$locale" ] \
    || localedef -i "${locale%.*}" -f "${locale##*.}" "$directory/$locale" \
      > /dev/null 2>&1 || {
    # It leaves a directory, which would pass for the locale the next time.
    rm -rf "${directory:?}/$locale"
    echo "localedef cannot make it"
    return 1
  }
}
