# SPDX-License-Identifier: GPL-3.0-or-later
# schema/local.mk -- the JSON Schema of records, made from the table of fields

nodist_pkgdata_DATA += schema/record.schema.json
CLEANFILES += schema/record.schema.json schema/record.schema.json-t
schema_sources = \
  src/shared/statx.h src/lstat/fields/words.def \
  src/lstat/fields/fields.def schema/record.schema.json.in
EXTRA_DIST += schema/schema.awk schema/record.schema.json.in

schema/record.schema.json: schema/schema.awk $(schema_sources)
	$(AM_V_GEN)$(MKDIR_P) schema && cd $(srcdir) && \
	LC_ALL=C $(AWK) -f schema/schema.awk $(schema_sources) \
	  > '$(abs_builddir)'/$@-t && \
	mv '$(abs_builddir)'/$@-t '$(abs_builddir)'/$@
