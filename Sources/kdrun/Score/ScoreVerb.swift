import KDData
import KDLines
import KDRuntime
import KDSystem

/// `kdrun score`: one line of result a response, in input order, in constant memory.
enum ScoreVerb {
  static let verb = Verb(
    name: "score", operands: "MODEL [TEXT…]",
    summary: "Score responses with a student.",
    details: """
      MODEL is a .kdm file, or a float student (.safetensors) for comparison.
      Without TEXT, or with "-", responses are read from standard input. Each line gives
      one line of result, in the same order. A response that was not scored, or whose score is
      doubtful, has a reason: invalid_utf8, mostly_unknown, truncated and unknown_item are
      scored; empty and too_long are not.
      """,
    options: [
      .path("--data", "FILE", "Read responses from FILE in place of standard input."),
      .choice(
        "--input", names(of: InputForm.self),
        "lines: a response a line; tsv: item TAB response; csv and jsonl: columns or keys id, item, "
          + "text; tokens: token ids with blanks between.",
        placeholder: "FORM", standard: "by the file, lines where it has no columns"),
      .choice(
        "--format", formats.map { $0.name }, "text, jsonl or csv.", placeholder: "FORM",
        standard: "text"),
      .flag("--json", "The same as --format jsonl."),
      .flag(
        "--keep-columns",
        "Print the table of --data with its rows and columns as they are, and behind each row label, "
          + "expected score of grades, confidence and reason; --format csv does so for a table in a file."
      ),
      .text("--item", "ID", "The item of responses that name none."),
      .text(
        "--option", "TEXT", "An option of TEXT, for a student that chooses.", isRepeatable: true),
      .flag("--logits", "Add the integer logits (.kdm only)."),
      .integer(
        "--threads", 1...1024, "Threads.", standard: "\(Machine.coreCount), all cores"),
      .kernel,
      .flag(
        "--no-fold", "Do not fold the embedding into a table: less memory, same result, slower."),
    ] + ColumnOptions.reading,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    guard let path = arguments.operands.first else { throw .missingOperand("MODEL") }
    let texts = Array(arguments.operandBytes.dropFirst())
    let format = try self.format(arguments)
    let threads =
      try arguments.integer("--threads") ?? Machine.coreCount
    let options = try ScorerOptions(
      kernel: arguments.kernel(), isFolded: !arguments.has("--no-fold"))
    let input = try self.input(arguments, texts)
    let model = try ModelFile(path)
    if case .float = model.student, arguments.has("--logits") {
      throw .exclusive("--logits", "a float student")
    }

    if model.isChoice {
      return try choose(
        arguments, input, model, options, format,
        texts: texts.map { String(decoding: $0, as: UTF8.self) })
    }
    if arguments.isGiven("--option") {
      throw .notAModel(path: path, reason: "scores responses, --option is for one that chooses")
    }
    if arguments.has("--keep-columns") { try checkKeepColumns(arguments, input) }
    if keepsColumns(arguments, input, format),
      try keepColumns(arguments, input, model, options)
    {
      return
    }
    let labels = LabelList(labels: model.labels)
    let line = ScoreLine(
      format: format, hasLogits: arguments.has("--logits"),
      showsID: !(input.isTexts && texts.count == 1),
      text: CachedText(PlainText(names: labels, format: format)))
    let item = arguments.string("--item").map { Array($0.utf8) }
    let tokenLimit = input.form == InputForm.tokens ? model.vocabularyCount : nil
    let name = input.isTexts ? "TEXT" : InputFile.name(of: input.path)
    let stream = try ParallelScorer(threadCount: threads) { () throws(Failure) in
      BlockScorer(
        try model.makeEngine(options), line, item: item, tokenLimit: tokenLimit, name: name,
        trimsItems: input.form != InputForm.tsv)
    }
    if format == .csv { try Terminal.write(labels.csvHeader(hasLogits: line.hasLogits)) }
    do throws(Failure) {
      try score(input, stream)
    } catch {
      // Whoever stopped reading does not want to hear of the rest.
      if case .outputClosed = error { throw error }
      noteReasons(stream.reasonCounts)
      throw error
    }
    noteReasons(stream.reasonCounts)
  }

