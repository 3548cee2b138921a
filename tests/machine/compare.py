# SPDX-License-Identifier: GPL-3.0-or-later
# compare.py -- compare lstat and mkdir with other programs in this directory
#
# Usage: compare.py NAME
#
# NAME, of the file system and the user, precedes each case, which is a line of
# TAP.  A directory that mkdir has created must be like that of GNU's mkdir and of
# GNU's install -d; and mkdir must fail if, and only if, GNU's does or the mode or
# owner is not what was requested.  What lstat prints must be what GNU's stat,
# os.lstat, os.statvfs, getfacl, getcap, getfattr, lsattr, xfs_io and findmnt do.
# differences.def has what may differ.

import base64
import fnmatch
import json
import os
import re
import shutil
import stat
import struct
import subprocess
import sys

GNU, NAME = "/usr/bin/", sys.argv[1]
counts = {"ok": 0, "not ok": 0}

# Arguments of mkdir, and the permissions that they request, or None.
MODES = {("-m", "755"): 0o755, ("-m", "2775"): 0o2775, ("-m", "1777"): 0o1777,
         ("-m", "0700"): 0o700, ("-m", "u=rwx,g=s"): 0o2707, (): None}
OWNER = (1001, 2001)

# Kinds of parents: the mode, and the umask of the call.  Others may replace what is
# in the last two; an ordinary user may not search what mkdirat(2) makes in the last.
KINDS = {"plain": (0o755, 0o022), "setgid": (0o2755, 0o022),
         "acl": (0o755, 0o022), "open": (0o777, 0o022),
         "open with umask 111": (0o777, 0o111)}

# An access control list in the form of its extended attribute, as linux/posix_acl_xattr.h
# has it: u::rwx,u:1002:rwx,g::r-x,m::rwx,o::-
NOBODY = 0xffffffff
ACL = struct.pack("<I", 2) + b"".join(
    struct.pack("<HHI", *entry) for entry in (
        (0x01, 7, NOBODY), (0x02, 7, 1002), (0x04, 5, NOBODY),
        (0x10, 7, NOBODY), (0x20, 0, NOBODY)))
ACLS = ("system.posix_acl_access", "system.posix_acl_default")

# The letters of lsattr and the words of lstat.
ATTRIBUTES = {"a": "append", "c": "compressed", "d": "nodump",
              "E": "encrypted", "i": "immutable", "V": "verity", "x": "dax"}

# The words of lstat, and the bits of FS_IOC_FSGETXATTR, of which old headers lack the
# last two.
with open("/usr/include/linux/fs.h", encoding="ascii") as header:
    FLAGS = {word.lower(): int(bit, 16) for word, bit in re.findall(
        r"^#define FS_XFLAG_(\w+)\s+(0x\w+)", header.read(), re.MULTILINE)}
FLAGS.update(casefold=0x40000, casenonpreserving=0x80000)

KERNEL = re.match(r"\d+\.\d+", os.uname().release)[0]
with open(os.path.dirname(sys.argv[0]) + "/differences.def",
          encoding="ascii") as table:
    DIFFERENCES = [row.split(" -- ")
                   for versions, row in re.findall(r"^([^#\s]+) (.*)$",
                                                   table.read(), re.MULTILINE)
                   if versions == "*" or KERNEL in versions.split(",")]

FORMAT = "%a %A %b %B %f %F %g %G %h %i %n %N %o %s %u %U %d %D %Hd %Ld " \
    "%r %t %T %X %Y %Z %W %x %y %z %w"


def run(*command, umask=0o022):
    """Return the status, the output and the diagnostics of COMMAND."""
    done = subprocess.run(command, stdout=subprocess.PIPE, umask=umask,
                          stderr=subprocess.PIPE, check=False)
    return (done.returncode, os.fsdecode(done.stdout),
            os.fsdecode(done.stderr).strip())


