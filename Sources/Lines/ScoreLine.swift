import KDRuntime

/// How `score` writes a line.
package enum ScoreFormat: Sendable {
  case text
  case jsonl
  #if !KDRUN_TINY
    case csv
  #endif
}

/// A probability × 10⁶, rounded half up. Inlinable: called for each class of each response.
@inlinable
package func inMillionths(_ probability: Double) -> UInt32 { UInt32(probability * 1_000_000 + 0.5) }

/// Writes the lines of `score`.
///
/// A pure function from numbers to bytes: no allocation a line, no Foundation.
package struct ScoreLine<Text: LineText> {
  package let format: ScoreFormat
  package let hasLogits: Bool
  /// Whether the text format begins with the response's id.
  package let showsID: Bool
  /// What it says beside numbers.
  package let text: Text
  /// Bytes that no line exceeds beside its id.
  private let byteCount: Int

  package init(format: ScoreFormat, hasLogits: Bool, showsID: Bool, text: Text) {
    self.format = format
    self.hasLogits = hasLogits
    self.showsID = showsID
    self.text = text
    // A probability or a logit takes at most 20 bytes with its separator.
    byteCount = text.maximumByteCount + text.labelCount * 40 + 100
  }

  private var labelCount: Int { text.labelCount }

  /// Bytes that no line with an id of `idByteCount` exceeds, with what the writer may touch.
  package func maximumByteCount(idByteCount: Int) -> Int { 6 * idByteCount + byteCount }

  /// Appends the line of one response.
  ///
  /// - Parameters:
  ///   - id: the row's id; nil writes `number`.
  ///   - number: 1-based line number.
  ///   - millionths: [labelCount] probabilities × 10⁶, read only when scored.
  ///   - logits: [labelCount], read only when scored and wanted.
  package func write(
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
    #if !KDRUN_TINY
      case .csv:
        if let id { writer.put(csv: id) } else { writer.put(integer: number) }
        putCSV(response, millionths, logits, &writer)
    #endif
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
    text.putHead(isScored ? response.label : labelCount, to: &writer)
    for index in 0..<(isScored ? labelCount : 0) {
      text.putName(index, to: &writer)
      writer.put(millionths: millionths[index])
    }
    text.putReason(response.reason, to: &writer)
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

  private func putText(
    _ response: ScoredResponse, _ millionths: UnsafePointer<UInt32>,
    _ logits: UnsafeBufferPointer<Int32>, _ writer: inout ByteWriter
  ) {
    let isScored = response.reason.isScored
    text.putHead(isScored ? response.label : labelCount, to: &writer)
    if isScored {
      writer.put(percentOf: millionths[response.label])
      for index in 0..<labelCount {
        text.putName(index, to: &writer)
        writer.put(percentOf: millionths[index])
      }
      writer.put(0x29)
      for index in 0..<(hasLogits ? labelCount : 0) {
        writer.put(index == 0 ? "  logits " : " ")
        writer.put(integer: Int(logits[index]))
      }
    }
    text.putReason(response.reason, to: &writer)
  }
}

extension ScoreLine: Sendable where Text: Sendable {}

#if !KDRUN_TINY
  extension ScoreLine {
    private func putCSV(
      _ response: ScoredResponse, _ millionths: UnsafePointer<UInt32>,
      _ logits: UnsafeBufferPointer<Int32>, _ writer: inout ByteWriter
    ) {
      let isScored = response.reason.isScored
      text.putHead(isScored ? response.label : labelCount, to: &writer)
      if isScored { writer.put(millionths: millionths[response.label]) }
      text.putReason(response.reason, to: &writer)
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
  }
#endif
