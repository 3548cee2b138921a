# SPDX-License-Identifier: GPL-3.0-or-later
# man/local.mk -- the manual pages, made of --help and what man/*.x adds

dist_man_MANS += man/lstat.1 man/mkdir.1
EXTRA_DIST += man/lstat.x man/mkdir.x
MAINTAINERCLEANFILES += man/lstat.1 man/mkdir.1

# The pages depend on the sources; on the programs only for the order, since
# in a release those are always newer than the pages.
man/lstat.1: man/lstat.x $(bin_lstat_SOURCES) \
  $(src_shared_libshared_a_SOURCES) \
  configure.ac | bin/lstat$(EXEEXT)
man/mkdir.1: man/mkdir.x $(bin_mkdir_SOURCES) \
  $(src_shared_libshared_a_SOURCES) \
  configure.ac | bin/mkdir$(EXEEXT)

# The programs print the name by which they are called.
man/lstat.1 man/mkdir.1:
	$(AM_V_GEN)program=$(@F:.1=) && $(MKDIR_P) man && \
	PATH='$(abs_builddir)/bin':"$$PATH" LC_ALL=C \
	  $(HELP2MAN) --no-info --source='$(PACKAGE_STRING)' \
	  --manual='User Commands' --include='$(srcdir)'/man/$$program.x \
	  $$program$(EXEEXT) > $@-t && \
	sed '/^\.TH/s/"[A-Z][a-z]* [0-9]*"/"$(RELEASE_DATE)"/' $@-t > $@ && \
	rm $@-t
