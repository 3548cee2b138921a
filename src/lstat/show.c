/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c -- query one file as requested, and print it */

#include <config.h>

#include "lstat/show.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "lstat/fields/acl.h"
#include "lstat/query/capabilities.h"
#include "shared/messages.h"
#include "lstat/query/mounts.h"
#include "shared/report.h"
#include "shared/tracepoints.h"

/* Convert those extended attributes of INODE to text that are shown as text,
   with names from CACHES.  */
static void
convert_extended (struct inode *inode, struct caches *caches)
{
  struct inode_extended *extended = inode->extended;

  acl_convert (&extended->acl, &caches->owners, false);
  acl_convert (&extended->default_acl, &caches->owners, true);
  capabilities_convert (&extended->capabilities);
}

/* Return the errno value of the failure to read TEXT, or 0 if there is none.
 */
static int
failure_of (struct inode_text const *text)
{
  return text->absent ? 0 : text->error;
}

/* Report to RUN the extended attributes of INODE that were queried and could
   not be read.  */
static void
report_extended (struct run *run, struct inode const *inode)
{
  struct inode_extended const *extended = inode->extended;
  int list = extended->list.error;
  int acl = failure_of (&extended->acl);
  int default_acl = failure_of (&extended->default_acl);
  int capabilities = failure_of (&extended->capabilities);

  if (extended->needs_proc
      && (list == XATTR_NO_PROC || acl == XATTR_NO_PROC
          || default_acl == XATTR_NO_PROC || capabilities == XATTR_NO_PROC))
    {
      report_error (run, 0,
                    N_ ("cannot read extended attributes of %s"
                        " without /proc"),
                    report_name (run, inode->path));
      return;
    }
  if (list)
    report_error (run, list, N_ ("cannot read extended attributes of %s"),
                  report_name (run, inode->path));
  if (acl)
    report_error (run, acl, N_ ("cannot read access control list of %s"),
                  report_name (run, inode->path));
  if (default_acl)
    report_error (run, default_acl,
                  N_ ("cannot read default access control list of %s"),
                  report_name (run, inode->path));
  if (capabilities)
    report_error (run, capabilities, N_ ("cannot read capabilities of %s"),
                  report_name (run, inode->path));
}

/* Report to RUN the link target, security context, mount point and extended
   attributes of INODE that REQUEST needs and that could not be determined.  */
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
  if (inode->extended)
    report_extended (run, inode);
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
  else if (!base_report_failure (&request->query.base, run, lookup->path,
                                 lookup->error))
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
  if (inode->extended)
    convert_extended (inode, caches);
  report_missing (request, run, inode);
  if (request->as_records)
    records_render (&request->records, run, caches, inode);
  else
    format_render (request->devices_differ && is_device (inode)
                       ? &request->device_format
                       : &request->format,
                   &request->quoting, caches, inode, run->output);
  inode_finish (inode);
}