def check(case, found, expected, note=""):
    """Print whether FOUND is as EXPECTED in CASE.  A NOTE says more if not."""
    case = NAME + ": " + case
    result, reason = "ok", ""
    if found != expected:
        result = "not ok"
        for pattern, why in DIFFERENCES:
            if fnmatch.fnmatchcase(case, pattern):
                result, reason = "ok", " # differs: " + why
    counts[result] += 1
    print("%s %d %s%s" % (result, sum(counts.values()), case, reason))
    if result != "ok":
        print("# found    %r\n# expected %r\n# %s" % (found, expected, note),
              flush=True)


def skip(case, reason):
    """Print that the CASE is skipped for a REASON."""
    counts["ok"] += 1
    print("ok %d %s: %s # SKIP %s"
          % (sum(counts.values()), NAME, case, reason))


def attribute(path, name):
    """Return the extended attribute NAME of PATH, or None."""
    try:
        return os.getxattr(path, name, follow_symlinks=False)
    except OSError:
        return None


def state(path):
    """Return the mode, the owner and the lists of access control of PATH."""
    try:
        there = os.lstat(path)
    except OSError as error:
        return error.errno
    return (oct(stat.S_IMODE(there.st_mode)), there.st_uid, there.st_gid,
            *(attribute(path, name) for name in ACLS))


def make_parent(kind, name):
    """Create a directory NAME of KIND.  Return why there is none, or None."""
    os.mkdir(name, 0o755)
    try:
        if kind == "acl":
            os.setxattr(name, ACLS[1], ACL)
        elif kind != "plain":
            os.chmod(name, KINDS[kind][0])
            if not has_mode(name, KINDS[kind][0]):
                return "modes are not kept"
    except OSError as error:
        return error.strerror
    return None


def has_mode(path, mode, ignored=0):
    """Return whether PATH has the MODE, or it is None; bits are IGNORED."""
    return mode is None \
        or not (os.lstat(path).st_mode ^ mode) & 0o7777 & ~ignored


def remove(*names):
    """Remove the trees NAMES.  Cgroups have files that only rmdir removes."""
    for name in names:
        for path in ("/a/b", "/a", "/d", ""):
            try:
                os.rmdir(name + path)
            except OSError:
                pass
        shutil.rmtree(name, ignore_errors=True)


def try_mkdir(kind, words, path, mode, owner, gnu):
    """Compare mkdir WORDS with the command GNU in a parent of KIND, by the
    state of PATH.  MODE and OWNER are what is requested, or None."""
    case = " ".join(("mkdir", *words, path, "in", kind))
    if gnu[0] != "mkdir":
        case += ", as install"
    for parent in ("ours", "gnu"):
        make_parent(kind, parent)
    ours = run("mkdir", *words, "ours/" + path, umask=KINDS[kind][1])
    theirs = run(GNU + gnu[0], *gnu[1:], "gnu/" + path, umask=KINDS[kind][1])
    # Whom install may not make the owner, the directory stays as it was made.
    if theirs[0] == 0 or not owner:
        check(case, state("ours/" + path), state("gnu/" + path), ours[2])
    # Without a special bit of its own, a mode keeps an inherited one.
    kept = theirs[0] == 0 and has_mode(
        "ours/" + path, mode, 0o2000 if kind == "setgid" else 0) \
        and (not owner or state("ours/" + path)[1:3] == owner)
    check(case + ": status", ours[0], 0 if kept else 1,
          ours[2] + "; GNU's: " + theirs[2])
    remove("ours", "gnu")


def try_kind(kind):
    """Compare mkdir with GNU's mkdir and install -d in a parent of KIND."""
    reason = make_parent(kind, "ours")
    remove("ours")
    if reason:
        skip("mkdir in " + kind, reason)
        return
    for options, mode in MODES.items():
        for path, words in (("d", options), ("a/b", ("-p", *options))):
            try_mkdir(kind, words, path, mode, None, ("mkdir", *words))
            if mode is not None:
                install = ("install", "-d", "-m", "%04o" % mode)
                try_mkdir(kind, words, path, mode, None, install)
                try_mkdir(kind, ("--owner=+%d:+%d" % OWNER, *words), path,
                          mode, OWNER, (*install, "-o", str(OWNER[0]),
                                        "-g", str(OWNER[1])))


