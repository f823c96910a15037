"""Workbooks and compressed data by other programs, with what they hold: the oracle of DataTests.

usage: workbook_fixture.py FOLDER      make the files of Tests/DataTests/Fixtures anew
needs: openpyxl, XlsxWriter

deflate.jsonl.gz  streams of zlib at every level and strategy, and damaged ones with zlib's verdict
NAME.xlsx         workbooks; NAME.json has the rows that each sheet must give
"""
import datetime, gzip, hashlib, io, json, random, sys, zipfile, zlib
from pathlib import Path
import openpyxl, xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont


def packed(data, level, strategy, memory=8):
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15, memory, strategy)
    return deflate.compress(data) + deflate.flush()


def verdict(stream):
    """What zlib makes of a stream of deflate: its output and where it ends, or that it is refused."""
    inflate = zlib.decompressobj(-15)
    try:
        output = inflate.decompress(stream)
    except zlib.error:
        return {"verdict": "damaged"}
    if not inflate.eof:
        return {"verdict": "endsEarly"}
    return {"verdict": "good", "bytes": len(output), "sha256": hashlib.sha256(output).hexdigest(),
            "end": len(stream) - len(inflate.unused_data)}


def streams(draw):
    words = [b"sinks", b"floats", b"because", b"it is heavy", b"\xc3\xbc", b"\n", b",", b"7"]
    far = draw.randbytes(300)
    texts = [b"", b"a", b"ab" * 40, bytes(range(256)), bytes(70_000), far + bytes(32_400) + far,
             b" ".join(draw.choice(words) for _ in range(2000)),
             bytes(min(255, int(draw.expovariate(0.05))) for _ in range(3000))]
    for text in texts:
        for level in range(10):
            yield packed(text, level, zlib.Z_DEFAULT_STRATEGY)
        for strategy in (zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED):
            yield packed(text, 6, strategy, 1)
    short = [packed(b" ".join(draw.choice(words) for _ in range(draw.randrange(40))), draw.randrange(10),
                    draw.choice([zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY])) for _ in range(200)]
    for number in range(1200):
        stream = bytearray(draw.choice(short))
        for _ in range(draw.randrange(1, 4)):
            place = draw.randrange(min(len(stream), draw.choice([4, 30, 1000])))
            stream[place] ^= 1 << draw.randrange(8)
        if number % 10 == 0:
            del stream[draw.randrange(len(stream)):]
        yield bytes(stream)
    for _ in range(400):
        # Codes of their own, at random: most are over-subscribed or incomplete.
        yield bytes([4 | draw.randrange(2) | draw.randrange(32) << 3]) + draw.randbytes(draw.randrange(20, 40))


def write_deflate(path):
    lines = []
    for stream in streams(random.Random(13)):
        lines.append(json.dumps({"stream": stream.hex(), **verdict(stream)}))
    # Two members, the first with every optional field of its header.
    text = ("\n".join(lines) + "\n").encode()
    half = len(text) // 2
    header = b"\x1f\x8b\x08\x1f\0\0\0\0\0\xff" + b"\x04\0\x41\x42\0\0" + b"deflate.jsonl\0" + b"note\0"
    header += (zlib.crc32(header) & 0xFFFF).to_bytes(2, "little")
    trailer = zlib.crc32(text[:half]).to_bytes(4, "little") + half.to_bytes(4, "little")
    first = header + packed(text[:half], 9, zlib.Z_DEFAULT_STRATEGY) + trailer
    path.write_bytes(first + gzip.compress(text[half:], 9, mtime=0))


ROWS = [
    ["id", "text", "label"],
    ["a", "It sinks <because> it's \"heavy\" & big", 2],
    ["b", "Ünï ☕ 😀 中文\nsecond line", 2.0],
    ["c", "", 0.1],
    ["d", 0.1 + 0.2, 1e-5],
    ["e", -17.25, 12345678901],
    [True, False, None, "behind a gap"],
]
SHOWN = [
    ["id", "text", "label"],
    ["a", "It sinks <because> it's \"heavy\" & big", "2"],
    ["b", "Ünï ☕ 😀 中文\nsecond line", "2"],
    ["c", "", "0.1"],
    ["d", "0.3", "0.00001"],
    ["e", "-17.25", "12345678901"],
    ["TRUE", "FALSE", "", "behind a gap"],
]
DATES = [(datetime.date(1900, 1, 1), "1900-01-01"), (datetime.date(1900, 3, 1), "1900-03-01"),
         (datetime.date(2000, 2, 29), "2000-02-29"), (datetime.date(2024, 12, 31), "2024-12-31"),
         (datetime.date(9999, 12, 31), "9999-12-31"), (datetime.datetime(2024, 2, 3, 4, 5, 6), "2024-02-03 04:05:06"),
         (datetime.datetime(2024, 2, 3, 23, 59, 59), "2024-02-03 23:59:59"), (datetime.time(13, 5, 7), "13:05:07")]


