#!/usr/bin/env python3
"""Times PyTorch on a float student, one thread: eager and jit.

usage: torch_peer.py KDRUN STUDENT.safetensors TOKENS
needs: torch, numpy
"""
import warnings
import common


def load(path, torch):
    weights = {k: torch.from_numpy(v) for k, v in common.numpy_tensors(path).items()}
    rows, embedding = weights["embedding.weight"].shape
    hidden, dense = weights["lstm.weight_hh_l0"].shape[1], len(weights["dense1.bias"])

    class Student(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(rows, embedding)
            self.lstm = torch.nn.LSTM(embedding, hidden, bidirectional=True, batch_first=True)
            self.dense1 = torch.nn.Linear(2 * hidden, dense)
            self.dense2 = torch.nn.Linear(dense, len(weights["dense2.bias"]))

        def forward(self, ids):
            pooled = self.lstm(self.embedding(ids))[0].amax(1)
            return torch.softmax(self.dense2(torch.relu(self.dense1(pooled))), -1)

    student = Student()
    student.load_state_dict(weights)
    return student.eval()


def main():
    kdrun, path, tokens = common.arguments(__doc__)
    common.one_thread()
    warnings.filterwarnings("ignore")
    try:
        import torch
        import numpy
    except ImportError as error:
        common.skip("torch", error)
    torch.set_num_threads(1)
    inputs = [torch.tensor([ids]) for ids in common.responses(tokens)]
    eager = load(path, torch)
    for name, module in (("eager", eager), ("jit", torch.jit.freeze(torch.jit.script(eager)))):
        def call(ids):
            with torch.inference_mode():
                return module(ids).numpy()
        worst = common.check(f"torch {name}", [call(ids)[0].tolist() for ids in inputs], kdrun, path, tokens, 2e-6)
        common.report(f"PyTorch, {name}", torch.__version__, "float32", inputs[0].shape[1],
                      common.measure(call, inputs), worst_difference=worst)


if __name__ == "__main__":
    main()
