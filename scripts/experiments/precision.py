"""What distill says of one student: int8 beside float, and how often it gives one answer."""
from runs import cell, source, table, title
from techniques import ASAP, SETS

PENALTIES = ["0.1", "1"]


def start(runs):
    """{(set, words): [reports by seed], to come}"""
    kinds = [(key, words) for words in ("", "--qat") for key in SETS]
    kinds += [(ASAP, f"--shortcut-penalty {penalty}") for penalty in PENALTIES]
    return {(key, words): runs.start_task(
                f"students {title(*key)} {words}", students(runs, key, words.split()))
            for key, words in kinds}


def students(runs, key, words):
    def one(folder, seed):
        report = runs.call(folder, "distill", *source(*key), *words, "--seed", str(seed),
                           "--threads", "1", "--force", "--out", "OUT/m.kdm")
        return {"test": report["test_fidelity"], "most_often": report["most_often"]}
    return lambda folder: [one(folder, seed) for seed in range(runs.seeds)]


def precision_text(reports):
    """int8 against float on the test parts."""
    heads = ["set", "", "accuracy float", "accuracy int8", "QWK float", "QWK int8",
             "mean agreement", "lowest"]
    lines = []
    for key in SETS:
        for words, name in (("", "default"), ("--qat", "`--qat`")):
            tests = [report["test"] for report in reports[key, words]]
            figures = [[test[name] for test in tests] for name in (
                "accuracy_float", "accuracy_int8", "qwk_float", "qwk_int8")]
            agreement = [test["agreement"] for test in tests]
            lines.append([title(*key), name, *map(cell, figures),
                          f"{sum(agreement) / len(agreement):.4f}", f"{min(agreement):.4f}"])
    return table(heads, lines)


def share_text(reports):
    """The share of the prediction that a student gives most often, on dev, and its label's."""
    kinds = [reports[ASAP, words] for words in (
        "", *(f"--shortcut-penalty {penalty}" for penalty in PENALTIES))]
    shares = [[report["most_often"]["share"] for report in kind] for kind in kinds]
    labels = [report["most_often"]["label_share"] for report in kinds[0]]
    return table(["set", "label's share", "no penalty", *(f"penalty {p}" for p in PENALTIES)],
                 [[title(*ASAP), cell(labels), *map(cell, shares)]])
