# SPDX-License-Identifier: GPL-3.0-or-later
# bench/local.mk -- benchmarks, and counts of system calls and instructions

# Without gnulib, to measure the system alone.
check_PROGRAMS += bench/bare-look bench/bare-mkdir bench/least bench/repeat
bench_bare_look_SOURCES = bench/bare-look.c bench/list.c bench/list.h
bench_bare_look_CPPFLAGS = -D_GNU_SOURCE
bench_bare_mkdir_SOURCES = bench/bare-mkdir.c bench/list.c bench/list.h
bench_bare_mkdir_CPPFLAGS = -D_GNU_SOURCE
bench_least_SOURCES = bench/least.c
bench_least_CPPFLAGS = -D_GNU_SOURCE
bench_repeat_SOURCES = bench/repeat.c
bench_repeat_CPPFLAGS = -D_GNU_SOURCE

EXTRA_DIST += bench/Figures.pm bench/Peers.pm bench/RESULTS.md \
  bench/Report.pm bench/Timing.pm bench/bounds bench/counts \
  bench/results.svg bench/run bench/script

.PHONY: bench counts
bench: all $(check_PROGRAMS)
	+rm -rf bench.build; if command -v musl-gcc >/dev/null; then \
	  $(checked_copy) bench/least CC=musl-gcc LDFLAGS=-static; fi
	perl $(top_srcdir)/bench/run . $$(test -d bench.build && echo bench.build)
	$(top_srcdir)/bench/counts bin/lstat bin/mkdir bench/least

counts: all bench/least
	$(top_srcdir)/bench/counts bin/lstat bin/mkdir bench/least
