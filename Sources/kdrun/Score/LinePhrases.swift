import KDRuntime

/// The parts of a line that do not depend on a number, for one format.
struct LinePhrases {
  private let format: ScoreFormat
  /// Class names, escaped for the format.
  private let labels: [[UInt8]]

  /// - Parameter labels: class names in class order, as UTF-8.
  init(_ labels: [[UInt8]], _ format: ScoreFormat) {
    self.format = format
    self.labels = labels.map { Self.escaped($0, format) }
  }

  /// From the id to the first probability, by label; the last for what was not scored.
  var heads: [[UInt8]] {
    switch format {
    case .jsonl:
      (labels + [Array("null".utf8)]).map { ",\"label\":".utf8 + $0 + ",\"probs\":{".utf8 }
    case .csv: (labels + [[]]).map { ",".utf8 + $0 + ",".utf8 }
    case .text: labels.map { $0 + "  confidence ".utf8 } + [Array("not scored: ".utf8)]
    }
  }

  /// Before each probability, by label.
  var names: [[UInt8]] {
    labels.enumerated().map { index, label in
      switch format {
      case .jsonl: (index == 0 ? "" : ",").utf8 + label + ":".utf8
      case .csv: Array(",".utf8)
      case .text: (index == 0 ? "  (" : ", ").utf8 + label + ": ".utf8
      }
    }
  }

  /// The reason and what goes with it, by `Reason.rawValue`.
  var reasons: [[UInt8]] {
    Reason.allCases.map { reason in
      switch format {
      case .jsonl: Array("},\"reason\":\"\(reason.name)\"".utf8)
      case .csv: Array(",\(reason.name)".utf8)
      case .text:
        !reason.isScored
          ? Array("\(reason.explanation)".utf8)
          : reason == .ok ? [] : Array("  doubtful: \(reason.explanation)".utf8)
      }
    }
  }

  /// The header of the CSV format with its line end; empty for the others.
  func header(hasLogits: Bool) -> [UInt8] {
    guard format == .csv else { return [] }
    var line = Array("id,label,confidence,reason".utf8)
    for prefix in hasLogits ? ["p_", "logit_"] : ["p_"] {
      for name in labels {
        let isQuoted = name.first == 0x22
        line += Array((isQuoted ? ",\"" : ",").utf8) + Array(prefix.utf8)
        line += name.dropFirst(isQuoted ? 1 : 0)
      }
    }
    return line + [10]
  }

  private static func escaped(_ label: [UInt8], _ format: ScoreFormat) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 6 * label.count + 2) { memory, count in
      var writer = ByteWriter(memory.baseAddress!)
      label.withUnsafeBufferPointer { label in
        switch format {
        case .jsonl:
          writer.put(0x22)
          writer.put(json: label)
          writer.put(0x22)
        case .csv: writer.put(csv: label)
        case .text: writer.put(line: label)
        }
      }
      count = writer.count
    }
  }
}

extension Reason {
  /// The reason in words, for people.
  var explanation: StaticString {
    switch self {
    case .ok: "nothing"
    case .invalidUTF8: "holds bytes that are not UTF-8"
    case .mostlyUnknown: "more than half of its words are unknown to the model"
    case .truncated: "only its beginning was read, it is longer than the model takes"
    case .empty: "no word in it"
    case .unknownItem: "the model does not know this item, the score means little"
    case .tooLong: "longer than 1 MiB"
    }
  }
}
