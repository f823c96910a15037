/// One command of kdrun.
struct Verb: Sendable {
  let name: String
  /// What follows the name in the usage line: `MODEL [TEXT…]`.
  let operands: String
  /// One sentence for the list of verbs.
  let summary: String
  /// Paragraphs of the verb's help, lines of at most 80 columns.
  let details: String
  private let makeOptions: @Sendable () -> [Option]
  let run: @Sendable (Arguments) throws(Failure) -> Void

  /// - Parameter options: made when asked for; only one verb's are, and that takes time at start.
  init(
    name: String, operands: String, summary: String, details: String,
    options: @autoclosure @escaping @Sendable () -> [Option],
    run: @escaping @Sendable (Arguments) throws(Failure) -> Void
  ) {
    self.name = name
    self.operands = operands
    self.summary = summary
    self.details = details
    makeOptions = options
    self.run = run
  }

  var options: [Option] { makeOptions() }

  /// Every verb, in the order of the help.
  static let all: [Verb] = [
    DistillVerb.verb, TrainVerb.verb, CheckVerb.verb, SweepVerb.verb, CompareVerb.verb,
    TuneVerb.verb,
    ScoreVerb.verb, EvalVerb.verb, ExportVerb.verb, InspectVerb.verb, BenchVerb.verb,
    ProfileVerb.verb, DoctorVerb.verb, SampleVerb.verb, ChoicesVerb.verb,
    CompletionsVerb.verb,
  ]
}
