# SPDX-License-Identifier: GPL-3.0-or-later
# lib/local.mk -- gnulib, as imported by bootstrap

include lib/gnulib.mk
