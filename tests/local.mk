# SPDX-License-Identifier: GPL-3.0-or-later
# tests/local.mk -- the test suite: bats files run by automake's TAP driver;
# and checks that need separate builds

TEST_EXTENSIONS = .bats
BATS_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
  $(top_srcdir)/build-aux/tap-driver.sh
BATS_LOG_COMPILER = $(BATS)
AM_BATS_LOG_FLAGS = --formatter tap --print-output-on-failure
# Otherwise a file with failures is reported as an ERROR, too.
AM_BATS_LOG_DRIVER_FLAGS = --ignore-exit

# Unset the variables that change the output of the programs.  PROGRAMS_DIR is
# the directory of the programs under test.
AM_TESTS_ENVIRONMENT = \
  top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
  PROGRAMS_DIR="$${PROGRAMS_DIR-$$top_builddir/bin}"; \
  PATH="$$PROGRAMS_DIR:$$PATH"; \
  localedir='$(localedir)'; \
  TZ=UTC0; \
  CC='$(CC)'; \
  export CC PATH PROGRAMS_DIR TZ localedir top_srcdir top_builddir; \
  unset LANGUAGE LC_ALL LC_COLLATE LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME \
    LOCPATH POSIXLY_CORRECT QUOTING_STYLE TIME_STYLE TZDIR; \
  export $(LOCALE);

# The variables that choose the locale of the suite.
LOCALE = LC_ALL=C

TESTS = \
  tests/bash/bash-assign.bats \
  tests/bash/bash-builtins.bats \
  tests/bash/bash-guest.bats \
  tests/bash/bash-signals.bats \
  tests/lstat/lstat-answers.bats \
  tests/lstat/lstat-bsd.bats \
  tests/lstat/lstat-faults.bats \
  tests/lstat/lstat-format.bats \
  tests/lstat/lstat-jobs.bats \
  tests/lstat/lstat-json.bats \
  tests/lstat/lstat-layout.bats \
  tests/lstat/lstat-mounts.bats \
  tests/lstat/lstat-paths.bats \
  tests/lstat/lstat-python.bats \
  tests/lstat/lstat-shell.bats \
  tests/lstat/lstat-sizes.bats \
  tests/lstat/lstat-time-style.bats \
  tests/lstat/lstat-times.bats \
  tests/lstat/lstat-xattrs.bats \
  tests/mkdir/mkdir-basics.bats \
  tests/mkdir/mkdir-beneath.bats \
  tests/mkdir/mkdir-ensure.bats \
  tests/mkdir/mkdir-faults.bats \
  tests/mkdir/mkdir-json.bats \
  tests/mkdir/mkdir-label.bats \
  tests/mkdir/mkdir-modes.bats \
  tests/mkdir/mkdir-options.bats \
  tests/mkdir/mkdir-owner.bats \
  tests/mkdir/mkdir-parents.bats \
  tests/mkdir/mkdir-python.bats \
  tests/mkdir/mkdir-races.bats \
  tests/mkdir/mkdir-sync.bats \
  tests/mkdir/mkdir-unique.bats \
  tests/project/bootstrap.bats \
  tests/project/checks.bats \
  tests/project/cli.bats \
  tests/project/completions.bats \
  tests/project/counts.bats \
  tests/project/differential.bats \
  tests/project/file-systems.bats \
  tests/project/fuzz.bats \
  tests/project/man.bats \
  tests/project/no-memory.bats \
  tests/project/readme.bats \
  tests/project/recipes.bats \
  tests/project/reentry.bats \
  tests/project/sandboxes.bats \
  tests/project/schema.bats \
  tests/project/tracepoints.bats \
  tests/project/translations.bats

# What a change seldom breaks, and needs programs that the suite does without.
ecosystem_tests = \
  tests/project/bench.bats \
  tests/project/ecosystem.bats

# What calls both programs as functions.
calls = tests/programs/calls.c tests/programs/calls.h
calls_libraries = src/lstat/liblstat.a src/mkdir/libmkdir.a \
  $(shared_libraries) $(LIBPMULTITHREAD)

