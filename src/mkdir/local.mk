# SPDX-License-Identifier: GPL-3.0-or-later
# src/mkdir/local.mk -- mkdir

bin_PROGRAMS += bin/mkdir
bin_mkdir_SOURCES = src/shared/main.c
bin_mkdir_CPPFLAGS = $(AM_CPPFLAGS) -DPROGRAM_RUN=mkdir_run
bin_mkdir_CFLAGS = $(WARN_CFLAGS)
bin_mkdir_LDADD = src/mkdir/libmkdir.a $(shared_libraries)

# The library that other hosts than the program link.
noinst_LIBRARIES += src/mkdir/libmkdir.a
src_mkdir_libmkdir_a_SOURCES = \
  src/mkdir/dir-state.c src/mkdir/dir-state.h \
  src/mkdir/label.c src/mkdir/label.h \
  src/mkdir/make-path.c src/mkdir/make-path.h \
  src/mkdir/mkdir.c src/mkdir/mkdir.h \
  src/mkdir/new-dir.c src/mkdir/new-dir.h \
  src/mkdir/sync.c src/mkdir/sync.h \
  src/mkdir/tell.c src/mkdir/tell.h \
  src/mkdir/walk.c src/mkdir/walk.h
src_mkdir_libmkdir_a_CFLAGS = $(AM_CFLAGS) $(WARN_CFLAGS)
