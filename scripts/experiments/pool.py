"""Few responses with a human label, and a pool that only the teacher has labelled."""
import pathlib

from runs import cell, difference, scope, table, title
from splits import read, split, write
from techniques import SETS

MEASURES = ["accuracy", "f1_macro", "qwk"]
LABELLED = 5  # one in so many training rows keeps its label
SELECTED = 3  # of the others one in so many is selected

ROWS = [
    ("a fifth of the labels", "none"),
    ("and all others as `--pool`", "all"),
    ("and a third of the others, `--select`", "select"),
    ("and a third of the others, at random", "random"),
    ("all labels", "labels"),
]


def start(runs):
    """{set: [by row: evaluations by seed, to come]}"""
    return {key: [runs.start_task(f"pool {title(*key)} {kind}", students(runs, key, kind))
                  for _, kind in ROWS] for key in SETS}


def students(runs, key, kind):
    return lambda folder: [student(runs, folder, key, kind, seed) for seed in range(runs.seeds)]


def student(runs, folder, key, kind, seed):
    parts = split(read(runs, key, "train"), seed)
    # The rows are in the order of the split: shuffled within an item's label.
    rows = parts["train"]
    labelled = [row for index, row in enumerate(rows) if index % LABELLED == 0]
    others = [{**row, "label": ""} for index, row in enumerate(rows) if index % LABELLED]
    place = pathlib.Path(folder, str(seed))
    write(place / "set" / "train.csv", rows if kind == "labels" else labelled)
    write(place / "set" / "dev.csv", parts["dev"])
    write(place / "test.csv", parts["test"])
    words = []
    if kind in ("all", "select", "random"):
        write(place / "pool.csv", others[::SELECTED] if kind == "random" else others)
        words = ["--pool", "OUT/pool.csv"]
    if kind == "select":
        words += ["--select", str(len(others[::SELECTED]))]
    runs.call(str(place), "distill", "OUT/set", "--teacher", f"TEACHER/{key[0]}/teacher.jsonl",
              *scope(*key), *words, "--seed", str(seed), "--threads", "1", "--force", "--out",
              "OUT/student.kdm")
    figures = runs.call(str(place), "eval", "OUT/student.kdm", "OUT/test.csv")
    return {measure: figures[measure] for measure in MEASURES}


def text(results):
    """Differences are to a fifth of the labels alone."""
    heads = ["set", "", "accuracy", "F1, macro", "QWK", "Δ accuracy", "Δ F1", "Δ QWK"]
    lines = []
    for key, reports in results.items():
        base = [[run[measure] for run in reports[0]] for measure in MEASURES]
        for (name, _), report in zip(ROWS, reports):
            values = [[run[measure] for run in report] for measure in MEASURES]
            gaps = [""] * 3 if values == base else map(difference, values, base)
            lines.append([title(*key) if values == base else "", name, *map(cell, values), *gaps])
    return table(heads, lines)
