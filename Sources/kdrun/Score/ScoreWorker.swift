import KDRuntime

/// Scores records, one slice after the other; one a thread.
final class ScoreWorker {
  private let engine: any ScoreEngine
  private let line: ScoreLine
  /// The item of records that name none.
  private let item: [UInt8]?
  /// Not nil when the texts are token ids: ids are below it.
  private let tokenLimit: Int?
  private var tokens: [UInt16] = []

  init(_ engine: any ScoreEngine, _ line: ScoreLine, item: [UInt8]?, tokenLimit: Int?) {
    self.engine = engine
    self.line = line
    self.item = item
    self.tokenLimit = tokenLimit
  }

  /// Scores `records` into `slice`, up to the first that cannot be read.
  func score(
    _ records: ArraySlice<ScoreRecord>, at base: UnsafePointer<UInt8>, into slice: ScoreSlice
  ) {
    for record in records {
      let response: ScoredResponse
      do throws(RowFault) {
        response = try score(record, base)
      } catch {
        return slice.finish((record.number, error.reason))
      }
      let id = Self.field(record.id, base)
      slice.append(response.reason, line.maximumByteCount(idByteCount: record.id.count)) {
        line.write(
          response, id: id, number: record.number, millionths: engine.millionths,
          logits: engine.logits, to: &$0)
      }
    }
    slice.finish(nil)
  }

  private func score(
    _ record: ScoreRecord, _ base: UnsafePointer<UInt8>
  ) throws(RowFault) -> ScoredResponse {
    if record.isTooLong { return ScoredResponse(reason: .tooLong, label: -1) }
    let text = UnsafeBufferPointer(start: base + record.text.lowerBound, count: record.text.count)
    if let tokenLimit {
      try parseTokens(text, below: tokenLimit)
      return tokens.withUnsafeBufferPointer { engine.score(tokens: $0) }
    }
    if let own = Self.field(record.item, base) { return engine.score(text, item: own) }
    guard let item else { return engine.score(text, item: nil) }
    return item.withUnsafeBufferPointer { engine.score(text, item: $0) }
  }

  private static func field(
    _ range: Range<Int>, _ base: UnsafePointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    if range == ScoreRecord.none { return nil }
    return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// Reads decimal token ids that blanks separate.
  private func parseTokens(
    _ text: UnsafeBufferPointer<UInt8>, below limit: Int
  ) throws(RowFault) {
    tokens.removeAll(keepingCapacity: true)
    var position = 0
    while position < text.count {
      if text[position] == 0x20 || text[position] == 0x09 || text[position] == 0x0D {
        position += 1
        continue
      }
      let start = position
      var value = 0
      while position < text.count, text[position] &- 0x30 < 10, value < limit {
        value = 10 * value + Int(text[position] - 0x30)
        position += 1
      }
      let isWhole =
        position == text.count || text[position] <= 0x20
      if position == start || value >= limit || !isWhole {
        throw RowFault(reason: "byte \(start + 1): expected a token id from 0 to \(limit - 1)")
      }
      tokens.append(UInt16(value))
    }
  }
}

/// What is wrong with a record; the caller knows the file and the line.
struct RowFault: Error {
  let reason: String
}
