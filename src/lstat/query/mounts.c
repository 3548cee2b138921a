/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mounts.c -- find the mount point of a file */

#include <config.h>

#include "lstat/query/mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "areadlink.h"
#include "canonicalize.h"
#include "dirname.h"
#include "fcntl-safer.h"
#include "same-inode.h"
#include "xalloc.h"
#include "xvasprintf.h"

#include "shared/system.h"

enum
{
  LIST_SIZE = 4096, /* bytes allocated for the list at first */

  /* Number of files that a thread queries before it asks whether the list has
     changed.  The kernel may reuse a mount ID at once.  */
  FILES_MAX = 64
};

/* Return the next field of *LINE, whose fields are separated by blanks, and
   replace each escape \ooo, which the kernel writes for blanks and the like,
   with the byte of that octal number.  Set *LINE to the fields after it, or to
   NULL after the last one; then return NULL.  */
static char *
next_field (char **line)
{
  char *field = *line;
  char *to = field;

  if (!field)
    return NULL;
  *line = field + strcspn (field, " ");
  *line = **line ? *line + 1 : NULL;
  for (char const *from = field; *from && *from != ' '; to++)
    if (*from == '\\' && 3 <= strspn (from + 1, "01234567"))
      {
        *to = (from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0');
        from += 4;
      }
    else
      *to = *from++;
  *to = '\0';
  return field;
}

/* Return A, B, C and D in succession, in memory of ARENA.  */
static char *
joined (struct arena *arena, char const *a, char const *b, char const *c,
        char const *d)
{
  char *text = arena_take (arena, strlen (a) + strlen (b) + strlen (c)
                                      + strlen (d) + 1);

  stpcpy (stpcpy (stpcpy (stpcpy (text, a), b), c), d);
  return text;
}

/* Set MOUNT to what LINE of mountinfo says, which is overwritten, with memory
   of ARENA: "ID PARENT MAJOR:MINOR ROOT POINT OPTIONS [TAG]... - TYPE SOURCE
   OPTIONS".  POINT is absolute, and the first one of OPTIONS is "rw" or "ro".
   Return false if the line has no POINT.  */
static bool
parse_line (struct mount *mount, struct arena *arena, char *line)
{
  for (int skipped = 0; skipped < 3; skipped++)
    next_field (&line);

  char const *root = next_field (&line);
  char const *point = next_field (&line);
  char const *options = next_field (&line);
  char const *tag;

  if (!options || *point != '/')
    return false;
  do
    tag = next_field (&line);
  while (tag && strcmp (tag, "-") != 0);

  char const *type = next_field (&line);
  char const *source = next_field (&line);
  char const *fs_options = next_field (&line);

  *mount = (struct mount){ .point = point, .type = type };
  if (!fs_options)
    return true;
  if (strcmp (root, "/") != 0)
    mount->source = joined (arena, source, "[", root, "]");
  else if (*source)
    mount->source = source;

  bool writable
      = strncmp (options, "ro", 2) != 0 && strncmp (fs_options, "ro", 2) != 0;

  mount->options = joined (arena, writable ? "rw" : "ro",
                           options + strcspn (options, ","),
                           fs_options + strcspn (fs_options, ","), "");
  return true;
}

/* Set the mount of STATE to that in MOUNTS with the mount ID.  Return false if
   there is none.  */
static bool
find (struct mounts const *mounts, struct query_state *state, uint64_t id)
{
  struct arena *arena = &state->mount_arena;
  char const *line = mounts->text ? mounts->text : "";

  arena_clear (arena);
  for (size_t size; *line; line += size + (line[size] == '\n'))
    {
      size = strcspn (line, "\n");
      if (strtoumax (line, NULL, 10) == id)
        {
          char *copy = memcpy (arena_take (arena, size + 1), line, size);

          copy[size] = '\0';
          if (parse_line (&state->mount, arena, copy))
            return true;
        }
    }
  state->mount.point = NULL;
  return false;
}

void
mounts_start (struct mounts *mounts)
{
  *mounts = (struct mounts){ .fd = -1 };
  pthread_mutex_init (&mounts->mutex, NULL);
}

static void
free_list (struct mounts *mounts)
{
  if (0 <= mounts->fd)
    system_close (mounts->fd);
  mounts->fd = -1;
  free (mounts->text);
  mounts->text = NULL;
}

void
mounts_finish (struct mounts *mounts)
{
  free_list (mounts);
  pthread_mutex_destroy (&mounts->mutex);
}

/* Read the list of MOUNTS, unless it is known and poll(2) reports no change,
   as proc(5) documents.  Return 0, also if the list does not exist, or -1 with
   errno set.  */
static int
refresh (struct mounts *mounts)
{
  struct pollfd events = { .fd = mounts->fd, .events = POLLPRI };
  size_t capacity = LIST_SIZE;
  size_t size = 0;
  ssize_t got;

  if (0 <= mounts->fd && poll (&events, 1, 0) <= 0)
    return 0;
  free_list (mounts);
  mounts->fd = open_safer ("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
  if (mounts->fd < 0)
    return errno == ENOENT ? 0 : -1;
  mounts->text = xmalloc (capacity);
  while (0
         < (got = read (mounts->fd, mounts->text + size, capacity - size - 1)))
    {
      size += got;
      if (size == capacity - 1)
        mounts->text = x2realloc (mounts->text, &capacity);
    }
  mounts->text[size] = '\0';
  if (got < 0)
    free_list (mounts);
  return got;
}

bool
mounts_by_id (struct place const *place, uint64_t id, struct mount *mount)
{
  struct mounts *mounts = place->query->mounts;
  struct query_state *state = place->state;
  unsigned int waits = atomic_load (&mounts->waits);
  bool trusted = 0 < state->mount_files && state->waits == waits;
  int result = 0;

  if (!trusted || state->point_id != id)
    {
      pthread_mutex_lock (&mounts->mutex);
      if (!trusted || !find (mounts, state, id))
        {
          RUN_REPEAT (place->query->base.run, result, refresh (mounts));
          find (mounts, state, id);
          state->mount_files = result == 0 ? FILES_MAX : 0;
          state->waits = waits;
        }
      state->point_id = id;
      pthread_mutex_unlock (&mounts->mutex);
    }
  state->mount_files--;
  mount->point = arena_copy (&state->arena, state->mount.point);
  if (mount->point && place->query->wanted & WANT_MOUNT)
    {
      mount->source = arena_copy (&state->arena, state->mount.source);
      mount->type = arena_copy (&state->arena, state->mount.type);
      mount->options = arena_copy (&state->arena, state->mount.options);
    }
  return result == 0;
}

bool
mounts_by_name (struct place const *place, bool is_link, struct mount *mount)
{
  if (!SYSTEM_HAS_NAMES)
    return false;

  struct arena *arena = &place->state->arena;
  char *parent = is_link ? dir_name (place->path) : NULL;
  char const *path = is_link                        ? parent
                     : place->flags & AT_EMPTY_PATH ? NULL
                                                    : place->path;
  struct file_system fs;
  int result;

  RUN_REPEAT (place->query->base.run, result,
              system_statfs (&fs, place->dir, path));
  free (parent);
  if (result != 0 || !*fs.f_mntonname)
    return false;
  mount->point = arena_copy (arena, fs.f_mntonname);
  if (place->query->wanted & WANT_MOUNT)
    {
      mount->source = arena_copy (arena, fs.f_mntfromname);
      mount->type = arena_copy (arena, fs.f_fstypename);
    }
  return true;
}

/* Return the end of the parent directory in PATH, which is absolute and
   canonical, and not "/".  */
static char *
end_of_parent (char *path)
{
  char *slash = strrchr (path, '/');

  return slash + (slash == path);
}

/* Truncate PATH, which is absolute and canonical, to its mount point: remove
   components while the parent directory is on the same device.  Return false
   with errno set by lstat(2) on failure.  */
static bool
truncate_to_mount_point (char *path)
{
  struct stat st;
  struct stat parent;

  if (lstat (path, &st) != 0)
    return false;
  /* On overlayfs, a file may have the device of a layer.  */
  if (!S_ISDIR (st.st_mode))
    {
      *end_of_parent (path) = '\0';
      if (lstat (path, &st) != 0)
        return false;
    }
  while (path[1])
    {
      char *end = end_of_parent (path);
      char kept = *end;

      *end = '\0';
      if (lstat (path, &parent) != 0)
        return false;
      if (parent.st_dev != st.st_dev)
        {
          *end = kept;
          break;
        }
    }
  return true;
}

/* Return a path from the working directory to the file PLACE, to be freed, or
   NULL with errno set.  Of an open file it is the one that the kernel knows,
   which is canonical: the operand may lead elsewhere by now, even out of the
   directory of --beneath.  */
static char *
path_of_place (struct place const *place)
{
  bool is_open = place->flags & AT_EMPTY_PATH;
  char const *operand = place->operand;
  char link[SYSTEM_LINK_SIZE];

  if (!is_open && (place->query->base.dir_fd == AT_FDCWD || *operand == '/'))
    return xstrdup (operand);
  if (!SYSTEM_IS_LINUX)
    {
      errno = ENOTSUP;
      return NULL;
    }
  system_fd_link (link, place->dir);
  if (!is_open)
    return xasprintf ("%s/%s", link, operand);

  char *path = areadlink (link);

  /* Pipes, sockets and the like have no path.  */
  if (path && *path != '/')
    {
      free (path);
      path = NULL;
      errno = ENOTSUP;
    }
  return path;
}

/* Return whether PATH is the name of the file with the status FILE, or false
   with errno set.  */
static bool
is_name_of (char const *path, struct stat const *file)
{
  struct stat found;

  if (lstat (path, &found) != 0)
    return false;
  errno = ENOENT;
  return SAME_INODE (found, *file);
}

/* Return the mount point of the file PATH, which is canonical already if
   IS_CANONICAL, in memory of ARENA, or NULL with errno set.  The canonical
   path of another file means that there is none: links in /proc lead to files
   where their text does not, in another namespace or unmounted.  */
static char const *
point_of_path (char const *path, bool is_canonical, struct arena *arena)
{
  char *point = is_canonical ? xstrdup (path) : canonicalize_file_name (path);
  struct stat file;
  bool found = is_canonical; /* then the caller has compared them */
  char const *copy = NULL;

  /* The file may be replaced between two calls.  */
  for (int tries = 3; point && !found && 0 < tries; tries--)
    {
      found = stat (path, &file) == 0 && is_name_of (point, &file);
      if (!found && errno != ENOENT)
        break;
    }
  if (found && truncate_to_mount_point (point))
    copy = arena_copy (arena, point);
  free (point);
  return copy;
}

char const *
mounts_by_device (struct place const *place, bool is_link)
{
  struct run *run = place->query->base.run;
  bool is_open = place->flags & AT_EMPTY_PATH;
  char *path = path_of_place (place);
  bool leads = path != NULL;
  char const *point = NULL;
  struct stat file;

  if (leads && is_open)
    RUN_REPEAT_IF (run, !(leads = fstat (place->dir, &file) == 0
                                  && is_name_of (path, &file)));
  if (leads && is_link)
    {
      char *dir = dir_name (path);

      free (path);
      path = dir;
    }
  if (leads)
    RUN_REPEAT_IF (
        run, !(point = point_of_path (path, is_open, &place->state->arena)));
  free (path);
  return point;
}
