# SPDX-License-Identifier: GPL-3.0-or-later
# replay.py -- check the states of a disk that dm-log-writes has recorded
#
# Usage: replay.py LOG DISK DIRECTORY NAME
#
# DISK is as before the recording.  At each mark in LOG, mount it on DIRECTORY:
# the directories of all marks so far must be there.
# The form of the log is in Documentation/admin-guide/device-mapper/log-writes.rst
# of Linux.

import os
import struct
import subprocess
import sys

DISCARD, MARK = 4, 8
SUPER = struct.Struct("<QQQI")
ENTRY = struct.Struct("<QQQQ")

LOG, DISK, DIRECTORY, NAME = sys.argv[1:]
counts = {"ok": 0, "not ok": 0}


def entries(log):
    """Yield the flags, the sector, the size and the data of each entry."""
    _, _, count, sector_size = SUPER.unpack(log.read(SUPER.size))
    position = sector_size
    for _ in range(count):
        log.seek(position)
        header = log.read(sector_size)
        sector, sectors, flags, length = ENTRY.unpack_from(header)
        position += sector_size
        if flags & MARK:
            yield flags, 0, header[ENTRY.size:ENTRY.size + length]
            continue
        size = sectors * sector_size
        if flags & DISCARD:
            yield flags, sector * sector_size, bytes(size)
            continue
        yield flags, sector * sector_size, log.read(size)
        position += size


def find_missing(names):
    """Return those of NAMES that are no directories after a crash now."""
    copy = DISK + ".crashed"
    subprocess.run(("cp", "--sparse=always", DISK, copy), check=True)
    subprocess.run(("mount", "-o", "loop", copy, DIRECTORY), check=True)
    missing = [name for name in names
               if not os.path.isdir(os.path.join(DIRECTORY, name))]
    subprocess.run(("umount", DIRECTORY), check=True)
    return missing


def check(case, found, expected):
    """Print whether FOUND is as EXPECTED in CASE."""
    result = "ok" if found == expected else "not ok"
    counts[result] += 1
    print("%s %d %s: %s" % (result, sum(counts.values()), NAME, case))
    if result != "ok":
        print("# missing  %r\n# expected %r" % (found, expected), flush=True)


def main():
    """Check all states."""
    marks = []
    with open(LOG, "rb") as log, open(DISK, "r+b", buffering=0) as disk:
        for flags, offset, data in entries(log):
            if flags & MARK:
                name = os.fsdecode(data.rstrip(b"\0"))
                if name == "not-synced":
                    check("a directory that was not synced is missing",
                          find_missing([name]), [name])
                    break
                marks.append(name)
                check("after " + name, find_missing(marks), [])
                continue
            disk.seek(offset)
            disk.write(data)
    check("directories reported", len(marks) >= 20, True)
    print("1..%d" % sum(counts.values()))


main()
