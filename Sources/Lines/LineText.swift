import KDRuntime

/// What a line of `score` says beside its numbers, part by part.
package protocol LineText {
  var labelCount: Int { get }
  /// Bytes that all parts of one line do not exceed.
  var maximumByteCount: Int { get }
  /// From the id to the first probability; `label` is `labelCount` for what was not scored.
  func putHead(_ label: Int, to writer: inout ByteWriter)
  /// Before the probability of class `index`.
  func putName(_ index: Int, to writer: inout ByteWriter)
  /// The reason and what goes with it.
  func putReason(_ reason: Reason, to writer: inout ByteWriter)
}

/// The names of the classes, in class order.
package protocol LabelNames {
  var labelCount: Int { get }
  /// Bytes of the name of class `index`.
  func byteCount(_ index: Int) -> Int
  /// The name of class `index`, quoted and escaped as the format has it.
  func put(_ index: Int, _ format: ScoreFormat, to writer: inout ByteWriter)
}

/// The parts, made anew for each line.
package struct PlainText<Names: LabelNames>: LineText {
  package let names: Names
  package let format: ScoreFormat

  package init(names: Names, format: ScoreFormat) {
    self.names = names
    self.format = format
  }

  package var labelCount: Int { names.labelCount }

  package var maximumByteCount: Int {
    var most = 0
    var total = 0
    for index in 0..<labelCount {
      // A byte takes six in JSON; quotes, commas and the like are in the rest.
      let count = 6 * names.byteCount(index) + 8
      most = max(most, count)
      total += count
    }
    return most + total + 128
  }

  package func putHead(_ label: Int, to writer: inout ByteWriter) {
    let isScored = label < labelCount
    switch format {
    case .jsonl:
      writer.put(",\"label\":")
      if isScored { names.put(label, format, to: &writer) } else { writer.put("null") }
      writer.put(",\"probs\":{")
    #if !KDRUN_TINY
      case .csv:
        writer.put(0x2C)
        if isScored { names.put(label, format, to: &writer) }
        writer.put(0x2C)
    #endif
    case .text:
      if !isScored { return writer.put("not scored: ") }
      names.put(label, format, to: &writer)
      writer.put("  confidence ")
    }
  }

  package func putName(_ index: Int, to writer: inout ByteWriter) {
    switch format {
    case .jsonl:
      if index > 0 { writer.put(0x2C) }
      names.put(index, format, to: &writer)
      writer.put(0x3A)
    #if !KDRUN_TINY
      case .csv: writer.put(0x2C)
    #endif
    case .text:
      writer.put(index == 0 ? "  (" : ", ")
      names.put(index, format, to: &writer)
      writer.put(": ")
    }
  }

  package func putReason(_ reason: Reason, to writer: inout ByteWriter) {
    switch format {
    case .jsonl:
      writer.put("},\"reason\":\"")
      writer.put(reason.name)
      writer.put(0x22)
    #if !KDRUN_TINY
      case .csv:
        writer.put(0x2C)
        writer.put(reason.name)
    #endif
    case .text:
      if reason == .ok { return }
      if reason.isScored { writer.put("  doubtful: ") }
      writer.put(reason.explanation)
    }
  }
}

extension ByteWriter {
  /// A label, quoted and escaped as the format has it; at most six bytes for each, and two.
  package mutating func put(label: UnsafeBufferPointer<UInt8>, _ format: ScoreFormat) {
    switch format {
    case .jsonl:
      put(0x22)
      put(json: label)
      put(0x22)
    #if !KDRUN_TINY
      case .csv: put(csv: label)
    #endif
    case .text: put(line: label)
    }
  }
}

extension Reason {
  /// The reason in words, for people.
  package var explanation: StaticString {
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
