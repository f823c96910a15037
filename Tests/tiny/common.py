"""What the checks share: how programs are run, and how a check fails."""

import os
import platform
import subprocess
import threading

MACHINE = {"aarch64": "arm64", "armv7l": "armv7"}.get(platform.machine(), platform.machine())
EMULATORS = {
    "x86_64": "qemu-x86_64", "arm64": "qemu-aarch64", "armv7": "qemu-arm", "riscv64": "qemu-riscv64",
}
# No program here takes nearly as long: one that does hangs.
LIMIT = 120


class Failed(Exception):
    """A check that failed; its text says which and how."""


def expect(condition, text):
    if not condition:
        raise Failed(text)


class Run:
    """What a program gave: its exit code (negative: the signal that ended it), output and errors."""

    def __init__(self, code, out, error):
        self.code, self.out, self.error = code, out, error

    def __repr__(self):
        return f"exit {self.code}, {self.out[-300:]!r}, error {self.error[-300:]!r}"


class Bench:
    """The programs and models of one run."""

    def __init__(self, tool, folder, targets):
        self.tool, self.folder, self.targets = tool, folder, targets
        self.model = "models/beetle-5way.kdm"
        # Name to path, filled by make_models.
        self.models = {"shipped": self.model}

    def path(self, name):
        return os.path.join(self.folder, name)

    def executable(self, target):
        return f".build-tiny/{target}/kdscore"

    def kdscore(self, target, program=None):
        """The command that runs kdscore, or another program of that target."""
        program = program or self.executable(target)
        return [program] if target == MACHINE else [EMULATORS[target], program]

    def kdrun(self, *arguments):
        # kdscore reads lines and pairs; kdrun would look at the bytes to see what they are.
        given = any(argument.startswith("--input") for argument in arguments)
        form = [] if given else ["--input", "lines"]
        return [self.tool, "score", *arguments, *form]


def run(command, data=b"", **options):
    """Runs `command` with `data` on standard input."""
    try:
        found = subprocess.run(command, input=data, capture_output=True, timeout=LIMIT, **options)
    except subprocess.TimeoutExpired:
        raise Failed(f"{command} hangs") from None
    return Run(found.returncode, found.stdout, found.stderr)


def run_in_chunks(command, data, chance):
    """The same, `data` through a pipe in chunks of random size."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Not for `communicate`, which would close it.
    stdin, process.stdin = process.stdin, None

    def write():
        start = 0
        while start < len(data):
            count = chance.choice([1, 7, 100, 4095, 4096, 4097, 9000, 60000])
            try:
                start += os.write(stdin.fileno(), data[start : start + count])
            except BrokenPipeError:
                break
        stdin.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        out, error = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        raise Failed(f"{command} hangs") from None
    finally:
        writer.join()
    return Run(process.returncode, out, error)


def in_words_of_kdscore(error):
    """What kdrun says on standard error, as kdscore says it."""
    return error.replace(b"kdrun: score: ", b"kdscore: ").replace(b"kdrun score: ", b"kdscore: ")


def expect_same(found, expected, text):
    """`found` is what kdrun gave, `expected`, in output, errors and exit code."""
    words = in_words_of_kdscore(expected.error)
    if (found.out, found.error, found.code) == (expected.out, words, expected.code):
        return
    for number, (a, b) in enumerate(zip(found.out.split(b"\n"), expected.out.split(b"\n")), 1):
        if a != b:
            raise Failed(f"{text}: line {number}: expected {b[:500]!r}, got {a[:500]!r}")
    raise Failed(f"{text}: expected {Run(expected.code, expected.out, words)}, got {found}")
