import KDData
import KDLines
import KDRuntime
import KDSystem

/// `score --keep-columns`: the rows of a table as they were, in their order, and behind each what the
/// student says.
struct KeptColumns {
  private let engine: any ScoreEngine
  private let labels: [String]
  /// Of grades: the value of each label.
  private let values: [Double]?
  /// The item of rows that name none.
  private let item: String?
  private(set) var reasonCounts = [Int](repeating: 0, count: Reason.allCases.count)

  init(_ model: ModelFile, _ options: ScorerOptions, item: String?) throws(Failure) {
    engine = try model.makeEngine(options)
    labels = model.labels.map { String(decoding: $0, as: UTF8.self) }
    values = LabelScale(labels, order: model.labelOrder).values
    self.item = item
  }

  /// The names of the columns behind those of the table: the expected score of grades alone.
  private var names: [String] {
    ["label"] + (values == nil ? [] : ["score"]) + ["confidence", "reason"]
  }

  /// The whole table with what is added, as text in UTF-8.
  mutating func table(_ reader: inout TableReader) throws(Failure) -> String {
    var writer = TableWriter(reader, adding: names)
    var text = writer.start
    while let line = try next(&reader) {
      try Signals.check()
      text += writer.cells(line)
      if case .row(let row) = line.kind {
        text += String(decoding: [writer.delimiter], as: UTF8.self) + writer.joined(score(row))
      }
      text += writer.lineEnd
    }
    return text
  }

  private func next(_ reader: inout TableReader) throws(Failure) -> TableLine? {
    do throws(DataError) { return try reader.next() } catch { throw Failure(error) }
  }

  private mutating func score(_ row: DataRow) -> [String] {
    let own = row.item.map { String(decoding: canonicalName($0), as: UTF8.self) }
    let response = Response(
      id: "", item: own ?? item ?? "", text: String(decoding: row.text, as: UTF8.self), label: nil)
    let scored =
      row.isTooLong ? ScoredResponse(reason: .tooLong, label: -1) : engine.score(response)
    reasonCounts[Int(scored.reason.rawValue)] += 1
    guard scored.reason.isScored else {
      return [""] + (values == nil ? [] : [""]) + ["", "\(scored.reason.name)"]
    }
    let probabilities = labels.indices.map { Double(engine.millionths[$0]) / 1e6 }
    let expected = values.map { values in
      zip(values, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return [harmlessCell(labels[scored.label])] + (expected.map { [decimal($0, places: 3)] } ?? [])
      + [decimal(probabilities[scored.label], places: 3), "\(scored.reason.name)"]
  }
}
