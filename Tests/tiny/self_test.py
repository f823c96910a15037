"""--self-test tells exact golden vectors from others; a model may be built in."""

import os
import subprocess

from common import expect, expect_same, run
from models import golden_logits_at, read, repaired, write


def check(bench):
    for target in bench.targets:
        kdscore = bench.kdscore(target)
        for name, model in bench.models.items():
            count = len(golden_logits_at(read(model)))
            words = f"self-test: {count} golden vectors are exact\n".encode()
            for options in ([], ["--fold"]):
                found = run(kdscore + ["--self-test", model, *options])
                expect((found.code, found.out, found.error) == (0, words, b""), f"{name}: {found}")
            for altered in range(1, count + 1):
                found = run(kdscore + ["--self-test", with_wrong_logits(bench, model, altered)])
                words = f"kdscore: self-test: {altered} of {count} golden vectors differ\n".encode()
                expect((found.code, found.out, found.error) == (65, b"", words), f"{name}: {found}")
                if name != "shipped":
                    break
        yield f"{target}: --self-test of {len(bench.models)} models, and of altered golden vectors"
    for target in bench.targets:
        built_in(bench, target)
        yield f"{target}: a model built in, its file's name with blanks"


def with_wrong_logits(bench, model, count):
    data = bytearray(read(model))
    for place in golden_logits_at(data)[:count]:
        data[place] ^= 1
    return write(bench.path("altered.kdm"), repaired(data))


def built_in(bench, target):
    model = write(bench.path("a model's name.kdm"), read(bench.model))
    built = subprocess.run(["scripts/build-tiny", target, model], capture_output=True)
    expect(built.returncode == 0, f"build-tiny {target} {model!r}: {built}")
    program = f".build-tiny/{target}/kdscore-a model's name"
    command = bench.kdscore(target, program)
    data = b"the bulb lights\n\nbecause of the gap"
    for options in ([], ["--json", "--logits"]):
        expect_same(
            run(command + options, data), run(bench.kdrun(bench.model, *options), data), program)
    found = run(command + ["--self-test"])
    expect(found.code == 0 and found.out.startswith(b"self-test: "), f"{program}: {found}")
    # A model that is named goes before it.
    other = bench.models["odd labels"]
    expect_same(run(command + [other], data), run(bench.kdrun(other), data), program)
    os.remove(program)
