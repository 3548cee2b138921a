# SPDX-License-Identifier: GPL-3.0-or-later
# completions/local.mk -- completions for bash, zsh and fish, generated from
# --help

completions = \
  completions/lstat.bash completions/mkdir.bash \
  completions/lstat.fish completions/mkdir.fish \
  completions/lstat.zsh completions/mkdir.zsh
completions_templates = \
  completions/bash.in completions/fish.in completions/zsh.in
noinst_DATA += $(completions)
EXTRA_DIST += completions/generate $(completions_templates) \
  $(completions:=.in)
CLEANFILES += $(completions)
MAINTAINERCLEANFILES += $(completions:=.in) $(completions:=.in-t)

# As for the manual pages, the programs are order-only prerequisites, so that a
# build from a release does not run them.
lstat_completions = completions/lstat.bash.in completions/lstat.fish.in \
  completions/lstat.zsh.in
mkdir_completions = completions/mkdir.bash.in completions/mkdir.fish.in \
  completions/mkdir.zsh.in
completions_sources = completions/generate $(completions_templates) \
  $(src_shared_libshared_a_SOURCES)
$(lstat_completions): $(completions_sources) \
  $(src_lstat_liblstat_a_SOURCES) | bin/lstat$(EXEEXT)
$(mkdir_completions): $(completions_sources) \
  $(src_mkdir_libmkdir_a_SOURCES) | bin/mkdir$(EXEEXT)

# The completions in a release contain @name@ as the name of the program.
$(lstat_completions) $(mkdir_completions):
	$(AM_V_GEN)program=`echo $(@F) | sed 's/[.].*//'` && \
	shell=`echo $(@F) | sed 's/.*[.]\(.*\)[.]in/\1/'` && \
	$(MKDIR_P) completions && \
	PATH='$(abs_builddir)/bin':"$$PATH" \
	  perl '$(srcdir)'/completions/generate $$program \
	  '$(srcdir)'/completions/$$shell.in > $@-t && \
	mv $@-t $@

# Use the names under which "make install" installs the programs.
$(completions): $(completions:=.in) Makefile
	$(AM_V_GEN)file=$@.in && test -f $$file || file='$(srcdir)'/$@.in; \
	$(MKDIR_P) completions && \
	name=`echo $(@F) | sed -e 's/[.].*//' -e '$(transform)'` && \
	sed "s|@name@|$$name|g" $$file > $@

# The head of a loop over each completion $file, which is installed as $name in
# $dir, unless the directory of its shell is empty.
for_each_completion = \
  for file in $(completions); do \
    name=`echo $$file | sed -e 's|.*/||' -e 's/[.].*//' -e '$(transform)'`; \
    case $$file in \
      *.bash) dir='$(bash_completion_dir)' ;; \
      *.fish) dir='$(fish_completion_dir)' name=$$name.fish ;; \
      *.zsh) dir='$(zsh_completion_dir)' name=_$$name ;; \
    esac; \
    test -n "$$dir" || continue;

install-data-local: $(completions)
	@$(for_each_completion) \
	  $(MKDIR_P) "$(DESTDIR)$$dir" && \
	  $(INSTALL_DATA) $$file "$(DESTDIR)$$dir/$$name" || exit; \
	done

uninstall-completions:
	@$(for_each_completion) \
	  rm -f "$(DESTDIR)$$dir/$$name" || exit; \
	done
