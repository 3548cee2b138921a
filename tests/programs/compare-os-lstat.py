# SPDX-License-Identifier: GPL-3.0-or-later
# compare-os-lstat.py -- does "lstat --json" say what os.lstat does?
#
# Usage: compare-os-lstat.py [--stat | --file-system] [OPTION...] < NAMES
#
# NAMES are paths, a NUL after each.  Each key st_* of lstat's record must equal
# the member of os.lstat's result (os.stat's with --stat, os.statvfs's members
# f_* with --file-system), and a failure must have the errno of the OSError.
# OPTIONs go to lstat too.

import base64
import errno
import json
import os
import subprocess
import sys
from decimal import Decimal

TIMES = ("st_atime", "st_mtime", "st_ctime", "st_birthtime")


def records(options, names):
    """Yield lstat's record of each of NAMES, decimals exact."""
    output = subprocess.run(
        ["lstat", "--json", "--files0-from=-", *options],
        input=b"".join(name + b"\0" for name in names),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    lines = output.decode("utf-8", "strict").split("\n")
    assert lines.pop() == "" and len(lines) == len(names), lines
    for line in lines:
        yield json.loads(line, parse_float=Decimal)


def differences(record, members, prefix, earlier=None):
    """Yield what differs between RECORD and MEMBERS, both from the same file,
    among the keys that begin with PREFIX.  EARLIER are the members before RECORD:
    what others change meanwhile is between the two."""
    for key, value in record.items():
        if not key.startswith(prefix) or not hasattr(members, key):
            continue
        expected = getattr(members, key)
        if key in TIMES:
            # A float has not the digits; the whole nanoseconds have.
            expected = Decimal(getattr(members, key + "_ns")) / 10 ** 9
            if not isinstance(value, Decimal) or value.as_tuple().exponent != -9:
                yield key, value, "9 places"
        elif not isinstance(value, int):
            yield key, value, "an integer"
        first = getattr(earlier, key, expected)
        if value != expected and (
                earlier is None
                or not min(first, expected) <= value <= max(first, expected)):
            yield key, value, expected
    for key in dir(members):
        if key.startswith(prefix) and key not in record:
            yield key, None, getattr(members, key)


def compare(record, name, look, prefix, earlier=None):
    """Return the differences between RECORD and what LOOK says of NAME, and has
    said EARLIER."""
    path = record["path"].encode()
    if "path_bytes" in record:
        path = base64.b64decode(record["path_bytes"], validate=True)
    if path != name:
        return [("path", path, name)]
    try:
        members = look(name)
    except OSError as error:
        # The message is that of another C library perhaps.
        expected = {"error": errno.errorcode[error.errno],
                    "errno": error.errno}
        return [(key, record.get(key), value)
                for key, value in expected.items() if record.get(key) != value]
    if "error" in record:
        return [("error", record["error"], None)]
    return list(differences(record, members, prefix, earlier))


def main():
    options = sys.argv[1:]
    # Others use the files meanwhile, and lstat itself reads links.
    attempts = 100
    look, prefix = os.lstat, "st_"
    if options[:1] == ["--file-system"]:
        look, prefix = os.statvfs, "f_"
    elif options[:1] == ["--stat"]:
        look, options[0] = os.stat, "--dereference"
    names = sys.stdin.buffer.read().split(b"\0")[:-1]
    status = 0
    for name, record in zip(names, records(options, names)):
        found = compare(record, name, look, prefix)
        while found and 0 < attempts:
            attempts -= 1
            # Where others write to a file system, no two calls may agree.
            earlier = os.statvfs(name) if prefix == "f_" else None
            found = compare(next(records(options, [name])), name, look, prefix, earlier)
        for key, value, expected in found:
            print("%r: %s is %r, expected %r" % (name, key, value, expected))
            status = 1
    print(len(names), "compared")
    sys.exit(status)


main()
