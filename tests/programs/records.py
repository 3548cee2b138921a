# SPDX-License-Identifier: GPL-3.0-or-later
# records.py -- do records match the JSON Schema?
#
# Usage: records.py SCHEMA valid
#        records.py SCHEMA check < CASES
#        records.py SCHEMA random COUNT SEED
#
# With "valid", check that the schema is one.  With "check", check CASES, lines
# "VERDICT DEFINITION RECORD": RECORD must match DEFINITION in $defs, or the
# schema itself if that is "any", if VERDICT is "accept", and must not if it is
# "reject".  Print each wrong case, and the number of cases.  With "random",
# make files in the working directory and check COUNT records of them, and that
# each record is rejected without a required key, with an unknown key and with
# a value of a wrong type; print the kinds of records.

import json
import os
import random
import socket
import stat
import subprocess
import sys

from jsonschema import Draft202012Validator


def validators(schema):
    """Return the validators for the definitions of SCHEMA, by name."""
    checks = {name: Draft202012Validator({"$ref": "#/$defs/" + name,
                                          "$defs": schema["$defs"]})
              for name in schema["$defs"]}
    return {**checks, "any": Draft202012Validator(schema)}


def check_cases(schema, cases):
    """Print each wrong one of CASES, and their number.  Return the exit
    status."""
    checks = validators(schema)
    status = checked = 0
    for case in cases:
        verdict, definition, record = case.split(" ", 2)
        valid = checks[definition].is_valid(json.loads(record))
        if verdict != ("accept" if valid else "reject"):
            print("not", case, end="")
            status = 1
        checked += 1
    print(checked, "checked")
    return status


def random_name(chance):
    """Return a name of random bytes, or one in ASCII, that does not exist."""
    while True:
        name = (b"%x" % chance.getrandbits(60) if chance.random() < 0.5 else
                bytes(chance.choice([i for i in range(1, 256) if i != 47])
                      for _ in range(chance.randint(1, 40))))
        if name not in (b".", b"..", b"-") and not os.path.lexists(name):
            return name


def make_socket(name):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(name)


def makers(chance):
    """Return the kinds of files that may be made here, as functions of a
    name."""
    kinds = [lambda name: open(name, "wb").close(),
             lambda name: os.truncate(os.open(name, os.O_CREAT | os.O_WRONLY),
                                      chance.getrandbits(40)),
             os.mkdir,
             lambda name: os.symlink(random_name(chance), name),
             lambda name: os.symlink(b".", name),
             os.mkfifo,
             make_socket,
             lambda name: None]
    try:
        for kind in stat.S_IFCHR, stat.S_IFBLK:
            os.mknod(b"device", kind, 0)
            os.unlink(b"device")
    except OSError:
        return kinds
    return kinds + [
        lambda name: os.mknod(name, stat.S_IFCHR, os.makedev(
            chance.getrandbits(12), chance.getrandbits(20))),
        lambda name: os.mknod(name, stat.S_IFBLK, os.makedev(
            chance.getrandbits(12), chance.getrandbits(20)))]


def random_file(chance, kinds):
    """Make a file of one of KINDS, or none.  Return its name."""
    name = random_name(chance)
    chance.choice(kinds)(name)
    if not os.path.lexists(name):
        return name
    os.utime(name, ns=(chance.randint(-2**62, 2**62),
                       chance.randint(-2**62, 2**62)), follow_symlinks=False)
    if os.geteuid() == 0:
        os.lchown(name, chance.getrandbits(31), chance.choice([0, 1, 2**31]))
    if not os.path.islink(name):
        os.chmod(name, chance.getrandbits(12))
    return name


def some(chance, keys):
    """Return --json or, as often, --json for some of KEYS."""
    if chance.random() < 0.5:
        return "--json", []
    chosen = chance.sample(keys, chance.randint(1, len(keys)))
    return "--json=" + ",".join(chosen), chosen


def fields(schema, table):
    """Return the names of the fields in TABLE of SCHEMA."""
    return [key for key in schema["$defs"][table]["properties"]
            if key != "failed" and not key.endswith("_bytes")]


def random_command(schema, chance, kinds):
    """Return the arguments of a random call, the definition that its records
    match, and the keys that each must have."""
    names = [random_file(chance, kinds) for _ in range(20)]
    choice = chance.random()
    if choice < 0.2:
        options = chance.choice([[], ["-p"], ["-m", "1751"], ["-p", "--masked",
                                                              "-m", "u=w"]])
        return ["mkdir", "--json", *options, "--", *names], "directory", []
    table = "file_system" if choice < 0.4 else "file"
    option, chosen = some(chance, fields(schema, table + "_fields"))
    options = chance.choice([[], ["-L"], ["-u"], ["-h"], ["--cached=never"]])
    if table == "file_system":
        options = options + ["-f"]
    return (["lstat", option, *options, "--", *names],
            table + "_fields" if chosen else table, chosen)


def records(command):
    """Return the records that COMMAND prints."""
    output = subprocess.run(command, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, check=False).stdout
    lines = output.decode("utf-8", "strict").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def spoiled(record, required, chance):
    """Return copies of RECORD, which has the keys REQUIRED, with one fault
    each."""
    without = {**record}
    key, value = chance.choice(list(record.items()))
    wrong = str(value) if type(value) in (int, float) else {"": False}
    faults = [{**record, "no_such_key": None}, {**record, key: wrong}]
    if required:
        del without[chance.choice(required)]
        faults.append(without)
    return faults


def check_random(schema, count, seed):
    """Check COUNT records of files made as SEED says, and print their kinds.
    Return the exit status."""
    chance = random.Random(seed)
    kinds = makers(chance)
    checks = validators(schema)
    checked = 0
    seen = set()
    while checked < count:
        command, definition, chosen = random_command(schema, chance, kinds)
        for record in records(command):
            name = "failure" if "error" in record else definition
            required = schema["$defs"][name].get("required", [])
            check = checks[name]
            if not check.is_valid(record) or not set(chosen) <= set(record) \
                    and name != "failure":
                print(name, "expected:", command, record,
                      *(error.message for error in check.iter_errors(record)))
                return 1
            for fault in spoiled(record, required, chance):
                if check.is_valid(fault):
                    print(name, "accepted:", fault)
                    return 1
            seen.add((name, record.get("type", "-"))
                     if name == "file" else (name,))
            checked += 1
    print(*sorted(" ".join(kind) for kind in seen), sep="\n")
    return 0


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    command, *arguments = sys.argv[2:]
    if command == "valid":
        Draft202012Validator.check_schema(schema)
        return 0
    if command == "check":
        sys.stdin.reconfigure(encoding="utf-8")
        return check_cases(schema, sys.stdin)
    return check_random(schema, int(arguments[0]), int(arguments[1]))


sys.exit(main())
