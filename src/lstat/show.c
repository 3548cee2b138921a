/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c -- query one file as requested, and print it */

#include <config.h>

#include "lstat/show.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "lstat/fields/owners.h"
#include "lstat/fields/suggest.h"
#include "lstat/query/mounts.h"
#include "shared/messages.h"
#include "shared/report.h"
#include "shared/tracepoints.h"

void
show_start (struct worker *worker, struct request const *request,
            struct run *run)
{
  worker->request = request;
  worker->run = run;
  worker->state = (struct query_state){ 0 };
  fields_start (&worker->caches, &request->style);
}

void
show_finish (struct worker *worker)
{
  arena_finish (&worker->state.arena);
  arena_finish (&worker->state.mount_arena);
  fields_finish (&worker->caches);
}

char const *
show_next (struct worker *worker, struct operands *operands)
{
  struct query const *query = &worker->request->query;
  unsigned int reads = operands->reads;
  char const *path = operands_next (operands);

  if (operands->reads != reads && query->wanted & WANT_MOUNT_POINT)
    query->mounts->waits++;
  return path;
}

void
show_query (struct worker *worker, char const *path, struct inode *inode)
{
  struct query const *query = &worker->request->query;
  /* With --beneath, paths may be untrusted, and "-" is a file name.  */
  bool standard_input = strcmp (path, "-") == 0 && !query->base.beneath;

  inode_query (inode, query, &worker->state, standard_input ? NULL : path);
  TRACE_LSTAT (path, query->base.dir_fd, inode->errors[PART_STATUS]);
}

/* Report to RUN that the status of INODE, which QUERY wants, could not be
   queried.  */
static void
report_status (struct run *run, struct query const *query,
               struct inode const *inode)
{
  bool file_system = query->wanted & WANT_FILE_SYSTEM;
  int error = inode->errors[PART_STATUS];

  if (inode->is_standard_input && file_system)
    report_error (run, 0,
                  N_ ("using %s to denote standard input"
                      " does not work in file system mode"),
                  report_name (run, inode->path));
  else if (inode->is_standard_input)
    report_error (run, error, N_ ("cannot stat standard input"));
  else if (!base_report_failure (&query->base, run, inode->path, error))
    report_error (run, error,
                  file_system
                      ? N_ ("cannot read file system information for %s")
                      : N_ ("cannot statx %s"),
                  report_name (run, inode->path));
}

/* Report to RUN the parts of INODE that could not be queried, and those that
   it lacks although WANTED says that they must be found.  */
static void
report_parts (struct run *run, uint64_t wanted, struct inode const *inode)
{
  enum part end = wanted & WANT_EXTENDED ? PARTS : PART_XATTRS;

  for (enum part part = PART_TARGET; part < end; part++)
    {
      int error = inode->errors[part];

      if (error == 0 || (inode->absent[part] && !(wanted & WANT_FOUND (part))))
        continue;

      bool no_proc = PART_XATTRS <= part && inode->lacks_proc;

      report_error (
          run, no_proc ? 0 : error,
          no_proc ? N_ ("cannot read extended attributes of %s without /proc")
          : part == PART_TARGET  ? N_ ("cannot read symbolic link %s")
          : part == PART_CONTEXT ? N_ ("failed to get security context of %s")
          : part == PART_MOUNT_POINT ? N_ ("cannot find the mount point of %s")
          : part == PART_FLAGS       ? N_ ("cannot read inode flags of %s")
          : part == PART_XATTRS ? N_ ("cannot read extended attributes of %s")
          : part == PART_ACL || part == PART_NFS4_ACL
              ? N_ ("cannot read access control list of %s")
          : part == PART_DEFAULT_ACL
              ? N_ ("cannot read default access control list of %s")
              : N_ ("cannot read capabilities of %s"),
          report_name (run, inode->path));
      if (no_proc)
        break;
    }
}

void
show_print (struct worker *worker, struct inode const *inode)
{
  struct request const *request = worker->request;
  struct run *run = worker->run;
  int error = inode->errors[PART_STATUS];

  /* Memory does not grow with the number of files.  */
  if (OWNERS_MAX < worker->caches.owners.count)
    owners_finish (&worker->caches.owners);
  if (error)
    {
      char const *option = request->records.kind == RECORD_JSON    ? "--json"
                           : request->records.kind == RECORD_SHELL ? "--shell"
                                                                   : NULL;

      report_status (run, &request->query, inode);
      if (error == ENOENT && option && !request->records.has_list)
        suggest_argument (request->records.fields, run, option, inode->path);
      if (request->records.kind != RECORD_NONE)
        records_render_failure (&request->records, run, inode->path, error);
      return;
    }
  if (request->query.wanted & WANT_PARTS)
    report_parts (run, request->query.wanted, inode);
  if (request->records.kind != RECORD_NONE)
    records_render (&request->records, run, &worker->caches, inode);
  else
    format_render (request->device_format.count
                           && (S_ISBLK (inode->record.stx_mode)
                               || S_ISCHR (inode->record.stx_mode))
                       ? &request->device_format
                       : &request->format,
                   &request->quoting, &worker->caches, inode, run->output);
}
