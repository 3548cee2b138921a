/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paths.c -- the options that say where paths come from and start */

#include <config.h>

#include "shared/paths.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "shared/messages.h"
#include "shared/report.h"

bool
paths_take (struct paths *paths, int key)
{
  switch (key)
    {
    case CLI_DIR_FD:
      paths->dir_fd = optarg;
      break;
    case CLI_BENEATH:
      paths->beneath = optarg;
      break;
    case CLI_FILES0_FROM:
      paths->list = optarg;
      break;
    default:
      return false;
    }
  return true;
}

void
paths_start (struct paths const *paths, struct base *base,
             struct operands *operands, struct output *output)
{
  *base = (struct base){ .dir_fd = AT_FDCWD };
  if (paths->dir_fd && paths->beneath)
    cli_usage_error (_ ("--dir-fd and --beneath exclude each other"));
  if (paths->dir_fd && !base_from_fd (base, paths->dir_fd))
    cli_usage_error (_ ("invalid file descriptor %s"),
                     report_quoted (paths->dir_fd, strlen (paths->dir_fd)));

  char **arguments = cli_operands (paths->list);

  if (paths->beneath && !base_from_directory (base, paths->beneath))
    {
      if (errno == ENOSYS)
        report_error (0, _ ("--beneath needs openat2(2),"
                            " which this system does not have"));
      else
        report_error (errno, _ ("cannot open directory %s"),
                      report_name (paths->beneath));
      exit (EXIT_FAILURE);
    }
  if (!paths->list)
    operands_from_arguments (operands, arguments);
  else if (!operands_from_list (operands, paths->list, output))
    exit (EXIT_FAILURE);
}
