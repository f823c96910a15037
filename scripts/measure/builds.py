"""The builds of kdrun that are measured, and the student that they score with."""
import json, platform, sys
from measure.process import PEERS, ROOT, note, run, with_variables

X86 = platform.machine() in ("x86_64", "AMD64")


def builds():
    """build name -> kdrun; the wide one only on x86-64 and where the manifest knows it."""
    programs = {"default": compiled({}, [])}
    if X86 and "KDRUN_WIDE" in (ROOT / "Package.swift").read_text():
        programs["wide"] = compiled({"KDRUN_WIDE": "1"}, ["--scratch-path", ".build-wide"])
    return programs


def compiled(variables, options):
    command = ["swift", "build", "-c", "release", *options]
    environment = with_variables(variables)
    note(" ".join([f"{name}={value}" for name, value in variables.items()] + command))
    run(command, cwd=ROOT, env=environment)
    folder = run(command + ["--show-bin-path"], cwd=ROOT, env=environment).strip()
    return f"{folder}/kdrun"


def write_student(folder, kdrun):
    """(float student, model file) of the reference shape, with seeded weights."""
    student, model = f"{folder}/student.safetensors", f"{folder}/student.kdm"
    run([sys.executable, PEERS / "student.py", folder])
    run([kdrun, "export", student, "--calibrate", folder, "--force", "--out", model])
    return student, model


def kernel_builds(programs, model):
    """kernel -> name of the first build that has it and can run it here."""
    found = {}
    for name, kdrun in programs.items():
        line = run([kdrun, "bench", model, "--tokens", 5, "--repetitions", 100, "--json"])
        for kernel in json.loads(line)["kernels"]:
            found.setdefault(kernel, name)
    return found


def swift_version():
    return run(["swift", "--version"]).splitlines()[0]
