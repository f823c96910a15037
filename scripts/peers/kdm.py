"""Reads a model file (.kdm): a small FlatBuffers reader, enough for Schema/student.fbs."""
import array, collections, struct

Matrix = collections.namedtuple("Matrix", "rows columns fraction_bits multipliers values")


class Table:
    """One FlatBuffers table; fields are numbered from 0 in the order of the schema."""

    def __init__(self, data, position):
        self.data, self.position = data, position
        self.vtable = position - struct.unpack_from("<i", data, position)[0]

    def place(self, field):
        count = struct.unpack_from("<H", self.data, self.vtable)[0]
        offset = 4 + 2 * field
        return self.position + struct.unpack_from("<H", self.data, self.vtable + offset)[0] if offset < count else 0

    def number(self, field, form):
        return struct.unpack_from("<" + form, self.data, self.place(field))[0]

    def target(self, field):
        place = self.place(field)
        return place + struct.unpack_from("<I", self.data, place)[0]

    def table(self, field):
        return Table(self.data, self.target(field))

    def vector(self, field, form):
        start = self.target(field)
        count = struct.unpack_from("<I", self.data, start)[0]
        return struct.unpack_from(f"<{count}{form}", self.data, start + 4)

    def text(self, field):
        return bytes(self.vector(field, "B")).decode()

    def tables(self, field):
        start = self.target(field) + 4
        offsets = self.vector(field, "I")
        return [Table(self.data, start + 4 * i + offset) for i, offset in enumerate(offsets)]


def read_matrix(table):
    return Matrix(table.number(0, "I"), table.number(1, "I"), table.number(2, "B"),
                  table.vector(3, "H"), table.vector(4, "b"))


def weights(matrix):
    """The int16 weights that the runtime uses, row by row (docs/NUMERICS.md, Weights)."""
    rows = []
    for r in range(matrix.rows):
        codes = matrix.values[r * matrix.columns:(r + 1) * matrix.columns]
        rows.append([(q * matrix.multipliers[r] + 128) >> 8 for q in codes])
    return rows


class Model:
    """What a scorer needs of a model file."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        if data[4:8] != b"KDM1":
            raise SystemExit(f"{path}: not a model file, expected KDM1 at byte 4")
        student = Table(data, struct.unpack_from("<I", data)[0])
        self.logit_bits = student.number(1, "B")
        self.labels = student.text(3).split("\n")
        tokenizer = student.table(4)
        self.max_tokens = tokenizer.number(1, "H")
        self.words = [w for w in tokenizer.text(2).split("\n") if w]
        self.items = [w for w in tokenizer.text(3).split("\n") if w]
        self.layers = [Layer(table) for table in student.tables(5)]


class Layer:
    def __init__(self, table):
        self.kind, self.activation = table.number(0, "B"), table.number(1, "B")
        self.shift, self.input_limit = table.number(4, "B"), table.number(7, "i")
        self.inputs, self.outputs = table.number(5, "H"), table.number(6, "H")
        self.matrices = [read_matrix(t) for t in table.tables(11)]
        self.bias = table.vector(12, "i")


def folded_inputs(model):
    """x of docs/NUMERICS.md for each token: 4H values forward, then 4H reverse, int16."""
    embedding, lstm = weights(model.layers[0].matrices[0]), model.layers[1]
    projections = [row for d in (0, 2) for row in weights(lstm.matrices[d])]
    limit, shift = lstm.input_limit, lstm.shift
    table = array.array("h")
    for values in embedding:
        for row, bias in zip(projections, lstm.bias):
            total = bias + sum(map(int.__mul__, row, values))
            table.append(min(max(total >> shift, -limit), limit))
    return table