  private static func checkKeepColumns(
    _ arguments: Arguments, _ input: Input
  ) throws(Failure) {
    for option in ["--json", "--logits", "--input"] where arguments.isGiven(option) {
      throw .exclusive("--keep-columns", option)
    }
    if let format = arguments.string("--format"), format != "csv" {
      throw .exclusive("--keep-columns", "--format \(format)")
    }
    if input.isTexts { throw .exclusive("--keep-columns", "TEXT") }
  }

  /// Whether a table is to be written again: as asked for, or CSV of a file that can be read twice.
  private static func keepsColumns(
    _ arguments: Arguments, _ input: Input, _ format: ScoreFormat
  ) -> Bool {
    if arguments.has("--keep-columns") { return true }
    let mayBeTable = input.form == nil || input.form == .csv
    return format == .csv && !arguments.has("--logits") && mayBeTable && input.path != "-"
      && pathKind(input.path) == .file
  }

  /// Scores a table and writes it again; false for what is no table, unless that is asked for.
  private static func keepColumns(
    _ arguments: Arguments, _ input: Input, _ model: ModelFile, _ options: ScorerOptions
  ) throws(Failure) -> Bool {
    let name = InputFile.name(of: input.path)
    var table: TableReader
    do throws(DataError) {
      let bytes = try readBytes(dataPath(input.path))
      let found = try TableReader(bytes, path: name, columns: input.columns, hints: input.hints)
      guard let found else {
        if !arguments.has("--keep-columns") { return false }
        throw .bad(name, nil, "no table, so it has no columns to keep")
      }
      table = found
    } catch { throw Failure(error) }
    var kept = try KeptColumns(model, options, item: arguments.string("--item"))
    let text = try kept.table(&table)
    table.notes.forEach(Terminal.note)
    try Terminal.print(text)
    noteNothing(kept.reasonCounts, name)
    noteReasons(kept.reasonCounts)
    return true
  }

  /// Scores choice questions: a text with `--option`s, or data with a column of them.
  private static func choose(
    _ arguments: Arguments, _ input: Input, _ model: ModelFile, _ options: ScorerOptions,
    _ format: ScoreFormat, texts: [String]
  ) throws(Failure) {
    if arguments.has("--logits") { throw .exclusive("--logits", "a student that chooses") }
    let given = arguments.strings("--option")
    var questions: [Response] = []
    if input.isTexts {
      guard given.count >= 2 else { throw .neededOption("--option (at least two, for TEXT)") }
      questions = texts.enumerated().map { index, text in
        Response(id: "\(index + 1)", item: "", text: text, label: nil, options: given)
      }
    } else {
      if !given.isEmpty { throw .exclusive("--option", "data, which has its own") }
      questions = try read(input)
      try model.check(questions)
    }
    if let item = arguments.string("--item") {
      for index in questions.indices where questions[index].item.isEmpty {
        questions[index].item = item
      }
    }
    let stream = ChoiceStream(
      engine: try model.makeEngine(options), format: format,
      showsID: !(input.isTexts && texts.count == 1),
      mostOptions: max(questions.mostOptions, 2))
    if format == .csv { try Terminal.write(stream.csvHeader) }
    let results = OutputLines()
    try stream.score(questions, into: results)
    try Terminal.write(Array(results.lines))
    noteReasons(results.reasonCounts)
  }

  /// All questions of a file or of standard input.
  private static func read(_ input: Input) throws(Failure) -> [Response] {
    var options = ReadOptions()
    options.columns = input.columns
    options.hints = input.hints
    options.format = input.form?.dataFormat
    options.allowsUnlabelled = true
    options.needsLabels = false
    options.keepsEmpty = true
    if let form = input.form, form != .csv && form != .jsonl {
      throw .badValue(
        option: "--input", expected: "csv or jsonl for a student that chooses",
        got: form.rawValue)
    }
    do throws(DataError) {
      let data = try readResponses(path: dataPath(input.path), options: options)
      data.notes.forEach(Terminal.note)
      return data.responses
    } catch { throw Failure(error) }
  }