def numbered(rows):
    return [[number, row] for number, row in enumerate(rows, 1)]


def write_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Answers & more"
    for row in ROWS:
        sheet.append(row)
    sheet["B20"] = "row twenty"
    sheet["A22"] = CellRichText("plain, ", TextBlock(InlineFont(b=True), "bold"), " again ")
    sheet["A23"] = "#N/A"
    sheet["A23"].data_type = "e"
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "secret"
    dates = book.create_sheet("Dates")
    for number, (value, _) in enumerate(DATES, 1):
        dates.cell(number, 1, value)
    dates.cell(len(DATES) + 1, 1, 45292.25).number_format = '[h]:mm'
    dates.cell(len(DATES) + 2, 1, 45292.25).number_format = '"day" 0.00'
    dates.cell(len(DATES) + 3, 1, 45292.25).number_format = '[$-409]d\\.mmm yy;@'
    book.create_chartsheet("Chart")
    book.create_sheet("Empty")
    book.save(path)
    more = [[20, ["", "row twenty"]], [22, ["plain, bold again "]], [23, ["#N/A"]]]
    shown = [text for _, text in DATES] + ["45292.25", "45292.25", "2024-01-01 06:00:00"]
    return [["Answers & more", True, numbered(SHOWN) + more], ["Hidden", False, [[1, ["secret"]]]],
            ["Dates", True, numbered([[text] for text in shown])], ["Chart", True, None], ["Empty", True, []]]


def write_xlsxwriter(path, options):
    book = xlsxwriter.Workbook(path, options)
    sheet = book.add_worksheet("Tabelle1")
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    sheet.write_string(10, 16383, "_x0041_ \x01\r\n end")
    sheet.write_formula(11, 0, "=1+1", None, 2)
    sheet.write_formula(12, 0, '="a"&"b"', None, "ab")
    sheet.write_formula(13, 0, "=1/0", None, "#DIV/0!")
    if not options.get("constant_memory"):
        sheet.merge_range(14, 0, 14, 3, "merged")
    second = book.add_worksheet("Zwei")
    form = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for number, (value, _) in enumerate(DATES):
        second.write_datetime(number, 0, value, form)
    book.close()
    more = [[11, [""] * 16383 + ["_x0041_ \x01\r\n end"]], [12, ["2"]], [13, ["ab"]], [14, ["#DIV/0!"]]]
    if not options.get("constant_memory"):
        more.append([15, ["merged"]])
    shown = [text for _, text in DATES]
    if options.get("date_1904"):
        # Days before the first one remain numbers.
        shown[:2] = ["-1460", "-1401"]
    return [["Tabelle1", True, numbered(SHOWN) + more], ["Zwei", True, numbered([[text] for text in shown])]]


class Pipe(io.RawIOBase):
    """A file without seeking: zipfile then writes lengths behind each entry."""
    def __init__(self, path):
        self.file = open(path, "wb")

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)


def write_streamed(source, path):
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(Pipe(path), "w", zipfile.ZIP_DEFLATED) as copy:
        for name in book.namelist():
            copy.writestr(zipfile.ZipInfo(name.replace("sharedStrings", "SharedStrings")), book.read(name),
                          zipfile.ZIP_STORED if "rels" in name else zipfile.ZIP_DEFLATED)
        copy.comment = b"a comment"


def sparse(rows):
    """Rows without their empty cells: number, then column and text of each other one."""
    return rows if rows is None else [
        [number, [[column, text] for column, text in enumerate(cells, 1) if text]] for number, cells in rows]


def main(folder):
    folder.mkdir(exist_ok=True)
    write_deflate(folder / "deflate.jsonl.gz")
    sheets = {
        "openpyxl": write_openpyxl(folder / "openpyxl.xlsx"),
        "xlsxwriter": write_xlsxwriter(folder / "xlsxwriter.xlsx", {}),
        "inline": write_xlsxwriter(folder / "inline.xlsx", {"constant_memory": True}),
        "mac1904": write_xlsxwriter(folder / "mac1904.xlsx", {"date_1904": True}),
    }
    write_streamed(folder / "openpyxl.xlsx", folder / "streamed.xlsx")
    sheets["streamed"] = sheets["openpyxl"]
    for name, content in sheets.items():
        (folder / f"{name}.json").write_text(json.dumps(
            [{"name": n, "visible": v, "rows": sparse(r)} for n, v, r in content], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
