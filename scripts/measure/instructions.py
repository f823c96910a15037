"""Instruction counts by callgrind: the same on every run, whatever else the machine does."""
import csv, json, pathlib, platform, shutil, subprocess, sys
from measure import builds
from measure.process import PEERS, note, run, with_variables, words

# Start and end of the process cancel in the difference of two lengths, and so does the beginning of
# the file that tells its form: both are longer than that.
LINES = (1536, 2048)
EPOCHS = (1, 2)
# Swift's dictionaries else draw a seed a process.
REPEATABLE = {"SWIFT_DETERMINISTIC_HASHING": "1"}
COMMANDS = ("valgrind --tool=callgrind kdrun score MODEL --data FILE --threads 1 --kernel NAME, "
            "2,048 lines less 1,536",
            "valgrind --tool=callgrind kdrun train FOLDER --starts 1 --threads 1, "
            "2 epochs less 1; FOLDER by scripts/peers/train_torch.py --make",
            "valgrind --tool=callgrind kdrun check FILE, 4,096 rows less 2,048")


def other_machine():
    """The name of a processor whose counts are not compared, or None on x86-64."""
    return None if builds.X86 else platform.machine()


def has_valgrind():
    return shutil.which("valgrind") is not None


def counts(programs, kernels, model, folder):
    """name -> instructions; `kernels` as of kernel_builds, `folder` as of write_student."""
    found = {}
    for kernel, build in kernels.items():
        if kernel.startswith("avx512"):
            note(f"{kernel}: left out, valgrind has no AVX-512")
            continue
        count = score(programs[build], kernel, "tokens", model, folder)
        found[f"score, {kernel}, 15 tokens"] = count
    text = score(programs["default"], "simd128", "lines", model, folder)
    found["score, simd128, text of 15 words"] = text
    newest = newest_rules(programs["default"], folder)
    text = score(programs["default"], "simd128", "lines", newest, folder)
    found["score, simd128, text of 15 words, text rules 2"] = text
    found["check, a row of CSV with 15 words"] = row(programs["default"], folder)
    found["train, one epoch of 4,700 × 15"] = epoch(programs["default"], folder)
    return found


def score(kdrun, kernel, form, model, folder):
    """Instructions a line, reading and writing included."""
    made = pathlib.Path(folder, "tokens15.txt" if form == "tokens" else "text15.txt")
    source, file = made.read_text().splitlines(keepends=True), pathlib.Path(folder, "count.txt")
    command = [kdrun, "score", model, "--input", form, "--data", file, "--threads", 1,
               "--kernel", kernel]
    totals = []
    for lines in LINES:
        file.write_text("".join(source * (lines // len(source))))
        totals.append(callgrind(command, folder))
    return round((totals[1] - totals[0]) / (LINES[1] - LINES[0]))


def newest_rules(kdrun, folder):
    """The model again, but it reads text by rules 2."""
    student, model = pathlib.Path(folder, "rules2.safetensors"), f"{folder}/rules2.kdm"
    bytes = pathlib.Path(folder, "student.safetensors").read_bytes()
    length = int.from_bytes(bytes[:8], "little")
    header = json.loads(bytes[8:8 + length])
    metadata = header["__metadata__"]
    metadata["configuration"] = json.dumps(json.loads(metadata["configuration"]) | {"rules": 2})
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    student.write_bytes(len(text).to_bytes(8, "little") + text + bytes[8 + length:])
    run([kdrun, "export", student, "--calibrate", folder, "--force", "--out", model])
    return model


def row(kdrun, folder):
    """Instructions to read a labelled row and to look at it."""
    source = pathlib.Path(folder, "text15.txt").read_text().splitlines()
    file, totals = pathlib.Path(folder, "rows.csv"), []
    for rows in (2048, 4096):
        with open(file, "w", newline="") as out:
            table = csv.writer(out)
            table.writerow(["id", "item", "text", "label"])
            for number in range(rows):
                words = source[number % len(source)]
                table.writerow([f"r{number}", "q1", f"{words} {number}", number % 3])
        totals.append(callgrind([kdrun, "check", file, "--json"], folder))
    return round((totals[1] - totals[0]) / 2048)


def epoch(kdrun, folder):
    data = f"{folder}/epoch"
    run([sys.executable, PEERS / "train_torch.py", "--make", data])
    command = [kdrun, "train", data, "--starts", 1, "--threads", 1, "--force",
               "--out", f"{data}/counted.kdm", "--epochs"]
    totals = [callgrind(command + [epochs], folder) for epochs in EPOCHS]
    return totals[1] - totals[0]


def callgrind(command, folder):
    out = pathlib.Path(f"{folder}/callgrind.out")
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
    note(" ".join(["callgrind", pathlib.Path(command[0]).name, *words(command[1:])]))
    done = subprocess.run(valgrind + words(command), capture_output=True, text=True,
                          env=with_variables(REPEATABLE))
    if done.returncode != 0:
        raise SystemExit(f"valgrind: exit {done.returncode}: {done.stderr.strip()}")
    totals = [line for line in out.read_text().splitlines() if line.startswith("totals:")]
    return int(totals[0].split()[1])
