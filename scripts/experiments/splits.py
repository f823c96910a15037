"""Splits of a set made here, for runs whose training rows are not simply those of a file."""
import csv
import random


def split(rows, seed):
    """7:1:2 by item and label."""
    groups = {}
    for row in rows:
        groups.setdefault((row["item"], row["label"]), []).append(row)
    parts = {"train": [], "dev": [], "test": []}
    shuffle = random.Random(seed)
    count = 0
    for group in groups.values():
        shuffle.shuffle(group)
        for row in group:
            # Counted on from group to group, so that small groups give their share too.
            part = "test" if count % 10 in (3, 8) else "dev" if count % 10 == 5 else "train"
            parts[part].append(row)
            count += 1
    return parts


def read(runs, key, part):
    """The rows of an item, or all."""
    name, item = key
    with open(f"{runs.data}/{name}/{part}.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if item is None or row["item"] == item]


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "item", "text", "label"])
        writer.writeheader()
        writer.writerows(rows)
