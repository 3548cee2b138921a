/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches.c -- values that are looked up once for many files */

#include <config.h>

#include "lstat/fields/caches.h"

void
caches_start (struct caches *caches, struct run *run,
              struct caches_common const *common)
{
  *caches = (struct caches){ .common = common };
  times_start (&caches->times, &common->style, common->utc);
  if (common->wanted & WANT_LOCALE)
    run_need_locale (run);
}

void
caches_finish (struct caches *caches)
{
  owners_finish (&caches->owners);
  times_finish (&caches->times);
}
