"""Damaged models are refused, in the words of kdrun and on every processor."""

import random
import re

from common import Failed, expect, in_words_of_kdscore, run
from models import read, repaired, write

COUNT = 200
# A processor of 32 bits says 2147483647 for more.
MANY = re.compile(rb"\b(2147483647|\d{10,})\b")
TEXT = b"the bulb lights because of the gap\n"


def check(bench):
    kinds, refused, taken = set(), 0, 0
    path = bench.path("damaged.kdm")
    for name, data in damaged(read(bench.models["items"])):
        write(path, data)
        expected = run(bench.kdrun(path, "--json", "--logits"), TEXT)
        words = in_words_of_kdscore(expected.error)
        for target in bench.targets:
            found = run(bench.kdscore(target) + [path, "--json", "--logits"], TEXT)
            same = (found.code, found.out) == (expected.code, expected.out)
            if not same or MANY.sub(b"MANY", found.error) != MANY.sub(b"MANY", words):
                raise Failed(f"{target}: {name}: expected {expected}, got {found}")
        expect(expected.code in (0, 65), f"{name}: kdrun: {expected}")
        refused += expected.code == 65
        taken += expected.code == 0
        if expected.code:
            kinds.add(re.sub(rb"[0-9][0-9a-f]*", b"N", words.split(b": ", 2)[-1]))
    expect(refused > COUNT // 2 and len(kinds) > 30, f"{refused} refused, {len(kinds)} kinds")
    yield (f"{refused} refused in kdrun's words, {len(kinds)} kinds, and {taken} taken with its "
           f"logits: {', '.join(bench.targets)}")


def damaged(model):
    chance = random.Random(5)
    for size in (0, 1, 4, 7, 8, 31, 32, 43, 44, 63, 64, 100, len(model) // 2, len(model) - 1):
        yield f"cut to {size}", model[:size]
        yield f"cut to {size}, checksum repaired", repaired(model[:size])
    for size in (len(model) - 16, len(model) - 4000):
        yield f"cut to {size}, checksum repaired", repaired(model[:size])
    yield "longer", model + bytes(16)
    yield "longer, checksum repaired", repaired(model + bytes(16))
    for size in (64, 4096, 70_000, 200_000):
        yield f"noise of {size}", chance.randbytes(size)
        noise = model[:8] + chance.randbytes(size)
        yield f"noise of {size} behind the identifier", repaired(noise)
    for index in range(COUNT):
        data = bytearray(model)
        # Most of the structure is in the first bytes and the last.
        at = chance.choice([
            chance.randrange(8, 400), chance.randrange(len(model) - 6000, len(model)),
            chance.randrange(len(model)),
        ])
        change = chance.choice(["bit", "bit", "byte", "word"])
        if change == "bit":
            data[at] ^= 1 << chance.randrange(8)
        elif change == "byte":
            data[at] = chance.choice([0, 1, 0x7F, 0x80, 0xFF])
        else:
            at = min(at & ~3, len(model) - 4)
            word = chance.choice([0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFF, len(model)])
            data[at : at + 4] = word.to_bytes(4, "little")
        if data != model:
            yield f"{change} at {at}", bytes(data) if index % 10 == 0 else repaired(data)
