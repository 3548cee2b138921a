# SPDX-License-Identifier: GPL-3.0-or-later
# src/local.mk -- the two programs

bin_PROGRAMS += src/lstat src/mkdir

shared_sources = \
  src/base.c src/base.h \
  src/cli.c src/cli.h \
  src/messages.h \
  src/operands.c src/operands.h \
  src/output.c src/output.h \
  src/report.c src/report.h

shared_libraries = lib/libgnu.a $(LIBINTL)

src_lstat_SOURCES = src/lstat.c $(shared_sources)
src_lstat_LDADD = $(shared_libraries)

src_mkdir_SOURCES = src/mkdir.c \
  src/dir-mode.c src/dir-mode.h \
  src/label.c src/label.h \
  src/make-path.c src/make-path.h \
  $(shared_sources)
src_mkdir_LDADD = $(shared_libraries)
