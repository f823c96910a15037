"""Writes Tests/Fixtures/metrics.json: scikit-learn's figures for random and degenerate predictions.

QWK by RSMTool's formula (rsmtool.utils.metrics.quadratic_weighted_kappa), which must agree with
Cohen's kappa of scikit-learn over the full range of integer values.

usage: python scripts/metrics_fixture.py      (numpy and scikit-learn 1.9.1)
"""
import json
import os
import warnings

import numpy as np
from sklearn.metrics import (accuracy_score, cohen_kappa_score, confusion_matrix, f1_score,
                             precision_recall_fscore_support)

warnings.simplefilter("ignore")
random = np.random.default_rng(20240607)


def rsmtool_qwk(actual, predicted):
    numerator = 2 * np.mean((actual - actual.mean()) * (predicted - predicted.mean()))
    denominator = actual.var() + predicted.var() + (actual.mean() - predicted.mean()) ** 2
    return 1.0 if denominator == 0 else numerator / denominator


def case(name, labels, actual, predicted):
    actual, predicted = np.array(actual), np.array(predicted)
    everything = list(range(len(labels)))
    try:
        values = np.array([float(label) for label in labels])
    except ValueError:
        values = np.arange(len(labels), dtype=float)
    qwk = rsmtool_qwk(values[actual], values[predicted])
    if all(v == int(v) for v in values) and (np.ptp(values[actual]) or np.ptp(values[predicted])):
        full = list(range(int(values.min()), int(values.max()) + 1))
        cohen = cohen_kappa_score(values[actual].astype(int), values[predicted].astype(int),
                                  weights="quadratic", labels=full)
        assert abs(cohen - qwk) < 1e-12, name
    precision, recall, f1, support = precision_recall_fscore_support(
        actual, predicted, labels=everything, zero_division=0)
    return {
        "name": name, "labels": labels, "actual": actual.tolist(), "predicted": predicted.tolist(),
        "accuracy": accuracy_score(actual, predicted),
        # The default classes: those that occur, as label or as prediction.
        "f1_macro": f1_score(actual, predicted, average="macro", zero_division=0),
        "f1_weighted": f1_score(actual, predicted, average="weighted", zero_division=0),
        "qwk": float(qwk), "precision": precision.tolist(), "recall": recall.tolist(),
        "f1": f1.tolist(), "support": support.tolist(),
        "confusion": confusion_matrix(actual, predicted, labels=everything).tolist(),
    }


def noisy(count, classes, agreement):
    actual = random.integers(0, classes, count)
    other = random.integers(0, classes, count)
    return actual, np.where(random.random(count) < agreement, actual, other)


cases = [
    case("four scores", ["0", "1", "2", "3"], *noisy(60, 4, 0.7)),
    case("against chance", ["0", "1", "2", "3", "4", "5"], *noisy(40, 6, 0.0)),
    case("gaps in the range", ["0", "1", "3", "10"], *noisy(50, 4, 0.6)),
    case("negative", ["-2", "-1", "0", "1", "2"], *noisy(50, 5, 0.5)),
    case("fractions", ["0", "0.5", "1", "2.5"], *noisy(50, 4, 0.5)),
    case("words", ["contradictory", "correct", "incorrect"], *noisy(45, 3, 0.6)),
    case("one class never there", ["0", "1", "2"], [0, 1, 0, 1, 1, 0], [0, 1, 1, 1, 0, 0]),
    case("one class never predicted", ["0", "1", "2"], [0, 1, 2, 1, 2, 0], [0, 1, 1, 1, 0, 0]),
    case("one class only predicted", ["0", "1", "2"], [0, 1, 0, 1], [0, 1, 2, 2]),
    case("all right", ["0", "1", "2"], [0, 1, 2, 2], [0, 1, 2, 2]),
    case("all wrong", ["0", "1"], [0, 1, 1, 0], [1, 0, 0, 1]),
    case("constant prediction", ["0", "1", "2"], [0, 1, 2, 1], [1, 1, 1, 1]),
    case("constant label", ["0", "1", "2"], [2, 2, 2], [1, 2, 0]),
    case("two constants", ["0", "1", "2"], [2, 2, 2], [0, 0, 0]),
    case("one class everywhere", ["0", "1"], [1, 1, 1], [1, 1, 1]),
    case("one response", ["0", "1"], [1], [0]),
]
path = os.path.join(os.path.dirname(__file__), "..", "Tests", "Fixtures", "metrics.json")
with open(path, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
