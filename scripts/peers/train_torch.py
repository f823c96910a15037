#!/usr/bin/env python3
"""Trains the student of `kdrun train` with PyTorch and prints one JSON line with the times.

usage: scripts/peers/train_torch.py [DATA] [--threads N] [--epochs N] [--batch-size N]
       scripts/peers/train_torch.py --make FOLDER

DATA is a folder with train.csv, or a CSV file, with columns text and label; without it the made
data are trained on: 4,700 responses of 15 words. --make writes those to FOLDER as train.csv and
dev.csv and trains nothing, so that `kdrun train FOLDER` has the same.
needs: torch, except for --make
"""
import argparse, csv, json, os, pathlib, random, re, statistics, sys, time


def process_seconds():
    """Seconds since the process began, the interpreter's start and imports included."""
    fields = open("/proc/self/stat").read().rpartition(")")[2].split()
    begin = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - begin


def made(count, seed):
    """Responses of 15 of 719 words; the first word decides the label."""
    draw = random.Random(seed)
    rows = []
    for _ in range(count):
        words = [draw.randrange(719) for _ in range(15)]
        rows.append((" ".join(f"w{word}" for word in words), "abcde"[words[0] * 5 // 719]))
    return rows


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, count, seed in (("train", 4700, 0), ("dev", 100, 1)):
        with open(folder / f"{name}.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "text", "label"))
            writer.writerows((f"{name}{i}", *row) for i, row in enumerate(made(count, seed)))


def read(path):
    path = path / "train.csv" if path.is_dir() else path
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["text"], row["label"]) for row in csv.DictReader(file)]


def encode(rows, most=200):
    """Token ids (0: padding), lengths and labels; every word that occurs twice has an id."""
    texts = [re.findall(r"\w+", text.lower())[:most] for text, _ in rows]
    counts = {}
    for words in texts:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    ids = {word: i + 2 for i, word in enumerate(w for w, n in counts.items() if n > 1)}
    labels = sorted({label for _, label in rows})
    kept = [(words, labels.index(label)) for words, (_, label) in zip(texts, rows) if words]
    longest = max(len(words) for words, _ in kept)
    tokens = [[ids.get(w, 1) for w in words] + [0] * (longest - len(words)) for words, _ in kept]
    return tokens, [len(words) for words, _ in kept], [k for _, k in kept], len(ids) + 2, len(labels)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("data", nargs="?", type=pathlib.Path)
    parser.add_argument("--make", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch-size", type=int, default=32)
    options = parser.parse_args()
    if options.make:
        make(options.make)
        return

    import torch

    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    tokens, lengths, labels, words, classes = encode(
        read(options.data) if options.data else made(4700, 0))
    x, n, y = torch.tensor(tokens), torch.tensor(lengths), torch.tensor(labels)
    isEven = bool((n == n[0]).all())

    class Student(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(words, 32, padding_idx=0)
            self.lstm = torch.nn.LSTM(32, 16, batch_first=True, bidirectional=True)
            self.dense1 = torch.nn.Linear(32, 16)
            self.dense2 = torch.nn.Linear(16, classes)

        def forward(self, x, n):
            embedded = self.embedding(x)
            if isEven:
                states = self.lstm(embedded)[0]
            else:
                packed = torch.nn.utils.rnn.pack_padded_sequence(
                    embedded, n, batch_first=True, enforce_sorted=False)
                states = torch.nn.utils.rnn.pad_packed_sequence(
                    self.lstm(packed)[0], batch_first=True, padding_value=-2)[0]
            return self.dense2(torch.relu(self.dense1(states.amax(1))))

    student = Student()
    optimizer = torch.optim.Adam(student.parameters(), lr=3e-3)
    loss_function = torch.nn.CrossEntropyLoss()
    seconds = []
    total = 0.0
    for _ in range(options.epochs):
        begin = time.perf_counter()
        order = torch.randperm(len(y))
        total = 0.0
        for batch in order.split(options.batch_size):
            optimizer.zero_grad(set_to_none=True)
            loss = loss_function(student(x[batch], n[batch]), y[batch])
            loss.backward()
            optimizer.step()
            total += float(loss.detach()) * len(batch)
        seconds.append(time.perf_counter() - begin)
    print(json.dumps({
        "peer": f"PyTorch {torch.__version__}", "threads": options.threads,
        "responses": len(y), "tokens": int(n.sum()), "epochs": options.epochs,
        "loss": round(total / len(y), 4), "epoch_seconds": round(statistics.median(seconds), 4),
        "train_seconds": round(sum(seconds), 4), "process_seconds": round(process_seconds(), 3),
    }))


if __name__ == "__main__":
    main()
