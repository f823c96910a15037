"""kdrun's kernels against C intrinsics of the same instruction set."""
import json, shutil, statistics, sys
from measure.bench import in_turn, ratios
from measure.process import PEERS, note, run
from measure.report import microseconds, middle

sys.path.insert(0, str(PEERS))
import common
import intrinsics_peer

PARTNERS = {"simd128": "SSE2", "avx2": "AVX2", "avx512": "AVX-512 VNNI"}


class CPeer:
    """The program for one instruction set, by the compiler whose code is faster."""

    def __init__(self, bench, flat, alternatives):
        self.bench, self.flat = bench, flat
        self.program = min(alternatives, key=lambda each: self.line(15, 20_000, each)["p50_ns"])
        line = self.line(15, 256)
        self.name, self.compiler = line["peer"].split(", ")[1], line["version"]
        self.digest = line["digest"]

    def line(self, tokens, calls, program=None):
        file = self.bench.made("tokens", tokens)
        return json.loads(run([program or self.program, self.flat, file, calls]))

    def p50(self, tokens, calls):
        return self.line(tokens, calls)["p50_ns"]


def compiled(bench):
    """instruction set -> its program; their logits, all of them, must be kdrun's."""
    if not any(map(shutil.which, ("gcc", "clang"))):
        note("C: left out, there is no compiler")
        return {}
    flat, sets = intrinsics_peer.programs(bench.folder, bench.model)
    peers = [CPeer(bench, flat, alternatives) for alternatives in sets]
    tokens = bench.made("tokens", 15)
    scores = common.scores(bench.kdrun["default"], bench.model, tokens, "--logits")
    expected = intrinsics_peer.digest(score["logits"] for score in scores)
    for peer in peers:
        if peer.digest != expected:
            raise SystemExit(f"C, {peer.name}: digest of the logits {peer.digest}, "
                             f"kdrun's {expected}")
    return {peer.name: peer for peer in peers}


def against(bench, c_peers):
    pairs = {kernel: name for kernel, name in PARTNERS.items()
             if kernel in bench.kernels and name in c_peers}
    if not pairs:
        return
    bench.report.section("Against C intrinsics of the same instruction set, T = 15",
                         "kdrun bench MODEL --kernel NAME --tokens 15",
                         "scripts/peers/intrinsics_peer.py kdrun MODEL tokens15.txt")
    rows = []
    for kernel, name in pairs.items():
        note(f"{kernel} against C")
        times = in_turn(bench.pairs, {"kdrun": lambda: bench.p50(kernel),
                                      "C": lambda: c_peers[name].p50(15, 20_000)})
        found = middle(ratios(times["kdrun"], times["C"]))
        rows.append([f"kdrun {kernel} ÷ C {name}",
                     *(microseconds(statistics.median(ns)) for ns in times.values()), found])
        bench.report.headline(f"kdrun {kernel} ÷ C {name}", bench.kernels[kernel], found)
    bench.report.table(["", "kdrun, µs", "C, µs", "kdrun ÷ C"], rows)
    bench.report.text(f"{bench.pairs} runs of each in turn, 20,000 calls a run. The logits of the "
                      "C programs are compared with kdrun's, all of them, before they are timed.")
