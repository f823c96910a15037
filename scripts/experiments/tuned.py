"""Settings that `kdrun tune` finds on the training part of each seed's split."""
import json

from runs import source, title
from techniques import MEASURES, ONE


def start(runs, key):
    """As one report of `sweep --json`, with the settings of each seed, to come."""
    def body(folder):
        points, settings = [], []
        for seed in range(runs.seeds):
            words = [*source(*key), "--seed", str(seed), "--threads", "1"]
            runs.call(folder, "tune", *words, "--trials", "25", "--out", f"OUT/{seed}.json")
            with open(f"{folder}/{seed}.json", encoding="utf-8") as file:
                settings.append(json.load(file))
            report = runs.call(folder, "sweep", *words, *ONE, "--seeds", "1", "--settings",
                               f"OUT/{seed}.json")
            points.append(report["points"][0])
        values = {m: {"values": [p[m]["values"][0] for p in points]} for m in MEASURES}
        return {"points": [values], "settings": settings}
    return runs.start_task(f"tuned {title(*key)}", body)


def row(report, compared):
    """For the table of the techniques. `compared` is the set's report of `compare`."""
    known = next(row for row in compared["rows"] if row["name"] == "distilled")
    figures = lambda report: zip(*(report[measure]["values"] for measure in MEASURES))
    kept = sum(map(tuple.__eq__, figures(known), figures(report["points"][0])))
    return [f"`tune --trials 25`, `--settings` ({kept} times the defaults)", report]