check_PROGRAMS += tests/programs/reentry
tests_programs_reentry_SOURCES = tests/programs/reentry.c $(calls)
tests_programs_reentry_LDADD = $(calls_libraries)

# Fails their allocations.
check_PROGRAMS += tests/programs/no-memory
tests_programs_no_memory_SOURCES = tests/programs/no-memory.c $(calls)
tests_programs_no_memory_LDADD = $(calls_libraries)

# Attacks mkdir.
check_PROGRAMS += tests/programs/attack
tests_programs_attack_SOURCES = tests/programs/attack.c

# Runs a program in a sandbox.
check_PROGRAMS += tests/programs/sandboxed
tests_programs_sandboxed_SOURCES = tests/programs/sandboxed.c

# Says what the system has.
check_PROGRAMS += tests/programs/system
tests_programs_system_SOURCES = tests/programs/system.c

# Calls the functions that parse the values of extended attributes.
check_PROGRAMS += tests/programs/attribute-text
tests_programs_attribute_text_SOURCES = tests/programs/attribute-text.c
tests_programs_attribute_text_LDADD = src/lstat/liblstat.a $(shared_libraries) \
  $(LIBPMULTITHREAD)

# The programs and builtins as they are installed, but with the catalogues of
# this build: LOCALEDIR is compiled in.
translated_flags = -ULOCALEDIR \
  -DLOCALEDIR='"$(abs_top_builddir)/tests/translated/locale"'
check_PROGRAMS += tests/translated/lstat tests/translated/mkdir
tests_translated_lstat_SOURCES = src/shared/main.c
tests_translated_lstat_CPPFLAGS = $(bin_lstat_CPPFLAGS) $(translated_flags)
tests_translated_lstat_LDADD = src/lstat/liblstat.a $(shared_libraries) \
  $(LIBPMULTITHREAD)
tests_translated_mkdir_SOURCES = src/shared/main.c
tests_translated_mkdir_CPPFLAGS = $(bin_mkdir_CPPFLAGS) $(translated_flags)
tests_translated_mkdir_LDADD = src/mkdir/libmkdir.a $(shared_libraries)

if BASH_BUILTINS
check_LIBRARIES = tests/translated/libhelp.a
tests_translated_libhelp_a_SOURCES = src/bash/help.c
tests_translated_libhelp_a_CPPFLAGS = $(AM_CPPFLAGS) $(translated_flags)
check_PROGRAMS += tests/translated/loadables/lstat
tests_translated_loadables_lstat_SOURCES = src/bash/host.c
tests_translated_loadables_lstat_CPPFLAGS = $(bash_lstat_flags)
tests_translated_loadables_lstat_CFLAGS = $(bash_c_flags)
tests_translated_loadables_lstat_LDFLAGS = $(bash_link_flags)
tests_translated_loadables_lstat_LDADD = tests/translated/libhelp.a \
  src/lstat/liblstat.a $(shared_libraries) $(LIBPMULTITHREAD)
endif

# Without bats, the driver would say only that each file has no plan.
check_DATA = bats
.PHONY: bats
bats:
	@set $(BATS) && command -v "$$1" >/dev/null \
	  || { echo 'make check needs bats; some tests need other tools, too' >&2; exit 1; }

