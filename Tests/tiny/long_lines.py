"""Lines about as long as the buffer and as the longest response, and of one kind of byte."""

import re

from common import MACHINE, expect_same, run
from models import read, vocabulary

# Bytes of the buffer, as the code has it.
[BUFFER] = map(int, re.findall(
    rb"inputByteCount = (\d+)", read("Tiny/Sources/kdscore/Memory.swift")))
LIMIT = 1 << 20


def check(bench):
    for name in ("items", "rules 1"):
        yield from check_model(bench, name)


def check_model(bench, name):
    model = bench.models[name]
    words, items = vocabulary(read(model))
    text = b" ".join(words[:40]) + b" "
    data = lines(text, items[0])
    for target in bench.targets:
        for options in ([], ["--input", "tsv", "--json"], ["--item", items[0].decode(), "--logits"]):
            # Emulated, once.
            for end in (b"\n", b"") if target == MACHINE else (b"",):
                expected = run(bench.kdrun(model, *options), b"\n".join(data) + end)
                found = run(bench.kdscore(target) + [model, *options], b"\n".join(data) + end)
                expect_same(found, expected, f"{target}, long lines, {options}")
        for line in data[::3] if target == MACHINE else []:
            # Alone, so that it starts at the buffer's start and ends without a line end.
            for options in ([], ["--input", "tsv"]):
                expected = run(bench.kdrun(model, *options), line)
                found = run(bench.kdscore(target) + [model, *options], line)
                expect_same(found, expected, f"{target}, {line[:60]}… of {len(line)} bytes")
        yield f"{target}, {name}: {len(data)} lines around {BUFFER:,} and {LIMIT:,} bytes as kdrun score"


def lines(text, item):
    """Lines of every length around the buffer's, and of a few far longer."""
    kinds = [
        text, b" ", b"'", b"a", b"a'", "’".encode(), "a’".encode(), "本".encode(), "é".encode(), b"\xff",
        b"a\xff", b"\xe2\x80", b"\t", b"\0", b"\r", "😀".encode(), b"a''", text + b"\xff",
        b"-", b".", b"!", b"1.", b"1,", b"a-", "\u200b".encode(), "a\u200b".encode(), "\u0301".encode(),
        "a\u0301\u0323".encode(), "\u1112\u1161\u11ab".encode(), "กุ้".encode(), "１．".encode(),
    ]

    def filled(kind, count):
        return (kind * (count // len(kind) + 1))[:count]

    found = []
    for kind in kinds:
        for count in (*range(BUFFER - 4, BUFFER + 5), 2 * BUFFER - 1, 2 * BUFFER + 1, 70_000):
            found.append(filled(kind, count))
        # The words that count stand behind what no buffer holds.
        found.append(filled(kind, 9_001) + b" " + text)
        found.append(item + b"\t" + filled(kind, 9_000) + b" " + text)
        found.append(filled(kind, 5_000) + b"\t" + text)
    for count in (LIMIT - 1, LIMIT, LIMIT + 1, LIMIT + 1024, LIMIT + 1025, 3 * LIMIT):
        for kind in (b" ", b"a", b"'", "本".encode(), b"\xff", text):
            found.append(filled(kind, count))
        found.append(text + filled(b" ", count - len(text)))
    for count in (LIMIT - 1, LIMIT, LIMIT + 1):
        found.append(item + b"\t" + filled(b" ", count - len(text)) + text)
        found.append(filled(b"i", 1023) + b"\t" + filled(b" ", count - len(text)) + text)
        found.append(filled(b"i", 1024) + b"\t" + filled(b" ", count - len(text)) + text)
        found.append(filled(b" ", count) + b"\t" + text)
    for count in (BUFFER - 2, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER):
        found.append(filled(b"i", count) + b"\t" + text)
        found.append(filled(b" ", count) + item + b"\t" + text)
    return [line.replace(b"\n", b" ") for line in found]
