"""Shared by the peers in Python: the student's tensors, responses, timing, the line they print.

What remains alike in two peers is how each begins: it asks for its own package, which may be missing.
"""
import array, gc, json, math, os, struct, subprocess, sys, time


def skip(peer, error):
    """One plain line on standard error, and success: a peer that is not installed is no failure."""
    print(f"{peer}: skipped, {error}", file=sys.stderr)
    sys.exit(0)


def tensors(path):
    """name -> (shape, array of floats) of a float student."""
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header, data = json.loads(file.read(size)), file.read()
    values = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            values[name] = (entry["shape"], array.array("f", data[start:end]))
    return values


def numpy_tensors(path):
    import numpy
    return {k: numpy.array(v, numpy.float32).reshape(shape) for k, (shape, v) in tensors(path).items()}


def responses(path):
    """Token ids, a list a line; all of one length."""
    with open(path) as file:
        lines = [[int(t) for t in line.split()] for line in file]
    if len({len(line) for line in lines}) != 1:
        sys.exit(f"{path}: expected responses of one length")
    return lines


def scores(kdrun, model, tokens, *options):
    """kdrun's own scores of the token file: one object a response."""
    run = subprocess.run([kdrun, "score", model, "--input", "tokens", "--json", "--data", tokens, *options],
                         capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"kdrun score: {run.stderr.strip()}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def check(peer, got, kdrun, student, tokens, allowed):
    """Compares probabilities with the float student's; returns the largest difference."""
    expected = [list(score["probs"].values()) for score in scores(kdrun, student, tokens)]
    worst = max(abs(a - b) for g, e in zip(got, expected) for a, b in zip(g, e))
    if len(got) != len(expected) or not worst <= allowed:
        sys.exit(f"{peer}: probabilities differ from the float student's by {worst:.3g}, allowed {allowed:.3g}")
    return float(f"{worst:.3g}")


def measure(call, inputs, seconds=1.0):
    """Times call(input) with the inputs in rotation; returns the fields of the line."""
    clock, count = time.perf_counter_ns, len(inputs)
    start = clock()
    for i in range(count):
        call(inputs[i])
    rounds = max(2, math.ceil(seconds * 1e9 / (clock() - start)))
    tare = min(-clock() + clock() for _ in range(1000))
    gc.collect()
    gc.disable()
    times = []
    for _ in range(rounds):
        for value in inputs:
            begin = clock()
            call(value)
            times.append(clock() - begin - tare)
    loop = math.inf
    for _ in range(min(rounds, 10)):
        begin = clock()
        for value in inputs:
            call(value)
        loop = min(loop, (clock() - begin) / count)
    gc.enable()
    times.sort()
    at = lambda part: float(times[min(len(times) - 1, int(len(times) * part))])
    return {"p50_ns": at(0.5), "p90_ns": at(0.9), "p99_ns": at(0.99), "p999_ns": at(0.999),
            "max_ns": float(times[-1]), "loop_ns": round(loop, 1)}


def report(peer, version, precision, tokens, fields, **more):
    line = {"peer": peer, "version": version, "precision": precision, "tokens": tokens}
    print(json.dumps({**line, **fields, **more}, separators=(",", ":")), flush=True)


def arguments(usage):
    """KDRUN STUDENT.safetensors TOKENS"""
    if len(sys.argv) != 4:
        sys.exit(usage)
    return sys.argv[1:]


def one_thread():
    """Before a peer is imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["CUDA_VISIBLE_DEVICES"] = ""
