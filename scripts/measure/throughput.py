"""Many responses at once, and one response from a standing start."""
import json, pathlib, statistics
from measure.bench import in_turn, ratios
from measure.process import cores, elapsed, peak, run, to_first_output
from measure.report import middle


def throughput(bench):
    count = 200_000 if bench.options.quick else 1_000_000
    bench.report.section(f"Throughput, {count:,} lines of 15 words",
                         "kdrun score MODEL --data lines.txt --threads N > /dev/null")
    file = f"{bench.folder}/lines.txt"
    source = pathlib.Path(bench.made("text", 15)).read_text().splitlines(keepends=True)
    pathlib.Path(file).write_text("".join((source * (count // len(source) + 1))[:count]))

    def command(kdrun, threads):
        return [kdrun, "score", bench.model, "--data", file, "--threads", threads]

    threads = sorted({1, min(2, len(cores())), len(cores())})
    times = in_turn(5, {(build, n): lambda kdrun=kdrun, n=n: elapsed(command(kdrun, n))
                        for build, kdrun in bench.kdrun.items() for n in threads})
    rows = []
    for (build, n), list_ in times.items():
        speed = f"{count / statistics.median(list_):,.0f}"
        gain = middle(ratios(times[build, 1], list_))
        most = peak(command(bench.kdrun[build], n))
        rows.append([f"{build} build", n, f"{statistics.median(list_):.2f}", speed,
                     gain if n > 1 else "", f"{most / 1e6:.1f}" if most else ""])
        bench.report.headline(f"responses/s, {n} thread{'s' * (n > 1)}", build, speed)
        if n == 2:
            bench.report.headline("responses/s, 2 threads ÷ 1", build, gain)
    bench.report.table(["", "threads", "s", "responses/s", "÷ one thread", "peak memory, MB"], rows)
    bench.report.text("5 runs of each in turn, whole processes; seconds are the median.")


def starts(bench):
    bench.report.section("Load and start", "kdrun doctor MODEL --json", "kdrun score MODEL 'a word'")
    rows = []
    programs = {f"{build} build": [kdrun, "score", bench.model, "a word"]
                for build, kdrun in bench.kdrun.items()}
    programs["`echo`, to compare"] = ["/bin/echo", "a word"]
    times = in_turn(51, {name: lambda command=command: 1000 * to_first_output(command)
                         for name, command in programs.items()})
    for build, kdrun in bench.kdrun.items():
        loads = [json.loads(run([kdrun, "doctor", bench.model, "--json"]))["load_ms"]
                 for _ in range(7)]
        rows.append([f"{build} build", middle(loads), middle(times[f"{build} build"])])
        bench.report.headline("process start to first score, ms", build, rows[-1][2])
        bench.report.headline("load with folding, ms", build, rows[-1][1])
    rows.append(["`echo`, to compare", "", middle(times["`echo`, to compare"])])
    bench.report.table(["", "load with folding, ms", "process start to first score, ms"], rows)
    bench.report.text("From the start of the process to the first byte that it writes.")
