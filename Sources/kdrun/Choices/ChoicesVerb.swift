import KDCommon
import KDData
import KDDistill

/// `kdrun choices`: choice questions in one form, from what a data set has.
enum ChoicesVerb {
  private static let standardOptions = 4

  static let verb = Verb(
    name: "choices", operands: "DATA --out FILE.csv",
    summary: "Write choice questions as one CSV with options.",
    details: """
      Options at the end of each text, "… 1: Sarah; 2: Maria.", "… A: stay; B: go." or
      "… A)6; B)18", are taken off it. Where texts have none, labels are open answers, and each
      question gets some of the data's other answers beside its own. The CSV has the columns
      id, item, text, options ("||" between them) and label, the right option's number.

      distill and train make a student of it that reads the text with each option, put in place
      of a blank "_" where there is one; eval and score take such a student and such data.
      """,
    options: [
      .path("--out", "FILE.csv", "Where to write."),
      .integer(
        "--options", 2...Choice.mostOptions, "Options of a question with an open answer.",
        placeholder: "K", standard: "\(standardOptions)"),
      .integer("--seed", 0...Int.max, "Which answers are put together.", standard: "0"),
    ] + ColumnOptions.labelled,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let path = dataPath(try arguments.operands(named: "DATA")[0])
    let out = try arguments.needed("--out")
    let count = try arguments.integer("--options") ?? standardOptions
    let seed = try arguments.integer("--seed") ?? 0
    try OutputFiles.check(out, besides: [path])
    var options = ReadOptions()
    options.columns = ColumnOptions.names(arguments)
    options.hints = try ReadingOptions.hints(arguments)
    options.allowsUnlabelled = true
    // They may be open answers.
    options.labels = nil
    let choices: [Response]
    let text: String
    do throws(DataError) {
      let data = try readResponses(path: path, options: options)
      data.notes.forEach(Terminal.note)
      choices = try makeChoices(data, options: count, seed: UInt64(seed))
      text = try choiceCSV(choices)
    } catch { throw Failure(error) }
    try OutputFiles.write(Array(text.utf8), to: out)
    try Terminal.print(
      "\(printable(out)): \(grouped(choices.count)) questions, at most \(choices.mostOptions) options\n"
    )
  }
}
