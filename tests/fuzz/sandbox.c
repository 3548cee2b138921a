/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.c -- call both programs where they can do no harm */

#include <config.h>

#include "fuzz/sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs/calls.h"
#include "shared/run.h"

enum
{
  CANNOT = 77,              /* the exit status of a skipped test */
  DIAGNOSTICS_MAX = 1 << 20 /* bytes of diagnostics that are looked at */
};

static int null_fd;     /* /dev/null */
static int diagnostics; /* file for what a call writes to standard error */
static int lowest_fd;   /* the lowest descriptor that is not in use */
static bool outside;    /* whether a file outside of /work/beneath was new */
static char old[16];    /* where directories are moved that are removed */

/* What is in the sandbox before a call; a directory ends in a slash.  */
static char const *const kept[]
    = { "/proc/", "/proc/self/",    "/etc/",      "/etc/passwd", "/etc/group",
        "/work/", "/work/beneath/", "/work/file", "/work/link" };

void
sandbox_write (char const *path, void const *bytes, size_t size)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (fd < 0 || write (fd, bytes, size) != (ssize_t)size || close (fd) != 0)
    calls_fail ("%s: %s", path, strerror (errno));
}

/* Make the files that are kept.  */
static void
fill (void)
{
  static char const passwd[] = "root:x:0:0::/:/\nuser.name:x:1001:1002::/:/\n";
  static char const group[] = "root:x:0:\ngroup:x:1002:\n";

  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
    if (kept[i][strlen (kept[i]) - 1] == '/' && mkdir (kept[i], 0755) != 0
        && errno != EEXIST)
      calls_fail ("%s: %s", kept[i], strerror (errno));
  sandbox_write ("/etc/passwd", passwd, sizeof passwd - 1);
  sandbox_write ("/etc/group", group, sizeof group - 1);
  sandbox_write ("/work/file", "12345", 5);
  if (symlink ("file", "/work/link") != 0 && errno != EEXIST)
    calls_fail ("/work/link: %s", strerror (errno));
}

/* Write the ID of an ordinary user to the map FILE of user_namespaces(7), as
   that of root.  */
static void
map_id (char const *file, unsigned id)
{
  char map[32];

  sandbox_write (file, map, snprintf (map, sizeof map, "0 %u 1", id));
}

/* Become root, if need be in a user namespace.  Return false with errno set if
   that is not allowed.  */
static bool
become_root (void)
{
  unsigned user = geteuid (), group = getegid ();

  if (user == 0)
    return true;
  if (unshare (CLONE_NEWUSER) != 0)
    return false;
  sandbox_write ("/proc/self/setgroups", "deny", 4);
  map_id ("/proc/self/uid_map", user);
  map_id ("/proc/self/gid_map", group);
  return true;
}

void
sandbox_enter (char const *directory)
{
  setlocale (LC_ALL, "");
  diagnostics = calls_open_file ();
  null_fd = open ("/dev/null", O_RDWR | O_CLOEXEC);
  if (null_fd < 0 || chdir (directory) != 0)
    calls_fail ("%s: %s", directory, strerror (errno));
  if (!become_root () || chroot (".") != 0)
    {
      fprintf (stderr, "chroot: %s\n", strerror (errno));
      exit (CANNOT);
    }
  fill ();
  if (chdir ("/work") != 0)
    calls_fail ("/work: %s", strerror (errno));
  umask (022);
  lowest_fd = dup (diagnostics);
  close (lowest_fd);
}

/* Fail unless the text that RUN wrote to its diagnostics is as it must be for
   STATUS.  */
static void
check_diagnostics (struct run const *run, int status)
{
  static char text[DIAGNOSTICS_MAX];
  size_t size = calls_take_text (diagnostics, text, sizeof text);

  if ((size != 0) != run->wrote_diagnostics)
    calls_fail ("wrote_diagnostics is wrong: %s", text);
  if (status != 0 && size == 0)
    calls_fail ("failed without a message");
  if (status == 0 && size != 0 && !strstr (text, "warning"))
    calls_fail ("succeeded with: %s", text);
  for (char const *c = text; *c; c++)
    if ((*c < ' ' && *c != '\n' && 0 <= *c) || *c == 0x7f)
      calls_fail ("control character in: %s", text);
  if (strlen (text) != size)
    calls_fail ("NUL in: %s", text);
}