  /// What to read, and how.
  private struct Input {
    /// As asked for; nil: what the bytes say.
    var form: InputForm?
    /// The texts of the command line, or nil.
    var texts: [[UInt8]]?
    var path: String
    var columns: ColumnNames
    var hints: ReadingHints
    var isTexts: Bool { texts != nil }
  }

  private static let formats: [(name: String, format: ScoreFormat)] = [
    ("text", .text), ("jsonl", .jsonl), ("csv", .csv),
  ]

  private static func format(_ arguments: Arguments) throws(Failure) -> ScoreFormat {
    if arguments.has("--json") && arguments.string("--format") != nil {
      throw .exclusive("--json", "--format")
    }
    if arguments.has("--json") { return .jsonl }
    let name = try arguments.choice("--format")
    return formats.first { $0.name == name }?.format ?? .text
  }

  private static func input(
    _ arguments: Arguments, _ texts: [[UInt8]]
  ) throws(Failure) -> Input {
    let isStandardInput = texts.isEmpty || texts == [Array("-".utf8)]
    if !isStandardInput && arguments.string("--data") != nil { throw .exclusive("--data", "TEXT") }
    let path = arguments.string("--data") ?? "-"
    let form = try arguments.choice("--input", of: InputForm.self)
    if let form, !isStandardInput && form != .lines && form != .tokens {
      throw .exclusive("--input \(form.rawValue)", "TEXT")
    }
    if !isStandardInput { try checkTexts(texts) }
    return Input(
      form: form, texts: isStandardInput ? nil : texts, path: path,
      columns: ColumnOptions.names(arguments), hints: try ReadingOptions.hints(arguments))
  }

  /// A text that is the name of a file is most often meant as the file.
  private static func checkTexts(_ texts: [[UInt8]]) throws(Failure) {
    for text in texts {
      let text = String(decoding: text, as: UTF8.self)
      if !text.isEmpty && pathKind(text) == .file { throw .fileAsText(text) }
    }
  }

  private static func score(_ input: Input, _ stream: ParallelScorer) throws(Failure) {
    if let texts = input.texts { return try stream.run(texts) }
    let file = try InputFile(input.path)
    if input.path == "-" && StandardStreams.isInputATerminal {
      Terminal.note("score: waiting for responses, one a line; Ctrl-D ends them")
    }
    let recognized = try RecognizedInput.look(
      at: file, columns: input.columns, hints: input.hints, asked: input.form?.dataFormat)
    let source = BlockSource(recognized)
    if let note = recognized.recognition.note(file.name, respelled: source.respelled) {
      Terminal.note(note)
    }
    if let note = source.numberingNote { Terminal.note(note) }
    let progress = ProgressLine(
      isShown: StandardStreams.isErrorATerminal && !StandardStreams.isOutputATerminal)
    defer { progress.clear() }
    try stream.run(source) { byteCount in
      progress.show(progressText(stream.responseCount, byteCount, file.byteCount, progress.seconds))
    }
    if recognized.recognition.dialect != nil { noteNothing(stream.reasonCounts, file.name) }
  }

  private static func progressText(
    _ count: Int, _ byteCount: Int, _ total: Int?, _ seconds: Double
  ) -> String {
    let rate = "\(grouped(count)) responses, \(grouped(Int(Double(count) / seconds))) a second"
    guard let total, byteCount > 0, total > byteCount else { return rate }
    return rate + ", \(duration(seconds * Double(total - byteCount) / Double(byteCount))) left"
  }

  /// A table without rows is most often another one than was meant.
  private static func noteNothing(_ counts: [Int], _ name: String) {
    if counts.allSatisfy({ $0 == 0 }) { Terminal.note(Recognition.noRowsNote(name)) }
  }

  /// One line that counts what a person should look at.
  private static func noteReasons(_ counts: [Int]) {
    let found = Reason.allCases.filter { $0 != .ok && counts[Int($0.rawValue)] > 0 }
    if found.isEmpty { return }
    let total = found.reduce(0) { $0 + counts[Int($1.rawValue)] }
    let list = found.map { "\($0.name) \(grouped(counts[Int($0.rawValue)]))" }
    Terminal.note(
      "score: \(grouped(total)) of \(grouped(counts.reduce(0, +))) responses need a look: "
        + list.joined(separator: ", "))
  }
}
