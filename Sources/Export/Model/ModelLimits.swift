import KDQuantize

/// The caps of the model file, docs/FORMAT.md: a reader refuses what goes beyond them, so the
/// writer does too.
enum ModelLimits {
  static let fileByteCount = 16 << 20
  static let vocabularyCount = 65_535
  static let wordByteCount = 64
  static let itemByteCount = 255
  static let labelByteCount = 255
  static let labels = 2...64
  static let layers = 1...8
  static let embeddingSize = 1...256
  static let largestHiddenSize = 128
  static let denseSize = 1...256
  static let maxTokens = 1...65_535
  static let listCount = 256
  static let goldenCount = 64

  static func check(_ configuration: StudentConfiguration) throws(ExportError) {
    try check("embedding size", configuration.embeddingSize, embeddingSize)
    let least = configuration.architecture == .lstm ? 1 : 0
    try check("hidden size", configuration.hiddenSize, least...largestHiddenSize)
    try check("dense size", configuration.denseSize, denseSize)
    try check("maximum tokens", configuration.maxTokens, maxTokens)
    try check("labels", configuration.labels.count, labels)
    try check("vocabulary", configuration.vocabularyCount, 1...vocabularyCount)
    try check("label", configuration.labels, longest: labelByteCount)
    try check("word", configuration.words, longest: wordByteCount)
    try check("item", configuration.items, longest: itemByteCount)
  }

  static func check(_ student: QuantizedStudent) throws(ExportError) {
    try check(student.configuration)
    try check("layers", student.layers.count, layers)
    for layer in student.layers {
      for maximum in [layer.sumMaximum, layer.outputMaximum] {
        guard maximum.isFinite, maximum >= 0 else {
          throw .notFinite(what: "calibrated maximum of \(layer.kind)")
        }
      }
    }
  }

  static func check(_ provenance: Provenance) throws(ExportError) {
    try check("settings", provenance.settings.count, 0...listCount)
    try check("metrics", provenance.metrics.count, 0...listCount)
    for metric in provenance.metrics where !metric.value.isFinite {
      throw .notFinite(what: "metric \(metric.name)")
    }
    let texts = [
      provenance.tool, provenance.dataSHA256, provenance.teacher, provenance.teacherSHA256,
    ]
    let names =
      provenance.settings.flatMap { [$0.name, $0.value] } + provenance.metrics.map { $0.name }
    for (index, text) in (texts + names).enumerated() where text.utf8.contains(0) {
      throw .badText(what: "text of the provenance", index: index)
    }
  }

  static func check(_ golden: [Golden]) throws(ExportError) {
    try check("golden vectors", golden.count, 0...goldenCount)
    for (index, vector) in golden.enumerated()
    where vector.item.utf8.contains(0) || vector.text.utf8.contains(0) {
      throw .badText(what: "golden vector", index: index)
    }
  }

  static func check(
    _ what: String, _ found: Int, _ allowed: ClosedRange<Int>
  ) throws(ExportError) {
    guard allowed.contains(found) else {
      throw .outOfRange(what: what, found: found, allowed: allowed)
    }
  }

  /// Texts are compared by bytes, as the runtime does: `String` equality folds Unicode forms.
  private static func check(
    _ what: String, _ texts: [String], longest: Int
  ) throws(ExportError) {
    var seen: Set<[UInt8]> = []
    for (index, text) in texts.enumerated() {
      let bytes = Array(text.utf8)
      guard !bytes.isEmpty, !bytes.contains(10), !bytes.contains(0) else {
        throw .badText(what: what, index: index)
      }
      try check("bytes of \(what) \(index)", bytes.count, 1...longest)
      guard seen.insert(bytes).inserted else { throw .repeated(what: what, text: text) }
    }
  }
}
