"""Models of many shapes, and where things lie in a model's file."""

import csv
import json
import os
import struct
import zlib

from common import expect, run

# Where the checksum lies (docs/FORMAT.md).
CRC_AT = 40


def repaired(data):
    """`data` with the checksum that it should have."""
    data = bytearray(data)
    if len(data) >= CRC_AT + 4:
        data[CRC_AT : CRC_AT + 4] = bytes(4)
        data[CRC_AT : CRC_AT + 4] = zlib.crc32(data).to_bytes(4, "little")
    return bytes(data)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
    return path


def target(data, field):
    """Where the offset at `field` leads."""
    return field + struct.unpack_from("<I", data, field)[0]


def field(data, table, index):
    """Where field `index` of the table at `table` lies."""
    vtable = table - struct.unpack_from("<i", data, table)[0]
    return table + struct.unpack_from("<H", data, vtable + 4 + 2 * index)[0]


def text(data, place):
    """The string that the offset at `place` leads to."""
    start = target(data, place)
    return data[start + 4 : start + 4 + struct.unpack_from("<I", data, start)[0]]


def golden_logits_at(data):
    """The place of each golden vector's first logit."""
    golden = target(data, field(data, target(data, 0), 8))
    places = []
    for index in range(struct.unpack_from("<I", data, golden)[0]):
        table = target(data, golden + 4 + 4 * index)
        places.append(target(data, field(data, table, 2)) + 4)
    return places


def vocabulary(data):
    """Words and items."""
    tokenizer = target(data, field(data, target(data, 0), 4))
    words, items = (text(data, field(data, tokenizer, index)) for index in (2, 3))
    return words.split(b"\n"), items.split(b"\n") if items else []


def make_models(bench):
    """Trains models of other shapes on made data: without items, without LSTM, with odd labels, of
    both rules of the text."""
    sample = bench.path("sample")
    made = run([bench.tool, "sample", "--out", sample, "--responses", "160"])
    expect(made.code == 0, f"kdrun sample: {made}")
    with open(os.path.join(sample, "train.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    odd = ['a "quoted", label', "naïve—標籤", "back\\slash \x7f\t", " blank "]
    long = [f"{index:02} " + "long \"label\" " * 18 for index in range(64)]
    train(bench, "items", sample, "--item-token")
    train(bench, "rules 1", sample, "--item-token", "--text-rules", "1")
    train(bench, "plain", sample)
    train(bench, "ann", sample, "--architecture", "ann", "--item-token")
    train(bench, "short", sample, "--max-tokens", "3", "--item-token")
    train(bench, "few words", sample, "--vocab-size", "7")
    train(bench, "odd labels", relabelled(bench, rows, odd, "odd"))
    train(bench, "64 labels", relabelled(bench, rows * 8, long, "long"), "--item-token")


def train(bench, name, data, *options):
    path = bench.path(name + ".kdm")
    command = [bench.tool, "train", data, "--out", path, "--epochs", "1", "--starts", "1", "--force"]
    made = run(command + list(options))
    expect(made.code == 0, f"kdrun train for {name}: {made}")
    bench.models[name] = path


def relabelled(bench, rows, labels, name):
    """The same rows with other labels, as JSON Lines."""
    path = bench.path(name + ".jsonl")
    with open(path, "w") as file:
        for index, row in enumerate(rows):
            label = labels[index % len(labels)]
            file.write(json.dumps({"item": row["item"], "text": row["text"], "label": label}) + "\n")
    return path
