/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new-dir.c -- create a directory, and change no other in its place */

#include <config.h>

#include "mkdir/new-dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stat-time.h"
#include "timespec.h"

#include "shared/statx.h"
#include "shared/system.h"
#include "shared/tracepoints.h"

/* Set *STATUS to the status of PATH relative to the parent of NEW, which is
   not followed if it is a symbolic link.  Return false with errno set on
   failure.  */
static bool
look (struct new_dir const *new, char const *path, struct stat *status)
{
  int done;

  RUN_REPEAT (new->walk->base->run, done,
              fstatat (new->walk->dir, path, status, AT_SYMLINK_NOFOLLOW));
  return done == 0;
}

/* Return whether USER may be any of several users: it is the overflow ID of
   user_namespaces(7), which the namespace of this process shows for users that
   it does not map.  */
static bool
is_ambiguous (uid_t user)
{
  if (!SYSTEM_IS_LINUX || user != 65534)
    return false;

  uintmax_t first, outside, count;
  FILE *map = fopen ("/proc/self/uid_map", "re");
  bool maps_all = map
                  && fscanf (map, "%ju %ju %ju", &first, &outside, &count) == 3
                  && first == 0 && count == UINT32_MAX;

  if (map)
    fclose (map);
  return !maps_all;
}

/* Return whether USER is root or the effective user, who both need no race to
   change what this process can change.  */
static bool
is_trusted (uid_t user)
{
  return user == 0 || (user == geteuid () && !is_ambiguous (user));
}

/* Return whether only trusted users can create entries of the directory with
   STATUS.  Permissions of an ACL show in its group's bits.  */
static bool
is_safe (struct stat const *status)
{
  return is_trusted (status->st_uid)
         && !(status->st_mode & (S_IWGRP | S_IWOTH));
}

/* Return whether only trusted users can rename or remove entries of the
   directory with STATUS that those have made.  */
static bool
is_private (struct stat const *status)
{
  return is_safe (status)
         || (is_trusted (status->st_uid) && (status->st_mode & S_ISVTX));
}

/* Return whether a new directory in PARENT surely gets the owner and group
   that OWNER specifies from mkdirat(2).  A group that is not that of a
   set-group-ID parent may be that of the process or, as a mount option may
   say, that of the parent; and the owner of the parent can change its group
   before that call.  */
static bool
gets_owner (struct owner_spec const *owner, struct stat const *parent)
{
  return (owner->user == (uid_t)-1 || owner->user == geteuid ())
         && (owner->group == (gid_t)-1
             || ((parent->st_mode & S_ISGID) && is_trusted (parent->st_uid)
                 && owner->group == parent->st_gid));
}

/* Return whether mkdirat(2) should set all of MODE in a set-group-ID parent,
   if it can: what it creates inherits S_ISGID there, and on Linux it sets
   S_ISVTX; chmod(2) would clear S_ISGID if the process is not in the group,
   and has no CAP_FSETID there, as root in a user namespace.  */
static bool
can_inherit (struct dir_mode const *mode)
{
  mode_t special = mode->requested & DIR_SPECIAL;

  return special == S_ISGID
         || (SYSTEM_IS_LINUX && (special & (S_ISVTX | S_ISUID)) == S_ISVTX
             && (special & S_ISGID || !(mode->exact & S_ISGID)));
}

/* Return the mode argument for the mkdirat(2) call that creates NEW for MODE,
   which applies, in PARENT, and set NEW->closed.  */
static mode_t
initial_mode (struct new_dir *new, struct dir_mode const *mode,
              struct stat const *parent)
{
  /* Until the directory has its owner and group, the permissions of its group
     would be those of another group.  */
  new->closed = dir_owner_is_given (&mode->owner)
                && !gets_owner (&mode->owner, parent);
  if (new->closed)
    return mode->initial & S_IRWXU;
  if ((parent->st_mode & S_ISGID) && can_inherit (mode))
    return mode->requested & (DIR_PERMISSIONS | S_ISVTX);
  return mode->initial;
}

/* Set *TIME to the time of CLOCK.  The C library is passed over, since
   libraries that pretend another time, such as libfaketime, do so there, and
   their time may stand still.  Return false if the time is not known.  */
static bool
read_clock (clockid_t clock, struct timespec *time)
{
  return (sizeof time->tv_sec == sizeof (int64_t)
          && system_call (SYS_clock_gettime64, clock, time) == 0)
         || clock_gettime (clock, time) == 0;
}

bool
new_dir_is_safe (struct walk const *walk)
{
  struct stat status;
  int done;

  RUN_REPEAT (walk->base->run, done, fstat (walk->dir, &status));
  return done == 0 && is_safe (&status);
}

