#!/usr/bin/env python3
"""Measures students over λ and writes docs/RESULTS.md and docs/lambda.svg.

usage: scripts/results.py DATA TEACHER [--seeds 5] [--jobs 2] [--kdrun PATH]

DATA holds asap_sas and beetle_5way, each with train.csv and dev.csv; TEACHER holds
teacher.jsonl in folders of the same names. Needs `swift build -c release` and Python only.
"""
import argparse
import concurrent.futures
import json
import pathlib
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SETS = [("asap_sas", item) for item in ("1", "2", "5", "6", "10")] + [("beetle_5way", None)]
LAMBDAS = [0, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]
DEV_LAMBDAS = [0, 0.2, 1, 2]


def distill(options, data, teacher, name, item, weight, seed, split):
    """One student; returns what `kdrun distill --json` reports."""
    source = f"{data}/{name}/train.csv" if split else f"{data}/{name}"
    scope = ["--item", item] if item else ["--item-token"]
    with tempfile.TemporaryDirectory() as folder:
        command = [options.kdrun, "distill", source, "--teacher", f"{teacher}/{name}/teacher.jsonl",
                   "--lambda", str(weight), "--seed", str(seed), "--threads", "1", "--json",
                   "--force", "--out", f"{folder}/m.kdm", *scope]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: exit {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)


def figures(report, split):
    """The part that was not trained on: test of a 7:1:2 split, else dev."""
    return report["test_fidelity"] if split else report["fidelity"]


def cell(values, digits=3):
    return f"{statistics.mean(values):.{digits}f} ± {statistics.pstdev(values):.{digits}f}"


def table(runs, split, key):
    """One row a set, one column a λ."""
    weights = LAMBDAS if split else DEV_LAMBDAS
    lines = ["| set | " + " | ".join(f"λ = {weight:g}" for weight in weights) + " |",
             "|---|" + "--:|" * len(weights)]
    means = []
    for name, item in SETS:
        cells = [[figures(r, split)[key] for r in runs[name, item, w, split]] for w in weights]
        means.append([statistics.mean(values) for values in cells])
        lines.append(f"| {title(name, item)} | " + " | ".join(cell(v) for v in cells) + " |")
    lines.append("| mean of the sets | " + " | ".join(
        f"{statistics.mean(column):.3f}" for column in zip(*means)) + " |")
    return "\n".join(lines) + "\n"


def title(name, item):
    return f"{name} {item}" if item else f"{name}, item token"


def plot(runs):
    """QWK of the int8 student on the test part against λ, one line a set, as SVG."""
    width, height, left, bottom = 640, 360, 60, 40
    colours = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9"]
    rows = [[statistics.mean(figures(r, True)["qwk_int8"] for r in runs[n, i, w, True])
             for w in LAMBDAS] for n, i in SETS]
    low, high = min(map(min, rows)) - 0.02, max(map(max, rows)) + 0.02
    x = lambda k: left + k * (width - left - 150) / (len(LAMBDAS) - 1)
    y = lambda v: height - bottom - (v - low) / (high - low) * (height - bottom - 20)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
           'font-family="sans-serif" font-size="12">',
           f'<rect width="{width}" height="{height}" fill="white"/>',
           f'<text x="{left}" y="14">QWK of the int8 student on the test part, mean of the seeds</text>']
    for k, weight in enumerate(LAMBDAS):
        out.append(f'<text x="{x(k):.0f}" y="{height - 20}" text-anchor="middle">{weight:g}</text>')
    out.append(f'<text x="{x(len(LAMBDAS) // 2):.0f}" y="{height - 4}" text-anchor="middle">λ</text>')
    for step in range(int(low * 10) + 1, int(high * 10) + 1):
        v = step / 10
        out.append(f'<line x1="{left}" x2="{x(len(LAMBDAS) - 1):.0f}" y1="{y(v):.1f}" y2="{y(v):.1f}" '
                   'stroke="#ccc"/>')
        out.append(f'<text x="{left - 8}" y="{y(v) + 4:.1f}" text-anchor="end">{v:.1f}</text>')
    for row, colour, (name, item) in zip(rows, colours, SETS):
        points = " ".join(f"{x(k):.1f},{y(v):.1f}" for k, v in enumerate(row))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{x(len(LAMBDAS) - 1) + 8:.0f}" y="{y(row[-1]) + 4:.1f}" '
                   f'fill="{colour}">{title(name, item)}</text>')
    return "\n".join(out) + "\n</svg>\n"


def fidelity(runs):
    """int8 against float over every run of the λ tables."""
    lines = ["| set | lowest agreement | mean agreement | largest change of QWK |", "|---|--:|--:|--:|"]
    for name, item in SETS:
        parts = [figures(r, split) for split, weights in ((True, LAMBDAS), (False, DEV_LAMBDAS))
                 for w in weights for r in runs[name, item, w, split]]
        agree = [p["agreement"] for p in parts]
        change = max((p["qwk_int8"] - p["qwk_float"] for p in parts), key=abs)
        lines.append(f"| {title(name, item)} | {min(agree):.4f} | {statistics.mean(agree):.4f} "
                     f"| {change:+.4f} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("teacher")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kdrun", default=str(ROOT / ".build/release/kdrun"))
    options = parser.parse_args()
    tasks = [(name, item, weight, split) for name, item in SETS
             for split, weights in ((True, LAMBDAS), (False, DEV_LAMBDAS)) for weight in weights]
    runs = {task: [None] * options.seeds for task in tasks}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        waiting = {}
        for task in tasks:
            name, item, weight, split = task
            for seed in range(options.seeds):
                job = pool.submit(distill, options, options.data, options.teacher, name, item,
                                  weight, seed, split)
                waiting[job] = (task, seed)
        for count, job in enumerate(concurrent.futures.as_completed(waiting), 1):
            task, seed = waiting[job]
            runs[task][seed] = job.result()
            print(f"\r{count} of {len(waiting)} students", end="", flush=True)
    print()
    template = (ROOT / "scripts/results.md").read_text()
    for marker, text in {
        "{seeds}": str(options.seeds),
        "{qwk_test}": table(runs, True, "qwk_int8"), "{accuracy_test}": table(runs, True, "accuracy_int8"),
        "{qwk_dev}": table(runs, False, "qwk_int8"), "{accuracy_dev}": table(runs, False, "accuracy_int8"),
        "{fidelity}": fidelity(runs),
    }.items():
        template = template.replace(marker, text)
    (ROOT / "docs/RESULTS.md").write_text(template)
    (ROOT / "docs/lambda.svg").write_text(plot(runs))


main()
