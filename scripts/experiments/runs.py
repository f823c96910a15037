"""Runs of kdrun, a few side by side, each kept in a file as soon as it has ended."""
import concurrent.futures
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading

# A set is a folder and one of its items, or None for all.
SETS = [*(("asap_sas", item) for item in ("1", "2", "5", "6", "10")),
        ("beetle_5way", None), ("financial_phrasebank_50agree", None)]


class Runs:
    """Commands begin in the order in which they are asked for.

    The cache is JSON Lines {"key", "result"}. A key holds all that a result depends on but the
    program itself and the data: delete the file when training has changed.
    """

    def __init__(self, options):
        self.data, self.teacher, self.kdrun = options.data, options.teacher, options.kdrun
        self.seeds = options.seeds
        self.cache_path = pathlib.Path(options.cache)
        self.cache = {}
        if self.cache_path.exists():
            for line in self.cache_path.read_text().splitlines():
                row = json.loads(line)
                self.cache[row["key"]] = row["result"]
        self.pool = concurrent.futures.ThreadPoolExecutor(options.jobs)
        self.lock = threading.Lock()
        self.begun = {}

    def start(self, *words):
        """What a command of kdrun prints with --json, to come."""
        return self.start_task(" ".join(words), lambda folder: self.call(folder, *words))

    def start_task(self, key, task):
        """What `task` returns, to come. It is called with a folder that is removed afterwards."""
        key = f"{key}; {self.seeds} seeds"
        with self.lock:
            if key not in self.begun:
                self.begun[key] = self.pool.submit(self.finish, key, task)
            return self.begun[key]

    def call(self, folder, *words):
        """What kdrun, run now, prints with --json."""
        return json.loads(self.call_quietly(folder, *words, "--json"))

    def call_quietly(self, folder, *words):
        """Runs kdrun now; DATA, TEACHER and OUT in a word are the folders."""
        places = {"DATA": self.data, "TEACHER": self.teacher, "OUT": folder}
        command = [self.kdrun]
        for word in words:
            head, slash, tail = word.partition("/")
            command.append(f"{places[head]}/{tail}" if slash and head in places else word)
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: exit {done.returncode}: {done.stderr}")
        return done.stdout

    def finish(self, key, task):
        if key not in self.cache:
            with tempfile.TemporaryDirectory() as folder:
                result = task(folder)
            with self.lock:
                self.cache[key] = result
                with self.cache_path.open("a") as file:
                    file.write(json.dumps({"key": key, "result": result}) + "\n")
            done = sum(future.done() for future in self.begun.values()) + 1
            print(f"{done} of {len(self.begun)}: {key}", file=sys.stderr, flush=True)
        return self.cache[key]


def source(name, item, teachers=("teacher",)):
    """The words that name a set and its teachers, split 7:1:2 by the seed."""
    words = [f"DATA/{name}/train.csv"]
    for teacher in teachers:
        words += ["--teacher", f"TEACHER/{name}/{teacher}.jsonl"]
    return words + scope(name, item)


def scope(name, item):
    return ["--item", item] if item else ["--item-token"] if name == "beetle_5way" else []


def title(name, item):
    """How a set is called in a table."""
    return f"{name} {item}" if item else f"{name}, item token" if name == "beetle_5way" else name


def cell(values, digits=3):
    return f"{statistics.mean(values):.{digits}f} ± {statistics.pstdev(values):.{digits}f}"


def difference(values, others):
    """Mean of the differences by seed ± its standard error."""
    gaps = [value - other for value, other in zip(values, others)]
    error = statistics.stdev(gaps) / len(gaps) ** 0.5 if len(gaps) > 1 else 0
    return f"{statistics.mean(gaps):+.3f} ± {error:.3f}"


def table(heads, rows):
    """A table of Markdown; all columns but the first are figures."""
    lines = [heads, ["---"] + ["--:"] * (len(heads) - 1)] + rows
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
