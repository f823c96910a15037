"""SIGINT and SIGTERM end kdscore wherever it waits or works, after a whole line."""

import os
import signal
import subprocess
import time

from common import LIMIT, expect

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}


def check(bench):
    for target in bench.targets:
        kdscore = bench.kdscore(target)
        for number, code in CODES.items():
            for name, situation in (
                ("waiting for input", waiting_for_input), ("waiting for a model", waiting_for_model),
                ("with a reader that stalls", reader_stalls), ("busy", busy),
            ):
                found, out = situation(bench, kdscore, number)
                expect(found == code, f"{target}, {name}: exit {found}, not {code}")
                expect(out == b"" or out.endswith(b"\n"), f"{target}, {name}: ends {out[-80:]}")
        yield f"{target}: SIGINT and SIGTERM while it waits, works, and its reader stalls"


def start(command, **streams):
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, **streams)


def waiting_for_input(bench, kdscore, number):
    process = start(
        kdscore + [bench.model], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    os.write(process.stdin.fileno(), b"one\ntwo\nthr")
    out = process.stdout.readline() + process.stdout.readline()
    time.sleep(0.05)
    process.send_signal(number)
    out += process.communicate(timeout=LIMIT)[0]
    expect(out.count(b"\n") == 2, f"lines while waiting for input: {out}")
    return process.returncode, out


def waiting_for_model(bench, kdscore, number):
    path = bench.path("no-writer")
    if not os.path.exists(path):
        os.mkfifo(path)
    process = start(kdscore + [path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    time.sleep(0.3)
    process.send_signal(number)
    out = process.communicate(timeout=LIMIT)[0]
    return process.returncode, out


def reader_stalls(bench, kdscore, number):
    """The pipe is full when the signal comes, and is read when kdscore has gone."""
    with open(bench.path("many"), "wb") as file:
        file.write(b"the bulb lights\n" * 5000)
    with open(bench.path("many"), "rb") as file:
        process = start(kdscore + [bench.model], stdin=file, stdout=subprocess.PIPE)
        time.sleep(0.5)
        expect(process.poll() is None, "the reader stalls and kdscore ends")
        process.send_signal(number)
        try:
            process.wait(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
        out = process.stdout.read()
        process.stdout.close()
    return process.returncode, out


def busy(bench, kdscore, number):
    """Input and output are always ready."""
    path = bench.path("answers")
    with open("/dev/zero", "rb") as zeros, open(path, "wb") as answers:
        process = start(kdscore + [bench.model], stdin=zeros, stdout=answers)
        lines = subprocess.Popen(["yes", "the bulb"], stdout=subprocess.PIPE)
        other = start(kdscore + [bench.model], stdin=lines.stdout, stdout=answers)
        lines.stdout.close()
        time.sleep(0.3)
        for one in (process, other):
            one.send_signal(number)
        codes = {one.wait(timeout=LIMIT) for one in (process, other)}
        lines.kill()
        lines.wait()
    expect(len(codes) == 1, f"exit {codes} while busy")
    with open(path, "rb") as answers:
        return codes.pop(), answers.read()
