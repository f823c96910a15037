/// Global pooling: the tokens' vectors → one.
struct PoolLayer {
  /// The largest value of each column; otherwise the mean.
  let isMaximum: Bool
  /// Values that it reads and gives.
  let width: Int

  var kind: LayerKind { isMaximum ? .globalMaxPool : .globalAveragePool }
}

extension PoolLayer {
  /// The layer that `table` states, checked against the values that it reads.
  init(
    _ table: LayerTable, width: Int, bits: Int, _ cursor: inout FileCursor
  ) throws(Refusal) {
    let at = table.offset
    guard table.kind == .globalMaxPool || table.kind == .globalAveragePool else {
      throw cursor.refuse(
        .inconsistent(
          section: .pool, offset: at, expected: Int(LayerKind.globalMaxPool.rawValue),
          found: Int(table.kind.rawValue)))
    }
    try cursor.expect(table.matrixCount, 0, at: at, of: .pool)
    try cursor.expect(table.biases.count, 0, at: at, of: .pool)
    try cursor.expect(table.outputs, width, at: at, of: .pool)
    try cursor.expect(table.outputBits, bits, at: at, of: .pool)
    try table.expectUnused(inputs: width, inputBits: bits, &cursor)
    isMaximum = table.kind == .globalMaxPool
    self.width = width
  }
}
