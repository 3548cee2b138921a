/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attack.c -- try to have mkdir change or open a directory of somebody else

   Usage: attack KIND ROUNDS

   Run by root in an empty directory that anybody can search, with mkdir in
   PATH.  In each of ROUNDS rounds, mkdir creates ./p/x as root for another
   user or group, while the owner of ./p, or of ./p/x, races with it:

     exchange  exchanges p/x and a directory that he has just created
     plant     the same with --parent-owner; he has it open, and plants a file
     third     exchanges p/x and the directory of a third user
     older     exchanges p/x and a directory of root that is 1 s older
     link      makes p/x/y, an ancestor, a link to the directory that contains
               that of a third user, when --parent-owner has given him p/x
     flip      changes the group of p to and fro, so that p/x may get that of
               others, and looks for permissions of that group

   A round is won if the directory that was there before has another owner or
   mode, or if the other group had permissions for p/x.  Print "KIND: N rounds,
   N moves, N won", where moves are the exchanges, links or looks at p/x, and
   exit with status 1 if any was won.  An attacker who had no turn has shown
   nothing: there are up to LONGER times as many rounds until he has made a
   move.  Exit with status 125 if the system lacks renameat2(2).  */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#  include <sys/syscall.h>
#endif

enum
{
  TARGET = 65531,   /* the user and group that p/x is for */
  ATTACKER = 65534, /* the owner of p */
  THIRD = 65533,
  OTHER_GROUP = 65532, /* the group that must not get in */
  EXCHANGE = 2,        /* RENAME_EXCHANGE of renameat2(2) */
  TRIES = 100,         /* to exchange a new directory */
  LONGER = 100
};

/* What the attacker and the rounds share.  */
struct shared
{
  struct stat mine; /* status of p/mine before it is exchanged */
  unsigned long int moves;
  bool won;
};

/* What the attacker does, as said above.  */
enum move
{
  EXCHANGE_NEW,
  PLANT,
  EXCHANGE_OTHER, /* p/mine, of another owner */
  FLIP,
  LINK
};

struct kind
{
  char const *name;
  uid_t owner; /* of p/mine */
  enum move move;
  char *command[7]; /* what root runs */
};

extern char **environ;

static struct kind const kinds[] = {
  { "exchange",
    ATTACKER,
    EXCHANGE_NEW,
    { "mkdir", "-m", "700", "--owner=+65531:+65531", "p/x", NULL } },
  { "plant",
    ATTACKER,
    PLANT,
    { "mkdir", "--parent-owner=+65531", "p/x/y", NULL } },
  { "third",
    THIRD,
    EXCHANGE_OTHER,
    { "mkdir", "-m", "2770", "--owner=+65531:+65531", "p/x", NULL } },
  { "older",
    0,
    EXCHANGE_OTHER,
    { "mkdir", "-m", "2770", "--owner=+65531:+65531", "p/x", NULL } },
  { "flip",
    ATTACKER,
    FLIP,
    { "mkdir", "-m", "0770", "--owner=:+65531", "p/x", NULL } },
  { "link",
    THIRD,
    LINK,
    { "mkdir", "--ensure", "--parent-owner=+65534", "--owner=+65534",
      "p/x/y/mine", NULL } },
};

/* Exit, saying that THING failed.  */
static _Noreturn void
fail (char const *thing)
{
  fprintf (stderr, "attack: %s: %s\n", thing, strerror (errno));
  exit (errno == ENOSYS ? 125 : 2);
}

/* Exit, saying that THING failed, unless RESULT is 0.  */
static void
must (int result, char const *thing)
{
  if (result != 0)
    fail (thing);
}

/* Exchange p/x and p/mine.  Return whether both existed.  */
static bool
exchange (void)
{
#ifdef SYS_renameat2
  if (syscall (SYS_renameat2, AT_FDCWD, "p/x", AT_FDCWD, "p/mine", EXCHANGE)
      == 0)
    return true;
#else
  errno = ENOSYS;
#endif
  if (errno != ENOENT)
    fail ("renameat2");
  return false;
}

/* Create a link in p/x to the directory that contains p/mine.  Return whether
   that succeeded.  */
static bool
put_link (void)
{
  if (symlink ("..", "p/x/y") == 0)
    return true;
  if (errno != ENOENT && errno != EACCES && errno != EEXIST)
    fail ("symlink");
  return false;
}

/* Look whether the group OTHER_GROUP has permissions for p/x.  */
static void
look (struct shared *shared)
{
  struct stat status;

  if (lstat ("p/x", &status) != 0)
    return;
  shared->moves++;
  if (status.st_gid == OTHER_GROUP && (status.st_mode & S_IRWXG))
    shared->won = true;
}

/* Change the group of p to and fro until this process is killed.  */
static _Noreturn void
flip (struct shared *shared)
{
  for (;;)
    {
      must (chown ("p", -1, OTHER_GROUP), "chgrp");
      look (shared);
      must (chown ("p", -1, TARGET), "chgrp");
      look (shared);
    }
}

/* Create p/mine, and try to exchange it some times; a directory that is too
   old is of no use.  Create a file in it if PLANTS.  Return whether it was
   exchanged.  */
