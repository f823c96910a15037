"""Every error of the command line and of opening a model: its line and its exit code."""

import os

from common import expect, run
from models import read, write

# Tables: their rows are alike on purpose, each is one mistake and the whole line for it.
USAGE = [
    ([], "missing MODEL; --help says more"),
    (["--json"], "missing MODEL; --help says more"),
    (["--"], "missing MODEL; --help says more"),
    (["MODEL", "more"], 'unexpected argument "more"'),
    (["MODEL", "--", "--json"], 'unexpected argument "--json"'),
    (["--", "MODEL", "--"], 'unexpected argument "--"'),
    (["MODEL", "-"], 'unexpected argument "-"'),
    (["MODEL", ""], 'unexpected argument ""'),
    (["MODEL", "a\nb\x1b[31m\u009b\x7f"], r'unexpected argument "a\nb\u{1b}[31m\u{9b}\u{7f}"'),
    (["MODEL", "a\u202e\u200b\u2028\U000e0001\u00ad"],
     r'unexpected argument "a\u{202e}\u{200b}\u{2028}\u{e0001}\u{ad}"'),
    (["MODEL", b"a\xffb\xc3"], 'unexpected argument "a\ufffdb\ufffd"'),
    (["MODEL", "ä" * 300], 'unexpected argument "' + "ä" * 100 + '…"'),
    (["MODEL", "\x1f" * 3000], 'unexpected argument "' + r"\u{1f}" * 200 + '…"'),
    (["MODEL", "--bogus"], "unknown option --bogus; --help lists them"),
    (["MODEL", "--bogus=3"], "unknown option --bogus; --help lists them"),
    (["MODEL", "-x"], "unknown option -x; --help lists them"),
    (["MODEL", "--jso"], "unknown option --jso; --help lists them"),
    (["MODEL", "--json --fold"], "unknown option --json --fold; --help lists them"),
    (["MODEL", "--="], "unknown option --; --help lists them"),
    (["MODEL", "-="], "unknown option -; --help lists them"),
    (["MODEL", "--no-fold"], "unknown option --no-fold; --help lists them"),
    (["MODEL", "--item"], "option --item needs a value"),
    (["MODEL", "--item", "--json"], "option --item needs a value"),
    (["MODEL", "--format"], "option --format needs a value"),
    (["MODEL", "--input"], "option --input needs a value"),
    (["MODEL", "--json=1"], "option --json takes no value"),
    (["MODEL", "--fold="], "option --fold takes no value"),
    (["MODEL", "--help=1"], "option --help takes no value"),
    (["MODEL", "--json", "--json"], "option --json is given twice"),
    (["MODEL", "--item=a", "--item", "b"], "option --item is given twice"),
    (["MODEL", "--json", "--format", "text"], "--json and --format exclude each other"),
    (["MODEL", "--format=jsonl", "--json"], "--json and --format exclude each other"),
    (["MODEL", "--format", "csv"], 'option --format: expected text, jsonl, got "csv"'),
    (["MODEL", "--format="], 'option --format: expected text, jsonl, got ""'),
    (["MODEL", "--format", "text jsonl"], 'option --format: expected text, jsonl, got "text jsonl"'),
    (["MODEL", "--input", "csv"], 'option --input: expected lines, tsv, got "csv"'),
    (["MODEL", "--input=LINES"], 'option --input: expected lines, tsv, got "LINES"'),
]
TAKEN = [
    ["--", "MODEL"], ["MODEL", "--item=--x"], ["MODEL", "--item", "-x"], ["--item", "a", "MODEL"],
    ["MODEL", "--item="], ["MODEL", "--item", ""], ["MODEL", "--item=a=b"], ["MODEL", "--format=text"],
    ["--fold", "--logits", "--json", "--input", "tsv", "--item", "é", "--", "MODEL"],
    ["MODEL", "--"],
]


def check(bench):
    for target in bench.targets:
        kdscore = bench.kdscore(target)

        def gives(arguments, code, error, out=b""):
            named = [bench.model if argument == "MODEL" else argument for argument in arguments]
            found = run(kdscore + named, b"")
            line = f"kdscore: {error}\n".encode() if error else b""
            expect((found.code, found.out, found.error) == (code, out, line),
                   f"{target}, {arguments}: expected exit {code}, {line!r}, got {found}")

        for arguments, error in USAGE:
            gives(arguments, 64, error)
        for arguments in TAKEN:
            gives(arguments, 0, None)
        yield f"{target}: {len(USAGE)} wrong command lines, {len(TAKEN)} right ones"
        gives(["--version"], 0, None, run([bench.tool, "--version"]).out.replace(b"run", b"score"))
        for arguments in (["--help"], ["-h"], ["MODEL", "--help"]):
            named = [bench.model if argument == "MODEL" else argument for argument in arguments]
            found = run(kdscore + named)
            expect(found.code == 0 and not found.error, f"{target}, --help: {found}")
            expect(found.out.startswith(b"usage: kdscore MODEL") and found.out.endswith(b".\n"),
                   f"{target}, --help: {found}")
            expect(max(map(len, found.out.split(b"\n"))) <= 100, "--help is wider than 100")
        yield f"{target}: --help, --version"
        count = 0
        for path, code, error in bad_paths(bench):
            gives([path], code, f"{path}: {error}")
            count += 1
        yield f"{target}: {count} paths that lead to no model"


def bad_paths(bench):
    """Paths, the exit code and the line; where kdrun reads the same, its words."""
    folder = bench.path("paths")
    os.makedirs(folder, exist_ok=True)
    model = read(bench.model)

    def file(name, data):
        return write(os.path.join(folder, name), data)

    loop = os.path.join(folder, "loop")
    if not os.path.islink(loop):
        os.symlink(loop, loop)
    yield folder, 66, "expected a file, got a folder"
    yield "/nonexistent", 66, "No such file or directory"
    yield "", 66, "No such file or directory"
    yield file("file", b"") + "/model", 66, "Not a directory"
    yield loop, 66, "Too many levels of symbolic links"
    yield "/" + "long" * 40 + "/x", 66, "No such file or directory"
    if os.geteuid() != 0:
        unreadable = file("unreadable", model)
        os.chmod(unreadable, 0)
        yield unreadable, 66, "Permission denied"
    # What opens and cannot be read: no memory is at address 0.
    yield "/proc/self/mem", 74, "Input/output error"
    least = "not a student model: expected 64 to 16777216 bytes, got"
    yield "/dev/null", 65, f"{least} 0"
    yield file("short", model[:63]), 65, f"{least} 63"
    yield file("larger", model + bytes((17 << 20) - len(model))), 65, f"{least} {17 << 20}"
    yield file("noise", bytes(range(256)) * 9), 65, "not a student model: expected KDM1 at byte 4"
    yield bench.executable(bench.targets[0]), 65, "not a student model: expected KDM1 at byte 4"
    for name, data in (("cut", model[:-16]), ("altered", model[:900] + b"?" + model[901:])):
        path = file(name, data)
        words = run(bench.kdrun(path)).error.decode().strip()
        yield path, 65, words.removeprefix(f"kdrun score: {path}: ")
