#!/usr/bin/env python3
"""Times LiteRT on a float student quantised to int8 by TensorFlow's converter, one thread.

usage: litert_peer.py KDRUN STUDENT.safetensors TOKENS
needs: tensorflow (to convert), ai-edge-litert, numpy

The LSTM is unrolled: the converter's fused operator is slower, and in int8 wrong by far.
"""
import functools, importlib.metadata, os, sys, tempfile
import common


def student_function(path, tf, length):
    """ids [1, T] -> probabilities [1, K], unrolled over T."""
    w = {k: tf.constant(v) for k, v in common.numpy_tensors(path).items()}

    def direction(rows, suffix):
        hidden = w["lstm.weight_hh_l0"].shape[1]
        h = c = tf.zeros((1, hidden))
        bias = w["lstm.bias_ih_l0" + suffix] + w["lstm.bias_hh_l0" + suffix]
        outputs = []
        for x in rows:
            gates = (tf.matmul(x, w["lstm.weight_ih_l0" + suffix], transpose_b=True) + bias
                     + tf.matmul(h, w["lstm.weight_hh_l0" + suffix], transpose_b=True))
            i, f, g, o = tf.split(gates, 4, axis=1)
            c = tf.sigmoid(f) * c + tf.sigmoid(i) * tf.tanh(g)
            h = tf.sigmoid(o) * tf.tanh(c)
            outputs.append(h)
        return functools.reduce(tf.maximum, outputs)

    def student(ids):
        embedded = tf.gather(w["embedding.weight"], ids[0])
        rows = tf.split(embedded, length, axis=0)
        pooled = tf.concat([direction(rows, ""), direction(rows[::-1], "_reverse")], axis=1)
        hidden = tf.nn.relu(tf.matmul(pooled, w["dense1.weight"], transpose_b=True) + w["dense1.bias"])
        return tf.nn.softmax(tf.matmul(hidden, w["dense2.weight"], transpose_b=True) + w["dense2.bias"])

    return tf.function(student, input_signature=[tf.TensorSpec((1, length), tf.int32)])


def convert(path, tf, inputs):
    function = student_function(path, tf, inputs[0].shape[1]).get_concrete_function()
    converter = tf.lite.TFLiteConverter.from_concrete_functions([function])
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([ids] for ids in inputs)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    return converter.convert()


def interpreter(Interpreter, model):
    runner = Interpreter(model_content=model, num_threads=1)
    runner.allocate_tensors()
    source, target = runner.get_input_details()[0]["index"], runner.get_output_details()[0]["index"]

    def call(ids):
        runner.set_tensor(source, ids)
        runner.invoke()
        return runner.get_tensor(target)
    return call


def main():
    kdrun, path, tokens = common.arguments(__doc__)
    common.one_thread()
    try:
        import numpy, tensorflow as tf
        from ai_edge_litert.interpreter import Interpreter
    except ImportError as error:
        common.skip("litert", error)
    inputs = [numpy.array([ids], numpy.int32) for ids in common.responses(tokens)]
    if inputs[0].shape[1] > 30:
        common.skip("litert", "unrolled for at most 30 tokens")
    model = convert(path, tf, inputs)
    call = interpreter(Interpreter, model)
    worst = common.check("litert", [call(ids)[0].tolist() for ids in inputs], kdrun, path, tokens, 0.2)
    common.report("LiteRT, unrolled", importlib.metadata.version("ai-edge-litert"), "int8", inputs[0].shape[1],
                  common.measure(call, inputs), worst_difference=worst, model_bytes=len(model))


if __name__ == "__main__":
    main()
