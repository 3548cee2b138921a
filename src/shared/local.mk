# SPDX-License-Identifier: GPL-3.0-or-later
# src/shared/local.mk -- code of both programs

# A separate library, so that WARN_CFLAGS does not apply to gnulib.
noinst_LIBRARIES += src/shared/libshared.a
src_shared_libshared_a_SOURCES = \
  src/shared/acl-entries.c src/shared/acl-entries.h \
  src/shared/base.c src/shared/base.h \
  src/shared/cli.c src/shared/cli.h \
  src/shared/digits.c src/shared/digits.h \
  src/shared/json.c src/shared/json.h \
  src/shared/messages.h \
  src/shared/nearest.c src/shared/nearest.h \
  src/shared/operands.c src/shared/operands.h \
  src/shared/output.c src/shared/output.h \
  src/shared/paths.c src/shared/paths.h \
  src/shared/quoted.c src/shared/quoted.h \
  src/shared/report.c src/shared/report.h \
  src/shared/run.c src/shared/run.h \
  src/shared/statx.c src/shared/statx.h \
  src/shared/system.c src/shared/system.h \
  src/shared/tracepoints.h \
  src/shared/variables.h
src_shared_libshared_a_CFLAGS = $(AM_CFLAGS) $(WARN_CFLAGS)

shared_libraries = src/shared/libshared.a lib/libgnu.a $(LIBINTL)
