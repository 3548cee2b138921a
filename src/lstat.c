/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lstat.c -- print what an inode holds, without following symbolic links */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "fields.h"
#include "format.h"
#include "inode.h"
#include "messages.h"
#include "operands.h"
#include "report.h"
#include "xvasprintf.h"

/* statx(2)'s flags, which the C library's header may lack.  */
enum
{
  NO_AUTOMOUNT = 0x800,
  FORCE_SYNC = 0x2000,
  DONT_SYNC = 0x4000,
};

enum
{
  OPTION_CACHED = CLI_LONG,
  OPTION_PRINTF,
};

static struct cli_option const options[] = {
  { 'L', "dereference", NULL, N_ ("follow links") },
  { 'f', "file-system", NULL,
    N_ ("display file system status instead of file status") },
  { OPTION_CACHED, "cached", "MODE",
    N_ ("take attributes as cached 'always', 'never' or by 'default'") },
  { 'c', "format", "FORMAT",
    N_ ("print FORMAT, and a newline, instead of the default") },
  { OPTION_PRINTF, "printf", "FORMAT",
    N_ ("print FORMAT with its backslash escapes, and no newline") },
  { 't', "terse", NULL, N_ ("print the information in terse form") },
  CLI_COMMON_OPTIONS,
};

/* GNU stat's layouts, in the language of formats.  */
static char const file_terse[]
    = "%Qn %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o";
static char const file_system_terse[] = "%Qn %i %l %t %s %S %b %f %a %c %d";
static char const file_system_layout[]
    = "  File: %Qn\n"
      "    ID: %-8i Namelen: %-7l Type: %T\n"
      "Block size: %-10s Fundamental block size: %S\n"
      "Blocks: Total: %-10b Free: %-10f Available: %a\n"
      "Inodes: Total: %-10c Free: %d";

/* Return the layout for a file or, with a line more, for a device file.  Where
   the kernel labels files for SELinux, it shows the CONTEXT.  */
static char *
file_layout (bool device, bool context)
{
  return xasprintf (
      "%s%s%s%s%s",
      "  File: %QN\n"
      "  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\n"
      "Device: %Hd,%Ld\tInode: %-10i  Links: ",
      device ? "%-5h Device type: %Hr,%Lr" : "%h",
      "\nAccess: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\n",
      context ? "Context: %C\n" : "",
      "Access: %x\nModify: %y\nChange: %z\n Birth: %w");
}

/* What is asked for.  */
struct request
{
  struct look look;              /* how to look at each file */
  bool file_system;              /* whether at its file system instead */
  bool terse;                    /* whether in the terse layout */
  char const *text;              /* the format asked for, or NULL */
  enum format_language language; /* of TEXT */
  struct format format;          /* what to print of a file */
  struct format device_format;   /* what to print of a device file */
};

/* Print the rows of --help for FIELDS.  */
static void
print_fields (struct field const *fields)
{
  for (struct field const *field = fields; field->name; field++)
    {
      char label[8];

      snprintf (label, sizeof label, "%%%s", field->directive);
      cli_help_row (label, _ (field->description));
    }
}

static void
help_tail (void)
{
  puts (_ ("\n\
A FILE of - is standard input.  In a FORMAT, % and a letter stand for a datum;\n\
flags, a width and a precision may stand between the two, as for printf.\n\
The directives for files:\n"));
  print_fields (file_fields);
  puts (_ ("\n\
The time directives %X, %Y, %Z and %W take a precision: %.3Y prints\n\
milliseconds, %.Y all there is.\n\
\n\
The directives for file systems (with --file-system):\n"));
  print_fields (file_system_fields);
  printf (_ ("\n\
--terse is the same as the FORMAT\n\
  %s\n\
and with --file-system\n\
  %s\n"),
          file_terse, file_system_terse);
}

static struct cli_program const program = {
  .name = "lstat",
  .usage = N_ ("[OPTION]... FILE..."),
  .summary
  = N_ ("Print what the inode of each FILE holds, or the status of its"
        " file system.\nA symbolic link is not followed.\n"),
  .options = options,
  .help_tail = help_tail,
};

/* Return statx(2)'s flags for the argument MODE of --cached.  */
static int
sync_flags (char const *mode)
{
  static char const *const modes[] = { "default", "never", "always", NULL };
  static int const flags[]
      = { NO_AUTOMOUNT, FORCE_SYNC, NO_AUTOMOUNT | DONT_SYNC };

  return flags[cli_choice ("--cached", mode, modes)];
}

/* Return whether the kernel labels files for SELinux.  */
static bool
selinux_enabled (void)
{
  return access ("/sys/fs/selinux/enforce", F_OK) == 0;
}

