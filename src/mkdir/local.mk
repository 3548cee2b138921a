# SPDX-License-Identifier: GPL-3.0-or-later
# src/mkdir/local.mk -- mkdir

bin_PROGRAMS += bin/mkdir
bin_mkdir_SOURCES = src/mkdir/mkdir.c \
  src/mkdir/dir-mode.c src/mkdir/dir-mode.h \
  src/mkdir/label.c src/mkdir/label.h \
  src/mkdir/make-path.c src/mkdir/make-path.h \
  src/mkdir/walk.c src/mkdir/walk.h
bin_mkdir_CFLAGS = $(WARN_CFLAGS)
bin_mkdir_LDADD = $(shared_libraries)
