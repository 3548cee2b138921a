# SPDX-License-Identifier: GPL-3.0-or-later
# doc/local.mk -- the picture in README.md

EXTRA_DIST += doc/picture doc/terminal.svg

.PHONY: picture
picture: all
	PATH='$(abs_builddir)/bin':"$$PATH" \
	  BASH_LOADABLES_PATH='$(abs_builddir)/loadables' python3 '$(srcdir)'/doc/picture \
	  > terminal.svg-t && mv terminal.svg-t '$(srcdir)'/doc/terminal.svg
