#!/usr/bin/env python3
"""Writes the prepared weights of a model file as one flat file, for intrinsics.c.

usage: flatten.py MODEL.kdm OUT

int32 × 5: "KFLT", tokens of the vocabulary, labels, logit bits, shift of the hidden dense layer.
Then, without padding: folded inputs int16 [tokens][2][64]; W_hh int16 [2][64][16]; hidden dense
int16 [16][32], bias int32 [16]; last dense int16 [labels][16], bias int32 [labels].
"""
import array, itertools, struct, sys
import kdm


def check_shape(model):
    kinds = [(layer.kind, layer.outputs) for layer in model.layers[1:-1]]
    if kinds != [(1, 32), (2, 32), (4, 16)] or model.layers[3].activation != 1:
        sys.exit("expected BiLSTM 16+16, global maximum, dense 16 ReLU, dense; "
                 f"got layers (kind, outputs) {kinds}")
    if len(model.labels) > 8:
        sys.exit(f"expected at most 8 labels, got {len(model.labels)}")


def flat(rows):
    return array.array("h", itertools.chain.from_iterable(rows))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    model = kdm.Model(sys.argv[1])
    check_shape(model)
    lstm, hidden, last = model.layers[1], model.layers[3], model.layers[4]
    vocabulary = model.layers[0].matrices[0].rows
    with open(sys.argv[2], "wb") as out:
        out.write(struct.pack("<4siiii", b"KFLT", vocabulary, len(model.labels), model.logit_bits,
                              hidden.shift))
        kdm.folded_inputs(model).tofile(out)
        for matrix in (lstm.matrices[1], lstm.matrices[3]):
            flat(kdm.weights(matrix)).tofile(out)
        for layer in (hidden, last):
            flat(kdm.weights(layer.matrices[0])).tofile(out)
            array.array("i", layer.bias).tofile(out)


if __name__ == "__main__":
    main()
