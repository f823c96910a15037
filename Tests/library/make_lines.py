"""Writes COUNT lines, item TAB response, for a model: make_lines.py MODEL COUNT

Responses are made of the words and bytes that stand in the model's file, of noise, and of nothing.
"""

import random
import re
import sys

with open(sys.argv[1], "rb") as file:
    model = file.read()
words = re.findall(rb"[a-z']{2,}", model)
items = [*re.findall(rb"[A-Z][A-Z0-9_]{7,}", model), b"", b"no such item"]
noise = [b"\xff", b"\xc3", b"\xe2\x80\x99", "Äußerst".encode(), b"x" * 70, b"don't", b"!?", b"zqxj"]
chance = random.Random(4)
for _ in range(int(sys.argv[2])):
    response = [
        chance.choice(noise if chance.random() < 0.1 else words)
        for _ in range(chance.choice([0, 1, 2, 5, 15, 15, 15, 40, 250]))
    ]
    separator = chance.choice([b" ", b" ", b", ", b". "])
    sys.stdout.buffer.write(chance.choice(items) + b"\t" + separator.join(response) + b"\n")
