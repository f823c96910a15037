"""Latency against T as an SVG: both axes logarithmic, readable on light and on dark."""
import math

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 760, 460, 62, 20, 44, 190
# Told apart without colours too: kdrun whole lines, C dashed, others dotted.
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#8a7dd6", "#7f7f7f"]
STYLE = """text { font: 12px sans-serif; fill: #333 } .grid { stroke: #ccc; stroke-width: 0.5 }
.line { fill: none; stroke-width: 1.8 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } }"""


def dash(name):
    return "" if name.startswith("kdrun") else ' stroke-dasharray="6 3"' if name.startswith("C ") else ' stroke-dasharray="2 3"'


def ticks(low, high):
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [t for e in exponents for t in (10 ** e, 2 * 10 ** e, 5 * 10 ** e) if low <= t <= high]


def svg(series):
    """name -> [(T, nanoseconds)]"""
    tokens = [t for points in series.values() for t, _ in points]
    times = [n / 1000 for points in series.values() for _, n in points]
    low, high = min(times) * 0.8, max(times) * 1.25

    def x(t):
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(t / min(tokens)) / math.log(max(tokens) / min(tokens))

    def y(microseconds):
        return TOP + (HEIGHT - TOP - BOTTOM) * math.log(high / microseconds) / math.log(high / low)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
             "<title>Latency of one score against the number of tokens</title>", f"<style>{STYLE}</style>"]
    for tick in ticks(low, high):
        parts.append(f'<path class="grid" d="M{LEFT} {y(tick):.1f}H{WIDTH - RIGHT}"/>'
                     f'<text x="{LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>')
    for tick in sorted(set(tokens)):
        parts.append(f'<path class="grid" d="M{x(tick):.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        if tick in (1, 2, 5, 15, 60, 200, 512):
            parts.append(f'<text x="{x(tick):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{tick}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">tokens; µs from tokens to probabilities, median</text>')
    ordered = sorted(series, key=lambda name: -dict(series[name]).get(15, 0))
    for number, name in enumerate(ordered):
        colour = COLOURS[number % len(COLOURS)]
        path = "L".join(f"{x(t):.1f} {y(n / 1000):.1f}" for t, n in series[name])
        height = TOP + 14 + 20 * number
        parts.append(f'<path class="line" stroke="{colour}"{dash(name)} d="M{path}"/>'
                     f'<path class="line" stroke="{colour}"{dash(name)} d="M{WIDTH - RIGHT + 12} {height - 4}h24"/>'
                     f'<text x="{WIDTH - RIGHT + 42}" y="{height}">{name}</text>')
    return "\n".join(parts) + "\n</svg>\n"
