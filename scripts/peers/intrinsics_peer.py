#!/usr/bin/env python3
"""Times the scorer in C intrinsics and checks its logits against kdrun's, all of them.

usage: intrinsics_peer.py KDRUN MODEL.kdm TOKENS [CALLS]

One line an instruction set that this machine has: SSE2, AVX2, AVX-512 with VNNI, each compiled
by gcc and clang where present, the faster of the two kept.
"""
import json, os, shutil, struct, subprocess, sys, tempfile
import common

HERE = os.path.dirname(os.path.abspath(__file__))
SETS = [("SSE2", 128, ["-msse2"], {"sse2"}),
        ("AVX2", 256, ["-march=haswell"], {"avx2"}),
        ("AVX-512 VNNI", 512, ["-march=icelake-server"], {"avx512bw", "avx512vl", "avx512_vnni"})]


def features():
    with open("/proc/cpuinfo") as file:
        return next((set(line.split()) for line in file if line.startswith("flags")), set())


def build(folder, compiler, name, width, options):
    program = f"{folder}/{compiler}{width}"
    version = subprocess.run([compiler, "-dumpversion"], capture_output=True, text=True).stdout.strip()
    subprocess.run([compiler, "-O3", "-ffp-contract=off", *options, f"-DISA={width}", f'-DNAME="C intrinsics, {name}"',
                    f'-DVERSION="{compiler} {version}"', f"{HERE}/intrinsics.c", "-o", program], check=True)
    return program


def digest(rows):
    """FNV-1a of all logits as int32, little-endian; what measure.h prints."""
    value = 0xcbf29ce484222325
    for row in rows:
        for byte in struct.pack(f"<{len(row)}i", *row):
            value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return f"{value:016x}"


def programs(folder, model):
    """(flat file, [[programs of one instruction set], …])"""
    flat = f"{folder}/student.flat"
    subprocess.run([sys.executable, f"{HERE}/flatten.py", model, flat], check=True)
    compilers = [c for c in ("gcc", "clang") if shutil.which(c)]
    have = features()
    return flat, [[build(folder, c, name, width, options) for c in compilers]
                  for name, width, options, needs in SETS if needs <= have]


def run(program, flat, tokens, calls):
    return json.loads(subprocess.run([program, flat, tokens, calls], capture_output=True, text=True, check=True).stdout)


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    kdrun, model, tokens = sys.argv[1:4]
    calls = (sys.argv + ["100000"])[4]
    expected = digest(score["logits"] for score in common.scores(kdrun, model, tokens, "--logits"))
    with tempfile.TemporaryDirectory() as folder:
        flat, sets = programs(folder, model)
        for alternatives in sets:
            lines = [run(program, flat, tokens, calls) for program in alternatives]
            wrong = [line for line in lines if line["digest"] != expected]
            if wrong:
                sys.exit(f"{wrong[0]['peer']}: digest of the logits {wrong[0]['digest']}, kdrun's {expected}")
            print(json.dumps(min(lines, key=lambda line: line["p50_ns"]), separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
