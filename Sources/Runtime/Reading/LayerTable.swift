/// `table Layer`.
package enum LayerField: Int, TableField, CaseIterable {
  case kind, activation, inputBits, outputBits, shift, inputs, outputs, inputLimit
  case sumMaximum, outputMaximum, sumBounds, weights, bias

  package var byteCount: Int {
    switch self {
    case .kind, .activation, .inputBits, .outputBits, .shift: 1
    case .inputs, .outputs: 2
    default: 4
    }
  }
}

/// One layer as read, whatever its kind; the layer of its kind is made of it.
struct LayerTable {
  let kind: LayerKind
  let activation: Activation
  let inputBits: Int
  let outputBits: Int
  let shift: Int
  let inputs: Int
  let outputs: Int
  let inputLimit: Int32
  let matrixCount: Int
  let matrices: InlineArray<4, Matrix>
  let biases: Int32Vector
  /// Where the table starts, for messages.
  let offset: Int
  private let bounds: FileRange

  init(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let table = try cursor.table(LayerField.self, from: field, of: .layer)
    offset = table.start
    let kind = cursor.uint8(at: table[.kind])
    try cursor.check(
      kind, 0...Int(LayerKind.newest.rawValue), at: table[.kind], of: .layer)
    self.kind = LayerKind(rawValue: UInt8(kind))!
    let activation = cursor.uint8(at: table[.activation])
    try cursor.check(
      activation, 0...Int(Activation.newest.rawValue), at: table[.activation], of: .layer)
    self.activation = Activation(rawValue: UInt8(activation))!
    inputBits = cursor.uint8(at: table[.inputBits])
    outputBits = cursor.uint8(at: table[.outputBits])
    shift = cursor.uint8(at: table[.shift])
    inputs = cursor.uint16(at: table[.inputs])
    outputs = cursor.uint16(at: table[.outputs])
    inputLimit = Int32(cursor.int32(at: table[.inputLimit]))
    try cursor.checkMaximum(at: table[.sumMaximum], of: .layer)
    try cursor.checkMaximum(at: table[.outputMaximum], of: .layer)
    bounds = try cursor.vector(4, from: table[.sumBounds], of: .sumBounds)
    let weights = try cursor.vector(4, from: table[.weights], of: .weights)
    matrixCount = weights.count
    try cursor.check(
      weights.count, 0...ModelLimits.matrixCount, at: weights.countOffset, of: .weights)
    try cursor.check(
      bounds.count, weights.count...weights.count, at: bounds.countOffset, of: .sumBounds)
    var matrices = InlineArray<4, Matrix>(repeating: .none)
    for index in 0..<weights.count { matrices[index] = try Matrix(&cursor, from: weights[index]) }
    self.matrices = matrices
    biases = try cursor.int32s(from: table[.bias], of: .bias)
  }

  func expectKind(_ expected: LayerKind, _ cursor: inout FileCursor) throws(Refusal) {
    try cursor.expect(
      Int(kind.rawValue), Int(expected.rawValue), at: offset, of: .layerKind)
  }

  func expectShape(
    _ matrix: Matrix, _ rows: Int, _ columns: Int, of section: ModelSection,
    _ cursor: inout FileCursor
  ) throws(Refusal) {
    try cursor.expect(matrix.rows, rows, at: offset, of: section)
    try cursor.expect(matrix.columns, columns, at: offset, of: section)
  }

  /// A layer that only passes values on leaves the other fields zero.
  func expectUnused(
    inputs: Int, inputBits: Int, _ cursor: inout FileCursor
  ) throws(Refusal) {
    try cursor.expect(self.inputs, inputs, at: offset, of: .layer)
    try cursor.expect(self.inputBits, inputBits, at: offset, of: .layer)
    try cursor.expect(shift, 0, at: offset, of: .layer)
    try cursor.expect(Int(activation.rawValue), 0, at: offset, of: .layer)
    try cursor.expect(Int(inputLimit), 0, at: offset, of: .layer)
  }

  /// The stored bound of matrix `index` is `bound`, the largest magnitude that its 32-bit sum can
  /// reach, in any order of its terms. In 64 bits everywhere: a crafted model reaches beyond what
  /// 32-bit processors call Int.
  func checkBound(_ index: Int, _ bound: Int64, _ cursor: inout FileCursor) throws(Refusal) {
    guard let small = Int32(exactly: bound) else {
      throw cursor.refuse(.couldOverflow(section: .sumBounds, offset: bounds.offset, bound: bound))
    }
    try cursor.expect(
      Int(clamping: cursor.uint32(at: bounds[index])), Int(small), at: bounds[index],
      of: .sumBounds)
  }
}

/// The layers of the file, read one after the other in the order in which they run.
struct LayerTables {
  private let offsets: FileRange
  private var index = 0

  init(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    offsets = try cursor.vector(4, from: field, of: .layers)
    // An embedding, a pool and a dense layer at least.
    try cursor.check(
      offsets.count, 3...ModelLimits.layerCount, at: offsets.countOffset, of: .layers)
  }

  var isAtEnd: Bool { index == offsets.count }

  mutating func next(_ cursor: inout FileCursor) throws(Refusal) -> LayerTable {
    guard !isAtEnd else {
      throw cursor.refuse(
        .inconsistent(
          section: .layers, offset: offsets.countOffset, expected: index + 1, found: index))
    }
    index += 1
    return try LayerTable(&cursor, from: offsets[index - 1])
  }
}

extension FileCursor {
  /// A finite float32 that is not negative; exponent 255 is infinity or NaN.
  fileprivate mutating func checkMaximum(
    at offset: Int, of section: ModelSection
  ) throws(Refusal) {
    try check(Int(clamping: uint32(at: offset)), 0...0x7F7F_FFFF, at: offset, of: section)
  }
}
