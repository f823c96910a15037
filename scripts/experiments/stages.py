"""Two stages against one. The split is made here, so that stage 1 never sees what stage 2 is
judged on: its rows are those of the training and dev parts, by id, where the sets share rows."""
import json
import pathlib

from runs import cell, difference, table, title
from splits import read, split, write

MEASURES = ["accuracy", "f1_macro", "qwk"]
ASAP = ("asap_sas", "6")
BEETLE = ("beetle_5way", None)
FINANCE = ("financial_phrasebank_50agree", None)

# Stage 2's set; what stage 1 is; its set; whether that shares rows with stage 2's; its soft labels.
ROWS = [
    (BEETLE, "beetle_2way, labels alone", ("beetle_2way", None), True, None),
    (BEETLE, "scientsbank_3way, linear teacher", ("scientsbank_3way", None), False,
     "scientsbank_3way/linear"),
    (BEETLE, "the same responses, linear teacher", BEETLE, True, "beetle_5way/linear"),
    (ASAP, "asap_sas 5, its teacher", ("asap_sas", "5"), False, "asap_sas/teacher"),
    (FINANCE, "the sentences that all annotators agree on", ("financial_phrasebank_allagree", None),
     True, f"{FINANCE[0]}/teacher"),
]


def start(runs):
    """[by row]: the evaluations by seed of stage 2 alone and after stage 1, to come."""
    return [(runs.start_task(f"one stage {title(*key)}", both(runs, key, None)),
             runs.start_task(f"two stages {title(*key)} after {name}", both(runs, key, stage)))
            for key, name, *stage in ROWS]


def both(runs, key, first):
    return lambda folder: [student(runs, folder, key, first, seed) for seed in range(runs.seeds)]


def student(runs, folder, key, first, seed):
    """Figures of one student on the test part of the split of `seed`."""
    parts = split(read(runs, key, "train"), seed)
    place = pathlib.Path(folder, str(seed))
    for name, rows in parts.items():
        write(place / "two" / f"{name}.csv", rows)
    stages = [stage(runs, place / "two", key, f"{key[0]}/teacher", seed)]
    if first:
        source, shares, teacher = first
        kept = {part: read(runs, source, part) for part in ("train", "dev")}
        if shares:
            known = {row["id"]: row for rows in kept.values() for row in rows}
            kept = {part: [known[row["id"]] for row in parts[part] if row["id"] in known]
                    for part in kept}
        for part, rows in kept.items():
            write(place / "one" / f"{part}.csv", rows)
        stages.insert(0, stage(runs, place / "one", source, teacher, seed))
    (place / "stages.json").write_text(json.dumps({"stages": stages}))
    runs.call(str(place), "distill", "--stages", "OUT/stages.json", "--out", "OUT/student.kdm",
              "--threads", "1", "--force")
    figures = runs.call(str(place), "eval", "OUT/student.kdm", "OUT/two/test.csv")
    return {measure: figures[measure] for measure in MEASURES}


def stage(runs, data, key, teacher, seed):
    words = {"data": str(data), "seed": seed}
    if teacher:
        words["teacher"] = f"{runs.teacher}/{teacher}.jsonl"
    else:
        words["lambda"] = 0
    if key[0].startswith(("beetle", "scientsbank")):
        words["item-token"] = True
    return words


def text(results):
    """One row a pair; the difference is to stage 2 alone on the same splits."""
    heads = ["stage 2", "stage 1", "accuracy", "F1, macro", "QWK", "Δ accuracy", "Δ F1", "Δ QWK"]
    lines, shown = [], set()
    for (key, name, *_), (alone, after) in zip(ROWS, results):
        values = [[[run[m] for run in runs] for m in MEASURES] for runs in (alone, after)]
        if key not in shown:
            lines.append([title(*key), "none", *map(cell, values[0]), "", "", ""])
            shown.add(key)
        lines.append([title(*key), name, *map(cell, values[1]),
                      *map(difference, values[1], values[0])])
    return table(heads, lines)
