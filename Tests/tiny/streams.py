"""Standard streams that are closed, full, gone or slow; a model from a pipe."""

import os
import subprocess
import threading

from common import Failed, LIMIT, expect, expect_same, run
from models import read

LINES = b"the bulb lights\n\nbecause of the gap\n"


def check(bench):
    for target in bench.targets:
        command = bench.kdscore(target) + [bench.model]
        closed_streams(bench, target, command)
        yield f"{target}: closed standard streams, a full disk, a folder as input"
        reader_has_gone(target, command)
        yield f"{target}: the reader of standard output has gone"
        answer_at_once(target, command)
        yield f"{target}: an answer at once for each line"
        model_from_pipe(bench, target)
        yield f"{target}: the model from a pipe, slowly"


def shell(command, redirection, data=LINES):
    return run(["sh", "-c", f'exec "$@" {redirection}', "sh", *command], data)


def closed_streams(bench, target, command):
    kdrun = bench.kdrun(bench.model)
    for redirection in ("<&-", ">&-", "<&- >&- 2>&-", "<&- >&-", "</", ">/dev/full", "</dev/null",
                        "2>&-", "2>/dev/full"):
        expect_same(
            shell(command, redirection), shell(kdrun, redirection), f"{target}, {redirection}")
    for option in ("--help", "--version", "--self-test"):
        for redirection in (">&-", ">/dev/full"):
            found = shell(command + [option], redirection)
            words = b"kdscore: standard output: cannot be written: "
            expect(found.code == 74 and found.error.startswith(words), f"{target}, {option}: {found}")


def reader_has_gone(target, command):
    read_end, write_end = os.pipe()
    os.close(read_end)
    found = subprocess.run(
        command, input=LINES * 1000, stdout=write_end, stderr=subprocess.PIPE, timeout=LIMIT)
    os.close(write_end)
    expect((found.returncode, found.stderr) == (74, b""), f"{target}: {found}")


def answer_at_once(target, command):
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    timer = threading.Timer(LIMIT, process.kill)
    timer.start()
    number = 0
    for part in (b"one\n", b"\n", b"two three\nfour\n", b"five", b" six\n", b"\xff\n"):
        os.write(process.stdin.fileno(), part)
        for _ in range(part.count(b"\n")):
            number += 1
            line = process.stdout.readline()
            expect(line.startswith(b"%d\t" % number), f"{target}: {line} in place of {number}")
    timer.cancel()
    process.stdin.close()
    expect(process.wait() == 0, f"{target}: {process.stderr.read()}")
    process.stdout.close()
    process.stderr.close()


def model_from_pipe(bench, target):
    kdscore, model = bench.kdscore(target), read(bench.model)
    expect(run(kdscore + ["/dev/stdin"], model).code == 0, f"{target}: the model on standard input")
    expect(run(kdscore + ["/dev/stdin"], b"").code == 65, f"{target}: no model on standard input")
    path = bench.path("pipe")
    if not os.path.exists(path):
        os.mkfifo(path)

    def write():
        with open(path, "wb", buffering=0) as file:
            for start in range(0, len(model), 5000):
                file.write(model[start : start + 5000])

    writer = threading.Thread(target=write)
    writer.start()
    found = run(kdscore + [path, "--json"], LINES)
    writer.join()
    expect_same(found, run(bench.kdrun(bench.model, "--json"), LINES), f"{target}: a model in a pipe")
