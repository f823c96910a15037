"""Table 2 of Latif et al.: teacher, ANN, student without and with distillation."""
from runs import SETS, cell, difference, source, table, title

ROWS = {"teacher": "teacher", "ann": "ANN", "student": "student, λ = 0",
        "distilled": "student, distilled"}
MEASURES = ["accuracy", "f1_macro", "f1_weighted", "qwk"]


def start(runs):
    """{set: `compare --json` to come}"""
    return {key: runs.start("compare", *source(*key), "--seeds", str(runs.seeds), "--threads", "1")
            for key in SETS}


def text(reports):
    """Four rows a set."""
    lines = []
    for key, report in reports.items():
        for row in report["rows"]:
            lines.append([title(*key) if row["name"] == "teacher" else "", ROWS[row["name"]],
                          *(cell(row[measure]["values"]) for measure in MEASURES)])
    return table(["set", "", "accuracy", "F1, macro", "F1, weighted", "QWK"], lines)


def gaps(reports):
    """The distilled student against the ANN and against λ = 0, by seed."""
    heads = ["set", "Δ accuracy to ANN", "Δ F1 macro", "Δ F1 weighted", "seeds above ANN, both",
             "Δ accuracy to λ = 0", "Δ F1 macro"]
    lines = []
    for key, report in reports.items():
        named = {row["name"]: {m: row[m]["values"] for m in MEASURES} for row in report["rows"]}
        ann, alone, distilled = named["ann"], named["student"], named["distilled"]
        wins = sum(a < b and c < d for a, b, c, d in zip(
            ann["accuracy"], distilled["accuracy"], ann["f1_macro"], distilled["f1_macro"]))
        lines.append([title(*key), *(difference(distilled[m], ann[m]) for m in MEASURES[:3]),
                      f"{wins} of {len(ann['accuracy'])}",
                      *(difference(distilled[m], alone[m]) for m in MEASURES[:2])])
    return table(heads, lines)
