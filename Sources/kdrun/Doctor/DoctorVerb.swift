import KDCommon

/// `kdrun doctor`: whether a model scores right on this machine, and how fast.
enum DoctorVerb {
  static let verb = Verb(
    name: "doctor", operands: "MODEL",
    summary: "Test a student on this machine.",
    details: """
      Checks the file, scores its golden vectors with every kernel that runs here, folded and
      not, and compares each logit with the one in the file; says which kernel scores and why,
      how fast, and in how much memory. The last line is the verdict. Exit code 65 when a score
      is wrong.
      """,
    options: [.flag("--json", "Print one JSON object.")],
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let examination = try Examination(path: arguments.operands(named: "MODEL")[0])
    try Terminal.print(
      arguments.has("--json") ? examination.json.text + "\n" : examination.text)
    if !examination.wrongChecks.isEmpty { throw .badData(examination.verdict) }
  }
}
