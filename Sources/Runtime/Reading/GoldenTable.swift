/// `table Golden`.
package enum GoldenField: Int, TableField, CaseIterable {
  case item, text, logits

  package var byteCount: Int { 4 }
}

/// A text made from the vocabulary and the exact logits that every build and machine must give it.
package struct GoldenVector: ListedTable {
  package let item: UnsafeBufferPointer<UInt8>
  package let text: UnsafeBufferPointer<UInt8>
  /// [labels].
  package let logits: Int32Vector

  package init(_ cursor: inout FileCursor, from field: Int?) throws(Refusal) {
    let table = try cursor.table(GoldenField.self, from: field, of: .golden)
    item = try cursor.string(from: table[.item], of: .goldenItem)
    text = try cursor.string(from: table[.text], of: .goldenText)
    logits = try cursor.int32s(from: table[.logits], of: .goldenLogits)
  }
}

package typealias GoldenVectors = TableList<GoldenVector>

extension TableList where Table == GoldenVector {
  init(
    _ cursor: inout FileCursor, from field: Int, labelCount: Int
  ) throws(Refusal) {
    try self.init(&cursor, from: field, most: ModelLimits.goldenCount, of: .golden) {
      golden, cursor throws(Refusal) in
      // Their count lies in front of the logits that were read last.
      try cursor.expect(
        golden.logits.count, labelCount, at: cursor.offset - 4 * golden.logits.count - 4,
        of: .goldenLogits)
    }
  }
}
