"""Turns the JSON Lines of kdrun score --logits into what the examples print: as_example.py [--logits]"""

import json
import sys

for line in sys.stdin:
    score = json.loads(line)
    numbers = score["logits"] if "--logits" in sys.argv else score["probs"].values()
    form = "%d" if "--logits" in sys.argv else "%.6f"
    print(score["label"] or "", score["reason"], " ".join(form % n for n in numbers), sep="\t")
