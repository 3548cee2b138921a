/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layouts.c -- the output formats of GNU stat without --format */

#include <config.h>

#include "lstat/render/layouts.h"

#include <unistd.h>

#include "xvasprintf.h"

char const layout_terse[] = "%Qn %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o";
char const layout_file_system_terse[] = "%Qn %i %l %t %s %S %b %f %a %c %d";
char const layout_file_system[]
    = "  File: %Qn\n"
      "    ID: %-8i Namelen: %-7l Type: %T\n"
      "Block size: %-10s Fundamental block size: %S\n"
      "Blocks: Total: %-10b Free: %-10f Available: %a\n"
      "Inodes: Total: %-10c Free: %d";

char *
layout_file (bool device, bool context)
{
  return xasprintf ("%s%s%s%s%s",
                    "  File: %QN\n"
                    "  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\n"
                    "Device: %Hd,%Ld\tInode: %-10i  Links: ",
                    device ? "%-5h Device type: %Hr,%Lr" : "%h",
                    "\nAccess: (%04a/%10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\n",
                    context ? "Context: %C\n" : "",
                    "Access: %x\nModify: %y\nChange: %z\n Birth: %w");
}

bool
layout_shows_context (void)
{
  return access ("/sys/fs/selinux/enforce", F_OK) == 0;
}