/* Fail unless the state of the process is as before a call.  */
static void
check_process (void)
{
  mode_t mask = umask (022);
  char directory[sizeof "/work"];
  int fd = dup (diagnostics);

  close (fd);
  if (mask != 022)
    calls_fail ("umask is %03o", (unsigned)mask);
  if (fd != lowest_fd)
    calls_fail ("descriptor %d is free, not %d", fd, lowest_fd);
  if (!getcwd (directory, sizeof directory)
      || strcmp (directory, "/work") != 0)
    calls_fail ("not in /work");
}

int
sandbox_call (struct output_memory *printed, int argc, char **argv)
{
  struct run run = { .name = argv[0],
                     .output_fd = null_fd,
                     .memory = printed,
                     .error_fd = diagnostics };
  char *copy[SANDBOX_ARGUMENTS + 1];

  if (SANDBOX_ARGUMENTS < argc)
    calls_fail ("%d arguments", argc);
  if (printed)
    *printed = (struct output_memory){ 0 };
  memcpy (copy, argv, (argc + 1) * sizeof *argv);

  int status = calls_run (&run, argc, copy);

  if (memcmp (copy, argv, (argc + 1) * sizeof *argv) != 0)
    calls_fail ("argv has changed");
  if (status != EXIT_SUCCESS && status != EXIT_FAILURE)
    calls_fail ("status %d", status);
  check_diagnostics (&run, status);
  check_process ();
  return status;
}

/* Return whether NAME in the directory PATH, which ends in a slash, is one of
   KEPT, and whether it is a directory.  */
static bool
is_kept (char const *path, char const *name, bool *is_directory)
{
  size_t size = strlen (path), name_size = strlen (name);

  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
    if (strncmp (kept[i], path, size) == 0
        && strncmp (kept[i] + size, name, name_size) == 0)
      {
        char const *rest = kept[i] + size + name_size;

        *is_directory = *rest == '/';
        if (!rest[*is_directory])
          return true;
      }
  return false;
}

/* Remove NAME in the directory DIR, or move it to OLD, as number *COUNT, and
   increment that.  */
static void
remove_or_move (DIR *dir, char const *name, int *count)
{
  char moved[32];

  if (unlinkat (dirfd (dir), name, 0) == 0)
    return;
  snprintf (moved, sizeof moved, "%s/%d", old, (*count)++);
  if (renameat (dirfd (dir), name, AT_FDCWD, moved) != 0)
    calls_fail ("%s: %s", name, strerror (errno));
}

/* Do so with all that is new in the directory PATH, which ends in a slash, and
   in those that are kept in it.  */
static void
clear (char const *path, int *count)
{
  DIR *dir = opendir (path);

  if (!dir)
    calls_fail ("%s: %s", path, strerror (errno));
  for (struct dirent *entry; (entry = readdir (dir));)
    {
      char below[PATH_MAX];
      bool is_directory;

      if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0
          || (strcmp (path, "/") == 0
              && (strcmp (entry->d_name, ".fuzz") == 0
                  || strcmp (entry->d_name, old + 1) == 0)))
        continue;
      if (!is_kept (path, entry->d_name, &is_directory))
        {
          outside |= strcmp (path, "/work/beneath/") != 0
                     && strncmp (path, old, strlen (old)) != 0;
          remove_or_move (dir, entry->d_name, count);
        }
      else if (is_directory)
        {
          snprintf (below, sizeof below, "%s%s/", path, entry->d_name);
          clear (below, count);
        }
    }
  closedir (dir);
}

bool
sandbox_clean (void)
{
  int count = 0;

  outside = false;
  /* A name that no input can know.  */
  strcpy (old, "/.old-XXXXXX");
  if (!mkdtemp (old))
    calls_fail ("%s: %s", old, strerror (errno));
  clear ("/", &count);
  /* What is in a directory that was moved is moved, too, so neither depth nor
     length of paths is bounded.  */
  for (int i = 0; i < count; i++)
    {
      char moved[32];

      snprintf (moved, sizeof moved, "%s/%d/", old, i);
      clear (moved, &count);
      if (rmdir (moved) != 0)
        calls_fail ("%s: %s", moved, strerror (errno));
    }
  if (rmdir (old) != 0)
    calls_fail ("%s: %s", old, strerror (errno));
  if (chmod ("/work", 0755) != 0 || chmod ("/work/beneath", 0755) != 0)
    calls_fail ("/work: %s", strerror (errno));
  return !outside;
}
