/// One row of a block, as offsets from the block's memory.
package struct RowOffsets: Equatable, Sendable {
  /// What stands for an id or an item that the data does not give.
  package static let none = -1..<(-1)

  /// Empty in a row that is too long.
  package var text: Range<Int>
  package var item = none
  package var id = none
  /// Longer than the limit; its fields hold nothing.
  package var isTooLong = false

  package init(text: Range<Int>) { self.text = text }
}
