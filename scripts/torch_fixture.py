"""Writes Tests/DistillTests/Fixtures/torch.json: small students with their logits, loss, gradients
and weights after three steps of Adam, computed by PyTorch in float64 from float32 weights.

usage: python scripts/torch_fixture.py        (needs: pip install torch)
"""
import json
import os

import torch
from torch import nn

GATES = 4


class Student(nn.Module):
    def __init__(self, vocabulary, embedding, hidden, dense, labels, architecture):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding)
        self.lstm = None
        pooled = embedding
        if architecture == "lstm":
            self.lstm = nn.LSTM(embedding, hidden, bidirectional=True, batch_first=True)
            pooled = 2 * hidden
            # The student has one bias a gate: b_hh is zero and stays so.
            for name, p in self.lstm.named_parameters():
                if name.startswith("bias_hh"):
                    p.data.zero_()
                    p.requires_grad_(False)
        self.dense1 = nn.Linear(pooled, dense)
        self.dense2 = nn.Linear(dense, labels)

    def forward(self, tokens):
        lengths = torch.tensor([len(t) for t in tokens])
        x = self.embedding(nn.utils.rnn.pad_sequence(tokens, batch_first=True))
        if self.lstm is None:
            mask = torch.arange(x.shape[1])[None, :] < lengths[:, None]
            pooled = (x * mask[:, :, None]).sum(1) / lengths[:, None]
        else:
            packed = nn.utils.rnn.pack_padded_sequence(
                x, lengths, batch_first=True, enforce_sorted=False)
            h, _ = nn.utils.rnn.pad_packed_sequence(
                self.lstm(packed)[0], batch_first=True, padding_value=-1e9)
            pooled = h.max(1).values
        return self.dense2(torch.relu(self.dense1(pooled)))

    def ordered(self):
        """Parameters in the student file's order."""
        names = ["embedding.weight"]
        if self.lstm is not None:
            for suffix in ("", "_reverse"):
                names += [f"lstm.weight_ih_l0{suffix}", f"lstm.weight_hh_l0{suffix}",
                          f"lstm.bias_ih_l0{suffix}"]
        names += ["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"]
        named = dict(self.named_parameters())
        return [named[n] for n in names]


def flat(tensors):
    return [float(f"{v:.10g}") for t in tensors for v in t.detach().reshape(-1).tolist()]


def case(seed, architecture, embedding, hidden, dense, labels, vocabulary, lengths, lam):
    torch.manual_seed(seed)
    student = Student(vocabulary, embedding, hidden, dense, labels, architecture).double()
    for p in student.parameters():
        p.data = p.data.float().double()
    tokens = [torch.randint(0, vocabulary, (n,)) for n in lengths]
    label = torch.randint(0, labels, (len(lengths),))
    soft = torch.softmax(torch.randn(len(lengths), labels), -1).float().double()
    optimizer = torch.optim.Adam([p for p in student.parameters() if p.requires_grad], lr=3e-3)
    result = {
        "architecture": architecture, "embedding": embedding, "hidden": hidden, "dense": dense,
        "labels": labels, "vocabulary": vocabulary, "lambda": lam,
        "tokens": [t.tolist() for t in tokens], "label": label.tolist(),
        "soft": [[float(f"{v:.10g}") for v in row] for row in soft.tolist()],
        "parameters": flat(student.ordered()),
    }
    for step in range(3):
        logits = student(tokens)
        log_p = torch.log_softmax(logits, -1)
        loss = nn.functional.nll_loss(log_p, label) - lam * (soft * log_p).sum(-1).mean()
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            result["logits"] = flat([logits])
            result["loss"] = loss.item()
            result["gradient"] = flat([p.grad for p in student.ordered()])
        optimizer.step()
    result["after_three_steps"] = flat(student.ordered())
    return result


def main():
    cases = [
        case(1, "lstm", 8, 4, 6, 3, 9, [5, 2, 7, 1, 3], 0.5),
        case(2, "lstm", 5, 3, 4, 2, 6, [3, 3, 1], 1.0),
        case(3, "ann", 6, 4, 5, 4, 8, [4, 1, 6, 2], 0.2),
    ]
    folder = os.path.join(os.path.dirname(__file__), "..", "Tests", "DistillTests", "Fixtures")
    with open(os.path.join(folder, "torch.json"), "w") as out:
        for i, c in enumerate(cases):
            out.write(("[" if i == 0 else ",\n") + json.dumps(c))
        out.write("]\n")


main()
