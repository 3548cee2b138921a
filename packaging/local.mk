# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/local.mk -- the directory of programs with the names of GNU's; and
# packages for Debian, Fedora and Arch Linux, made from the release tarball

EXTRA_DIST += po/Rules-dated po/dated packaging/arch packaging/build \
  packaging/contact packaging/debian packaging/rpm packaging/smoke

# In pkglibexecdir, both programs have the names of those that they replace, for
# a PATH.  The links are relative, so that they lead to the same place in
# DESTDIR.
install-exec-hook:
	$(MKDIR_P) '$(DESTDIR)$(pkglibexecdir)'
	cd '$(DESTDIR)$(pkglibexecdir)' && \
	bin=`echo '$(bindir)' | $(AWK) -F/+ -v from='$(pkglibexecdir)' '{ \
	  depth = split (from, steps, "/+"); \
	  for (i = 1; i <= NF && $$i == steps[i];) i++; \
	  for (j = i; j <= depth; j++) printf "../"; \
	  for (; i <= NF; i++) printf "%s/", $$i }'` && \
	for link in lstat:stat mkdir:mkdir; do \
	  name=`echo "$${link%:*}" | sed '$(transform)'` && \
	  rm -f "$${link#*:}" && \
	  $(LN_S) "$$bin$$name$(EXEEXT)" "$${link#*:}$(EXEEXT)" || exit; \
	done

uninstall-links:
	cd '$(DESTDIR)$(pkglibexecdir)' 2>/dev/null || exit 0; \
	rm -f mkdir$(EXEEXT) stat$(EXEEXT); \
	cd .. && rmdir '$(PACKAGE)' 2>/dev/null || :

# The suite, on what "make install" has installed, whatever its names are.
installcheck-local:
	rm -rf $@.build
	$(MKDIR_P) $@.build/bin $@.build/loadables
	for name in lstat mkdir; do \
	  installed=`echo $$name | sed '$(transform)'` && \
	  $(LN_S) "$(DESTDIR)$(bindir)/$$installed$(EXEEXT)" $@.build/bin/$$name && \
	  if test -n '$(loadables_PROGRAMS)'; then \
	    $(LN_S) "$(DESTDIR)$(loadablesdir)/$$installed" \
	      $@.build/loadables/$$name || exit; \
	  fi; \
	done
	INSTALLED='$(DESTDIR)' PROGRAMS_DIR='$(abs_builddir)/$@.build/bin' \
	  LOADABLES_DIR='$(abs_builddir)/$@.build/loadables' \
	  $(MAKE) $(AM_MAKEFLAGS) check
	test "`'$(DESTDIR)$(pkglibexecdir)'/stat -c '%{type}' .`" = directory
	'$(DESTDIR)$(pkglibexecdir)'/mkdir --version | grep -q '($(PACKAGE),'

# The packages are in deb.build, rpm.build and arch.build.
.PHONY: deb rpm arch
deb rpm arch: dist-xz
	VERSION='$(VERSION)' RELEASE_DATE='$(RELEASE_DATE)' \
	  $(top_srcdir)/packaging/build $@ '$(distdir).tar.xz' $@.build
