/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandboxed.c -- run a command in a sandbox

   Usage: sandboxed fail ERRNO CALL,... COMMAND...
          sandboxed restrict-suid COMMAND...
          sandboxed landlock DIRECTORY COMMAND...

   With "fail", the system calls CALL fail with the number ERRNO, as those that
   the filter of a container does not know.  With "restrict-suid", no
   set-user-ID and set-group-ID bits can be set, as with RestrictSUIDSGID= of
   systemd.exec(5).  With "landlock", files can be created only in DIRECTORY
   and below, as with landlock(7).  Exit with status 125 if the system lacks
   what this takes, with 77 if the compiler has no headers of the kernel, as
   that of musl has none.  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Say that THING failed, and exit.  */
static _Noreturn void
lack (char const *thing)
{
  fprintf (stderr, "sandboxed: %s: %s\n", thing, strerror (errno));
  exit (125);
}

#if defined __linux__ && __has_include(<linux/landlock.h>)

#  include <linux/filter.h>
#  include <linux/landlock.h>
#  include <linux/seccomp.h>
#  include <sys/prctl.h>
#  include <sys/syscall.h>

/* The numbers of newer system calls are those of all architectures.  */
enum
{
  CALL_LANDLOCK_CREATE_RULESET = 444,
  CALL_LANDLOCK_ADD_RULE = 445,
  CALL_LANDLOCK_RESTRICT_SELF = 446,
  CALL_FCHMODAT2 = 452,
  CALL_GETXATTRAT = 464,
  CALL_LISTXATTRAT = 465,
  CALL_FILE_GETATTR = 468,
};

#  define SUID_AND_SGID 06000

/* What creates a file.  */
#  define CREATE                                                              \
    (LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG                \
     | LANDLOCK_ACCESS_FS_WRITE_FILE)

/* The system calls that may fail, and the argument that is a mode, or 0.  */
static struct call
{
  char const *name;
  unsigned number;
  int mode;
} const calls[] = {
  { "statx", SYS_statx, 0 },
  { "openat2", __NR_openat2, 0 },
  { "fchmodat2", CALL_FCHMODAT2, 2 },
  { "fchmodat", SYS_fchmodat, 2 },
  { "fchmod", SYS_fchmod, 1 },
  { "mkdirat", SYS_mkdirat, 2 },
  { "getxattrat", CALL_GETXATTRAT, 0 },
  { "listxattrat", CALL_LISTXATTRAT, 0 },
  { "file_getattr", CALL_FILE_GETATTR, 0 },
#  ifdef SYS_chmod
  { "chmod", SYS_chmod, 1 },
  { "mkdir", SYS_mkdir, 1 },
#  endif
};

/* Add the filter of COUNT INSTRUCTIONS to those of the process.  */
static void
add_filter (struct sock_filter *instructions, unsigned short count)
{
  struct sock_fprog filter = { count, instructions };

  if (prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
    lack ("seccomp filter");
}

/* Let the system call NUMBER fail with ERRNUM.  */
static void
fail (unsigned number, int errnum)
{
  struct sock_filter instructions[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | errnum),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };

  add_filter (instructions, sizeof instructions / sizeof *instructions);
}

/* Let CALL fail with EPERM if its mode has one of the bits SUID_AND_SGID.  */
static void
restrict_suid (struct call const *call)
{
  /* The low half of the argument.  */
  size_t mode = offsetof (struct seccomp_data, args) + 8 * call->mode
                + 4 * (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
  struct sock_filter instructions[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call->number, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, mode),
    BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, SUID_AND_SGID, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };

  add_filter (instructions, sizeof instructions / sizeof *instructions);
}

/* Let the calls of the list NAMES, whose commas are overwritten, fail with
   ERRNUM.  */
static void
fail_all (char *names, int errnum)
{
  for (char *name; (name = strsep (&names, ","));)
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
      if (strcmp (calls[i].name, name) == 0)
        fail (calls[i].number, errnum);
}

static void
restrict_all_suid (void)
{
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    if (calls[i].mode != 0)
      restrict_suid (&calls[i]);
  /* The mode that it takes is in memory, where no filter can look.  */
  fail (__NR_openat2, ENOSYS);
}

/* Let files be created in DIRECTORY only.  */
static void
enter_landlock (char const *directory)
{
  struct landlock_ruleset_attr rules = { .handled_access_fs = CREATE };
  int ruleset
      = syscall (CALL_LANDLOCK_CREATE_RULESET, &rules, sizeof rules, 0);
  struct landlock_path_beneath_attr rule
      = { .allowed_access = CREATE,
          .parent_fd = open (directory, O_PATH | O_CLOEXEC) };

  if (ruleset < 0
      || syscall (CALL_LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH,
                  &rule, 0)
             != 0
      || syscall (CALL_LANDLOCK_RESTRICT_SELF, ruleset, 0) != 0)
    lack ("landlock");
  close (rule.parent_fd);
  close (ruleset);
}

/* Enter the sandbox that ARGV starts with.  Return the rest of ARGV.  */
static char **
enter (int argc, char **argv)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    lack ("no_new_privs");
  if (4 < argc && strcmp (argv[1], "fail") == 0)
    {
      fail_all (argv[3], atoi (argv[2]));
      return argv + 4;
    }
  if (2 < argc && strcmp (argv[1], "restrict-suid") == 0)
    {
      restrict_all_suid ();
      return argv + 2;
    }
  if (3 < argc && strcmp (argv[1], "landlock") == 0)
    {
      enter_landlock (argv[2]);
      return argv + 3;
    }
  errno = EINVAL;
  lack ("usage");
}

#else

static char **
enter (int argc, char **argv)
{
  (void)argc;
  (void)argv;
  exit (77);
}

#endif

int
main (int argc, char **argv)
{
  char **command = enter (argc, argv);

  execvp (*command, command);
  lack (*command);
}
