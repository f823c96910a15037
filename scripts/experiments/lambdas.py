"""Students over λ: the fine range of Latif et al. as plots, a wide range as tables."""
from runs import SETS, cell, source, table, title

PLOTTED = [("asap_sas", "6"), ("beetle_5way", None)]
FINE = "0.02:0.2:0.02"
WIDE = "0,0.02,0.05,0.1,0.2,0.5,1,2"
DEV = "0,0.2,1,2"
WIDE_SETS = SETS[:6]


def start_plots(runs):
    """For each set, `sweep --json` and its picture, to come."""
    def task(key):
        def body(folder):
            report = runs.call(folder, *sweep(runs, key, FINE), "--plot", "OUT/plot.svg")
            with open(f"{folder}/plot.svg", encoding="utf-8") as file:
                return {"report": report, "picture": file.read()}
        return body
    return {key: runs.start_task(f"plot {title(*key)} over {FINE}", task(key)) for key in PLOTTED}


def start_tables(runs):
    """[(name of the part, λ, {set: `sweep --json` to come})]"""
    dev = {key: runs.start("sweep", f"DATA/{key[0]}", *source(*key)[1:], "--lambda", DEV,
                           *common(runs)) for key in WIDE_SETS}
    test = {key: runs.start(*sweep(runs, key, WIDE)) for key in WIDE_SETS}
    return {"test": test, "dev": dev}


def sweep(runs, key, values):
    return ["sweep", *source(*key), "--lambda", values, *common(runs)]


def common(runs):
    return ["--seeds", str(runs.seeds), "--threads", "1"]


def plot_name(key):
    return f"lambda-{key[0].replace('_', '-')}{'-' + key[1] if key[1] else ''}.svg"


def fine_table(plots, compared):
    """For each set three columns; the ANN, λ = 0 and the fine range as rows."""
    measures = ["accuracy", "f1_macro", "qwk"]
    heads, columns = [""], []
    for key, plot in plots.items():
        known = {row["name"]: row for row in compared[key]["rows"]}
        points = plot["report"]["points"]
        names = ["ANN", "λ = 0"] + [f"λ = {point['values']['lambda']}" for point in points]
        for measure, text in zip(measures, ("accuracy", "F1", "QWK")):
            heads.append(f"{title(*key)}: {text}")
            columns.append([cell(row[measure]["values"])
                            for row in [known["ann"], known["student"]] + points])
    return table(heads, [list(row) for row in zip(names, *columns)])


def wide_table(reports, measure):
    """One row a set, one column a λ, and the mean of the sets."""
    values = [point["values"]["lambda"] for point in next(iter(reports.values()))["points"]]
    rows = [[title(*key)] + [cell(point[measure]["values"]) for point in report["points"]]
            for key, report in reports.items()]
    means = [sum(report["points"][k][measure]["mean"] for report in reports.values())
             / len(reports) for k in range(len(values))]
    rows.append(["mean of the sets"] + [f"{mean:.3f}" for mean in means])
    return table(["set"] + [f"λ = {value}" for value in values], rows)
