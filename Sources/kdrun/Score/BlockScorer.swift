import KDData
import KDLines
import KDRuntime
import KDSystem

/// Scores blocks, one after the other; one a thread.
final class BlockScorer {
  private let engine: any ScoreEngine
  private let line: ScoreLine<CachedText>
  /// The item of responses that name none.
  private let item: [UInt8]?
  /// Not nil when the texts are token ids: ids are below it.
  private let tokenLimit: Int?
  /// The input in messages.
  private let name: String
  /// Whether the items of rows are read in their one form, as training reads them; items of pairs, which
  /// kdscore reads too, are bytes.
  private let trimsItems: Bool
  private var tokens: [UInt16] = []

  init(
    _ engine: any ScoreEngine, _ line: ScoreLine<CachedText>, item: [UInt8]?, tokenLimit: Int?,
    name: String, trimsItems: Bool = true
  ) {
    self.engine = engine
    self.line = line
    self.item = item
    self.tokenLimit = tokenLimit
    self.name = name
    self.trimsItems = trimsItems
  }

  /// Takes `block` apart and scores its rows, up to the first that cannot be read.
  func score(_ block: ScoringBlock, _ parser: inout BlockParser, _ queue: BlockQueue) {
    block.results.clear()
    let lineCount = block.input.countLines()
    let fault = parser.parse(block.input, into: &block.rows)
    let before = queue.count(block, rows: block.rows.count, lines: lineCount)
    score(block.rows, block.input.memory, from: before.rows, into: block.results)
    if let fault, block.results.failure == nil {
      block.results.fail(Failure(fault.moved(by: before.lines)))
    }
    queue.finish(block)
  }

  /// Scores texts, numbered from 1.
  func score(_ texts: [[UInt8]], into results: OutputLines) {
    for (index, text) in texts.enumerated() where results.failure == nil {
      // An empty array may have no address.
      (text + [0]).withUnsafeBufferPointer {
        score([RowOffsets(text: 0..<text.count)], $0.baseAddress!, from: index, into: results)
      }
    }
  }

  /// Scores `rows`, numbered from `count` + 1; a signal ends it between two.
  private func score(
    _ rows: [RowOffsets], _ base: UnsafePointer<UInt8>, from count: Int, into results: OutputLines
  ) {
    var number = count
    for row in rows {
      number += 1
      do throws(Failure) {
        try Signals.check()
        let response = try score(row, base, number)
        let id = Self.field(row.id, base)
        results.append(response.reason, line.maximumByteCount(idByteCount: row.id.count)) {
          line.append(
            response, id: id, number: number, millionths: engine.millionths,
            logits: engine.logits, to: &$0)
        }
      } catch {
        return results.fail(error)
      }
    }
  }

  private func score(
    _ row: RowOffsets, _ base: UnsafePointer<UInt8>, _ number: Int
  ) throws(Failure) -> ScoredResponse {
    if row.isTooLong { return ScoredResponse(reason: .tooLong, label: -1) }
    let text = UnsafeBufferPointer(start: base + row.text.lowerBound, count: row.text.count)
    if let tokenLimit {
      try parseTokens(text, below: tokenLimit, number)
      return tokens.withUnsafeBufferPointer { engine.score(tokens: $0) }
    }
    if let own = Self.field(row.item, base) {
      if !trimsItems || own.isEmpty || isCanonicalName(from: own[0], to: own[own.count - 1]) {
        return engine.score(text, item: own)
      }
      return canonicalName(ArraySlice(own)).withUnsafeBufferPointer {
        engine.score(text, item: $0)
      }
    }
    guard let item else { return engine.score(text, item: nil) }
    return item.withUnsafeBufferPointer { engine.score(text, item: $0) }
  }

  private static func field(
    _ range: Range<Int>, _ base: UnsafePointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    if range == RowOffsets.none { return nil }
    return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// Reads decimal token ids that blanks separate.
  private func parseTokens(
    _ text: UnsafeBufferPointer<UInt8>, below limit: Int, _ number: Int
  ) throws(Failure) {
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
        throw .badRow(
          source: name, line: number,
          reason: "byte \(start + 1): expected a token id from 0 to \(limit - 1)")
      }
      tokens.append(UInt16(value))
    }
  }
}
