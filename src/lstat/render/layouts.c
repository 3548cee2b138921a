/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layouts.c -- the output formats of GNU stat without --format */

#include <config.h>

#include "lstat/render/layouts.h"

#include <stdlib.h>

#include "xalloc.h"
#include "xvasprintf.h"

#include "shared/messages.h"

char const layout_terse[] = "%Qn %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o";
char const layout_file_system_terse[] = "%Qn %i %l %t %s %S %b %f %a %c %d";

void
layouts_parse (struct format *format, struct format *device_format,
               struct run *run, struct field const *fields, bool terse,
               bool labeled)
{
  bool of_files = fields == file_fields;
  char *layout;

  run_need_locale (run);
  if (terse)
    layout = xasprintf ("%s%s",
                        of_files ? layout_terse : layout_file_system_terse,
                        labeled ? " %C" : "");
  else if (!of_files)
    layout = xstrdup (_ ("  File: %Qn\n"
                         "    ID: %-8i Namelen: %-7l Type: %T\n"
                         "Block size: %-10s Fundamental block size: %S\n"
                         "Blocks: Total: %-10b Free: %-10f Available: %a\n"
                         "Inodes: Total: %-10c Free: %d"));
  else
    {
      char const *head
          = _ ("  File: %QN\n"
               "  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\n");
      char const *links = _ ("Device: %Hd,%Ld\tInode: %-10i  Links: %h\n");
      char const *links_and_type = _ ("Device: %Hd,%Ld\tInode: %-10i"
                                      "  Links: %-5h Device type: %Hr,%Lr\n");
      char const *rights
          = _ ("Access: (%04a/%10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\n");
      /* xgettext:no-c-format */
      char const *label = labeled ? _ ("Context: %C\n") : "";
      char const *times = _ ("Access: %x\nModify: %y\nChange: %z\n Birth: %w");

      layout = xasprintf ("%s%s%s%s%s", head, links_and_type, rights, label,
                          times);
      format_parse (device_format, run, layout, fields, FORMAT_LAYOUT);
      free (layout);
      layout = xasprintf ("%s%s%s%s%s", head, links, rights, label, times);
    }
  format_parse (format, run, layout, fields, FORMAT_LAYOUT);
  free (layout);
}
