/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-path.h -- make one directory, with its ancestors if asked */
