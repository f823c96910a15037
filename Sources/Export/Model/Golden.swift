import KDRuntime

/// A text made from the vocabulary, never a training response, and its exact logits.
public struct Golden: Sendable, Equatable {
  /// The item that it answers; empty for none.
  public var item: String
  /// Words of the vocabulary.
  public var text: String
  /// One a label.
  public var logits: [Int32]

  /// A text with the logits that the model gives it.
  public init(item: String, text: String, logits: [Int32]) {
    self.item = item
    self.text = text
    self.logits = logits
  }
}

extension Golden {
  /// Its table in the model file.
  var table: FlatValue {
    .table(GoldenField.self) { field in
      switch field {
      case .item: .string(item)
      case .text: .string(text)
      case .logits: .int32s(logits)
      }
    }
  }

  /// Refuses what the model file does not allow.
  static func check(_ golden: [Golden], labelCount: Int) throws(ExportError) {
    precondition(golden.allSatisfy { $0.logits.count == labelCount }, "one logit a label")
    try ExportError.check("golden vectors", golden.count, 0...ModelLimits.goldenCount)
    for (index, vector) in golden.enumerated()
    where vector.item.utf8.contains(0) || vector.text.utf8.contains(0) {
      throw .badText(what: "golden vector", index: index)
    }
  }
}
