import KDData

/// Where `bench` and `profile` read real responses.
struct BenchData {
  /// `--data` and what goes with it.
  static let options: [Option] = [
    .path("--data", "FILE", "Real responses in place of made ones; text to probabilities."),
    .choice(
      "--input", forms.map { $0.rawValue },
      "lines: a response a line; tsv: item TAB response; csv and jsonl: columns or keys item, text.",
      placeholder: "FORM", standard: "by the file, lines where it has no columns"),
    .text("--item", "ID", "The item of responses that name none."),
  ]

  private static let forms = InputForm.allCases.filter { $0 != .tokens }

  let path: String
  /// As asked for; nil: what the bytes say.
  let form: InputForm?
  let columns: ColumnNames
  let hints: ReadingHints
  let item: [UInt8]?

  /// Nil without `--data`.
  init?(_ arguments: Arguments) throws(Failure) {
    let form = try arguments.choice("--input", of: InputForm.self)
    guard let path = arguments.string("--data") else {
      for option in ["--input", "--item"] where arguments.string(option) != nil {
        throw .neededOption("--data (for \(option))")
      }
      return nil
    }
    self.path = path
    self.form = form
    columns = ColumnOptions.names(arguments)
    hints = try ReadingOptions.hints(arguments)
    item = arguments.string("--item").map { Array($0.utf8) }
  }

  /// Every response of the file.
  func read() throws(Failure) -> [BenchResponse] {
    let file = try InputFile(path)
    let recognized = try RecognizedInput.look(
      at: file, columns: columns, hints: hints, asked: form?.dataFormat)
    let responses = try read(BlockSource(recognized))
    if responses.isEmpty { throw .badData("\(file.name): expected responses, got none") }
    return responses
  }

  private func read(_ source: BlockSource) throws(Failure) -> [BenchResponse] {
    var source = source
    var parser = source.parser
    var lineCount = source.lineCount
    let block = ScoringBlock()
    var responses: [BenchResponse] = []
    while source.next(mayWait: true, into: block) {
      let before = lineCount
      lineCount += block.input.countLines()
      let fault = parser.parse(block.input, into: &block.rows)
      for row in block.rows {
        let rowItem = row.item == RowOffsets.none ? item : bytes(row.item, block)
        responses.append(BenchResponse(text: bytes(row.text, block), item: rowItem))
      }
      if let fault { throw Failure(fault.moved(by: before)) }
    }
    try source.finish()
    return responses
  }

  private func bytes(_ range: Range<Int>, _ block: ScoringBlock) -> [UInt8] {
    Array(
      UnsafeBufferPointer(start: block.input.memory + range.lowerBound, count: range.count))
  }
}
