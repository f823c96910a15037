"""The float student as an ONNX model: ids [T, 1] int32 -> probabilities [1, K]."""
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save
import common


def gates(a):
    """i, f, g, o -> ONNX's i, o, f, c."""
    i, f, g, o = np.split(a, 4)
    return np.concatenate([i, o, f, g])


def both(weights, name, change=gates):
    return np.stack([change(weights[f"lstm.{name}_l0{d}"]) for d in ("", "_reverse")])


def write(student, path):
    w = common.numpy_tensors(student)
    hidden, labels = w["lstm.weight_hh_l0"].shape[1], len(w["dense2.bias"])
    constants = {
        "embedding": w["embedding.weight"], "W": both(w, "weight_ih"), "R": both(w, "weight_hh"),
        "B": np.concatenate([both(w, "bias_ih"), both(w, "bias_hh")], axis=1),
        "w1": w["dense1.weight"], "b1": w["dense1.bias"], "w2": w["dense2.weight"], "b2": w["dense2.bias"],
        "first": np.array([0], np.int64), "flat": np.array([1, 2 * hidden], np.int64)}
    nodes = [
        helper.make_node("Gather", ["embedding", "ids"], ["x"]),
        helper.make_node("LSTM", ["x", "W", "R", "B"], ["y"], hidden_size=hidden, direction="bidirectional"),
        helper.make_node("ReduceMax", ["y", "first"], ["maxima"], keepdims=0),
        helper.make_node("Reshape", ["maxima", "flat"], ["pooled"]),
        helper.make_node("Gemm", ["pooled", "w1", "b1"], ["sums"], transB=1),
        helper.make_node("Relu", ["sums"], ["hidden"]),
        helper.make_node("Gemm", ["hidden", "w2", "b2"], ["logits"], transB=1),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1)]
    graph = helper.make_graph(
        nodes, "student", [helper.make_tensor_value_info("ids", TensorProto.INT32, ["T", 1])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [1, labels])],
        [numpy_helper.from_array(np.ascontiguousarray(v), k) for k, v in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    checker.check_model(model)
    save(model, path)
