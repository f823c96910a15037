"""One score: by kernel and length, from text, its tail, its growth with the length."""
import statistics
from measure.bench import fit, in_turn
from measure.process import note
from measure.report import microseconds, middle

TABLE_LENGTHS = (5, 15, 60, 200)


def kernels(bench, c_peers):
    bench.report.section("Tokens to probabilities, by kernel and T",
                         "kdrun bench MODEL --kernel NAME --tokens T",
                         "scripts/peers/intrinsics_peer.py kdrun MODEL tokensT.txt")
    rows = []
    for kernel, build in bench.kernels.items():
        note(f"kernel {kernel}")
        points = [(t, bench.p50(kernel, t, bench.calls)) for t in bench.lengths]
        bench.series[f"kdrun {kernel}"] = points
        rows.append([f"kdrun {kernel}, {build} build", *cells(points)])
        for chooser in bench.builds_that_choose(kernel):
            bench.report.headline("tokens to probabilities, T = 15, µs", chooser, cells(points)[1])
    for name, peer in c_peers.items():
        note(f"C {name}")
        points = [(t, peer.p50(t, max(2000, bench.calls * 15 // (t + 14)))) for t in bench.lengths]
        bench.series[f"C {name}"] = points
        rows.append([f"C intrinsics, {name}, {peer.compiler}", *cells(points)])
    bench.report.table(["µs"] + [f"T = {t}" for t in TABLE_LENGTHS], rows)


def cells(points):
    return [microseconds(dict(points)[t]) for t in TABLE_LENGTHS]


def text_and_tail(bench, c_peers):
    bench.report.section("Text to score, and the tail", "kdrun bench MODEL --kernel NAME "
                         "--tokens 15 --repetitions 100000 --seconds 10")
    kernels = bench.vector_kernels()
    measures = {kernel: lambda kernel=kernel: bench.line(
        kernel, "--tokens", 15, "--repetitions", 100_000, "--seconds", 10) for kernel in kernels}
    measures |= {name: lambda peer=peer: peer.line(15, 100_000) for name, peer in c_peers.items()}
    rounds = 2 * bench.rounds + 1
    lines = in_turn(rounds, measures)
    rows = []
    for kernel in kernels:
        from_text = [line["text"]["p50_ns"] / line["p50_ns"] for line in lines[kernel]]
        tail = [line["p99_ns"] / line["p50_ns"] for line in lines[kernel]]
        fields = [median(lines[kernel], f"{name}_ns") for name in ("p50", "p99", "p999", "max")]
        rows.append([f"kdrun {kernel}", fields[0],
                     median([line["text"] for line in lines[kernel]], "p50_ns"),
                     middle(from_text), *fields[1:], middle(tail)])
        for build in bench.builds_that_choose(kernel):
            bench.report.headline("text of 15 words ÷ 15 tokens", build, middle(from_text))
            bench.report.headline("p99 ÷ p50 of 100,000 scores", build, middle(tail))
    for name in c_peers:
        tail = [line["p99_ns"] / line["p50_ns"] for line in lines[name]]
        rows.append([f"C {name}", median(lines[name], "p50_ns"), "", "",
                     median(lines[name], "p99_ns"), "", "", middle(tail)])
    bench.report.table(["µs", "15 tokens", "text, 15 words", "text ÷ tokens", "p99", "p99.9", "max",
                        "p99 ÷ p50"], rows)
    bench.report.text(f"{rounds} runs of 100,000 calls each, in turn; the p99 and all right of it are "
                      "of tokens to probabilities, each the median of the runs. Where the machine "
                      "is shared, the tail of C shows how quiet it was.")


def median(lines, name):
    return microseconds(statistics.median(line[name] for line in lines))


def real_texts(bench):
    """Responses of a file in place of made ones."""
    if not bench.options.data:
        return
    name = bench.options.data.rpartition("/")[2]
    bench.report.section(f"Real responses, {name}",
                         f"kdrun bench MODEL --kernel NAME --data {name}")
    rows = []
    for kernel in bench.vector_kernels():
        line = bench.line(kernel, "--data", bench.options.data)
        times = [microseconds(line[f"{part}_ns"]) for part in ("p50", "p90", "p99")]
        rows.append([f"kdrun {kernel}", *times, f"{line['per_second']:,}"])
    bench.report.table(["text to probabilities, µs", "p50", "p90", "p99", "responses/s"], rows)


def linearity(bench):
    lengths = ",".join(map(str, bench.lengths))
    bench.report.section("Time against T, straight line by least squares",
                         f"kdrun bench MODEL --kernel NAME --tokens {lengths}")
    rows = []
    for name, points in bench.series.items():
        slope, start, r2 = fit(points)
        rows.append([name, f"{slope:.1f}", f"{start:.0f}", f"{r2:.6f}"])
        for build in bench.builds_that_choose(name.removeprefix("kdrun ")):
            bench.report.headline("R² of time against T, 1 … 512", build, f"{r2:.5f}")
    bench.report.table(["", "ns a token", "ns fixed", "R², T = 1 … 512"], rows)
