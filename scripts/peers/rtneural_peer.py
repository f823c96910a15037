#!/usr/bin/env python3
"""Times RTNeural on a float student, one thread.

usage: rtneural_peer.py KDRUN STUDENT.safetensors TOKENS RTNEURAL
needs: RTNEURAL, a checkout of RTNeural with its modules; g++ or clang++. Eigen is the checkout's
       own, or the system's. Compiled by each with -O3 -march=native; the faster one is kept.
"""
import array, json, os, pathlib, re, shutil, subprocess, sys, tempfile
import common

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = {"lstm.weight_ih_l0": [64, 32], "lstm.weight_hh_l0": [64, 16], "dense1.weight": [16, 32]}


def includes(checkout):
    """The folders to include from; leaves with a note where something is missing."""
    places = (checkout / "modules" / "Eigen", pathlib.Path("/usr/include/eigen3"))
    eigen = [folder for folder in places if (folder / "Eigen" / "Dense").exists()]
    if not (checkout / "RTNeural" / "RTNeural.h").exists():
        common.skip("rtneural", f"{checkout} has no RTNeural/RTNeural.h")
    if not eigen:
        common.skip("rtneural", "there is no Eigen in its modules, nor the system's")
    return [checkout, checkout / "modules" / "json", eigen[0]]


def version(checkout):
    """The project's version and, of a clone, the commit."""
    lists = checkout / "CMakeLists.txt"
    text = lists.read_text() if lists.exists() else ""
    found = re.search(r"project\(RTNeural VERSION ([\d.]+)", text)
    commit = subprocess.run(["git", "-C", checkout, "rev-parse", "--short", "HEAD"],
                            capture_output=True, text=True).stdout.strip()
    known = [found.group(1)] if found else []
    return " ".join(known + [commit] * (checkout / ".git").exists()) or "unknown version"


def write_weights(student, path):
    """The tensors in the order of rtneural_peer.cpp; returns words and labels."""
    tensors = common.tensors(student)
    wrong = [name for name, shape in SHAPES.items() if tensors[name][0] != shape]
    if wrong:
        sys.exit(f"rtneural: {wrong[0]}: expected {SHAPES[wrong[0]]}, got {tensors[wrong[0]][0]}")
    with open(path, "wb") as file:
        tensors["embedding.weight"][1].tofile(file)
        for end in ("", "_reverse"):
            tensors["lstm.weight_ih_l0" + end][1].tofile(file)
            tensors["lstm.weight_hh_l0" + end][1].tofile(file)
            both = zip(tensors["lstm.bias_ih_l0" + end][1], tensors["lstm.bias_hh_l0" + end][1])
            array.array("f", map(sum, both)).tofile(file)
        for name in ("dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"):
            tensors[name][1].tofile(file)
    return tensors["embedding.weight"][0][0], tensors["dense2.bias"][0][0]


def build(program, compiler, folders, name, labels):
    done = subprocess.run(
        [compiler, "-std=c++17", "-O3", "-march=native", "-DNDEBUG", "-w", f"-DLABELS={labels}",
         '-DNAME="RTNeural, Eigen"', f'-DVERSION="{name}, {compiler}"',
         *(f"-I{folder}" for folder in folders), f"{HERE}/rtneural_peer.cpp", "-o", program],
        capture_output=True, text=True)
    if done.returncode != 0:
        print(f"rtneural: {compiler}: {done.stderr.strip()[:400]}", file=sys.stderr)
    return done.returncode == 0


def output(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    kdrun, student, tokens, checkout = sys.argv[1:4] + [pathlib.Path(sys.argv[4])]
    folders, lines = includes(checkout), []
    calls = str(max(2000, 4_000_000 // (len(common.responses(tokens)[0]) + 10)))
    with tempfile.TemporaryDirectory() as folder:
        words, labels = write_weights(student, f"{folder}/weights")
        for compiler in filter(shutil.which, ("g++", "clang++")):
            program = f"{folder}/{compiler}"
            if not build(program, compiler, folders, version(checkout), labels):
                continue
            command = [program, f"{folder}/weights", str(words), tokens]
            got = [[float(p) for p in row.split()]
                   for row in output(command + ["dump"]).splitlines()]
            worst = common.check("rtneural", got, kdrun, student, tokens, 2e-6)
            lines.append({**json.loads(output(command + [calls])), "worst_difference": worst})
    if not lines:
        common.skip("rtneural", "no C++ compiler could build it")
    print(json.dumps(min(lines, key=lambda line: line["p50_ns"]), separators=(",", ":")))


if __name__ == "__main__":
    main()
