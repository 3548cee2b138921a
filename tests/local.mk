# SPDX-License-Identifier: GPL-3.0-or-later
# tests/local.mk -- the suite: bats files under automake's TAP driver

TEST_EXTENSIONS = .bats
BATS_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
  $(top_srcdir)/build-aux/tap-driver.sh
BATS_LOG_COMPILER = $(BATS)
AM_BATS_LOG_FLAGS = --formatter tap
# A failing file would else add an ERROR of its own to its failures.
AM_BATS_LOG_DRIVER_FLAGS = --ignore-exit

AM_TESTS_ENVIRONMENT = \
  PATH='$(abs_top_builddir)/src':"$$PATH"; \
  LC_ALL=C; TZ=UTC0; \
  top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
  export PATH LC_ALL TZ top_srcdir top_builddir; \
  unset QUOTING_STYLE POSIXLY_CORRECT;

TESTS = \
  tests/cli.bats \
  tests/lstat-faults.bats \
  tests/lstat-format.bats \
  tests/lstat-layout.bats \
  tests/lstat-mounts.bats \
  tests/lstat-times.bats \
  tests/mkdir-basics.bats \
  tests/mkdir-faults.bats \
  tests/mkdir-label.bats \
  tests/mkdir-modes.bats \
  tests/mkdir-parents.bats \
  tests/mkdir-races.bats

EXTRA_DIST += $(TESTS) tests/helper.bash
