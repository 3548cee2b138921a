# SPDX-License-Identifier: GPL-3.0-or-later
# src/lstat/local.mk -- lstat

bin_PROGRAMS += bin/lstat
bin_lstat_SOURCES = src/lstat/main.c
bin_lstat_CFLAGS = $(WARN_CFLAGS)
bin_lstat_LDADD = src/lstat/liblstat.a $(shared_libraries) \
  $(LIBPMULTITHREAD)

# The library that other hosts than the program link.
noinst_LIBRARIES += src/lstat/liblstat.a
src_lstat_liblstat_a_SOURCES = \
  src/lstat/acl.c src/lstat/acl.h \
  src/lstat/assign.c src/lstat/assign.h \
  src/lstat/caches.c src/lstat/caches.h \
  src/lstat/capabilities.c src/lstat/capabilities.def \
  src/lstat/capabilities.h \
  src/lstat/digits.c src/lstat/digits.h \
  src/lstat/fields.c src/lstat/fields.def src/lstat/fields.h \
  src/lstat/file-systems.c src/lstat/file-systems.def \
  src/lstat/file-systems.h \
  src/lstat/format.c src/lstat/format.h \
  src/lstat/inode.c src/lstat/inode.h \
  src/lstat/jobs.c src/lstat/jobs.h \
  src/lstat/layouts.c src/lstat/layouts.h \
  src/lstat/lstat.c src/lstat/lstat.h \
  src/lstat/mounts.c src/lstat/mounts.h \
  src/lstat/owners.c src/lstat/owners.h \
  src/lstat/place.h \
  src/lstat/quoting.c src/lstat/quoting.h \
  src/lstat/records.c src/lstat/records.h \
  src/lstat/shell.c src/lstat/shell.h \
  src/lstat/show.c src/lstat/show.h \
  src/lstat/spec.c src/lstat/spec.h \
  src/lstat/suggest.c src/lstat/suggest.h \
  src/lstat/synonyms.def \
  src/lstat/times.c src/lstat/times.h \
  src/lstat/value.h \
  src/lstat/words.def \
  src/lstat/xattr.c src/lstat/xattr.h
src_lstat_liblstat_a_CFLAGS = $(AM_CFLAGS) $(WARN_CFLAGS)
