/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c -- look at one file as requested, and print it */

#include <config.h>

#include "show.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "messages.h"
#include "mounts.h"
#include "report.h"
#include "tracepoints.h"

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

/* Look at PATH, which is NULL for standard input, as REQUEST asks, with the
   help of CACHES, and fill in INODE.  Return 0, or errno if that failed, which
   is reported.  */
static int
look (struct request const *request, struct caches *caches, char const *path,
      struct inode *inode)
{
  int error;

  if (!path && request->file_system)
    {
      report_error (0,
                    _ ("using %s to denote standard input"
                       " does not work in file system mode"),
                    report_name ("-"));
      return EINVAL;
    }
  error = inode_look (inode, &request->look, &caches->looks, path) ? 0 : errno;
  TRACE_LSTAT (inode->path, request->look.base.dir_fd, error);
  if (error == 0)
    return 0;
  if (!path)
    report_error (error, _ ("cannot stat standard input"));
  else
    report_error (error,
                  request->file_system
                      ? _ ("cannot read file system information for %s")
                      : _ ("cannot statx %s"),
                  report_name (path));
  return error;
}

/* Return whether INODE is of a device file.  */
static bool
is_device (struct inode const *inode)
{
  return S_ISBLK (inode->record.stx_mode) || S_ISCHR (inode->record.stx_mode);
}

void
show (struct request const *request, struct caches *caches, char const *path,
      struct output *output)
{
  struct inode inode;
  int error
      = look (request, caches, strcmp (path, "-") == 0 ? NULL : path, &inode);

  if (error)
    {
      if (request->as_records)
        records_fail (&request->records, path, error, output);
      return;
    }
  report_missing (&inode, request->look.wanted);
  find_mount_point (&inode, &request->look, caches);
  if (request->as_records)
    records_render (&request->records, caches, &inode, output);
  else
    format_render (!request->file_system && is_device (&inode)
                       ? &request->device_format
                       : &request->format,
                   caches, &inode, output);
  inode_forget (&inode);
}
