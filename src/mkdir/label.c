/* SPDX-License-Identifier: GPL-3.0-or-later */
/* label.c -- the security label of new directories */

#include <config.h>

#include "mkdir/label.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "areadlink.h"
#include "fcntl-safer.h"
#include "xalloc.h"
#include "xvasprintf.h"

#include "shared/messages.h"
#include "shared/report.h"
#include "shared/system.h"

/* The functions of libselinux that -Z needs, and the policy.  Linking the
   library instead would load it and its dependencies in every call.  */
struct label_policy
{
  void *library;  /* libselinux, as dlopen returns it */
  void *defaults; /* the policy, as selabel_open returns it */
  void *(*selabel_open) (unsigned int backend, void const *options,
                         unsigned int option_count);
  int (*selabel_lookup) (void *defaults, char **context, char const *path,
                         int mode);
  void (*selabel_close) (void *defaults);
  int (*getcon) (char **context);
  int (*getfilecon) (char const *path, char **context);
  uint16_t (*string_to_security_class) (char const *name);
  int (*security_compute_create) (char const *process, char const *directory,
                                  uint16_t kind, char **context);
  void (*freecon) (char *context);
};

/* Open FILE with FLAGS for RUN.  Return the descriptor, or -1 with errno
   set.  */
static int
open_label (struct run *run, char const *file, int flags)
{
  int fd;

  RUN_REPEAT (run, fd, open_safer (file, flags));
  return fd;
}

/* Write for RUN the label TEXT to FILE or, if that does not exist, to OLDER,
   its name in older kernels.  Return false with errno set on failure.  */
static bool
write_label (struct run *run, char const *file, char const *older,
             char const *text)
{
  int fd = open_label (run, file, O_WRONLY);
  ssize_t size = strlen (text);
  ssize_t written;

  if (fd < 0 && errno == ENOENT)
    fd = open_label (run, older, O_WRONLY);
  if (fd < 0)
    return false;
  /* The kernel accepts a label only in a single write(2).  */
  RUN_REPEAT (run, written, write (fd, text, size));
  if (0 <= written && written < size)
    errno = EIO;
  system_close (fd);
  return written == size;
}

/* Set to CONTEXT the SELinux label of files that this thread of RUN creates,
   where "" leaves the choice to the kernel.  Return false with errno set on
   failure.  */
static bool
set_create_context (struct run *run, char const *context)
{
  return write_label (run, "/proc/thread-self/attr/fscreate",
                      "/proc/self/attr/fscreate", context);
}

/* Return whether SMACK is enabled: smackfs exists.  */
static bool
have_smack (void)
{
  return access ("/sys/fs/smackfs/load2", F_OK) == 0;
}

/* Return whether a label may be set by SELinux.  Where the policy hides
   selinuxfs, it may, and if not, that is an error.  */
static bool
have_selinux (void)
{
  return system_has_selinux () || errno == EACCES;
}

/* Free POLICY and unload its library.  */
static void
free_policy (struct label_policy *policy)
{
  if (policy->defaults)
    policy->selabel_close (policy->defaults);
  if (policy->library)
    dlclose (policy->library);
  free (policy);
}

/* Return the system's policy, to be freed by free_policy, or NULL after a
   warning to RUN.  */
static struct label_policy *
load_policy (struct run *run)
{
  struct label_policy *policy = xcalloc (1, sizeof *policy);
  struct
  {
    char const *name; /* a function of libselinux */
    void *slot;       /* the member of POLICY that points to it */
  } const functions[] = {
    { "selabel_open", &policy->selabel_open },
    { "selabel_lookup", &policy->selabel_lookup },
    { "selabel_close", &policy->selabel_close },
    { "getcon", &policy->getcon },
    { "getfilecon", &policy->getfilecon },
    { "string_to_security_class", &policy->string_to_security_class },
    { "security_compute_create", &policy->security_compute_create },
    { "freecon", &policy->freecon },
  };

  policy->library = dlopen ("libselinux.so.1", RTLD_NOW | RTLD_LOCAL);

  bool complete = policy->library;

  for (size_t i = 0; complete && i < sizeof functions / sizeof *functions; i++)
    {
      void *function = dlsym (policy->library, functions[i].name);

      /* ISO C has no conversion from void * to a function pointer.  */
      memcpy (functions[i].slot, &function, sizeof function);
      complete = function;
    }
  /* Backend 0 is SELABEL_CTX_FILE.  */
  if (complete)
    policy->defaults = policy->selabel_open (0, NULL, 0);
  if (policy->defaults)
    return policy;

  int errnum = errno;

  if (complete)
    report_warning (run, N_ ("warning: ignoring -Z: %s"),
                    report_errno_text (run, errnum));
  else
    report_warning (run, N_ ("warning: ignoring -Z; cannot load %s"),
                    "libselinux.so.1");
  free_policy (policy);
  return NULL;
}

