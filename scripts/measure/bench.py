"""What every section needs: the builds, the student, how long to measure, the report."""
import json, statistics
from measure import builds
from measure.process import run
from measure.report import Report

ALL_LENGTHS = (1, 2, 5, 10, 15, 30, 60, 100, 200, 350, 512)
QUICK_LENGTHS = (1, 5, 15, 60, 200, 512)


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder, self.report = options, folder, Report()
        quick = options.quick
        self.calls = 20_000 if quick else 100_000
        self.seconds = 0.2 if quick else 1
        self.pairs = 5 if quick else 21
        self.rounds = 3 if quick else 5
        self.lengths = QUICK_LENGTHS if quick else ALL_LENGTHS
        self.series = {}        # name -> [(T, nanoseconds)], for the plot
        self.peer_lines = []    # of T = 15
        self.kdrun = builds.builds()
        self.student, self.model = builds.write_student(folder, self.kdrun["default"])
        self.kernels = builds.kernel_builds(self.kdrun, self.model)
        self.chosen = {name: self.measure(kdrun, "--repetitions", 100)["kernel"]
                       for name, kdrun in self.kdrun.items()}

    def measure(self, kdrun, *options):
        return json.loads(run([kdrun, "bench", self.model, "--json", *options]))

    def line(self, kernel, *options):
        """One line of `kdrun bench` with the build that has the kernel."""
        return self.measure(self.kdrun[self.kernels[kernel]], "--kernel", kernel, *options)

    def p50(self, kernel, tokens=15, calls=20_000):
        """Median nanoseconds of one score, tokens to probabilities."""
        return self.line(kernel, "--tokens", tokens, "--repetitions", calls,
                         "--seconds", self.seconds)["p50_ns"]

    def vector_kernels(self):
        return [kernel for kernel in self.kernels if kernel != "scalar"]

    def made(self, form, tokens):
        """The file of 256 responses of one length: form is tokens or text."""
        return f"{self.folder}/{form}{tokens}.txt"

    def builds_that_choose(self, kernel):
        return [name for name, chosen in self.chosen.items() if chosen == kernel]


def in_turn(rounds, alternatives):
    """name -> [result of each round]; the alternatives take turns, so that drift hits all."""
    results = {name: [] for name in alternatives}
    for _ in range(rounds):
        for name, call in alternatives.items():
            results[name].append(call())
    return results


def ratios(above, below):
    return [a / b for a, b in zip(above, below)]


def fit(points):
    """(slope, start, R²) of a straight line through the points."""
    slope, start = statistics.linear_regression(*zip(*points))
    return slope, start, statistics.correlation(*zip(*points)) ** 2
