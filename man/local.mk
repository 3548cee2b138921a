# SPDX-License-Identifier: GPL-3.0-or-later
# man/local.mk -- the manual pages: those of the programs, generated from --help
# and man/*.x, and an overview; and all of them as HTML

pages = man/inodeutils.7 man/lstat.1 man/mkdir.1
man_MANS += $(pages)
EXTRA_DIST += man/html man/inodeutils.7.in man/lstat.x man/lstat.1.in \
  man/mkdir.x man/mkdir.1.in man/style.css
CLEANFILES += $(pages)
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
# programs, and lack the features of a build.  help2man indents a paragraph below a
# heading, and takes a bracket for a part of the argument that it follows.
man/lstat.1.in man/mkdir.1.in:
	$(AM_V_GEN)program=$(@F:.1.in=) && $(MKDIR_P) man && \
	PATH='$(abs_builddir)/bin':"$$PATH" LC_ALL=C \
	  $(HELP2MAN) --no-info --source='$(PACKAGE_STRING)' \
	  --manual='User Commands' --include='$(srcdir)'/man/$$program.x \
	  $$program$(EXEEXT) > $@-t && \
	LC_ALL=C sed -e '/^\.TH/s/"[A-Z][a-z]* [0-9]*"/"$(RELEASE_DATE)"/' \
	  -e "s/^\.B $$program\$$/.B @$$program@/" -e '/^\.IP$$/d' \
	  -e '/^\.PP$$/{N;/\nFeatures:/d;}' \
	  -e 's/OWNER\[\(.*\):GROUP\]/OWNER\1[:\\fI\\,GROUP\1]/' $@-t > $@ && \
	rm $@-t

no_bugreport = Report bugs to the maintainer of the package of your distribution.

man/inodeutils.7: man/inodeutils.7.in Makefile
man/lstat.1: man/lstat.1.in Makefile
man/mkdir.1: man/mkdir.1.in Makefile

# Use the names under which "make install" installs the programs and the pages,
# and what config.h has of --with-bugreport and --with-homepage.
# config.status must not replace the variables of configure here.
$(pages):
	$(AM_V_GEN)page=$@.in && test -f $$page || page='$(srcdir)'/$@.in; \
	$(MKDIR_P) man && names= && \
	for name in inodeutils lstat mkdir; do \
	  to=`echo $$name | sed -e '$(transform)' -e 's/-/\\\\-/g'` && \
	  TO=`echo "$$to" | tr a-z A-Z` && \
	  NAME=`echo $$name | tr a-z A-Z` && \
	  names="$$names;s|@$$name@|$$to|g;s|@$$NAME@|$$TO|g" || exit; \
	done && \
	contact=`sed -n -e 's/[&|]/\\\\&/g' -e 's/-/\\\\\\\\-/g' \
	  -e 's/^.define BUGREPORT ""$$/s|@BUGREPORT@|$(no_bugreport)|/p' \
	  -e 's/^.define BUGREPORT "\(.*\)"$$/s|@BUGREPORT@|Report bugs to: \1|/p' \
	  -e 's/^.define HOMEPAGE ""$$/\/@HOMEPAGE@\/d/p' \
	  -e 's/^.define HOMEPAGE "\(.*\)"$$/s|@HOMEPAGE@|\1|/p' config.h` && \
	sed -e "$$names" -e "$$contact" -e 's|[@]libexecdir@|$(libexecdir)|g' \
	  -e 's|[@]RELEASE_DATE@|$(RELEASE_DATE)|' \
	  -e 's|[@]PACKAGE_STRING@|$(PACKAGE_STRING)|' $$page > $@

html-local: html/index.html

# One page for each, with links between them.
html/index.html: $(pages) man/html man/style.css
	$(AM_V_GEN)perl '$(srcdir)'/man/html mandoc html '$(srcdir)'/man/style.css \
	  $(pages)

install-html-local: html-local
	$(MKDIR_P) '$(DESTDIR)$(htmldir)'
	$(INSTALL_DATA) html/*.html html/style.css '$(DESTDIR)$(htmldir)'

uninstall-hook:
	cd '$(DESTDIR)$(htmldir)' 2>/dev/null || exit 0; \
	rm -f index.html style.css; \
	for page in $(pages); do \
	  page=$${page#man/} && \
	  rm -f "`echo "$${page%.*}" | sed -e '$(transform)'`.$${page##*.}.html"; \
	done

# For tests/project/man.bats: names and addresses that differ from the default.
AM_DISTCHECK_CONFIGURE_FLAGS = --program-prefix=g \
  --with-bugreport='https://example.org/?a&b=\#new-bug' \
  --with-homepage=https://example.org/