int
new_dir_create (struct new_dir *new, struct dir_mode const *mode)
{
  struct walk const *walk = new->walk;
  int done;

  new->refused = 0;
  new->asked = mode->initial;
  if (mode->applies)
    {
      struct stat parent = { .st_mode = 0 };
      bool looked = look (new, walk_parent (walk), &parent);

      new->before = get_stat_ctime (&parent);
      new->asked = initial_mode (new, mode, &parent);
      /* mkdir(2) of other systems than Linux ignores S_ISVTX.  */
      if (new->asked != mode->requested || new->asked & S_ISVTX || new->closed)
        new->asked |= DIR_OPENED;
      new->is_timed
          = looked &&read_clock (CLOCK_MONOTONIC_COARSE, &new->start);
    }
  RUN_REPEAT (walk->base->run, done,
              mkdirat (walk->dir, walk->name, new->asked));

  int errnum = done == 0 ? 0 : errno;

  TRACE_MKDIR (walk->name, new->asked, walk->dir, errnum);
  return errnum;
}

bool
new_dir_open (struct new_dir *new)
{
  if (new->dir.fd < 0)
    new->dir = walk_open_dir (new->walk);
  return 0 <= new->dir.fd;
}

/* Return the type of the file system of NEW, which is open, as statfs(2) of
   Linux has it, or 0 if it is not known.  */
static uint64_t
file_system_type (struct new_dir const *new)
{
  struct file_system status;
  int done;

  RUN_REPEAT (new->dir.run, done, system_statfs (&status, new->dir.fd, NULL));
  return done == 0 ? status.f_type : 0;
}

/* Return whether the server of a file system of TYPE may show a user's files
   as those of another user.  */
static bool
maps_users (uint64_t type)
{
  return type == 0x6969         /* nfs */
         || type == 0x517b      /* smb */
         || type == 0xff534d42  /* cifs */
         || type == 0xfe534d42  /* smb2 */
         || type == 0x01021997  /* 9p */
         || type == 0x65735546; /* fuse */
}

/* Return whether this process has a capability that lets it change files of
   other users.  */
static bool
is_privileged (void)
{
  /* What linux/capability.h declares, which some C libraries lack: version 3
     and this process; and in two parts, the sets of effective, permitted and
     inheritable capabilities.  */
  uint32_t header[] = { 0x20080522, 0 };
  uint32_t sets[2][3];
  uint32_t const chown_or_fowner = 1 << 0 | 1 << 3;

  if (system_call (SYS_capget, header, sets) == 0)
    return sets[0][0] & chown_or_fowner;
  return geteuid () == 0;
}

/* Return whether the kernel puts files into new directories of a file system
   of TYPE, where nobody else can create any.  */
static bool
is_filled_by_kernel (uint64_t type)
{
  return type == 0x27e0eb       /* cgroup */
         || type == 0x63677270  /* cgroup2 */
         || type == 0x74726163; /* tracefs */
}

/* Return whether the kernel also decides on their permissions.  There, no user
   can rename another directory of the caller.  */
static bool
has_kernel_modes (uint64_t type)
{
  return is_filled_by_kernel (type) && type != 0x27e0eb /* cgroup */;
}

/* Return 0 if NEW, which is open, is empty or may not be read, ENOTEMPTY if it
   is not empty, or the errno value of fcntl(2) or readdir(3).  */
