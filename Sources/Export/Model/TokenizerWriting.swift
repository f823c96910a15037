import KDQuantize
import KDRuntime

extension StudentConfiguration {
  /// Its tokenizer's table in the model file.
  var tokenizerTable: FlatValue {
    .table(TokenizerField.self) { field in
      switch field {
      case .rules: .uint8(rules.rawValue)
      case .maxTokens: .uint16(UInt16(maxTokens))
      case .words: .names(words)
      case .items: .names(items)
      }
    }
  }

  /// Refuses what the model file does not allow.
  func check() throws(ExportError) {
    try ExportError.check("embedding size", embeddingSize, ModelLimits.embeddingSizes)
    let least = architecture.directions.isEmpty ? 0 : ModelLimits.hiddenSizes.lowerBound
    try ExportError.check("hidden size", hiddenSize, least...ModelLimits.hiddenSizes.upperBound)
    try ExportError.check("dense size", denseSize, ModelLimits.denseSizes)
    try ExportError.check("maximum tokens", maxTokens, ModelLimits.tokenCounts)
    try ExportError.check("labels", labels.count, ModelLimits.labelCounts)
    try ExportError.check("vocabulary", vocabularyCount, ModelLimits.vocabularyCounts)
    try check("label", labels, longest: ModelLimits.labelByteCount)
    try check("word", words, longest: ModelLimits.wordByteCount)
    try check("item", items, longest: ModelLimits.itemByteCount)
  }

  /// Names are compared by bytes, as the runtime does: `String` equality folds Unicode forms.
  private func check(_ what: String, _ names: [String], longest: Int) throws(ExportError) {
    var seen: Set<[UInt8]> = []
    for (index, name) in names.enumerated() {
      let bytes = Array(name.utf8)
      guard !bytes.isEmpty, !bytes.contains(10), !bytes.contains(0) else {
        throw .badText(what: what, index: index)
      }
      try ExportError.check("bytes of \(what) \(index)", bytes.count, 1...longest)
      guard seen.insert(bytes).inserted else { throw .repeated(what: what, text: name) }
    }
  }
}

extension FlatValue {
  /// Names joined by line feeds.
  static func names(_ names: [String]) -> FlatValue { .string(names.joined(separator: "\n")) }
}
