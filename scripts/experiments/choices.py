"""Choice questions: each option weighed with its context, against the options as plain text."""
import pathlib

from runs import cell, difference, table

# A set, and what guessing gets right.
SETS = [("winogrande", 1 / 2), ("social_iqa", 1 / 3), ("aqua_rat", 1 / 5), ("trivia_qa", 1 / 4)]
# Open answers: nothing to read as plain text.
OPEN = {"trivia_qa"}
ONE = ["--max-tokens", "200:200:1"]


def start(runs):
    """{set: [(title, `sweep --json` to come)]}"""
    results = {}
    for name, _ in SETS:
        rows = [] if name in OPEN else [
            ("options as plain text", runs.start_task(f"choices plain {name}", plain(runs, name)))]
        rows.append(("`kdrun choices`", runs.start_task(f"choices {name}", chosen(runs, name))))
        if name == "social_iqa":
            rows.append(("and `--init` of the student of winogrande",
                         runs.start_task("choices staged", staged(runs, name))))
        results[name] = rows
    return results


def sweep(runs, folder, data, *words):
    return runs.call(folder, "sweep", data, *words, *ONE, "--seeds", str(runs.seeds),
                     "--threads", "1")


def plain(runs, name):
    return lambda folder: sweep(runs, folder, f"DATA/{name}/train.csv")


def convert(runs, folder, name, part="train"):
    """The CSV with options; `choices` prints no JSON."""
    pathlib.Path(folder, name).mkdir(exist_ok=True)
    runs.call_quietly(folder, "choices", f"DATA/{name}/{part}.csv", "--out",
                      f"OUT/{name}/{part}.csv")
    return f"OUT/{name}/{part}.csv"


def chosen(runs, name):
    return lambda folder: sweep(runs, folder, convert(runs, folder, name))


def staged(runs, name):
    def task(folder):
        for part in ("train", "dev"):
            convert(runs, folder, "winogrande", part)
        runs.call(folder, "train", "OUT/winogrande", "--force", "--threads", "1", "--out",
                  "OUT/first.kdm")
        return sweep(runs, folder, convert(runs, folder, name), "--init", "OUT/first.safetensors")
    return task


def text(results):
    """Differences are to the row above."""
    lines = []
    for name, chance in SETS:
        before = None
        for title, report in results[name]:
            values = report["points"][0]["accuracy"]["values"]
            gap = difference(values, before) if before else ""
            lines.append([name if before is None else "", title, f"{chance:.3f}", cell(values), gap])
            before = values
    return table(["set", "", "guessing", "accuracy", "Δ to the row above"], lines)
