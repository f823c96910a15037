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

/// Writes the lines of `score`; all that does not depend on a number is made beforehand.
///
/// A pure function from numbers to bytes: no allocation a line, no Foundation.
struct ScoreLine: Sendable {
  let format: ScoreFormat
  let hasLogits: Bool
  /// Whether the text format begins with the response's id.
  let showsID: Bool
  let labelCount: Int
  /// The header of the CSV format with its line end; empty for the others.
  let header: [UInt8]
  /// What stands before the probabilities, by label; the last for what was not scored.
  private let heads: Phrases
  /// What stands before each probability, by label.
  private let names: Phrases
  /// What stands for the reason, by `Reason.rawValue`.
  private let reasons: Phrases

  /// - Parameter labels: class names in class order, as UTF-8.
  init(_ labels: [[UInt8]], format: ScoreFormat, hasLogits: Bool, showsID: Bool) {
    self.format = format
    self.hasLogits = hasLogits
    self.showsID = showsID
    labelCount = labels.count
    let phrases = LinePhrases(labels, format)
    header = phrases.header(hasLogits: hasLogits)
    heads = Phrases(phrases.heads)
    names = Phrases(phrases.names)
    reasons = Phrases(phrases.reasons)
  }

  /// Bytes that no line with an id of `idByteCount` exceeds, with what the writer may touch.
  func maximumByteCount(idByteCount: Int) -> Int {
    // A probability or a logit takes at most 20 bytes with its separator.
    6 * idByteCount + heads.longest + names.total + reasons.longest + labelCount * 40 + 100
      + ByteWriter.slack
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
    writer.put(phrase: heads[isScored ? response.label : labelCount])
    for index in 0..<(isScored ? labelCount : 0) {
      writer.put(phrase: names[index])
      writer.put(millionths: millionths[index])
    }
    writer.put(phrase: reasons[Int(response.reason.rawValue)])
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
    writer.put(phrase: heads[isScored ? response.label : labelCount])
    if isScored { writer.put(millionths: millionths[response.label]) }
    writer.put(phrase: reasons[Int(response.reason.rawValue)])
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
    let isScored = response.reason.isScored
    writer.put(phrase: heads[isScored ? response.label : labelCount])
    if isScored {
      writer.put(percentOf: millionths[response.label])
      for index in 0..<labelCount {
        writer.put(phrase: names[index])
        writer.put(percentOf: millionths[index])
      }
      writer.put(0x29)
      for index in 0..<(hasLogits ? labelCount : 0) {
        writer.put(index == 0 ? "  logits " : " ")
        writer.put(integer: Int(logits[index]))
      }
    }
    writer.put(phrase: reasons[Int(response.reason.rawValue)])
  }
}
