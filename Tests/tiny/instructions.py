"""The inner loops hold vector multiplications and no call; nothing allocates: read in the code."""

import glob
import os
import re
import shutil
import subprocess

from common import expect
from models import read

# What multiplies vectors, and how a function is called.
MULTIPLICATIONS = {"x86_64": "pmaddwd", "arm64": "smlal", "armv7": "vmlal"}
CALLS = {"x86_64": "callq?", "arm64": "blr?", "armv7": "blx?"}
# A step of a direction multiplies 4 gates × 16 units by 16 units, 8 (ARM: 4) at a time and some of
# that by multiplications that do not add.
TURN = {"x86_64": 64, "arm64": 112, "armv7": 112}
LINK = (
    "--defsym main=kdscore_main -nostdlib -static --gc-sections --icf=all --no-rosegment "
    "-z noseparate-code --build-id=none").split()


def check(bench):
    tools = os.path.dirname(os.path.realpath(shutil.which("swiftc")))
    for target in bench.targets:
        program = link_with_symbols(bench, target, tools)
        names = re.findall(rb" . (\S+)$", output(tools, "llvm-nm", program), re.MULTILINE)
        expect(len(names) > 100, f"{target}: {len(names)} symbols are too few")
        for name in names:
            expect(not re.search(rb"alloc|(^|_)free$|swift_(retain|release)", name, re.IGNORECASE),
                   f"{target}: kdscore has the function {name.decode()}")
        yield f"{target}: none of {len(names)} functions allocates"
        if target not in TURN:
            continue
        functions = disassemble(output(tools, "llvm-objdump", "-d", "--no-show-raw-insn", program))
        turns = [name for name in functions if "8runSteps" in name]
        expect(len(turns) == 1, f"{target}: {turns} in place of one function runSteps")
        loops = [
            (count(MULTIPLICATIONS[target], loop), count(CALLS[target] + "$", loop))
            for loop in innermost_loops(functions[turns[0]])
        ]
        most, calls = max(loops)
        expect(most >= TURN[target] and calls == 0,
               f"{target}: the inner loop has {most} vector multiplications and {calls} calls")
        yield f"{target}: the inner loop has {most} {MULTIPLICATIONS[target]} and no call"


def output(tools, name, *arguments):
    command = [os.path.join(tools, name), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


def link_with_symbols(bench, target, tools):
    """The same executable, but for the symbols."""
    [folder] = glob.glob(f".build-tiny/{target}/swift/*-none-*/release")
    objects = "@" + os.path.join(folder, "kdscore.product", "Objects.LinkFileList")
    paths = [bench.path(f"kdscore-{target}{end}") for end in ("", "-stripped")]
    for path, more in zip(paths, ([], ["-s"])):
        output(tools, "ld.lld", *LINK, *more, objects, "-o", path)
    # The header may name another system.
    expect(read(paths[1])[16:] == read(bench.executable(target))[16:],
           f"{target}: linked here kdscore is not what scripts/build-tiny links")
    return paths[0]


def disassemble(text):
    """Functions by name, each a list of (address, mnemonic, operands)."""
    functions = {}
    lines = None
    for line in text.decode().split("\n"):
        if match := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            lines = functions.setdefault(match.group(1), [])
        elif match := re.match(r" *([0-9a-f]+): +\t?(\S+)\s*(.*)$", line):
            lines.append((int(match.group(1), 16), match.group(2), match.group(3)))
    return functions


def innermost_loops(lines):
    """Ranges that a branch closes backwards, and that hold no other such range."""
    start, end = lines[0][0], lines[-1][0]
    ranges = []
    for address, mnemonic, operands in lines:
        target = re.search(r"(?:^|, )(?:0x)?([0-9a-f]+) <", operands)
        if target and re.match(r"j|b|cb|tb", mnemonic) and not re.match("blx?$", mnemonic):
            if start <= int(target.group(1), 16) <= address <= end:
                ranges.append((int(target.group(1), 16), address))
    inner = [
        one for one in ranges
        if not any(one != other and one[0] <= other[0] and other[1] <= one[1] for other in ranges)
    ]
    return [[line for line in lines if first <= line[0] <= last] for first, last in inner]


def count(pattern, loop):
    """Instructions whose names begin with the pattern."""
    return sum(1 for _, mnemonic, _ in loop if re.match(pattern, mnemonic))