def try_more():
    """Try the options that GNU's mkdir lacks."""
    for time in ("once", "again"):
        made = run("mkdir", "--ensure", "-m", "750", "e/f")
        kept = os.path.isdir("e/f") and has_mode("e/f", 0o750)
        check("mkdir --ensure " + time, made[0], 0 if kept else 1, made[2])
    made = run("mkdir", "--ensure=check", "-m", "750", "e/f")
    check("mkdir --ensure=check", made[0], 0 if kept else 1, made[2])
    made = run("mkdir", "--sync", "-p", "s/t")
    check("mkdir --sync", made, (0, "", ""))
    made = run("mkdir", "--beneath=s", "-p", "t/u/v")
    check("mkdir --beneath", made, (0, "", ""))
    made = run("mkdir", "--json", "j")
    check("mkdir --json", json.loads(made[1]), {
        "path": "j", "created": True,
        "mode": "%04o" % stat.S_IMODE(os.lstat("j").st_mode)}, made[2])
    remove("e", "s", "j")


def exact(record):
    """Return the bytes of each extended attribute in RECORD, if it is any."""
    if record is None:
        return None
    return {key: base64.b64decode(record[key + "_bytes"])
            if key + "_bytes" in record else os.fsencode(record[key])
            for key in record
            if key.removesuffix("_bytes") not in record
            or not key.endswith("_bytes")}


def getfattr(name):
    """Return the extended attributes of NAME as getfattr prints them, or None
    if the file system has none."""
    try:
        os.listxattr(name, follow_symlinks=False)
    except OSError:
        return None
    text = run("getfattr", "-hd", "-m", "-", "-e", "hex", name)[1]
    return {key: bytes.fromhex(value) for key, value in
            re.findall(r"^(\w+\..*?)(?:=0x(.*))?$", text, re.MULTILINE)}


def try_stat(name):
    """Compare lstat of NAME with GNU's stat, os.lstat and others."""
    # Reading the target of a link may set its time of last access, and reading
    # the attributes of a cgroup its other times, once.
    if os.path.islink(name):
        os.readlink(name)
    values = getfattr(name)
    for options in ((), ("-t",), ("-c", FORMAT)):
        ours = run("lstat", *options, name)
        gnu = run(GNU + "stat", *options, name)
        check(" ".join(("lstat", *options[:1], name)), ours[:2], gnu[:2],
              ours[2])
    status, text, errors = run(
        "lstat", "--json=st_mode,st_ino,st_dev,st_nlink,st_uid,st_gid,st_size,"
        "st_blocks,st_blksize,st_rdev,st_atime_ns,st_mtime_ns,st_ctime_ns,"
        "attributes,xattrs,acl,default_acl,has_acl,capabilities,project_id,"
        "inode_flags", name)
    record = json.loads(text)
    check("lstat --json, status of " + name, (status, errors), (0, ""), record)
    members = os.lstat(name)
    for key in record:
        if key.startswith("st_"):
            check("%s of %s" % (key, name), record[key], getattr(members, key))
    check("xattrs of " + name, exact(record["xattrs"]), values)
    check("has_acl of " + name, record["has_acl"],
          run("ls", "-ld", name)[1][10:11] == "+")
    if stat.S_ISREG(members.st_mode) or stat.S_ISDIR(members.st_mode):
        try_others(name, record)


def short_form(text):
    """Return the output of getfacl in the short form of setfacl, or None."""
    lines = [line for line in text.split("\n") if line]
    return ",".join(line[0] + line[line.index(":"):] for line in lines) or None


