# SPDX-License-Identifier: GPL-3.0-or-later
# src/local.mk -- the two programs

bin_PROGRAMS += src/lstat src/mkdir

shared_sources = \
  src/base.c src/base.h \
  src/cli.c src/cli.h \
  src/json.c src/json.h \
  src/messages.c src/messages.h \
  src/operands.c src/operands.h \
  src/output.c src/output.h \
  src/paths.c src/paths.h \
  src/report.c src/report.h \
  src/tracepoints.h

# With flags of their own, so that gnulib is spared the warnings.
noinst_LIBRARIES += src/libshared.a
src_libshared_a_SOURCES = $(shared_sources)
src_libshared_a_CFLAGS = $(WARN_CFLAGS)

shared_libraries = src/libshared.a lib/libgnu.a $(LIBINTL)

src_lstat_SOURCES = src/lstat.c \
  src/digits.c src/digits.h \
  src/fields.c src/fields.def src/fields.h \
  src/file-systems.c src/file-systems.def src/file-systems.h \
  src/format.c src/format.h \
  src/inode.c src/inode.h \
  src/jobs.c src/jobs.h \
  src/layouts.c src/layouts.h \
  src/mounts.c src/mounts.h \
  src/owners.c src/owners.h \
  src/quoting.c src/quoting.h \
  src/records.c src/records.h \
  src/shell.c src/shell.h \
  src/show.c src/show.h \
  src/spec.c src/spec.h \
  src/times.c src/times.h \
  src/value.h
src_lstat_CFLAGS = $(WARN_CFLAGS)
src_lstat_LDADD = $(shared_libraries) $(LIBPMULTITHREAD)

src_mkdir_SOURCES = src/mkdir.c \
  src/dir-mode.c src/dir-mode.h \
  src/label.c src/label.h \
  src/make-path.c src/make-path.h \
  src/walk.c src/walk.h
src_mkdir_CFLAGS = $(WARN_CFLAGS)
src_mkdir_LDADD = $(shared_libraries)
