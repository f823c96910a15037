import KDDistill

/// What `compare` was asked to do.
struct ComparePlan {
  /// A row of the table that is trained.
  struct Row {
    let title: String
    /// In JSON and CSV.
    let name: String
    let arguments: Arguments
  }

  let rows: [Row]
  let csvPath: String?

  /// All options of `distill` but the one that tells the ANN from the student.
  static var options: [Option] { RunOptions.distill.filter { $0.name != "--architecture" } }

  init(_ arguments: Arguments) throws(Failure) {
    _ = try arguments.operands(named: "DATA")
    if arguments.string("--teacher") == nil { throw .neededOption("--teacher") }
    let isDual = arguments.string("--loss") == TrainingOptions.Loss.divergence.rawValue
    for option in [isDual ? "--alpha" : "--lambda"] {
      if try arguments.number(option) == 0 {
        throw .badValue(
          option: option, expected: "more than 0, as the student without a teacher is there anyway",
          got: arguments.string(option)!)
      }
    }
    // The same data, unlabelled rows included, and nothing of the teacher's.
    let distilling =
      DistillVerbOptions.teacher.map(\.name).filter { $0 != "--teacher" } + ["--init"]
    let plain = arguments.without(distilling).allowing(RunOptions.distill).with("--lambda", "0")
    rows = [
      Row(title: "ANN", name: "ann", arguments: plain.with("--architecture", "ann")),
      Row(title: "student, labels alone", name: "student", arguments: plain),
      Row(title: "student, distilled", name: "distilled", arguments: arguments),
    ]
    csvPath = arguments.string("--csv")
  }
}