def try_others(name, record):
    """Compare the RECORD of NAME with getfacl, getcap, lsattr and xfs_io."""
    for key, option in (("acl", "-a"), ("default_acl", "-d")):
        status, text, _ = run("getfacl", option, "-cpEs", name)
        if status == 0:
            check("%s of %s" % (key, name), record[key], short_form(text))
    capabilities = run("getcap", "-n", name)[1].strip()
    check("capabilities of " + name, record["capabilities"],
          capabilities[len(name) + 1:] or None)
    status, text, _ = run("lsattr", "-d", name)
    if status == 0:
        check("attributes of " + name,
              [word for word in record["attributes"] or []
               if word in ATTRIBUTES.values()],
              [word for letter, word in ATTRIBUTES.items()
               if letter in text.split(" ")[0]])
    status, text, _ = run("lsattr", "-dp", name)
    if status == 0:
        check("project_id of " + name, record["project_id"],
              int(text.split()[0]))
    # Debian 12's prints these on XFS only.
    text = run("xfs_io", "-r", "-c", "stat", name)[1]
    found = dict(re.findall(r"^fsxattr\.(\w+) = (\w+)", text, re.MULTILINE))
    if found:
        check("project_id of %s, xfs_io" % name, record["project_id"],
              int(found["projid"]))
        check("inode_flags of " + name, sorted(record["inode_flags"]),
              sorted(word for word, bit in FLAGS.items()
                     if int(found["xflags"], 16) & bit))


def try_file_system():
    """Compare what is printed of the file system with others."""
    options = ("-f", "-c", "%n %i %l %t %T %s %S %b %c", ".")
    ours, gnu = run("lstat", *options), run(GNU + "stat", *options)
    check("lstat -f -c", ours[:2], gnu[:2], ours[2])
    for options in (("-f",), ("-fL",)):
        # GNU's stat before 9.11 quotes the name; numbers of free blocks change.
        ours, gnu = (run(program, *options, ".")[1].partition(" ID: ")[2]
                     for program in ("lstat", GNU + "stat"))
        check("lstat %s, words" % options[0],
              [word for word in ours.split() if not word.isdigit()],
              [word for word in gnu.split() if not word.isdigit()])
    members = os.statvfs(".")
    record = json.loads(run("lstat", "-f", "--json", ".")[1])
    for key in ("f_bsize", "f_frsize", "f_blocks", "f_namemax", "f_flag"):
        check("%s of ." % key, record[key], getattr(members, key))
    found = json.loads(run("lstat", "--json=mount_point,mount_source,"
                           "mount_type,mount_options", ".")[1])
    # Of the mounts on one directory, the last is seen.
    mount = json.loads(run("findmnt", "-Jo", "TARGET,SOURCE,FSTYPE,OPTIONS",
                           "-T", ".")[1])["filesystems"][-1]
    for key, value in zip(("point", "source", "type", "options"),
                          mount.values()):
        check("mount_%s of ." % key, found["mount_" + key], value)


def write_file(name):
    """Create the file NAME with 5000 bytes."""
    with open(name, "w", encoding="ascii") as file:
        file.write("x" * 5000)


def make_files():
    """Create files.  Return the names of those that could be created."""
    names = []
    for name, make in (
            ("file", write_file), ("dir", os.mkdir), ("fifo", os.mkfifo),
            ("link", lambda name: os.symlink("file", name))):
        try:
            make(name)
            names.append(name)
        except OSError:
            pass
    for command in (("setfattr", "-n", "user.name", "-v", "value", "file"),
                    ("setfacl", "-m", "u:1002:r", "file"),
                    ("setfacl", "-d", "-m", "u:1002:rx", "dir"),
                    ("setcap", "cap_net_raw=ep", "file"),
                    ("chattr", "+dAS", "dir"), ("chattr", "+c", "file"),
                    ("chattr", "+i", "file")):
        run(*command)
    return names


def main():
    """Compare all that this directory and the user allow."""
    os.umask(0o022)
    os.environ["LC_ALL"] = "C"
    try:
        os.mkdir("ours")
        os.rmdir("ours")
        writable = True
    except OSError:
        writable = False
    if writable:
        for kind in KINDS:
            try_kind(kind)
        try_more()
        files = make_files()
    else:
        ours, gnu = run("mkdir", "new"), run(GNU + "mkdir", "new")
        check("mkdir: status", ours[0], gnu[0], ours[2])
        check("mkdir", ours[2], gnu[2].replace(GNU, ""))
        files = sorted(os.listdir("."))[:4]
    for name in (*files, "."):
        try_stat(name)
    try_file_system()
    run("chattr", "-i", "file")
    print("1..%d" % sum(counts.values()))
    sys.exit(counts["not ok"] != 0)


main()
