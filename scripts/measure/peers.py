"""Other runtimes on the same weights."""
import json, statistics, subprocess, sys
from measure.process import PEERS, note, words
from measure.report import microseconds, middle

NAMES = {"rtneural_peer.py": "RTNeural", "onnxruntime_peer.py": "ONNX Runtime",
         "litert_peer.py": "LiteRT", "torch_peer.py": "PyTorch"}
LENGTHS = {"litert_peer.py": (5, 15, 30)}   # unrolled, so only short ones
ALL_LENGTHS = (5, 15, 60, 200)


def peers(bench):
    bench.report.section("Peers on the same weights, T = 15",
                         "scripts/peers/NAME_peer.py kdrun student.safetensors tokens15.txt",
                         "kdrun bench MODEL --tokens 15, before and after each")
    rows, missing = [], []
    kernels = list(dict.fromkeys(bench.chosen.values()))
    for script, name in NAMES.items():
        rounds = against(bench, script, kernels)
        if not rounds:
            missing.append(name)
            continue
        rows += [row(bench, name, variant, kernels) for variant in zip(*rounds)]
        for tokens in LENGTHS.get(script, ALL_LENGTHS):
            known = [line for line, _ in rounds[0]]
            for line in known if tokens == 15 else measured(bench, script, tokens):
                bench.series.setdefault(line["peer"], []).append((tokens, line["p50_ns"]))
    if rows:
        bench.report.table(["", "precision", "p50, µs", "p99, µs", "off the float student"]
                           + [f"÷ kdrun {kernel}" for kernel in kernels], rows)
    if missing:
        bench.report.text(f"Not measured, because not found: {', '.join(missing)}.")


def against(bench, script, kernels):
    """A list of (line, kernel -> ratio) for each round; empty where the peer is missing."""
    rounds = []
    for _ in range(1 if bench.options.quick else 3):
        before = {kernel: bench.p50(kernel) for kernel in kernels}
        lines = measured(bench, script, 15)
        if not lines:
            return []
        after = {kernel: bench.p50(kernel) for kernel in kernels}
        rounds.append([(line, {kernel: 2 * line["p50_ns"] / (before[kernel] + after[kernel])
                               for kernel in kernels}) for line in lines])
    return rounds


def row(bench, name, rounds, kernels):
    """One variant of a peer, from its rounds."""
    lines = [line for line, _ in rounds]
    bench.peer_lines.append(lines[0])
    times = [microseconds(statistics.median(line[field] for line in lines))
             for field in ("p50_ns", "p99_ns")]
    found = {kernel: middle([by_kernel[kernel] for _, by_kernel in rounds]) for kernel in kernels}
    for build, kernel in bench.chosen.items():
        bench.report.headline(f"{lines[0]['peer']} ÷ kdrun", build, found[kernel])
    return [f"{lines[0]['peer']} {lines[0]['version']}", lines[0]["precision"], *times,
            f"{lines[0]['worst_difference']:.1e}", *found.values()]


def measured(bench, script, tokens):
    """The peer's lines, by the first Python that has it."""
    note(f"{script}, T = {tokens}")
    more = []
    pythons = bench.options.peers_python
    if script == "rtneural_peer.py":
        more, pythons = [bench.options.rtneural], [sys.executable] if bench.options.rtneural else []
    for python in pythons:
        lines = attempted([python, PEERS / script, bench.kdrun["default"], bench.student,
                           bench.made("tokens", tokens), *more])
        if lines:
            return lines
    return []


def attempted(command):
    try:
        done = subprocess.run(words(command), capture_output=True, text=True)
    except OSError as error:
        note(f"{command[0]}: {error.strerror}")
        return []
    if done.stderr.strip():
        note(done.stderr.strip().splitlines()[-1])
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