static int
check_empty (struct new_dir const *new)
{
  if (new->dir.is_path)
    return 0;

  /* Opening "." would take search permission, which umask may deny.  */
  int fd = fcntl (new->dir.fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  DIR *stream = fd < 0 ? NULL : fdopendir (fd);
  struct dirent *entry;

  if (!stream)
    {
      if (0 <= fd)
        system_close (fd);
      return errno;
    }
  do
    RUN_REPEAT_IF (new->dir.run, (errno = 0, !(entry = readdir (stream))));
  while (entry
         && (strcmp (entry->d_name, ".") == 0
             || strcmp (entry->d_name, "..") == 0));

  int errnum = entry ? ENOTEMPTY : errno;

  closedir (stream);
  return errnum;
}

/* Set *TIME to the status change time of the directory that contains NEW or,
   if BORN, to the birth time of NEW, which is open.  Return false if it is not
   known.  */
static bool
query_time (struct new_dir const *new, bool born, struct timespec *time)
{
  struct statx_record record;
  struct walk const *walk = new->walk;
  uint64_t wanted = born ? WANT_BIRTHTIME : WANT_CTIME;

  if (!statx_query (&record, walk->base->run, born ? new->dir.fd : walk->dir,
                    born ? "" : walk_parent (new->walk),
                    AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW, wanted))
    return false;

  struct statx_time found = born ? record.stx_btime : record.stx_ctime;

  *time
      = (struct timespec){ .tv_sec = found.tv_sec, .tv_nsec = found.tv_nsec };
  return record.stx_mask & wanted;
}

/* Find out whether NEW, which has just been created, is in a private parent;
   if not, note how old it can be.  Return false with errno set on failure.  */
static bool
look_at_parent (struct new_dir *new)
{
  struct stat parent;
  struct timespec now;

  new->is_private = false;
  if (!look (new, walk_parent (new->walk), &parent))
    return false;
  new->is_private = is_private (&parent);
  new->is_dated = false;
  if (new->is_private || !new->is_timed)
    return true;
  new->is_dated = query_time (new, false, &new->changed)
                  && read_clock (CLOCK_MONOTONIC, &now);
  if (new->is_dated)
    new->passed = timespec_sub (now, new->start);
  return true;
}

/* Return 0 if what has the name of NEW, which is open and has STATUS, is as
   young as NEW, or is empty if its age is not known; else an errno value.

   The mkdirat(2) call has set the status change time of the parent, or another
   process later; nobody can set it back.  So, by the clock of the file system,
   the call has begun no earlier than that time less what had passed when it
   was read, whatever the time is here or there.  File times are those of the
   last tick of the kernel, which may be late in a virtual machine; so START
   is, too.

   However long that took, what was in the parent before the call was put there
   no later than the parent had last changed by then, unless the clock has been
   set back since.  */
static int
check_age (struct new_dir const *new, struct stat const *status)
{
  struct timespec birth;
  bool is_dated = new->is_dated ? query_time (new, true, &birth) : false;

  if (is_dated)
    {
      /* The clock of file times ticks every 10 ms, and some file systems store
         times in steps of as much, or of 1 or 2 s.  */
      struct timespec const tick = { .tv_nsec = 20 * 1000 * 1000 };
      struct timespec const step = { .tv_sec = 2 };
      struct timespec begun = timespec_sub (new->changed, new->passed);
      bool is_later = timespec_cmp (begun, new->before) < 0
                      && timespec_cmp (new->before, new->changed) <= 0;
      struct timespec earliest
          = timespec_sub (is_later ? new->before : begun, tick);

      if (birth.tv_nsec == 0 && new->changed.tv_nsec == 0)
        earliest = timespec_sub (earliest, step);
      if (timespec_cmp (birth, earliest) < 0)
        return EEXIST;
      /* In overlayfs, a directory of a lower layer that is renamed becomes a
         copy, which is new but for the time of modification.  */
      if (timespec_cmp (get_stat_mtime (status), earliest) < 0
          && file_system_type (new) == 0x794c7630)
        return EEXIST;
      /* If the clock has been set back, there is no telling.  */
      is_dated = timespec_cmp (birth, timespec_add (new->changed, step)) <= 0;
    }
  return is_dated || is_filled_by_kernel (file_system_type (new))
             ? 0
             : check_empty (new);
}

/* Return whether what has the name of NEW, which is open and has STATUS, may
   be changed to MODE as RESULT wants.  If not, store in RESULT the errno value
   that new_dir_finish documents, if any.  */
static bool
may_change (struct new_dir const *new, struct dir_mode const *mode,
            struct stat const *status, struct mode_result *result)
{
  bool gives
      = dir_state_compare (&result->found, &result->wanted) & OWNER_DIFFERS;

  if (new->is_private)
    return true;
  if (status->st_uid == geteuid ())
    {
      result->errnum = check_age (new, status);
      /* A file system that does not keep modes may give others permissions. */
      if (result->errnum == 0
          && (status->st_mode & (S_IRWXG | S_IRWXO) & ~new->asked)
          && !has_kernel_modes (file_system_type (new)))
        return false;
    }
  /* The file system shows another owner, or it is another directory, or
     another process is ensuring the same.  */
  else if (is_privileged ()
           && (gives || !mode->is_ensured
               || mode->owner.user != status->st_uid))
    result->errnum = gives || !maps_users (file_system_type (new))
                         ? EPERM
                         : check_empty (new);
  result->owner_failed = result->errnum != 0 && gives;
  return result->errnum == 0;
}

struct mode_result
new_dir_finish (struct new_dir *new, struct dir_mode const *mode)
{
  struct mode_result result
      = { .wanted.mode = mode->requested, .found.mode = mode->requested };
  struct stat status;

  if (!mode->applies)
    return result;
  result.owner_failed = new->closed;
  /* The mode may already be right, unless a default ACL or the file system has
     cleared bits.  */
  if (mode->initial == mode->requested && !new->closed
      && look (new, new->walk->name, &status) && S_ISDIR (status.st_mode))
    {
      result = mode_result_of (mode, &status);
      if (mode_result_is_complete (&result))
        return result;
    }
  struct dir_mode decided = *mode;

  /* The sooner, the less another directory can seem to be new.  */
  if (!look_at_parent (new) || !new_dir_open (new)
      || !open_dir_look (new->dir, &status)
      || (new->closed && !dir_mode_decide (&decided, new->dir)))
    {
      result.errnum = errno;
      /* If it is open, what is missing is the mode to give it.  */
      if (0 <= new->dir.fd)
        result.owner_failed = false;
      if (!new->is_private)
        new->refused = errno;
      return result;
    }
  result = mode_result_of (&decided, &status);
  if (mode_result_is_complete (&result))
    return result;
  if (may_change (new, mode, &status, &result))
    mode_result_change (&result, &mode->owner, new->dir);
  else
    new->refused = result.errnum ? result.errnum : EEXIST;
  return result;
}

void
new_dir_query (struct new_dir const *new, struct mode_result *result)
{
  struct stat status;

  if (result->verified
      || !(0 <= new->dir.fd ? open_dir_look (new->dir, &status)
                            : look (new, new->walk->name, &status))
      || !S_ISDIR (status.st_mode))
    return;
  result->verified = true;
  result->found = result->wanted = dir_state_of (&status);
}
