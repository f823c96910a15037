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
  mutating func table(_ lines: [TableLine], delimiter: UInt8) throws(Failure) -> String {
    let width = lines.reduce(0) { width, line in
      if case .other = line.kind { width } else { max(width, line.cells.count) }
    }
    var text = ""
    for line in lines {
      try Signals.check()
      var cells = line.cells.map(Self.harmless)
      switch line.kind {
      case .other: break
      case .header:
        cells += [String](repeating: "", count: width - cells.count)
        cells += names.map { line.cells.contains($0) ? $0 + " (kdrun)" : $0 }
      case .row(let row):
        cells += [String](repeating: "", count: width - cells.count)
        cells += score(row)
      }
      text +=
        cells.map { csvField($0, delimiter: delimiter) }
        .joined(separator: String(decoding: [delimiter], as: UTF8.self)) + "\n"
    }
    return text
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
    return [labels[scored.label]] + (expected.map { [decimal($0, places: 3)] } ?? [])
      + [decimal(probabilities[scored.label], places: 3), "\(scored.reason.name)"]
  }

  /// A cell that a spreadsheet does not run: one that begins like a formula and is no number gets an
  /// apostrophe in front, by which spreadsheets know a text; `="2"` is written as what it says.
  private static func harmless(_ cell: String) -> String {
    guard let first = cell.utf8.first, "=+-@".utf8.contains(first) else { return cell }
    let name = canonicalName(ArraySlice(cell.utf8))
    if name.first != first || numericValue(name) != nil {
      return String(decoding: name, as: UTF8.self)
    }
    return "'" + cell
  }
}
