/// The caps of a model file, docs/FORMAT.md: its reader refuses what goes beyond them, its writer
/// does too, and training keeps within them.
package enum ModelLimits {
  package static var fileByteCounts: ClosedRange<Int> { 64...16 << 20 }
  /// Rows of the embedding: the unknown token, words, items.
  package static var vocabularyCounts: ClosedRange<Int> { 1...65_535 }
  /// Bytes of a word; a longer one is unknown to every model.
  package static var wordByteCount: Int { 64 }
  package static var itemByteCount: Int { 255 }
  package static var labelByteCount: Int { 255 }
  package static var labelCounts: ClosedRange<Int> { 2...64 }
  package static var layerCount: Int { 8 }
  /// Matrices of one layer.
  package static var matrixCount: Int { 4 }
  package static var fractionBits: ClosedRange<Int> { 0...30 }
  package static var embeddingSizes: ClosedRange<Int> { 1...256 }
  /// Units of one direction.
  package static var hiddenSizes: ClosedRange<Int> { 1...128 }
  package static var denseSizes: ClosedRange<Int> { 1...256 }
  /// Tokens of a response.
  package static var tokenCounts: ClosedRange<Int> { 1...65_535 }
  package static var settingCount: Int { 256 }
  package static var metricCount: Int { 256 }
  package static var goldenCount: Int { 64 }
}
