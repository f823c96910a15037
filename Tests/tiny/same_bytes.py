"""The same bytes as kdrun score for thousands of made responses, and for odd lines."""

import subprocess
import sys

from common import MACHINE, expect_same, run
from models import read, vocabulary

OPTIONS = [
    [], ["--json"], ["--logits"], ["--json", "--logits"], ["--format", "jsonl"], ["--format=text"],
    ["--fold"], ["--fold", "--json", "--logits"], ["--input", "lines"], ["--item", "no such"],
    ["--input", "tsv"], ["--input", "tsv", "--json", "--logits"], ["--input=tsv", "--item", "x"],
]
# Responses for the shipped model; for others a tenth, and emulated an eighth.
COUNT = 4000
# Inputs as a whole: without lines, without an end, with a mark at the start.
WHOLE = [
    b"", b"\n", b"a", b"\r\n", b"\n\n\n", b"\xef\xbb\xbf", b"\xef\xbb", b"\xef", b"\xef\xbb\xbfbulb",
    b"\xef\xbb\xbf\n", b"\xef\xbb\nbulb", b"\xef\xbb\xbf\xef\xbb\xbfbulb\n", b"\0", b"\0\n\0", b"\t",
    b"\t\n", b"bulb\xef\xbb\xbf\n", b"\n\xef\xbb\xbfbulb", b"bulb\r\nbulb\rbulb\n\rbulb",
    b"bulb\x00bulb\n", b"\xff\n", b"\xff", b"'", b"'\n''\n'''a'''\n", b"a\tb\tc\n\t\t\nb\t",
]


def made_lines(model, count):
    command = [sys.executable, "Tests/library/make_lines.py", model, str(count)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def check(bench):
    for target in bench.targets:
        count = COUNT if target == MACHINE else COUNT // 8
        for name, model in bench.models.items():
            lines = made_lines(model, count if name == "shipped" else count // 10)
            item = vocabulary(read(model))[1][:1]
            options = OPTIONS + [["--item", item[0].decode()]] if item else OPTIONS
            for option in options if name == "shipped" else options[3::4]:
                compare(bench, target, model, option, lines, name)
        yield (f"{target}: {count:,} responses with {len(bench.models)} models and "
               f"{len(OPTIONS)} sets of options as kdrun score")
        for number, data in enumerate(WHOLE):
            for option in ([], ["--json", "--input", "tsv"]):
                compare(bench, target, bench.models["items"], option, data, f"input {data}")
        yield f"{target}: {len(WHOLE)} inputs of few bytes as kdrun score"


def compare(bench, target, model, options, data, text):
    own = [option for option in options if option != "--fold"]
    expected = run(bench.kdrun(model, *own), data)
    found = run(bench.kdscore(target) + [model, *options], data)
    expect_same(found, expected, f"{target}, {text}, {options}")
