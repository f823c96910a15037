/// `kdrun distill`: a student from graded responses and a teacher's soft labels.
enum DistillVerb {
  static let verb = Verb(
    name: "distill", operands: "DATA --out M.kdm",
    summary: "Train a student with a teacher's soft labels.",
    details: TrainVerb.dataDetails + """


      The loss ce is CE(label) + lambda x CE(teacher); kl is (1 - alpha) x CE(label) +
      alpha x T^2 x KL(teacher || student), both at temperature T. A response that lacks a
      label, or soft labels, has the other part alone, with its weight as it is; it needs one
      of the two. Of several teachers, those that have a row for a response share it.
      """,
    options: DistillVerbOptions.distill,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    guard let path = arguments.string("--stages") else {
      return try TrainVerb.run(arguments, DistillVerbOptions.distill)
    }
    let stages = try StagedDistillation(
      StageList(path), arguments, DistillVerbOptions.distill)
    try stages.run(isJSON: arguments.has("--json"))
  }
}
