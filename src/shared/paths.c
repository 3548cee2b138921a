/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paths.c -- the options --dir-fd, --beneath and --files0-from */

#include <config.h>

#include "shared/paths.h"

#include "shared/messages.h"

void
paths_take (struct paths *paths, int key, char const *argument)
{
  if (key == CLI_DIR_FD)
    paths->dir_fd = argument;
  else if (key == CLI_BENEATH)
    paths->beneath = argument;
  else
    paths->list = argument;
}

bool
paths_start (struct paths const *paths, struct cli *cli, struct base *base,
             struct operands *operands)
{
  char **arguments = cli->argv + optind;

  *base = (struct base){ .run = cli->run, .dir_fd = AT_FDCWD };
  *operands = (struct operands){ .run = cli->run };
  if (paths->dir_fd && paths->beneath)
    return cli_usage_error (
        cli, N_ ("--dir-fd and --beneath are mutually exclusive"));
  if (paths->dir_fd && !base_from_fd (base, paths->dir_fd))
    return cli_usage_error (cli, N_ ("invalid file descriptor %s"),
                            report_quoted (cli->run, paths->dir_fd));
  if (paths->list && *arguments)
    return cli_usage_error (
        cli,
        N_ ("extra operand %s\n"
            "file operands cannot be combined with --files0-from"),
        report_name (cli->run, *arguments));
  if (!paths->list && !*arguments)
    return cli_usage_error (cli, N_ ("missing operand"));
  if (!paths->list)
    operands->arguments = arguments;
  return true;
}

bool
paths_open (struct paths const *paths, struct base *base,
            struct operands *operands)
{
  return (!paths->beneath || base_from_directory (base, paths->beneath))
         && (!paths->list || operands_from_list (operands, paths->list));
}
