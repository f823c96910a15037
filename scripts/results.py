#!/usr/bin/env python3
"""Measures students and writes docs/RESULTS.md and docs/lambda-*.svg.

usage: scripts/results.py DATA TEACHER [--seeds 5] [--jobs 2] [--cache FILE] [--kdrun PATH]

DATA holds a folder a set, with train.csv and dev.csv; TEACHER holds teacher.jsonl, linear.jsonl
and hidden.safetensors in folders of the same names. Runs that have ended are kept in the cache, so
that a second call goes on; delete it when training has changed. Needs `swift build -c release` and
Python only.
"""
import argparse
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts/experiments"))

import choices
import compare
import finance
import lambdas
import pool
import precision
import stages
import techniques
import tuned
from runs import Runs


def start(runs):
    """All runs, in the order of their weight for the text."""
    ASAP, BEETLE, FINANCE = techniques.ASAP, techniques.BEETLE, techniques.FINANCE
    rows = techniques.OTHER_ROWS + techniques.TEACHER_ROWS
    return {
        "compared": compare.start(runs),
        "plots": lambdas.start_plots(runs),
        "finance": finance.start(runs),
        "finance_rows": techniques.start(runs, FINANCE, techniques.TEACHER_ROWS),
        "asap_rows": techniques.start(runs, ASAP, rows),
        "stages": stages.start(runs),
        "precision": precision.start(runs),
        "pool": pool.start(runs),
        "beetle_rows": techniques.start(runs, BEETLE, rows),
        "choices": choices.start(runs),
        "tuned": [tuned.start(runs, key) for key in techniques.SETS],
        "lambdas": lambdas.start_tables(runs),
    }


def finished(tree):
    """The same tree with results instead of runs to come."""
    if isinstance(tree, dict):
        return {key: finished(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [finished(value) for value in tree]
    return tree.result() if hasattr(tree, "result") else tree


def texts(options, found):
    """What stands in the template for each {name}."""
    compared, money, wide = found["compared"], found["finance"], found["lambdas"]
    asap, beetle = (tuned.row(report, compared[key])
                    for key, report in zip(techniques.SETS, found["tuned"]))
    return {
        "seeds": str(options.seeds),
        "table2": compare.text(compared), "gaps": compare.gaps(compared),
        "fine": lambdas.fine_table(found["plots"], compared),
        "finance": finance.text(compared, money["linear"], found["finance_rows"]),
        "question": f"{money['time']['p50_ns'] / 1000:.1f}",
        "asap": techniques.text(techniques.ASAP, found["asap_rows"] + [asap], compared),
        "beetle": techniques.text(techniques.BEETLE, found["beetle_rows"] + [beetle], compared),
        "stages": stages.text(found["stages"]),
        "precision": precision.precision_text(found["precision"]),
        "pool": pool.text(found["pool"]),
        "choices": choices.text(found["choices"]),
        "shares": precision.share_text(found["precision"]),
        **{f"{measure}_{part}": lambdas.wide_table(wide[part], name) for part in wide
           for measure, name in (("qwk", "qwk"), ("accuracy", "accuracy"))},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("teacher")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cache", default=str(ROOT / ".build/results.jsonl"))
    parser.add_argument("--kdrun", default=str(ROOT / ".build/release/kdrun"))
    options = parser.parse_args()
    runs = Runs(options)
    try:
        found = finished(start(runs))
    finally:
        # After a failure, or Ctrl-C, those that have begun end, and are kept.
        runs.pool.shutdown(cancel_futures=True)
    text = (ROOT / "scripts/results.md").read_text()
    for name, part in texts(options, found).items():
        text = text.replace(f"{{{name}}}", part)
    (ROOT / "docs/RESULTS.md").write_text(text)
    for key, plot in found["plots"].items():
        (ROOT / "docs" / lambdas.plot_name(key)).write_text(plot["picture"])


if __name__ == "__main__":
    main()
