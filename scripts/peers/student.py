#!/usr/bin/env python3
"""Makes a float student with seeded random weights, and responses to time it with.

usage: student.py OUT [SEED]

Writes OUT/student.safetensors (720 words, embedding 32, BiLSTM 16+16, dense 16 ReLU, dense 5: the
reference shape), OUT/train.csv and OUT/dev.csv to calibrate it, OUT/text15.txt (256 responses of 15
words) and OUT/tokensT.txt (256 responses of T token ids) for the lengths below. Then:

    kdrun export OUT/student.safetensors --calibrate OUT --force --out OUT/student.kdm
"""
import array, csv, json, math, os, random, struct, sys

WORDS, EMBEDDING, HIDDEN, DENSE, LABELS = 720, 32, 16, 16, 5
LENGTHS = (1, 2, 5, 10, 15, 30, 60, 100, 200, 350, 512)
RESPONSES = 256


def vocabulary(generator):
    words = set()
    while len(words) < WORDS:
        length = generator.choice((2, 3, 4, 4, 5, 5, 6, 7, 8, 10))
        words.add("".join(generator.choice("etaoinshrdlucmfwypvbgk") for _ in range(length)))
    return sorted(words)


def shapes():
    """The tensors in the order of docs/FORMAT.md."""
    yield "embedding.weight", (WORDS + 1, EMBEDDING)
    for direction in ("", "_reverse"):
        yield f"lstm.weight_ih_l0{direction}", (4 * HIDDEN, EMBEDDING)
        yield f"lstm.weight_hh_l0{direction}", (4 * HIDDEN, HIDDEN)
        yield f"lstm.bias_ih_l0{direction}", (4 * HIDDEN,)
        yield f"lstm.bias_hh_l0{direction}", (4 * HIDDEN,)
    yield "dense1.weight", (DENSE, 2 * HIDDEN)
    yield "dense1.bias", (DENSE,)
    yield "dense2.weight", (LABELS, DENSE)
    yield "dense2.bias", (LABELS,)


def values(generator, name, shape):
    """As wide as training leaves them: states that move, gates that are seldom saturated."""
    spread = {"embedding.weight": 0.5, "dense1.weight": 0.4, "dense2.weight": 0.8}.get(name, 0.3)
    if name.startswith("lstm.bias_hh"):
        spread = 0
    return array.array("f", (generator.gauss(0, spread) for _ in range(math.prod(shape))))


def write_student(path, words, generator):
    configuration = {"architecture": "lstm", "dense_size": DENSE, "embedding_size": EMBEDDING,
                     "hidden_size": HIDDEN, "items": [], "labels": [str(k) for k in range(LABELS)],
                     "max_tokens": 512, "words": words}
    header = {"__metadata__": {"format": "pt", "configuration": compact(configuration)}}
    data = bytearray()
    for name, shape in shapes():
        start = len(data)
        data += values(generator, name, shape).tobytes()
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, len(data)]}
    text = compact(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def write_data(folder, part, words, generator, count):
    with open(f"{folder}/{part}.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "text", "label"])
        for number in range(count):
            text = generator.choices(words, k=generator.randint(5, 40))
            rows.writerow([f"{part}-{number}", " ".join(text), number % LABELS])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder, generator = sys.argv[1], random.Random(int((sys.argv + ["0"])[2]))
    os.makedirs(folder, exist_ok=True)
    words = vocabulary(generator)
    write_student(f"{folder}/student.safetensors", words, generator)
    write_data(folder, "train", words, generator, 500)
    write_data(folder, "dev", words, generator, 100)
    with open(f"{folder}/text15.txt", "w") as file:
        for _ in range(RESPONSES):
            print(*generator.choices(words, k=15), file=file)
    for length in LENGTHS:
        with open(f"{folder}/tokens{length}.txt", "w") as file:
            for _ in range(RESPONSES):
                print(*(generator.randint(1, WORDS) for _ in range(length)), file=file)


if __name__ == "__main__":
    main()