void
label_choose (struct label *label, struct run *run, char const *context)
{
  if (have_smack () || (context && have_selinux ()))
    label->context = context;
  else if (have_selinux ())
    label->by_policy = true;
  else if (context)
    report_warning (run, N_ ("warning: ignoring --context; it requires an "
                             "SELinux/SMACK-enabled kernel"));
}

bool
label_start (struct label *label, struct run *run)
{
  bool smack = label->context && have_smack ();

  if (label->by_policy)
    label->policy = load_policy (run);
  if (label->policy || (label->context && !smack))
    {
      char context[4096];
      /* Tests have a FIFO there, which has nothing to read.  */
      int fd = open_label (run, "/proc/thread-self/attr/fscreate",
                           O_RDONLY | O_NONBLOCK);
      ssize_t size = -1;

      if (0 <= fd)
        {
          RUN_REPEAT (run, size, read (fd, context, sizeof context - 1));
          close (fd);
        }
      context[size < 0 ? 0 : size] = '\0';
      label->previous = xstrdup (context);
    }
  if (!label->context)
    return true;
  if (smack && !run->owns_process)
    {
      report_error (
          run, 0, N_ ("--context would change the SMACK label of the shell"));
      return false;
    }
  /* The label of this process is that of the files it creates.  */
  if (smack ? write_label (run, "/proc/self/attr/smack/current",
                           "/proc/self/attr/current", label->context)
            : set_create_context (run, label->context))
    return true;

  int errnum = errno;

  report_error (run, errnum,
                N_ ("failed to set default file creation context to %s"),
                report_quoted (run, label->context));
  return false;
}

void
label_finish (struct label *label, struct run *run)
{
  if (label->previous)
    set_create_context (run, label->previous);
  free (label->previous);
  if (label->policy)
    free_policy (label->policy);
}

/* Return the absolute path of the selection of WALK, to be freed, or NULL with
   errno set.  LINK is the link in /proc to its directory.  */
static char *
absolute_path (struct walk const *walk, char const *link)
{
  if (*walk->name == '/')
    return xstrdup (walk->name);

  char *directory = areadlink (link);

  if (!directory)
    return NULL;

  /* The root directory ends with a slash already.  */
  char *path = xasprintf ("%s/%s", directory[1] ? directory : "", walk->name);

  free (directory);
  return path;
}

/* Return the type in CONTEXT, USER:ROLE:TYPE or USER:ROLE:TYPE:RANGE, and
   set *LENGTH to its length.  */
static char const *
type_of (char const *context, size_t *length)
{
  for (int colons = 0; colons < 2; colons++)
    {
      context += strcspn (context, ":");
      context += *context == ':';
    }
  *length = strcspn (context, ":");
  return context;
}

/* Return CONTEXT with its type replaced by that of DEFAULTS, to be freed.  As
   with restorecon(8), the policy determines the type only.  */
static char *
with_type (char const *context, char const *defaults)
{
  size_t old_length, length;
  char const *old = type_of (context, &old_length);
  char const *type = type_of (defaults, &length);

  return xasprintf ("%.*s%.*s%s", (int)(old - context), context, (int)length,
                    type, old + old_length);
}

void
label_prepare (struct label const *label, struct walk const *walk)
{
  struct label_policy const *policy = label->policy;
  struct run *run = walk->base->run;
  char link[SYSTEM_LINK_SIZE];
  char *defaults = NULL; /* the label that the policy has for the path */
  char *process = NULL;
  char *directory = NULL;
  char *computed = NULL; /* the label that the kernel would give */
  char *context = NULL;

  system_fd_link (link, walk->dir);

  char *path = absolute_path (walk, link);

  if (path
      && policy->selabel_lookup (policy->defaults, &defaults, path, S_IFDIR)
             == 0
      && policy->getcon (&process) == 0
      && 0 <= policy->getfilecon (*walk->name == '/' ? "/" : link, &directory)
      && policy->security_compute_create (
             process, directory, policy->string_to_security_class ("dir"),
             &computed)
             == 0)
    context = with_type (computed, defaults);

  int errnum = context || errno == ENOENT ? 0 : errno;

  /* If the policy has no label for the path, the kernel chooses one.  */
  if (!set_create_context (run, context ? context : ""))
    {
      if (errnum == 0)
        errnum = errno;
      /* That of the directory before is not for this one.  */
      if (context)
        set_create_context (run, "");
    }
  if (errnum != 0 && errnum != ENOTSUP && errnum != ENODATA)
    report_error (run, errnum,
                  N_ ("failed to set default creation context for %s"),
                  report_name (run, walk->path));
  free (path);
  free (context);
  policy->freecon (computed);
  policy->freecon (directory);
  policy->freecon (process);
  policy->freecon (defaults);
}
