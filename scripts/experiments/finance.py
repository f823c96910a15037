"""Financial PhraseBank: several teachers and hidden alignment, against one teacher and none."""
from runs import cell, difference, source, table
from techniques import FINANCE

MEASURES = ["accuracy", "f1_macro", "f1_weighted"]


def start(runs):
    """`compare --json` with the second teacher alone, and `eval --json`'s time, to come."""
    def timed(folder):
        runs.call(folder, "distill", *source(*FINANCE), "--threads", "1", "--force", "--out",
                  "OUT/m.kdm")
        return runs.call(folder, "eval", "OUT/m.kdm", f"DATA/{FINANCE[0]}/dev.csv")["time"]
    return {"linear": runs.start("compare", *source(*FINANCE, ("linear",)), "--seeds",
                                 str(runs.seeds), "--threads", "1"),
            "time": runs.start_task("time of a finance student", timed)}


def text(compared, linear, rows):
    """Teachers first, then students; differences to the student with one teacher.

    `rows` are those of `techniques.start` for this set."""
    values = lambda row: [row[measure]["values"] for measure in MEASURES]
    named = lambda report: {row["name"]: values(row) for row in report["rows"]}
    one, second = named(compared[FINANCE]), named(linear)
    lines = [["teacher: MiniLM", *map(cell, one["teacher"]), "", ""],
             ["teacher: linear", *map(cell, second["teacher"]), "", ""]]
    students = [("ANN, no teacher", one["ann"]), ("student, no teacher", one["student"]),
                ("student, linear", second["distilled"]), ("student, MiniLM", one["distilled"])]
    students += [(f"student, {name}", values(report["points"][0])) for name, report in rows]
    for name, row in students:
        gaps = map(difference, row[:2], one["distilled"][:2])
        lines.append([name, *map(cell, row), *(gaps if row != one["distilled"] else ["", ""])])
    return table(["", "accuracy", "F1, macro", "F1, weighted", "Δ accuracy", "Δ F1"], lines)
