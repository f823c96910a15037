"""A float student written by PyTorch, and a check that PyTorch reads ours.

usage: safetensors_fixture.py write FILE      make Tests/ExportTests/Fixtures/pytorch.safetensors
       safetensors_fixture.py read FILE       load FILE strictly into a module and run it
needs: torch, safetensors, numpy
"""
import json, sys
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn


class Student(nn.Module):
    def __init__(self, c):
        super().__init__()
        rows = 1 + len(c["words"]) + len(c["items"])
        self.embedding = nn.Embedding(rows, c["embedding_size"])
        pooled = c["embedding_size"]
        if c["architecture"] == "lstm":
            self.lstm = nn.LSTM(c["embedding_size"], c["hidden_size"], bidirectional=True, batch_first=True)
            pooled = 2 * c["hidden_size"]
        self.dense1 = nn.Linear(pooled, c["dense_size"])
        self.dense2 = nn.Linear(c["dense_size"], len(c["labels"]))

    def forward(self, ids):
        x = self.embedding(ids)
        pooled = self.lstm(x)[0].max(1).values if hasattr(self, "lstm") else x.mean(1)
        return self.dense2(torch.relu(self.dense1(pooled)))


def write(path):
    configuration = {
        "architecture": "lstm", "dense_size": 3, "embedding_size": 4, "hidden_size": 2,
        "items": ["Q1"], "labels": ["0", "1"], "max_tokens": 12, "words": ["bulb", "naïve", "a\"b"],
    }
    student = Student(configuration)
    # Sixteenths: exact in float32 and in text, so that the reader's test can name them.
    for number, (name, tensor) in enumerate(sorted(student.state_dict().items())):
        tensor.copy_(((torch.arange(tensor.numel()) * 5 + number) % 33 - 16).reshape(tensor.shape) / 16)
    save_file(student.state_dict(), path, {"format": "pt", "configuration": json.dumps(configuration)})


def read(path):
    with safe_open(path, "pt") as file:
        metadata = file.metadata()
    configuration = json.loads(metadata["configuration"])
    json.loads(metadata["provenance"])
    student = Student(configuration)
    student.load_state_dict(load_file(path), strict=True)
    with torch.no_grad():
        logits = student.eval()(torch.tensor([[1, 2, 0, 1]]))
    assert logits.shape == (1, len(configuration["labels"])) and torch.isfinite(logits).all()
    print("read", path, [round(x, 4) for x in logits[0].tolist()])


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("write", "read"):
        sys.exit(__doc__)
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
