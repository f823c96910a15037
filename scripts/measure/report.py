"""PERF.md as it grows: sections of commands and tables, and the summary that stands above them."""
import statistics


class Report:
    def __init__(self):
        self.head, self.body = [], []
        self.summary = {}   # what -> build -> text

    def section(self, title, *commands):
        self.body += ["", f"## {title}", "", *(f"    {command}" for command in commands), ""]

    def table(self, head, rows):
        self.body += table(head, rows)

    def text(self, text):
        self.body += ["", text]

    def headline(self, what, build, text):
        self.summary.setdefault(what, {})[build] = text

    def written(self, builds):
        rows = [[what, *(texts.get(build, "") for build in builds)]
                for what, texts in self.summary.items()]
        return "\n".join(self.head + ["", "## Summary", ""]
                         + table(["", *(f"{build} build" for build in builds)], rows)
                         + self.body) + "\n"


def table(head, rows, align="right"):
    lines = [head, ["---"] + ["--:" if align == "right" else "---"] * (len(head) - 1), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]


def microseconds(nanoseconds):
    value = nanoseconds / 1000
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def middle(values, digits=2):
    """Median, and the middle half of the values: all of them when they are few."""
    if len(values) < 5:
        low, high = min(values), max(values)
    else:
        low, _, high = statistics.quantiles(values, n=4)
    return f"{statistics.median(values):.{digits}f}", f"{low:.{digits}f} … {high:.{digits}f}"


def ratio(values, digits=2):
    """The same in one cell; a lone value has no spread."""
    median, spread = middle(values, digits)
    return f"{median} ({spread})" if len(values) > 1 else median
