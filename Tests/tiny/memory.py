"""Sizes of the executables, and the peak of resident memory."""

import os
import re
import subprocess
import threading

from common import MACHINE, expect, run
from same_bytes import made_lines

SIZE = {"x86_64": 72_000, "arm64": 72_000, "armv7": 64_000, "riscv64": 120_000}
RESPONSES = 10_000
# KiB of VmHWM, x86-64.
PEAK = {"compact": 168, "folded": 400}


def check(bench):
    for target in bench.targets:
        size = os.path.getsize(bench.executable(target))
        most = SIZE[target]
        expect(size <= most, f"kdscore for {target} has {size} bytes, more than {most}")
        yield f"kdscore for {target} has {size:,} bytes of {most:,}"
    if MACHINE != "x86_64" or "x86_64" not in bench.targets:
        return
    kdscore = bench.executable("x86_64")
    lines = made_lines(bench.model, RESPONSES)
    for name, options in (("compact", []), ("folded", ["--fold"])):
        command = [kdscore, bench.model, "--input", "tsv", *options]
        here, empty = peak(command, lines, None), peak(command, lines, {})
        expect(here <= PEAK[name], f"{name}: a peak of {here} KiB, more than {PEAK[name]}")
        yield (f"peak of {RESPONSES:,} responses, {name}: {here} KiB of {PEAK[name]}, "
               f"{empty} KiB with an empty environment")
    few = made_lines(bench.model, 300)
    for name, model in bench.models.items():
        command = ["prlimit", f"--as={1 << 20}", kdscore, model, "--input", "tsv"]
        found = run(command, few)
        expect(found.code == 0 and found.out.count(b"\n") == few.count(b"\n"),
               f"the model {name} does not run in an address space of 1 MiB: {found}")
    yield f"{len(bench.models)} models of all shapes run in an address space of 1 MiB"


def peak(command, lines, environment):
    """VmHWM in KiB, when all lines are answered and the input has not yet ended."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
        stderr=subprocess.DEVNULL)
    writer = threading.Thread(target=lambda: (process.stdin.write(lines), process.stdin.flush()))
    writer.start()
    for _ in range(RESPONSES):
        process.stdout.readline()
    writer.join()
    with open(f"/proc/{process.pid}/status") as file:
        found = re.search(r"VmHWM:\s+(\d+) kB", file.read())
    process.stdin.close()
    expect(process.stdout.read() == b"" and process.wait() == 0, f"{command}: more than it should")
    process.stdout.close()
    return int(found.group(1))
