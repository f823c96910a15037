/// `kdrun distill`: a student from graded responses and a teacher's soft labels.
enum DistillVerb {
  static let verb = Verb(
    name: "distill", operands: "DATA --out M.kdm",
    summary: "Train a student with a teacher's soft labels.",
    details: TrainVerb.dataDetails + """


      The loss is CE(label) + lambda x CE(teacher). The soft labels must name every response
      of train and dev. With them, a response may lack a label.
      """,
    options: TrainingOptionList.teacher + TrainingOptionList.common,
    run: { arguments throws(Failure) in try Distillation(TrainingPlan(arguments)).run() })
}
