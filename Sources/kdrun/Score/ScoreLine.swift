import KDRuntime

/// How `score` writes a line.
enum ScoreFormat: Sendable {
  case text
  case jsonl
  case csv
}

/// What one response got, ready to be written.
struct ScoredResponse {
  var reason = Reason.empty
  /// Class index, −1 when not scored.
  var label = -1
}

/// Writes the lines of `score`; knows the class names in the form that each format needs.
///
/// A pure function from numbers to bytes: no allocation a line, no Foundation.
struct ScoreLine {
  let format: ScoreFormat
  let hasLogits: Bool
  /// Whether the text format begins with the response's id.
  let showsID: Bool
  let labelCount: Int
  /// Class names, escaped for the format, one after the other; `ends[i]` is the end of name i.
  private let names: [UInt8]
  private let ends: [Int]

  /// - Parameter labels: class names in class order, as UTF-8.
  init(_ labels: [[UInt8]], format: ScoreFormat, hasLogits: Bool, showsID: Bool) {
    self.format = format
    self.hasLogits = hasLogits
    self.showsID = showsID
    labelCount = labels.count
    var names: [UInt8] = []
    var ends: [Int] = []
    for label in labels {
      names += ScoreLine.escaped(label, format)
      ends.append(names.count)
    }
    self.names = names
    self.ends = ends
  }

  /// Bytes that no line with an id of `idByteCount` exceeds.
  func maximumByteCount(idByteCount: Int) -> Int {
    // A probability or a logit takes at most 20 bytes with its separator.
    6 * idByteCount + 3 * names.count + labelCount * 60 + 200
  }

  /// The header of the CSV format; empty for the others.
  func header() -> [UInt8] {
    guard format == .csv else { return [] }
    var line = Array("id,label,confidence,reason".utf8)
    for prefix in hasLogits ? ["p_", "logit_"] : ["p_"] {
      for index in 0..<labelCount {
        let quotedName = Array(names[nameRange(index)])
        let isQuoted = quotedName.first == 0x22
        line += Array((isQuoted ? ",\"" : ",").utf8) + Array(prefix.utf8)
        line += quotedName.dropFirst(isQuoted ? 1 : 0)
      }
    }
    return line + [10]
  }

  /// Appends the line of one response.
  ///
  /// - Parameters:
  ///   - id: the row's id; nil writes `number`.
  ///   - number: 1-based line number.
  ///   - millionths: [labelCount] probabilities × 10⁶, read only when scored.
  ///   - logits: [labelCount], read only when scored and wanted.
  func write(
    _ response: ScoredResponse, id: UnsafeBufferPointer<UInt8>?, number: Int,
    millionths: UnsafePointer<UInt32>, logits: UnsafeBufferPointer<Int32>,
    to writer: inout ByteWriter
  ) {
    switch format {
    case .jsonl:
      writer.put("{\"id\":")
      if let id {
        writer.put(0x22)
        writer.put(json: id)
        writer.put(0x22)
      } else {
        writer.put(integer: number)
      }
      putJSON(response, millionths, logits, &writer)
    case .csv:
      if let id { writer.put(csv: id) } else { writer.put(integer: number) }
      putCSV(response, millionths, logits, &writer)
    case .text:
      if showsID {
        if let id { writer.put(line: id) } else { writer.put(integer: number) }
        writer.put(0x09)
      }
      putText(response, millionths, logits, &writer)
    }
    writer.put(0x0A)
  }

  private func putJSON(
    _ response: ScoredResponse, _ millionths: UnsafePointer<UInt32>,
    _ logits: UnsafeBufferPointer<Int32>, _ writer: inout ByteWriter
  ) {
    let isScored = response.reason.isScored
    writer.put(",\"label\":")
    if isScored { putName(response.label, &writer) } else { writer.put("null") }
    writer.put(",\"probs\":{")
    for index in 0..<(isScored ? labelCount : 0) {
      if index > 0 { writer.put(0x2C) }
      putName(index, &writer)
      writer.put(0x3A)
      writer.put(millionths: millionths[index])
    }
    writer.put("},\"reason\":\"")
    writer.put(response.reason.name)
    writer.put(0x22)
    if hasLogits {
      writer.put(",\"logits\":[")
      for index in 0..<(isScored ? labelCount : 0) {
        if index > 0 { writer.put(0x2C) }
        writer.put(integer: Int(logits[index]))
      }
      writer.put(0x5D)
    }
    writer.put(0x7D)
  }

  private func putCSV(
    _ response: ScoredResponse, _ millionths: UnsafePointer<UInt32>,
    _ logits: UnsafeBufferPointer<Int32>, _ writer: inout ByteWriter
  ) {
    let isScored = response.reason.isScored
    writer.put(0x2C)
    if isScored { putName(response.label, &writer) }
    writer.put(0x2C)
    if isScored { writer.put(millionths: millionths[response.label]) }
    writer.put(0x2C)
    writer.put(response.reason.name)
    for index in 0..<labelCount {
      writer.put(0x2C)
      if isScored { writer.put(millionths: millionths[index]) }
    }
    guard hasLogits else { return }
    for index in 0..<labelCount {
      writer.put(0x2C)
      if isScored { writer.put(integer: Int(logits[index])) }
    }
  }

  private func putText(
    _ response: ScoredResponse, _ millionths: UnsafePointer<UInt32>,
    _ logits: UnsafeBufferPointer<Int32>, _ writer: inout ByteWriter
  ) {
    guard response.reason.isScored else {
      writer.put("not scored: ")
      return writer.put(response.reason.explanation)
    }
    putName(response.label, &writer)
    writer.put("  confidence ")
    writer.put(percentOf: millionths[response.label])
    for index in 0..<labelCount {
      writer.put(index == 0 ? "  (" : ", ")
      putName(index, &writer)
      writer.put(": ")
      writer.put(percentOf: millionths[index])
    }
    writer.put(0x29)
    for index in 0..<(hasLogits ? labelCount : 0) {
      writer.put(index == 0 ? "  logits " : " ")
      writer.put(integer: Int(logits[index]))
    }
    if response.reason != .ok {
      writer.put("  doubtful: ")
      writer.put(response.reason.explanation)
    }
  }

  private func nameRange(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  private func putName(_ index: Int, _ writer: inout ByteWriter) {
    names.withUnsafeBufferPointer {
      writer.put(UnsafeBufferPointer(rebasing: $0[nameRange(index)]))
    }
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
