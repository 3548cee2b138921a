/* SPDX-License-Identifier: GPL-3.0-or-later */
/* system.c -- what the system has that the programs use

   Usage: system libc
          system linux
          system locale
          system openat2
          system getxattrat
          system birth FILE
          system unique-mount-ids FILE

   With "libc", print which C library this is: glibc or musl.  Else succeed if
   this is a build for Linux, or there is the locale of the environment,
   openat2(2), getxattrat(2), the time of birth of FILE, or the unique ID of
   its mount.  Tests ask this program,
   since one under test that is broken would answer that the system lacks it.
 */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#  include <sys/syscall.h>
#endif

/* Return whether the programs are built to use what only Linux has.  */
static bool
is_for_linux (void)
{
#ifdef __linux__
  return true;
#else
  return false;
#endif
}

/* Return whether the path resolution of --beneath is there.  */
static bool
has_openat2 (void)
{
#ifdef __NR_openat2
  /* struct open_how: RESOLVE_BENEATH and RESOLVE_NO_MAGICLINKS.  */
  uint64_t how[3] = { O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0, 0x08 | 0x02 };

  return 0 <= syscall (__NR_openat2, AT_FDCWD, ".", how, sizeof how);
#else
  return false;
#endif
}

/* Return whether extended attributes can be read relative to a directory.  The
   kernel rejects arguments of no bytes.  */
static bool
has_getxattrat (void)
{
#ifdef __NR_openat2
  return syscall (__NR_openat2 + 27, AT_FDCWD, ".", 0, "", NULL, (size_t)0) < 0
         && errno == EINVAL;
#else
  return false;
#endif
}

/* Return whether statx(2) of FILE answers what BIT asks for, 64 bits at
   OFFSET, with other than 0: qemu-user takes the bits from the kernel, but
   only the fields that it knows.  */
static bool
has_statx_field (char const *file, uint32_t bit, size_t offset)
{
#ifdef SYS_statx
  /* struct statx, which starts with the bits that are answered.  */
  uint32_t record[64] = { 0 };
  uint64_t field;

  if (syscall (SYS_statx, AT_FDCWD, file, 0, bit, record) != 0)
    return false;
  memcpy (&field, (char *)record + offset, sizeof field);
  return (record[0] & bit) && field != 0;
#else
  (void)file;
  (void)bit;
  (void)offset;
  return false;
#endif
}

/* Return whether the system has what ARGV names.  */
static bool
has (int argc, char **argv)
{
  char const *thing = 1 < argc ? argv[1] : "";

  if (argc == 2 && strcmp (thing, "linux") == 0)
    return is_for_linux ();
  if (argc == 2 && strcmp (thing, "locale") == 0)
    return setlocale (LC_ALL, "");
  if (argc == 2 && strcmp (thing, "openat2") == 0)
    return has_openat2 ();
  if (argc == 2 && strcmp (thing, "getxattrat") == 0)
    return has_getxattrat ();
  if (argc == 3 && strcmp (thing, "birth") == 0)
    return has_statx_field (argv[2], 0x0800, 80);
  if (argc == 3 && strcmp (thing, "unique-mount-ids") == 0)
    return has_statx_field (argv[2], 0x4000, 144);
  fputs ("system: usage\n", stderr);
  return false;
}

int
main (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "libc") == 0)
    {
#ifdef __GLIBC__
      puts ("glibc");
#else
      puts ("musl");
#endif
      return 0;
    }
  return !has (argc, argv);
}