/* Parse TEXT in LANGUAGE into FORMAT, of data for REQUEST, or end the process
   if it is no format.  */
static void
parse (struct request *request, struct format *format, char const *text,
       enum format_language language)
{
  if (!format_parse (format, text,
                     request->file_system ? file_system_fields : file_fields,
                     language))
    exit (EXIT_FAILURE);
  request->look.wanted |= format->wanted;
}

/* Decide on the formats of REQUEST.  */
static void
choose_formats (struct request *request)
{
  bool context = !request->text && !request->file_system && selinux_enabled ();

  if (!request->text && !request->file_system && !request->terse)
    {
      parse (request, &request->format, file_layout (false, context),
             FORMAT_PLAIN);
      parse (request, &request->device_format, file_layout (true, context),
             FORMAT_PLAIN);
      return;
    }
  if (request->text)
    parse (request, &request->format, request->text, request->language);
  else if (request->file_system)
    parse (request, &request->format,
           request->terse ? file_system_terse : file_system_layout,
           FORMAT_PLAIN);
  else
    parse (request, &request->format,
           context ? xasprintf ("%s %%C", file_terse) : file_terse,
           FORMAT_PLAIN);
  request->device_format = request->format;
}

/* Report what could not be read of INODE besides its record.  */
static void
report_missing (struct inode const *inode)
{
  if (inode->target_error)
    report_error (inode->target_error, _ ("cannot read symbolic link %s"),
                  report_name (inode->path));
  if (inode->context_error)
    report_error (inode->context_error,
                  _ ("failed to get security context of %s"),
                  report_name (inode->path));
}

/* Look at PATH, which is NULL for standard input, as REQUEST asks, and fill in
   INODE.  Report what goes wrong; return false if there is nothing to show. */
static bool
look (struct request *request, struct caches *caches, char const *path,
      struct inode *inode)
{
  if (!path && request->file_system)
    report_error (0,
                  _ ("using %s to denote standard input"
                     " does not work in file system mode"),
                  report_name ("-"));
  else if (inode_look (inode, &request->look, path))
    {
      report_missing (inode);
      if (request->look.wanted & WANT_MOUNT_POINT)
        {
          inode->mount_point
              = mounts_point (&caches->mounts, &request->look, inode);
          if (!inode->mount_point)
            report_error (errno, _ ("cannot find the mount point of %s"),
                          report_name (inode->path));
        }
      return true;
    }
  else if (!path)
    report_error (errno, _ ("cannot stat standard input"));
  else
    report_error (errno,
                  request->file_system
                      ? _ ("cannot read file system information for %s")
                      : _ ("cannot statx %s"),
                  report_name (path));
  return false;
}

/* Return whether INODE is of a device file.  */
static bool
is_device (struct inode const *inode)
{
  return S_ISBLK (inode->record.stx_mode) || S_ISCHR (inode->record.stx_mode);
}

/* Print to OUTPUT what REQUEST asks of the file PATH, where "-" is standard
   input.  */
static void
show (struct request *request, struct caches *caches, char const *path,
      struct output *output)
{
  struct inode inode;

  if (!look (request, caches, strcmp (path, "-") == 0 ? NULL : path, &inode))
    return;
  format_render (!request->file_system && is_device (&inode)
                     ? &request->device_format
                     : &request->format,
                 caches, &inode, output);
  inode_forget (&inode);
}

int
main (int argc, char **argv)
{
  struct request request
      = { .look.base.dir_fd = AT_FDCWD, .look.sync = NO_AUTOMOUNT };
  struct caches caches;
  struct output output;
  struct operands operands;

  cli_start (&program, argc, argv);
  for (int key; (key = cli_next ()) != -1;)
    switch (key)
      {
      case 'L':
        request.look.follow = true;
        break;
      case 'f':
        request.file_system = true;
        break;
      case OPTION_CACHED:
        request.look.sync = sync_flags (optarg);
        break;
      case 'c':
        request.text = optarg;
        request.language = FORMAT_PLAIN;
        break;
      case OPTION_PRINTF:
        request.text = optarg;
        request.language = FORMAT_PRINTF;
        break;
      case 't':
        request.terse = true;
        break;
      }
  operands_from_arguments (&operands, cli_operands ());
  choose_formats (&request);
  caches_start (&caches, request.look.wanted);

  output_start (&output, STDOUT_FILENO);
  report_attach (&output);
  /* A person sees each file's lines as soon as they are there.  */
  bool interactive = isatty (STDOUT_FILENO);
  for (char const *path; (path = operands_next (&operands));)
    {
      show (&request, &caches, path, &output);
      if (interactive)
        output_flush (&output);
    }
  return report_status ();
}
