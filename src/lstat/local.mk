# SPDX-License-Identifier: GPL-3.0-or-later
# src/lstat/local.mk -- lstat

bin_PROGRAMS += bin/lstat
bin_lstat_SOURCES = src/shared/main.c
bin_lstat_CPPFLAGS = $(AM_CPPFLAGS) -DPROGRAM_RUN=lstat_run
bin_lstat_CFLAGS = $(WARN_CFLAGS)
bin_lstat_LDADD = src/lstat/liblstat.a $(shared_libraries) \
  $(LIBPMULTITHREAD)

# The library that other hosts than the program link.
noinst_LIBRARIES += src/lstat/liblstat.a
src_lstat_liblstat_a_SOURCES = \
  src/lstat/jobs.c src/lstat/jobs.h \
  src/lstat/lstat.c src/lstat/lstat.h \
  src/lstat/show.c src/lstat/show.h \
  src/lstat/render/assign.c src/lstat/render/assign.h \
  src/lstat/render/format.c src/lstat/render/format.h \
  src/lstat/render/layouts.c src/lstat/render/layouts.h \
  src/lstat/render/quoting.c src/lstat/render/quoting.h \
  src/lstat/render/records.c src/lstat/render/records.h \
  src/lstat/render/spec.c src/lstat/render/spec.h \
  src/lstat/fields/acl-text.c src/lstat/fields/acl-text.h \
  src/lstat/fields/fields.c src/lstat/fields/fields.def \
  src/lstat/fields/fields.h src/lstat/fields/file-systems.def \
  src/lstat/fields/owners.c src/lstat/fields/owners.h \
  src/lstat/fields/suggest.c src/lstat/fields/suggest.h \
  src/lstat/fields/synonyms.def \
  src/lstat/fields/times.c src/lstat/fields/times.h \
  src/lstat/fields/value.h \
  src/lstat/fields/words.def \
  src/lstat/query/acl.c src/lstat/query/acl.h \
  src/lstat/query/arena.c src/lstat/query/arena.h \
  src/lstat/query/capabilities.c src/lstat/query/capabilities.def \
  src/lstat/query/capabilities.h \
  src/lstat/query/inode.c src/lstat/query/inode.h \
  src/lstat/query/mounts.c src/lstat/query/mounts.h \
  src/lstat/query/query.h \
  src/lstat/query/xattr.c src/lstat/query/xattr.h
src_lstat_liblstat_a_CFLAGS = $(AM_CFLAGS) $(WARN_CFLAGS)
