/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c -- look at one file as requested, and print it */

#include <config.h>

#include "lstat/show.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "shared/messages.h"
#include "lstat/mounts.h"
#include "shared/report.h"
#include "shared/tracepoints.h"

/* Report what could not be had of INODE besides its record, unless it is what
   WANTED does not insist on.  */
static void
report_missing (struct inode const *inode, uint64_t wanted)
{
  bool no_label
      = inode->context_error == ENODATA || inode->context_error == ENOTSUP;

  if (inode->target_error)
    report_error (inode->target_error, _ ("cannot read symbolic link %s"),
                  report_name (inode->path));
  if (inode->context_error && (!no_label || wanted & WANT_CONTEXT_FOUND))
    report_error (inode->context_error,
                  _ ("failed to get security context of %s"),
                  report_name (inode->path));
}

/* Set INODE's mount point, if it is WANTED.  */
static void
find_mount_point (struct inode *inode, struct look const *look,
                  struct caches *caches)
{
  if (!(look->wanted & WANT_MOUNT_POINT))
    return;
  inode->mount_point = mounts_point (&caches->mounts, look, inode);
  if (!inode->mount_point && look->wanted & WANT_MOUNT_POINT_FOUND)
    report_error (errno, _ ("cannot find the mount point of %s"),
                  report_name (inode->path));
}

/* Return whether REQUEST is one that standard input cannot serve.  */
static bool
needs_name (struct request const *request, char const *path)
{
  return request->file_system && strcmp (path, "-") == 0;
}

void
show_look (struct request const *request, struct look_memory *memory,
           char const *path, struct lookup *lookup)
{
  char const *name = strcmp (path, "-") == 0 ? NULL : path;

  lookup->path = path;
  if (needs_name (request, path))
    {
      lookup->error = EINVAL;
      return;
    }
  lookup->error
      = inode_look (&lookup->inode, &request->look, memory, name) ? 0 : errno;
  TRACE_LSTAT (path, request->look.base.dir_fd, lookup->error);
}

/* Report that LOOKUP failed.  */
static void
report_failure (struct request const *request, struct lookup const *lookup)
{
  if (needs_name (request, lookup->path))
    report_error (0,
                  _ ("using %s to denote standard input"
                     " does not work in file system mode"),
                  report_name ("-"));
  else if (strcmp (lookup->path, "-") == 0)
    report_error (lookup->error, _ ("cannot stat standard input"));
  else
    report_error (lookup->error,
                  request->file_system
                      ? _ ("cannot read file system information for %s")
                      : _ ("cannot statx %s"),
                  report_name (lookup->path));
}

/* Return whether INODE is of a device file.  */
static bool
is_device (struct inode const *inode)
{
  return S_ISBLK (inode->record.stx_mode) || S_ISCHR (inode->record.stx_mode);
}

void
show_print (struct request const *request, struct caches *caches,
            struct lookup *lookup, struct output *output)
{
  struct inode *inode = &lookup->inode;

  if (lookup->error)
    {
      report_failure (request, lookup);
      if (request->as_records)
        records_fail (&request->records, lookup->path, lookup->error, output);
      return;
    }
  report_missing (inode, request->look.wanted);
  find_mount_point (inode, &request->look, caches);
  if (request->as_records)
    records_render (&request->records, caches, inode, output);
  else
    format_render (request->devices_differ && is_device (inode)
                       ? &request->device_format
                       : &request->format,
                   caches, inode, output);
  inode_forget (inode);
}
