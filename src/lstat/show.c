/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c -- query one file as requested, and print it */

#include <config.h>

#include "lstat/show.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "shared/messages.h"
#include "lstat/mounts.h"
#include "shared/report.h"
#include "shared/tracepoints.h"

/* Report to RUN the link target, security context and mount point of INODE
   that REQUEST needs and that could not be determined.  */
static void
report_missing (struct request const *request, struct run *run,
                struct inode const *inode)
{
  uint64_t wanted = request->query.wanted;

  if (inode->target.error)
    report_error (run, inode->target.error,
                  N_ ("cannot read symbolic link %s"),
                  report_name (run, inode->path));
  if (inode->context.error
      && (!inode->context.absent || wanted & WANT_CONTEXT_FOUND))
    report_error (run, inode->context.error,
                  N_ ("failed to get security context of %s"),
                  report_name (run, inode->path));
  if (inode->mount_point.error
      && (!inode->mount_point.absent || wanted & WANT_MOUNT_POINT_FOUND))
    report_error (run, inode->mount_point.error,
                  N_ ("cannot find the mount point of %s"),
                  report_name (run, inode->path));
}

/* Return whether PATH, an operand of REQUEST, means standard input.  With
   --beneath, paths may be untrusted, and "-" is a file name.  */
static bool
is_standard_input (struct request const *request, char const *path)
{
  return strcmp (path, "-") == 0 && !request->query.base.beneath;
}

void
show_query (struct request const *request, struct query_state *state,
            char const *path, struct lookup *lookup)
{
  bool standard_input = is_standard_input (request, path);

  lookup->path = path;
  lookup->error = 0;
  if (standard_input && request->file_system)
    lookup->error = EINVAL;
  else if (standard_input && request->query.no_standard_input)
    lookup->error = EBADF;
  else if (!inode_query (&lookup->inode, &request->query, state,
                         standard_input ? NULL : path))
    lookup->error = errno;
  TRACE_LSTAT (path, request->query.base.dir_fd, lookup->error);
}

/* Report to RUN that LOOKUP failed.  */
static void
report_failure (struct request const *request, struct run *run,
                struct lookup const *lookup)
{
  bool standard_input = is_standard_input (request, lookup->path);

  if (standard_input && request->file_system)
    report_error (run, 0,
                  N_ ("using %s to denote standard input"
                      " does not work in file system mode"),
                  report_name (run, "-"));
  else if (standard_input)
    report_error (run, lookup->error, N_ ("cannot stat standard input"));
  else
    report_error (run, lookup->error,
                  request->file_system
                      ? N_ ("cannot read file system information for %s")
                      : N_ ("cannot statx %s"),
                  report_name (run, lookup->path));
}

/* Return whether INODE is a device file.  */
static bool
is_device (struct inode const *inode)
{
  return S_ISBLK (inode->record.stx_mode) || S_ISCHR (inode->record.stx_mode);
}

void
show_print (struct request const *request, struct run *run,
            struct caches *caches, struct lookup *lookup)
{
  struct inode *inode = &lookup->inode;

  if (lookup->error)
    {
      report_failure (request, run, lookup);
      if (request->as_records)
        records_render_failure (&request->records, run, lookup->path,
                                lookup->error);
      return;
    }
  if (request->query.wanted & WANT_MOUNT_POINT)
    mounts_find (request->common.mounts, &request->query, inode);
  report_missing (request, run, inode);
  if (request->as_records)
    records_render (&request->records, run, caches, inode);
  else
    format_render (request->devices_differ && is_device (inode)
                       ? &request->device_format
                       : &request->format,
                   caches, inode, run->output);
  inode_finish (inode);
}
