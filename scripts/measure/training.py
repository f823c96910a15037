"""Training epochs, beside PyTorch where it is installed."""
import json, statistics, subprocess, sys, time
from measure.bench import in_turn, ratios
from measure.process import PEERS, cores, note, run, words
from measure.report import middle

EPOCHS = 5


def training(bench):
    bench.report.section("Training, 4,700 responses of 15 tokens",
                         "scripts/peers/train_torch.py --make FOLDER",
                         f"kdrun train FOLDER --starts 1 --epochs {EPOCHS} --threads N --json",
                         f"scripts/peers/train_torch.py FOLDER --epochs {EPOCHS} --threads N")
    data = f"{bench.folder}/training"
    run([sys.executable, PEERS / "train_torch.py", "--make", data])
    python = python_with("torch", bench.options.peers_python)
    threads = sorted({1, len(cores())})
    programs = {(build, n): [kdrun, "train", data, "--starts", 1, "--json", "--force", "--out",
                             f"{data}/student.kdm"]
                for build, kdrun in bench.kdrun.items() for n in threads}
    if python:
        programs |= {("PyTorch", n): [python, PEERS / "train_torch.py", data] for n in threads}
    for command in programs.values():   # or the first round reads PyTorch from the disk
        trained(command + ["--epochs", 1])
    results = in_turn(bench.rounds, {key: lambda command=command, n=key[1]: trained(
        command + ["--epochs", EPOCHS, "--threads", n]) for key, command in programs.items()})
    write(bench, results)
    if not python:
        bench.report.text("PyTorch: not measured, because not found.")


def trained(command):
    """(seconds of an epoch, seconds of the whole process)"""
    start = time.perf_counter()
    line = json.loads(run(command).splitlines()[-1])
    return line["epoch_seconds"], time.perf_counter() - start


def write(bench, results):
    """Ratios are to PyTorch's best number of threads, round by round."""
    columns = {key: [list(column) for column in zip(*pairs)] for key, pairs in results.items()}
    torch = [[columns[key][what] for key in columns if key[0] == "PyTorch"] for what in (0, 1)]
    best = [min(lists, key=statistics.median) if lists else None for lists in torch]
    rows = []
    for (name, threads), times in columns.items():
        gains = [middle(ratios(best[what], times[what])) if best[what] and name != "PyTorch" else ""
                 for what in (0, 1)]
        rows.append([name if name == "PyTorch" else f"kdrun, {name} build", threads,
                     f"{statistics.median(times[0]):.3f}", gains[0],
                     f"{statistics.median(times[1]):.2f}", gains[1]])
        if any(gains) and threads == 1:
            for what, gain in zip(("an epoch", f"whole process of {EPOCHS} epochs"), gains):
                bench.report.headline(f"PyTorch ÷ kdrun with 1 thread, {what}", name, gain)
    bench.report.table(["", "threads", "epoch, s", "PyTorch ÷ this", "whole process, s",
                        "PyTorch ÷ this"], rows)
    bench.report.text(f"{bench.rounds} runs of each in turn, {EPOCHS} epochs a run. kdrun's epoch "
                      "is its training time ÷ epochs, with validation, and its whole process also "
                      "quantises and compares; PyTorch's is the median epoch, without validation. "
                      "PyTorch with its best number of threads is what is divided.")


def python_with(module, pythons):
    for python in pythons:
        try:
            done = subprocess.run(words([python, "-c", f"import {module}"]), capture_output=True)
        except OSError as error:
            note(f"{python}: {error.strerror}")
            continue
        if done.returncode == 0:
            return python
    return None
