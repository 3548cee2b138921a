/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owner.c -- the owner and group of a directory */

#include <config.h>

#include "mkdir/owner.h"

#include <grp.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "intprops.h"
#include "inttostr.h"
#include "userspec.h"
#include "xvasprintf.h"

#include "shared/messages.h"
#include "shared/report.h"

/* Report to CLI what is wrong with TEXT, which parse_user_spec has rejected.
   Return false.  */
static bool
report_invalid (struct cli *cli, char const *text)
{
  uid_t user;
  size_t size = strcspn (text, ":");
  char const *group = text + size + (text[size] == ':');
  char *name = xasprintf ("%.*s", (int)size, text);
  bool is_user = size == 0 || !parse_user_spec (name, &user, NULL, NULL, NULL);

  free (name);
  if (!is_user)
    return cli_usage_error (cli, N_ ("invalid user %s"),
                            report_quoted_mem (cli->run, text, size));
  if (*group)
    return cli_usage_error (cli, N_ ("invalid group %s"),
                            report_quoted (cli->run, group));
  /* A user ID without a name has no login group.  */
  return cli_usage_error (cli, N_ ("invalid owner %s"),
                          report_quoted (cli->run, text));
}

bool
owner_parse (struct owner_spec *owner, struct cli *cli, char const *text)
{
  uid_t user = -1;
  gid_t group = -1;
  bool dotted;

  if (!text)
    return true;
  /* The message is in the text domain of the host, so it is not printed.  */
  if (parse_user_spec_warn (text, &user, &group, NULL, NULL, &dotted)
      && !dotted)
    return report_invalid (cli, text);
  if (dotted)
    report_warning (cli->run, N_ ("warning: '.' should be ':' in %s"),
                    report_quoted (cli->run, text));
  *owner = (struct owner_spec){ .sets_user = user != (uid_t)-1,
                                .sets_group = group != (gid_t)-1,
                                .user = user,
                                .group = group };
  return true;
}

bool
owner_is_given (struct owner_spec const *owner)
{
  return owner->sets_user || owner->sets_group;
}

char const *
owner_name (struct run *run, uid_t user, gid_t group)
{
  char user_id[INT_BUFSIZE_BOUND (uintmax_t)];
  char group_id[INT_BUFSIZE_BOUND (uintmax_t)];
  struct passwd const *user_entry = getpwuid (user);
  struct group const *group_entry = getgrgid (group);
  char *name = xasprintf (
      "%s:%s", user_entry ? user_entry->pw_name : umaxtostr (user, user_id),
      group_entry ? group_entry->gr_name : umaxtostr (group, group_id));
  char const *printable = report_printable (run, name);

  free (name);
  return printable;
}
