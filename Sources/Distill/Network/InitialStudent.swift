import KDCommon
import KDQuantize
import KDRuntime

/// Training that begins with what another student has learnt, the first of two stages of
/// distillation (Ashvin et al., "Scaling Down").
extension FloatStudent {
  /// Why `self` cannot be where a student of `configuration` begins, or nil: words, items and
  /// labels may differ, sizes, layers and the rules of the text may not.
  public func mismatch(with configuration: StudentConfiguration) -> String? {
    let ours = self.configuration
    guard ours.architecture == configuration.architecture else {
      return "architecture: expected \(configuration.architecture.rawValue), "
        + "got \(ours.architecture.rawValue)"
    }
    for (name, found, expected) in [
      ("text rules", Int(ours.rules.rawValue), Int(configuration.rules.rawValue)),
      ("embedding size", ours.embeddingSize, configuration.embeddingSize),
      ("hidden size", ours.hiddenSize, configuration.hiddenSize),
      ("dense size", ours.denseSize, configuration.denseSize),
    ] where found != expected {
      return "\(name): expected \(expected), got \(found)"
    }
    return nil
  }

  /// Copies from `initial` the rows of the words and items that both know and of the unknown word,
  /// the LSTM, the first dense layer, and the last when the labels are the same. All else stays.
  ///
  /// - Precondition: `initial.mismatch(with: configuration)` is nil.
  package mutating func take(from initial: FloatStudent) {
    let old = initial.configuration
    precondition(initial.mismatch(with: configuration) == nil, "the students do not fit")
    copyRow(0, from: 0, of: initial)
    copyRows(configuration.words, 1, from: old.words, 1, of: initial)
    copyRows(
      configuration.items, 1 + configuration.words.count, from: old.items, 1 + old.words.count,
      of: initial)
    for tensor in layout.tensors {
      switch tensor.role {
      case .embedding: continue
      case .denseWeight(.output), .denseBias(.output):
        if old.labels != configuration.labels { continue }
      default: break
      }
      parameters.replaceSubrange(tensor.range, with: initial.tensor(tensor.role))
    }
  }

  /// Rows of `names`, the first at `first`, from those of the same names in `initial`.
  private mutating func copyRows(
    _ names: [String], _ first: Int, from oldNames: [String], _ oldFirst: Int,
    of initial: FloatStudent
  ) {
    var places: [ByteString: Int] = [:]
    for (place, name) in oldNames.enumerated() where places[ByteString(text: name)] == nil {
      places[ByteString(text: name)] = place
    }
    for (row, name) in names.enumerated() {
      if let old = places[ByteString(text: name)] {
        copyRow(first + row, from: oldFirst + old, of: initial)
      }
    }
  }

  private mutating func copyRow(_ row: Int, from old: Int, of initial: FloatStudent) {
    let width = configuration.embeddingSize
    // The embedding comes first in both.
    for j in 0..<width {
      parameters[row * width + j] = initial.parameters[old * width + j]
    }
  }
}
