"""Random lines, in chunks of random size, against kdrun score."""

import os
import random

from common import MACHINE, Failed, expect_same, run, run_in_chunks
from models import read, vocabulary

ROUNDS = 120
PIECES = [
    b"'", b"''", "’".encode(), b"\t", b"\t\t", b"\r", b"\r\n", b"\n", b"\n\n", b"\0", b"\xff", b"\xc3",
    b"\xe2\x80", b"\xe2", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80",
    "\ufeff".encode(), "ß".encode(), "İ".encode(), "ÀÉ".encode(), "本語".encode(), "😀".encode(),
    "\u200b".encode(), "a\u0301".encode(), "\u2028\u0085".encode(), b"don't", b"DON'T", b"!?.,", b"-",
    b"x" * 63, b"x" * 64, b"x" * 65, b"y" * 300, b"z'" * 50, b"3.14", b'"', b"\\", b"\x7f\x1b[31m",
    b".", b"1.", b"1,", b"--", b"<=", b"!", b"=", "\u0301".encode(), "\u0323".encode(), "\u200d".encode(),
    "a\u200b".encode(), "−½".encode(), "กุ้".encode(), "\u1112\u1161\u11ab".encode(), "か\u3099".encode(),
    b"well-known", b".5", "１．".encode(), "'\u034f".encode(),
]


def check(bench):
    # One can repeat a round: KDSCORE_SEED=the number that was printed.
    first = int(os.environ.get("KDSCORE_SEED", "1"))
    rounds = 1 if "KDSCORE_SEED" in os.environ else ROUNDS
    for target in bench.targets:
        count = rounds if target == MACHINE else (rounds + 4) // 5
        lines = 0
        for seed in range(first, first + count):
            try:
                lines += compare(bench, target, seed)
            except Failed as error:
                raise Failed(f"{error} (KDSCORE_SEED={seed})") from None
        yield f"{target}: {count} rounds, {lines:,} random lines as kdrun score"


def compare(bench, target, seed):
    chance = random.Random(seed)
    name = chance.choice(sorted(bench.models))
    model = bench.models[name]
    words, items = vocabulary(read(model))
    data = random_input(chance, words, items)
    options = [option for option in ("--json", "--logits", "--fold") if chance.random() < 0.4]
    if chance.random() < 0.5:
        options += ["--input", "tsv"]
    if chance.random() < 0.5:
        options += ["--item", chance.choice([*items, b"", b"none"]).decode()]
    own = [option for option in options if option != "--fold"]
    expected = run(bench.kdrun(model, *own), data)
    command = bench.kdscore(target) + [model, *options]
    expect_same(run_in_chunks(command, data, chance), expected, f"{target}, {name}, {options}")
    return expected.out.count(b"\n")


def random_input(chance, words, items):
    parts = [b"\xef\xbb\xbf"] if chance.random() < 0.2 else []
    for _ in range(chance.choice([0, 1, 10, 300, 300, 3000])):
        kind = chance.random()
        if kind < 0.5:
            parts.append(chance.choice(words))
        elif kind < 0.6:
            parts.append(chance.choice(items or [b"item"]) + b"\t")
        elif kind < 0.9:
            parts.append(chance.choice(PIECES))
        elif kind < 0.905:
            parts.append(chance.choice(PIECES) * chance.choice([1000, 4096, 9000]))
        elif kind < 0.95:
            parts.append(b"\n")
        else:
            parts.append(chance.randbytes(chance.choice([1, 2, 3, 5, 8, 70])))
        if chance.random() < 0.8:
            parts.append(b" ")
    return b"".join(parts)
