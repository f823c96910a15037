"""Scoring makes no system call but to read, write and wait: no memory is asked for after start."""

import collections
import re

from common import MACHINE, expect, run
from models import read
from same_bytes import made_lines

STARTING = {
    "execve", "fcntl", "openat", "rt_sigprocmask", "rt_sigaction", "mmap", "mremap", "ppoll", "read",
    "close",
}
RUNNING = {"read", "write", "ppoll"}


def check(bench):
    if MACHINE != "x86_64" or "x86_64" not in bench.targets:
        return
    lines = made_lines(bench.model, 2000)
    for options in ([], ["--fold", "--json", "--logits"], ["--input", "tsv"]):
        log = bench.path("strace")
        command = ["strace", "-f", "-o", log, bench.executable("x86_64"), bench.model, *options]
        found = run(command, lines)
        expect(found.out.count(b"\n") == 2000, f"{command}: {found}")
        calls = re.findall(r"^\d+ +(\w+)\(", read(log).decode(errors="replace"), re.MULTILINE)
        last = max(place for place, name in enumerate(calls) if name in ("mmap", "mremap", "brk"))
        expect(set(calls[: last + 1]) <= STARTING, f"start-up calls {set(calls[:last])}")
        expect(calls[-1] == "exit_group" and set(calls[last + 1 : -1]) <= RUNNING,
               f"after start: {collections.Counter(calls[last + 1 :])}")
        counts = collections.Counter(calls[last + 1 :])
        expect(counts["write"] >= 100, f"after start: {counts}")
    yield "x86_64: after start only " + ", ".join(
        f"{name} {count}" for name, count in sorted(counts.items()))