# Copied each time, since po/Makefile makes the catalogues.
check_DATA += tests/translated/locale
.PHONY: tests/translated/locale
tests/translated/locale:
	@for file in $(top_srcdir)/po/*.gmo; do \
	  test -e "$$file" || continue; \
	  language=`basename "$$file" .gmo`; \
	  for category in LC_MESSAGES LC_TIME; do \
	    $(MKDIR_P) $@/$$language/$$category || exit; \
	    cp "$$file" $@/$$language/$$category/$(PACKAGE).mo || exit; \
	  done; \
	done

# Gives inputs to the targets of the fuzzer; the fuzzer itself is built by fuzz.
check_PROGRAMS += tests/fuzz/replay
EXTRA_PROGRAMS = tests/fuzz/fuzz
fuzz_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
fuzz_sources = tests/fuzz/round-trip.c tests/fuzz/round-trip.h \
  tests/fuzz/sandbox.c tests/fuzz/sandbox.h tests/fuzz/targets.c \
  tests/fuzz/targets.h $(calls)
tests_fuzz_replay_SOURCES = tests/fuzz/replay.c $(fuzz_sources)
tests_fuzz_replay_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_replay_LDADD = $(calls_libraries) $(JANSSON_LIBS)
tests_fuzz_fuzz_SOURCES = tests/fuzz/fuzz.c $(fuzz_sources)
tests_fuzz_fuzz_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_LDFLAGS = -fsanitize=fuzzer
tests_fuzz_fuzz_LDADD = $(calls_libraries) $(JANSSON_LIBS)

differential = \
  tests/differential/run \
  tests/differential/Chance.pm \
  tests/differential/Command.pm \
  tests/differential/Differences.pm \
  tests/differential/Files.pm \
  tests/differential/Formats.pm \
  tests/differential/Mkdir.pm \
  tests/differential/MkdirDifferences.pm \
  tests/differential/Reference.pm \
  tests/differential/Stat.pm \
  tests/differential/StatDifferences.pm

EXTRA_DIST += $(TESTS) $(ecosystem_tests) $(differential) \
  tests/.shellcheckrc \
  tests/builtins.bash \
  tests/fuzz/inputs \
  tests/fuzz/run \
  tests/fuzz/seeds \
  tests/helper.bash \
  tests/hostile-names.bash \
  tests/libc.bash \
  tests/machine \
  tests/programs/compare-os-lstat.py \
  tests/programs/html-links.py \
  tests/programs/innocent \
  tests/programs/owner-race.py \
  tests/programs/press-tab.py \
  tests/programs/records.py \
  tests/programs/terminal.py \
  tests/stopped.bash \
  tests/tools/builds \
  tests/tools/builtins/lstat \
  tests/tools/builtins/mkdir \
  tests/tools/checked-copy \
  tests/tools/checks \
  tests/tools/checks.def \
  tests/tools/demo \
  tests/tools/drop-in \
  tests/tools/faults \
  tests/tools/faults.def \
  tests/tools/foreign \
  tests/tools/fresh \
  tests/tools/includes \
  tests/tools/lint \
  tests/tools/locales \
  tests/tools/macos \
  tests/tools/mutants \
  tests/tools/packages \
  tests/tools/portable \
  tests/tools/posix.h \
  tests/tools/translations \
  tests/tools/uncovered \
  tests/tools/uncovered.def \
  tests/tools/valgrind/lstat \
  tests/tools/valgrind/mkdir

# Each check builds a copy of the distribution in a directory of its own.
checked_copy = $(top_srcdir)/tests/tools/checked-copy '$(MAKE)' $@.build
copies = check-builtins-sanitize check-musl check-mutants check-sanitize \
  check-threads coverage fuzz lint

.PHONY: demo check-builds check-builtins check-covered check-differential \
  check-drop-in check-ecosystem check-faults check-foreign check-fresh \
  check-locales check-machine check-macos check-packages check-release \
  check-valgrind syntax-check $(copies)

demo: all
	@PATH='$(abs_builddir)/bin':"$$PATH" \
	  BASH_LOADABLES_PATH='$(abs_builddir)/loadables' sh $(top_srcdir)/tests/tools/demo

# Compare RUNS random command lines generated from SEED, or only number RUN.
RUNS = 2000
SEED = 1
RUN =
check-differential: all
	@$(AM_TESTS_ENVIRONMENT) RUNS='$(RUNS)' SEED='$(SEED)' RUN='$(RUN)' \
	  perl $(top_srcdir)/tests/differential/run

# Let system calls fail; SCENARIO is one of those in tests/tools/faults, or all.
check-faults: all
	@$(AM_TESTS_ENVIRONMENT) perl $(top_srcdir)/tests/tools/faults $(SCENARIO)

check-ecosystem: all
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(ecosystem_tests)'

# ARCH is i386, arm64, s390x or riscv64; see tests/tools/foreign.
ARCH = s390x
check-foreign:
	+$(top_srcdir)/tests/tools/foreign '$(MAKE)' $@-$(ARCH).build '$(ARCH)'

# SUITE, AS and ROOT select the system; see tests/tools/fresh.
check-fresh: SUITE = sid
check-fresh: AS = root
check-fresh: RUNS = 300
check-fresh:
	+cd $(top_srcdir) && SUITE='$(SUITE)' AS='$(AS)' ROOT='$(ROOT)' \
	  RUNS='$(RUNS)' tests/tools/fresh '$(abs_builddir)/$@.build'

# BUILDS are some of those in tests/tools/builds, or all.
BUILDS =
check-builds:
	+$(top_srcdir)/tests/tools/builds '$(MAKE)' $@.build $(BUILDS)

# RUNS mutants, which SEED repeats.
check-mutants: RUNS = 30
check-mutants:
	+$(checked_copy) all
	+cd $@.build && perl tests/tools/mutants '$(MAKE)' '$(RUNS)' '$(SEED)'

# SUITE, PACKAGES and PLACE select what is made with which programs; see
# tests/tools/drop-in.
check-drop-in: all
	+cd $(top_srcdir) && tests/tools/drop-in '$(abs_builddir)/bin' '$(abs_builddir)/$@.build'

# KERNEL and JOB select what runs where; see tests/machine/run.
KERNEL = 6.12
JOB =
check-machine:
	+cd $(top_srcdir) && tests/machine/run '$(KERNEL)' '$(JOB)'

# SUITE selects the system; see tests/tools/packages.
check-packages: SUITE = bookworm
check-packages:
	+cd $(top_srcdir) && SUITE='$(SUITE)' tests/tools/packages '$(MAKE)' \
	  '$(abs_builddir)/$@.build'

# Those of the languages of po/LINGUAS, and more; the last one does not exist.
LOCALES = C.UTF-8 en_US.UTF-8 de_DE.UTF-8 es_ES.UTF-8 fr_FR.UTF-8 it_IT.UTF-8 \
  ja_JP.UTF-8 pl_PL.UTF-8 pt_BR.UTF-8 ru_RU.UTF-8 zh_CN.UTF-8 tr_TR.UTF-8 \
  zh_CN.GB18030 xx_XX.UTF-8
check-locales: all tests/programs/system
	+$(top_srcdir)/tests/tools/locales '$(MAKE)' '$(abs_builddir)/$@.build' $(LOCALES)

# The exit status of a sanitizer must differ from those that tests expect.
check-sanitize:
	+INSTRUMENTED=sanitizer ASAN_OPTIONS=detect_leaks=1:exitcode=99 \
	  UBSAN_OPTIONS=exitcode=99:print_stacktrace=1 $(checked_copy) check \
	  CFLAGS='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all'

# Any test can find a data race, since each call starts its own threads.
check-threads:
	+INSTRUMENTED=sanitizer TSAN_OPTIONS=exitcode=99:halt_on_error=1 \
	  $(checked_copy) check CFLAGS='-g -O1 -fsanitize=thread'

# Tests that count system calls fail here, which does not change what is covered,
# so they are not printed.  Ordinary users write to the same files.
coverage:
	+$(checked_copy) check-covered \
	  CFLAGS='-g -O0 --coverage -fprofile-update=atomic'
	cd $@.build && gcovr --root . --filter src/ --exclude-throw-branches \
	  --html-details coverage.html --json coverage.json \
	  --json-summary coverage-summary.json --txt
	@echo '$@.build/coverage.html has the details; not executed:'
	@cd $@.build && status=0 && { tests/tools/uncovered coverage.json || status=1; } \
	  && jq -r '"lines \(.line_percent) %, branches \(.branch_percent) %"' \
	    coverage-summary.json && exit $$status

check-covered: all
	$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS)
	find src tests -name '*.gcno' | sed 's/gcno$$/gcda/' | xargs touch
	chmod -R a+w src tests
	-$(MAKE) $(AM_MAKEFLAGS) check >check.log 2>&1
	-$(MAKE) $(AM_MAKEFLAGS) check-faults

# Compiled and linked, but not run.
check-macos:
	+$(top_srcdir)/tests/tools/macos '$(MAKE)' $@

# MUSL is how the C library is linked: static or dynamic.
MUSL = static
check-musl:
	+case $(MUSL) in static) flags=-static ;; *) flags= ;; esac; \
	$(checked_copy) check CC=musl-gcc LDFLAGS="$$flags" \
	  --without-bash-builtins --without-tracepoints

# The builtins in place of the programs.  tests/tools/builtins has programs that call
# a builtin, for tests that start a process.
if BASH_BUILTINS
check-builtins: all
	BUILTINS=1 BASH_LOADABLES_PATH='$(abs_top_builddir)/loadables' \
	  PROGRAMS_DIR='$(abs_top_srcdir)/tests/tools/builtins' \
	  $(MAKE) $(AM_MAKEFLAGS) check $${SANITIZER_LIBRARY:+ \
	    BATS="env LD_PRELOAD=$$SANITIZER_LIBRARY $(BATS)"}
else
check-builtins: all
	@echo '$@: built without the builtins of bash; install the package' \
	  'bash-builtins' >&2
	@test "$$STRICT" != 1
endif

# bash itself has no sanitizer, so its library is loaded before any other.  The
# leaks of bash are no fault; tests/programs/reentry looks for those of the builtins.
check-builtins-sanitize:
	+INSTRUMENTED=sanitizer ASAN_OPTIONS=detect_leaks=0:exitcode=99 \
	  UBSAN_OPTIONS=exitcode=99:print_stacktrace=1 \
	  SANITIZER_LIBRARY="$$($(CC) -print-file-name=libasan.so)" \
	  $(checked_copy) check-builtins \
	  CFLAGS='-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all'

# Fuzz each of TARGETS, or all, for some SECONDS.
SECONDS = 600
TARGETS =
fuzz:
	+$(checked_copy) tests/fuzz/fuzz CC=clang --without-bash-builtins \
	  CFLAGS='-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
	$(top_srcdir)/tests/fuzz/run $@.build/bin $@.build/tests/fuzz/fuzz \
	  '$(SECONDS)' $(TARGETS)

# ONLY are names or patterns of the checks; see tests/tools/checks.
ONLY =
check-release:
	@set -f && $(top_srcdir)/tests/tools/checks release $(ONLY)

check-valgrind: all
	INSTRUMENTED=valgrind PROGRAMS_DIR='$(abs_top_srcdir)/tests/tools/valgrind' \
	  $(MAKE) $(AM_MAKEFLAGS) check

# As the packages of GNU call it.
syntax-check: lint

# The sources of src/ but for bash.
lint_sources = src/shared/*.c src/lstat/*.c src/lstat/*/*.c src/mkdir/*.c

lint:
	cd $(top_srcdir) && tests/tools/lint
	+$(checked_copy)-gcc all CC=gcc CFLAGS=-O2 \
	  --enable-gcc-warnings=analyzer
	+$(checked_copy)-clang all CC=clang CFLAGS=-O2 --enable-gcc-warnings
	@# All static data must be read-only after relocation.
	find lint.build-gcc/src/shared lint.build-gcc/src/lstat \
	  lint.build-gcc/src/mkdir -name '*.o' -exec objdump -t {} + \
	  >lint.build-gcc/symbols
	! grep -E '[[:space:]]O[[:space:]]+([.](data|bss|tdata|tbss)|[*]COM[*])[[:space:]]' \
	  lint.build-gcc/symbols
	cd lint.build-clang && clang --analyze --analyzer-output text \
	  -Xclang -analyzer-werror $(DEFS) -I. -Isrc -Ilib -DLOCALEDIR='""' \
	  -DPROGRAM_RUN=lstat_run $(lint_sources) src/bash/help.c
	cd $(top_srcdir) && tests/tools/portable $(abs_top_builddir)/lint.build-clang

clean-local:
	rm -rf $(copies:=.build) arch.build check-builds.build \
	  check-drop-in.build check-foreign-* check-fresh.build \
	  check-locales.build check-macos-* check-packages.build deb.build html \
	  installcheck-local.build lint.build-gcc lint.build-clang rpm.build \
	  zig.build tests/locales.build tests/translated/locale
