"""Bytes: files, arenas, peaks."""
import json, os
from measure import instructions
from measure.process import run


def sizes(bench):
    bench.report.section("Memory and sizes", "kdrun inspect MODEL --json",
                         "kdrun bench MODEL --json")
    rows = [["model file, int8", size(bench.model)], ["float student", size(bench.student)]]
    for build, kdrun in bench.kdrun.items():
        rows.append([f"kdrun, {build} build", size(kdrun)])
        peak = bench.measure(kdrun, "--repetitions", 1000)["peak_bytes"]
        rows.append([f"peak of `kdrun bench`, {build} build", f"{peak:,}"])
        arenas = json.loads(run([kdrun, "inspect", bench.model, "--json"]))["arena"]
        rows += [[f"arena, {kernel}, {form}", f"{count:,}"] for kernel, forms in arenas.items()
                 if bench.kernels.get(kernel) == build for form, count in forms.items()]
    for line in bench.peer_lines:
        for field, what in (("library_bytes", "shared library"), ("model_bytes", "model")):
            if field in line:
                rows.append([f"{line['peer']}, {what}", f"{line[field]:,}"])
    bench.report.table(["", "bytes"], rows)


def size(path):
    return f"{os.path.getsize(path):,}"


def instruction_counts(bench):
    bench.report.section("Instructions", *instructions.COMMANDS)
    if not instructions.has_valgrind():
        bench.report.text("Not counted, because valgrind is not installed.")
        return
    counts = instructions.counts(bench.kdrun, bench.kernels, bench.model, bench.folder)
    rows = [[name, f"{count:,}"] for name, count in counts.items()]
    bench.report.table(["", "instructions"], rows)
    bench.report.text("A score is a line of `kdrun score`, reading and writing included. valgrind "
                      "has no AVX-512. `scripts/check-instructions` compares with the committed "
                      "counts.")
