"""PERF.md as it grows: sections of commands and tables, and the summary that stands above them."""
import statistics


class Report:
    def __init__(self):
        self.head, self.body = [], []
        self.summary = {}   # what -> build -> text

    def section(self, title, *commands):
        self.body += ["", f"## {title}", ""]
        if commands:
            self.body += [f"    {command}" for command in commands] + [""]

    def table(self, head, rows):
        self.body += table(head, rows)

    def text(self, text):
        self.body += ["", text]

    def headline(self, what, build, text):
        self.summary.setdefault(what, {})[build] = text

    def written(self, chosen):
        """`chosen`: build -> the kernel that it chooses here."""
        names = [f"{build} build, {kernel}" for build, kernel in chosen.items()]
        rows = [[what, *(texts.get(build, "") for build in chosen)]
                for what, texts in self.summary.items()]
        summary = table(["", *names], rows)
        return "\n".join(self.head + ["", "## Summary", ""] + summary + self.body) + "\n"


def table(head, rows, align="right"):
    lines = [head, ["---"] + ["--:" if align == "right" else "---"] * (len(head) - 1), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]


def microseconds(nanoseconds):
    value = nanoseconds / 1000
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def middle(values):
    """The median, and in brackets the middle half of the values, or all when they are few."""
    median = statistics.median(values)
    digits = 2 if median < 10 else 1
    if len(values) == 1:
        return f"{median:.{digits}f}"
    if len(values) < 5:
        low, high = min(values), max(values)
    else:
        low, _, high = statistics.quantiles(values, n=4)
    return f"{median:.{digits}f} ({low:.{digits}f} … {high:.{digits}f})"
