# SPDX-License-Identifier: GPL-3.0-or-later
# man/local.mk -- the manual pages, generated from --help and man/*.x

man_MANS += man/lstat.1 man/mkdir.1
EXTRA_DIST += man/lstat.x man/lstat.1.in man/mkdir.x man/mkdir.1.in
CLEANFILES += man/lstat.1 man/mkdir.1
MAINTAINERCLEANFILES += man/lstat.1.in man/mkdir.1.in

# The pages depend on the sources.  The programs are order-only prerequisites,
# since after a build from a release they are newer than its pages.
man/lstat.1.in: man/lstat.x $(src_lstat_liblstat_a_SOURCES) \
  $(src_shared_libshared_a_SOURCES) \
  configure.ac | bin/lstat$(EXEEXT)
man/mkdir.1.in: man/mkdir.x $(src_mkdir_libmkdir_a_SOURCES) \
  $(src_shared_libshared_a_SOURCES) \
  configure.ac | bin/mkdir$(EXEEXT)

# The pages in a release contain @lstat@ and @mkdir@ as the names of the
# programs.  help2man indents a paragraph below a heading.
man/lstat.1.in man/mkdir.1.in:
	$(AM_V_GEN)program=$(@F:.1.in=) && $(MKDIR_P) man && \
	PATH='$(abs_builddir)/bin':"$$PATH" LC_ALL=C \
	  $(HELP2MAN) --no-info --source='$(PACKAGE_STRING)' \
	  --manual='User Commands' --include='$(srcdir)'/man/$$program.x \
	  $$program$(EXEEXT) > $@-t && \
	sed -e '/^\.TH/s/"[A-Z][a-z]* [0-9]*"/"$(RELEASE_DATE)"/' \
	  -e "s/^\.B $$program\$$/.B @$$program@/" -e '/^\.IP$$/d' $@-t > $@ && \
	rm $@-t

man/lstat.1: man/lstat.1.in Makefile
man/mkdir.1: man/mkdir.1.in Makefile

# Use the names under which "make install" installs the programs.
man/lstat.1 man/mkdir.1:
	$(AM_V_GEN)page=$@.in && test -f $$page || page='$(srcdir)'/$@.in; \
	$(MKDIR_P) man && \
	lstat=`echo lstat | sed -e '$(transform)' -e 's/-/\\\\\\\\-/g'` && \
	mkdir=`echo mkdir | sed -e '$(transform)' -e 's/-/\\\\\\\\-/g'` && \
	LSTAT=`echo "$$lstat" | tr a-z A-Z` && \
	MKDIR=`echo "$$mkdir" | tr a-z A-Z` && \
	sed -e "s|@lstat@|$$lstat|g" -e "s|@mkdir@|$$mkdir|g" \
	  -e "s|@LSTAT@|$$LSTAT|g" -e "s|@MKDIR@|$$MKDIR|g" \
	  $$page > $@

# For tests/man.bats: names that differ from the default.
AM_DISTCHECK_CONFIGURE_FLAGS = --program-prefix=g
