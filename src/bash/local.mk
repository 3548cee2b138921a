# SPDX-License-Identifier: GPL-3.0-or-later
# src/bash/local.mk -- both programs as loadable builtins of bash

EXTRA_DIST += src/bash/builtins.map

if BASH_BUILTINS
loadables_PROGRAMS += loadables/lstat loadables/mkdir
noinst_LIBRARIES += src/bash/libhelp.a
endif

# What needs none of bash's header files, among which is another config.h.
src_bash_libhelp_a_SOURCES = src/bash/help.c src/bash/help.h
src_bash_libhelp_a_CFLAGS = $(AM_CFLAGS) $(WARN_CFLAGS)

# What needs them, without gnulib's.
bash_cpp_flags = -I$(top_srcdir)/src $(BASH_CPPFLAGS)
bash_lstat_flags = $(bash_cpp_flags) -DNAME='"lstat"' -DOPERAND='"FILE"' \
  -DPROGRAM_RUN=lstat_run -DBUILTIN=lstat_struct \
  -DBUILTIN_LOAD=lstat_builtin_load
bash_c_flags = $(AM_CFLAGS) $(WARN_CFLAGS)
bash_link_flags = $(AM_LDFLAGS) -shared \
  -Wl,--version-script=$(top_srcdir)/src/bash/builtins.map
bash_libraries = src/bash/libhelp.a $(shared_libraries)

loadables_lstat_SOURCES = src/bash/host.c
loadables_lstat_CPPFLAGS = $(bash_lstat_flags)
loadables_lstat_CFLAGS = $(bash_c_flags)
loadables_lstat_LDFLAGS = $(bash_link_flags)
loadables_lstat_LDADD = src/lstat/liblstat.a $(bash_libraries) \
  $(LIBPMULTITHREAD)

loadables_mkdir_SOURCES = src/bash/host.c
loadables_mkdir_CPPFLAGS = $(bash_cpp_flags) \
  -DNAME='"mkdir"' -DOPERAND='"DIRECTORY"' \
  -DPROGRAM_RUN=mkdir_run -DBUILTIN=mkdir_struct \
  -DBUILTIN_LOAD=mkdir_builtin_load
loadables_mkdir_CFLAGS = $(bash_c_flags)
loadables_mkdir_LDFLAGS = $(bash_link_flags)
loadables_mkdir_LDADD = src/mkdir/libmkdir.a $(bash_libraries)
