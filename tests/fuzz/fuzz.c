/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz.c -- fuzz a target with libFuzzer

   Usage: TARGET=NAME fuzz DIRECTORY [FLAG]...

   Enter the sandbox DIRECTORY; paths in the FLAGs of libFuzzer are relative to
   it.  */

#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "programs/calls.h"
#include "fuzz/round-trip.h"
#include "fuzz/sandbox.h"
#include "fuzz/targets.h"

static struct target const *target;

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (uint8_t const *bytes, size_t size);

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  char const *name = getenv ("TARGET");

  target = target_find (name ? name : "");
  if (*argc < 2)
    calls_fail ("usage: TARGET=NAME fuzz DIRECTORY [FLAG]...");
  round_trip_start ();
  sandbox_enter ((*argv)[1]);
  (*argv)[1] = (*argv)[0];
  (*argv)++;
  (*argc)--;
  return 0;
}

int
LLVMFuzzerTestOneInput (uint8_t const *bytes, size_t size)
{
  target_try (target, bytes, size);
  return 0;
}
