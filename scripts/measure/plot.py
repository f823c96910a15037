"""Latency against T as an SVG: both axes logarithmic, readable on light and on dark."""
import math

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 760, 460, 62, 34, 44, 190
LABELLED = (1, 2, 5, 15, 60, 200, 512)
# A kernel and its partner in C share a colour; kdrun is whole, C dashed, other runtimes dotted.
COLOURS = {"kdrun scalar": "#7f7f7f",
           "kdrun simd128": "#0072b2", "C SSE2": "#0072b2",
           "kdrun avx2": "#d55e00", "C AVX2": "#d55e00",
           "kdrun avx512": "#009e73", "C AVX-512 VNNI": "#009e73"}
OTHERS = ["#cc79a7", "#b8860b", "#56b4e9", "#8a7dd6", "#a65628", "#5c8a3a"]
STYLE = """text { font: 12px sans-serif; fill: #333 } .grid { stroke: #ccc; stroke-width: 0.5 }
.line { fill: none; stroke-width: 1.8 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } }"""


def svg(series):
    """name -> [(T, nanoseconds)]"""
    axes = Axes(series)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
             "<title>Latency of one score against the number of tokens</title>",
             f"<style>{STYLE}</style>", *axes.grid()]
    parts.append(text(LEFT - 6, TOP - 14, "µs", "end"))
    parts.append(text(LEFT, HEIGHT - 8, "tokens of a response; median time from tokens to "
                                        "probabilities"))
    others = iter(OTHERS * len(series))
    slowest_first = sorted(series, key=lambda name: -dict(series[name]).get(15, 0))
    for number, name in enumerate(slowest_first):
        style = f'stroke="{COLOURS.get(name) or next(others)}"{dash(name)}'
        path = "L".join(f"{axes.x(t):.1f} {axes.y(n / 1000):.1f}" for t, n in series[name])
        height = TOP + 14 + 20 * number
        parts += [f'<path class="line" {style} d="M{path}"/>',
                  f'<path class="line" {style} d="M{WIDTH - RIGHT + 12} {height - 4}h24"/>',
                  text(WIDTH - RIGHT + 42, height, name, "start")]
    return "\n".join(parts) + "\n</svg>\n"


class Axes:
    def __init__(self, series):
        self.tokens = sorted({t for points in series.values() for t, _ in points})
        times = [n / 1000 for points in series.values() for _, n in points]
        self.low, self.high = min(times) * 0.8, max(times) * 1.25

    def x(self, t):
        whole = math.log(max(self.tokens) / min(self.tokens))
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(t / min(self.tokens)) / whole

    def y(self, microseconds):
        share = math.log(self.high / microseconds) / math.log(self.high / self.low)
        return TOP + (HEIGHT - TOP - BOTTOM) * share

    def grid(self):
        for tick in self.ticks():
            yield f'<path class="grid" d="M{LEFT} {self.y(tick):.1f}H{WIDTH - RIGHT}"/>'
            yield text(LEFT - 6, self.y(tick) + 4, f"{tick:,g}", "end")
        for tick in self.tokens:
            yield f'<path class="grid" d="M{self.x(tick):.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
            if tick in LABELLED:
                yield text(self.x(tick), HEIGHT - BOTTOM + 16, tick, "middle")

    def ticks(self):
        decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        values = [digit * 10.0 ** decade for decade in decades for digit in (1, 2, 5)]
        return [value for value in values if self.low <= value <= self.high]


def text(x, y, words, anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def dash(name):
    if name.startswith("kdrun"):
        return ""
    return f' stroke-dasharray="{"6 3" if name.startswith("C ") else "2 3"}"'