static bool
exchange_new (struct shared *shared, bool plants)
{
  int mine;

  must (mkdir ("p/mine", 0700), "mkdir p/mine");
  mine = open ("p/mine", O_RDONLY | O_DIRECTORY);
  must (fstat (mine, &shared->mine), "fstat p/mine");
  for (int i = 0; i < TRIES; i++)
    if (exchange ())
      {
        if (plants)
          close (openat (mine, "planted", O_WRONLY | O_CREAT, 0600));
        return true;
      }
  close (mine);
  /* The next directory may get its inode number.  */
  shared->mine.st_ino = 0;
  must (rmdir ("p/mine"), "rmdir p/mine");
  return false;
}

/* Make the move of KIND.  Return whether that succeeded; a FLIP does not
   return.  */
static bool
move (struct kind const *kind, struct shared *shared)
{
  switch (kind->move)
    {
    case EXCHANGE_NEW:
    case PLANT:
      return exchange_new (shared, kind->move == PLANT);
    case LINK:
      return put_link ();
    case FLIP:
      flip (shared);
    case EXCHANGE_OTHER:
    default:
      return exchange ();
    }
}

/* Attack as KIND says until that has been done or this process is killed.
   Write to READY first.  */
static _Noreturn void
attack (struct kind const *kind, struct shared *shared, int ready)
{
  static gid_t const groups[] = { TARGET, OTHER_GROUP };

  must (setgroups (2, groups), "setgroups");
  must (setresgid (ATTACKER, ATTACKER, ATTACKER), "setresgid");
  must (setresuid (ATTACKER, ATTACKER, ATTACKER), "setresuid");
  must (write (ready, "x", 1) != 1, "write");
  while (!move (kind, shared))
    continue;
  shared->moves++;
  _exit (0);
}

/* Give the directory PATH to the owner of KIND's p/mine, and close it to
   others. Set *MINE to its status.  */
static void
reset_mine (struct kind const *kind, char const *path, struct stat *mine)
{
  must (chown (path, kind->owner, kind->owner), "chown mine");
  must (chmod (path, 0700), "chmod mine");
  must (lstat (path, mine), "lstat mine");
}

/* Create p and, unless that is left to the attacker, move mine there.  */
static void
prepare (struct kind const *kind)
{
  must (mkdir ("p", 0755), "mkdir p");
  must (chown ("p", ATTACKER, TARGET), "chown p");
  must (chmod ("p", 02755), "chmod p");
  if (kind->owner != ATTACKER)
    must (rename ("mine", "p/mine"), "rename mine");
}

/* Run KIND->command, whatever its exit status.  */
static void
run_command (struct kind const *kind)
{
  posix_spawn_file_actions_t actions;
  pid_t pid;

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, STDERR_FILENO, "/dev/null",
                                    O_WRONLY, 0);
  errno = posix_spawnp (&pid, kind->command[0], &actions, NULL, kind->command,
                        environ);
  must (errno, "mkdir");
  posix_spawn_file_actions_destroy (&actions);
  must (waitpid (pid, NULL, 0) != pid, "waitpid");
}

/* Look whether the file PATH was p/mine, and has another owner or mode now. If
   that was left by KIND to a later round, move it there.  */
static void
find_mine (struct kind const *kind, struct shared *shared, char const *path)
{
  struct stat *mine = &shared->mine;
  struct stat status;

  if (lstat (path, &status) != 0 || status.st_ino != mine->st_ino)
    return;
  if (status.st_uid != mine->st_uid || status.st_gid != mine->st_gid
      || status.st_mode != mine->st_mode)
    shared->won = true;
  if (kind->owner != ATTACKER)
    {
      must (rename (path, "mine"), "rename mine");
      reset_mine (kind, "mine", mine);
    }
}

/* Play one round of KIND.  */
static void
play (struct kind const *kind, struct shared *shared)
{
  int ready[2];
  char byte;

  prepare (kind);
  must (pipe (ready), "pipe");

  pid_t pid = fork ();

  if (pid == 0)
    attack (kind, shared, ready[1]);
  must (pid < 0 || read (ready[0], &byte, 1) != 1, "the attacker");
  run_command (kind);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  close (ready[0]);
  close (ready[1]);
  find_mine (kind, shared, "p/x");
  find_mine (kind, shared, "p/mine");
  must (system ("rm -r p"), "rm");
}

int
main (int argc, char **argv)
{
  struct shared *shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  struct kind const *kind = kinds;
  int rounds = argc == 3 ? atoi (argv[2]) : 0;
  int played = 0;
  int won = 0;

  if (shared == MAP_FAILED)
    fail ("mmap");
  while (kind < kinds + sizeof kinds / sizeof *kinds
         && (argc != 3 || strcmp (kind->name, argv[1]) != 0))
    kind++;
  if (kind == kinds + sizeof kinds / sizeof *kinds || rounds <= 0)
    {
      fputs ("Usage: attack KIND ROUNDS\n", stderr);
      return 2;
    }
  umask (022);
  if (kind->owner != ATTACKER)
    {
      must (mkdir ("mine", 0700), "mkdir mine");
      reset_mine (kind, "mine", &shared->mine);
      sleep (1);
    }
  for (; played < rounds || (shared->moves == 0 && played < LONGER * rounds);
       played++)
    {
      shared->won = false;
      if (kind->owner == ATTACKER)
        shared->mine.st_ino = 0;
      play (kind, shared);
      won += shared->won;
    }
  printf ("%s: %d rounds, %lu moves, %d won\n", kind->name, played,
          shared->moves, won);
  return won != 0;
}
