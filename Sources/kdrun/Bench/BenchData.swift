import KDDistill

/// Where `bench` and `profile` read real responses.
struct BenchData {
  /// `--data` and what goes with it.
  static let options: [Option] = [
    .value("--data", "FILE", "Real responses in place of made ones; text to probabilities."),
    .value(
      "--input", "FORM",
      "lines: a response a line; tsv: item TAB response; csv and jsonl: columns or keys item, text.",
      standard: "by the name of FILE, else lines"),
    .value("--item", "ID", "The item of responses that name none."),
  ]

  let path: String
  let form: ScoreInput
  let columns: ColumnNames
  let item: [UInt8]?

  /// Nil without `--data`.
  init?(_ arguments: Arguments) throws(Failure) {
    let forms = ScoreInput.allCases.filter { $0 != .tokens }
    let form = try arguments.choice("--input", forms.map { ($0.rawValue, $0) })
    guard let path = arguments.string("--data") else {
      for option in ["--input", "--item"] where arguments.string(option) != nil {
        throw .neededOption("--data (for \(option))")
      }
      return nil
    }
    let named = ScoreInput(path: path)
    self.path = path
    self.form = form ?? (named == .tokens ? .lines : named)
    columns = ColumnOptions.names(arguments)
    item = arguments.string("--item").map { Array($0.utf8) }
  }

  /// Every response of the file.
  func read() throws(Failure) -> [BenchResponse] {
    let file = try InputFile(path)
    let responses =
      switch form {
      case .lines, .tokens: try read(LineSource(file, hasItems: false))
      case .tsv: try read(LineSource(file, hasItems: true))
      case .csv: try read(RowSource(file, .csv, columns))
      case .jsonl: try read(RowSource(file, .jsonl, columns))
      }
    if responses.isEmpty { throw .badData("\(file.name): expected responses, got none") }
    return responses
  }

  private func read(_ source: some ScoreSource) throws(Failure) -> [BenchResponse] {
    var source = source
    var records: [ScoreRecord] = []
    var responses: [BenchResponse] = []
    while try source.next(&records) {
      let base = source.base
      func bytes(_ range: Range<Int>) -> [UInt8] {
        Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
      }
      for record in records {
        responses.append(
          BenchResponse(
            text: bytes(record.text),
            item: record.item == ScoreRecord.none ? item : bytes(record.item)))
      }
    }
    return responses
  }
}
