#!/usr/bin/env python3
"""Times ONNX Runtime on a float student, one thread, through its C API.

usage: onnxruntime_peer.py KDRUN STUDENT.safetensors TOKENS
needs: onnxruntime, onnx, numpy; a C compiler
"""
import glob, json, os, subprocess, sys, tempfile
import common

HERE = os.path.dirname(os.path.abspath(__file__))


def build(program, version):
    subprocess.run(["cc", "-O2", f'-DNAME="ONNX Runtime, C API"', f'-DVERSION="{version}"', '-DPRECISION="float32"',
                    f"{HERE}/onnxruntime_peer.c", "-o", program, "-ldl"], check=True)


def main():
    kdrun, student, tokens = common.arguments(__doc__)
    common.one_thread()
    try:
        import onnxruntime, onnx_model
    except ImportError as error:
        common.skip("onnxruntime", error)
    library = glob.glob(os.path.join(os.path.dirname(onnxruntime.__file__), "capi", "libonnxruntime.so*"))
    if not library:
        common.skip("onnxruntime", "the package has no libonnxruntime.so")
    labels = str(len(common.tensors(student)["dense2.bias"][1]))
    with tempfile.TemporaryDirectory() as folder:
        program, model = f"{folder}/peer", f"{folder}/student.onnx"
        onnx_model.write(student, model)
        build(program, onnxruntime.__version__)
        command = [program, library[0], model, labels, tokens]
        got = [[float(p) for p in line.split()]
               for line in subprocess.run(command + ["dump"], capture_output=True, text=True, check=True).stdout.splitlines()]
        worst = common.check("onnxruntime", got, kdrun, student, tokens, 2e-6)
        length = len(common.responses(tokens)[0])
        calls = str(max(2000, 1_000_000 // (length + 10)))
        line = json.loads(subprocess.run(command + [calls], capture_output=True, text=True, check=True).stdout)
        sizes = {"library_bytes": os.path.getsize(library[0]), "model_bytes": os.path.getsize(model)}
    print(json.dumps({**line, "worst_difference": worst, **sizes}, separators=(",", ":")))


if __name__ == "__main__":
    main()
