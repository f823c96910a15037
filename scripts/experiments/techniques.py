"""Each technique against the default, with the same seeds."""
from runs import cell, difference, source, table, title

ASAP, BEETLE = ("asap_sas", "6"), ("beetle_5way", None)
FINANCE = ("financial_phrasebank_50agree", None)
SETS = [ASAP, BEETLE]
MEASURES = ["accuracy", "f1_macro", "qwk"]
BOTH = ("teacher", "linear")
HIDDEN = "HIDDEN"  # stands for --hidden and the set's states

# Title, teachers, further words of distill.
TEACHER_ROWS = [
    *[(f"two teachers, `--teacher-weights {weights}`", BOTH, ["--teacher-weights", weights])
      for weights in ("uniform", "accuracy", "confidence")],
    *[(f"`--hidden --hidden-weight {w}`", ("teacher",), [HIDDEN, "--hidden-weight", w])
      for w in ("0.3", "1", "3")],
    ("two teachers, `uniform`, and `--hidden`", BOTH, [HIDDEN]),
]
OTHER_ROWS = [
    *[(f"`--loss kl --alpha 0.5 --temperature {t}`", ("teacher",),
       ["--loss", "kl", "--alpha", "0.5", "--temperature", t]) for t in "124"],
    *[(f"`--shortcut-penalty {w}`", ("teacher",), ["--shortcut-penalty", w]) for w in ("0.1", "1")],
    ("`--schedule cosine --warmup 0.05`", ("teacher",),
     ["--schedule", "cosine", "--warmup", "0.05"]),
    ("`--schedule linear`", ("teacher",), ["--schedule", "linear"]),
    ("`--schedule plateau`", ("teacher",), ["--schedule", "plateau"]),
    ("`--clip 1`", ("teacher",), ["--clip", "1"]),
    ("`--accumulate 4`", ("teacher",), ["--accumulate", "4"]),
    ("`--qat`", ("teacher",), ["--qat"]),
]

# A range of one value, the default: sweep needs one, and gives what distill does not, F1.
ONE = ["--max-tokens", "200:200:1"]


def words_of(key, teachers, further):
    words = source(*key, teachers)
    for word in further:
        words += ["--hidden", f"TEACHER/{key[0]}/hidden.safetensors"] if word == HIDDEN else [word]
    return words


def start(runs, key, rows):
    """[(title, `sweep --json` to come)]"""
    return [(name, runs.start("sweep", *words_of(key, teachers, further), *ONE,
                              "--seeds", str(runs.seeds), "--threads", "1"))
            for name, teachers, further in rows]


def text(key, rows, compared):
    """The default, then each row with its mean difference to the default."""
    known = next(row for row in compared[key]["rows"] if row["name"] == "distilled")
    base = {measure: known[measure]["values"] for measure in MEASURES}
    lines = [["default", *(cell(base[m]) for m in MEASURES), "", "", ""]]
    for name, report in rows:
        values = {m: report["points"][0][m]["values"] for m in MEASURES}
        lines.append([name, *(cell(values[m]) for m in MEASURES),
                      *(difference(values[m], base[m]) for m in MEASURES)])
    heads = [title(*key), "accuracy", "F1, macro", "QWK", "Δ accuracy", "Δ F1", "Δ QWK"]
    return table(heads, lines)
