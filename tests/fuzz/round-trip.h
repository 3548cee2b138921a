/* SPDX-License-Identifier: GPL-3.0-or-later */
/* round-trip.h -- read output with the parsers of others */

#ifndef FUZZ_ROUND_TRIP_H
#define FUZZ_ROUND_TRIP_H

#include "shared/output.h"

/* Start the bash that reads shell assignments, before sandbox_enter.  Without
   bash, none are read.  */
void round_trip_start (void);

/* Fail unless PRINTED is one line of JSON, which jansson accepts, with the
   string VALUE, of any bytes, as its member KEY.  Without jansson, do nothing.
 */
void round_trip_json (struct output_memory const *printed, char const *key,
                      char const *value);

/* Fail unless bash sets the variable NAME to VALUE when it evaluates PRINTED.
 */
void round_trip_shell (struct output_memory const *printed, char const *name,
                       char const *value);

#endif
