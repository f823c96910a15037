"""Checks kdscore against kdrun and its promises: check.py KDRUN FOLDER TARGET… (scripts/check-tiny)"""

import sys
import time

import command_line
import damaged_models
import instructions
import long_lines
import memory
import random_lines
import same_bytes
import self_test
import signals
import streams
import system_calls
from common import Bench, Failed
from models import make_models

bench = Bench(sys.argv[1], sys.argv[2], sys.argv[3:])
start = time.monotonic()
count = 0
try:
    make_models(bench)
    for module in (
        memory,
        system_calls,
        instructions,
        command_line,
        streams,
        signals,
        self_test,
        same_bytes,
        long_lines,
        random_lines,
        damaged_models,
    ):
        for line in module.check(bench):
            count += 1
            print(f"{module.__name__.replace('_', ' ')}: {line}", flush=True)
except Failed as error:
    sys.exit(f"check-tiny: {error}")
print(f"check-tiny: {count} checks, {time.monotonic() - start:.0f} s")
