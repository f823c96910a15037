import KDCommon
import KDData
import KDDistill
import KDRuntime

/// `kdrun eval`: how well a student agrees with human scores.
enum EvalVerb {
  static let verb = Verb(
    name: "eval", operands: "MODEL DATA",
    summary: "Compare a student's scores with human ones.",
    details: """
      Prints accuracy, macro and weighted F1, quadratic weighted kappa (QWK), precision and
      recall of each class, the confusion matrix, as RSMTool defines them, and the time a response
      takes here. Responses that the student does not score are counted and left out of the
      figures; those to an item that it does not know are scored, and counted.
      """,
    options: [
      .text(
        "--item", "ID",
        "Only this item; the item of all rows when the data has no item column."),
      .flag("--json", "Print one JSON object."),
      .path("--svg", "FILE", "Also draw the confusion matrix."),
      .path("--report", "R.html", "Also write all of it as a page, with what follows:"),
      .path("--teacher", "FILE", "A teacher's soft labels, as for distill, beside the student."),
      .path(
        "--student", "S.safetensors", "The float student that MODEL was made from, beside it."),
    ] + DistillationOptions.grading.map { Option($0) } + ColumnOptions.all,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let operands = try arguments.operands(named: "MODEL", "DATA")
    let report = try ReportFile(arguments)
    let inputs = operands + ["--teacher", "--student"].flatMap(arguments.strings)
    if report == nil {
      for option in ["--teacher", "--student"] where arguments.isGiven(option) {
        throw .neededOption("--report (for \(option))")
      }
    }
    for output in [arguments.string("--svg"), report?.path].compactMap({ $0 }) {
      try OutputFiles.check(output, besides: inputs)
    }
    let model = try ModelFile(operands[0])
    try GradingOptions.check(arguments)
    let stated = try labelRules(arguments)
    let reading = try readOptions(model, stated, arguments)
    let data = try read(dataPath(operands[1]), reading, arguments)
    data.notes.forEach(Terminal.note)
    DataReview(
      [data], split: nil, maxTokens: model.maxTokens, rules: model.rules
    ).warnings.forEach(Terminal.note)
    if model.wasTrained(on: data, reading) {
      Terminal.note(
        "\(printable(data.path)): warning: the student learnt from these answers; figures of others will "
          + "be lower")
    }
    try model.check(data.responses)
    let labels =
      model.isChoice
      ? Choice.names(data.responses.mostOptions)
      : model.labels.map { String(decoding: $0, as: UTF8.self) }
    do throws(DataError) {
      _ = try data.classes(in: labels)
    } catch { throw Failure(error) }

    let order = stated.order ?? model.labelOrder
    let scale = LabelScale(labels, order: order)
    let grader = try Grader(name(model), model, on: data.responses)
    let comparison = GraderComparison(
      part: operands[1] == "-" ? "standard input" : lastPathPart(operands[1]), data.responses,
      labels: labels, scale: scale, graders: [grader])
    let evaluation = comparison.served.evaluation
    let time = try QuestionTime(model, data.responses)
    if let picture = arguments.string("--svg") {
      try OutputFiles.write(Array(confusionPicture(evaluation).utf8), to: picture)
    }
    if let report {
      let student = ReportedStudent(name: grader.name, file: model, time: time)
      try report.write(page(arguments, comparison, student, data))
    }
    var result = EvalReport(
      evaluation: evaluation, reasonCounts: grader.reasonCounts, droppedEmpty: data.droppedEmpty,
      droppedUnlabelled: data.droppedUnlabelled + data.droppedLabels,
      time: time)
    result.training = StoredBaseline(model.provenance)
    result.second = SecondGrader(
      reading.columns.secondLabel, data.labelPairs, order: order)
    try Terminal.print(arguments.has("--json") ? result.json.text + "\n" : result.text)
  }

  private static func name(_ model: ModelFile) -> String {
    if case .float = model.student { "float" } else { "int8" }
  }

  /// The page, with the teacher and the float student when they are given.
  private static func page(
    _ arguments: Arguments, _ comparison: GraderComparison, _ student: ReportedStudent,
    _ data: DataSet
  ) throws(Failure) -> ReportPage {
    var graders = comparison.graders
    var students = [student]
    if let path = arguments.string("--student") {
      let file = try ModelFile(path)
      guard case .float = file.student, case .integer = student.file.student else {
        throw .notAModel(
          path: path, reason: "expected a float student (.safetensors) beside a .kdm")
      }
      if file.labels != student.file.labels {
        throw .notAModel(path: path, reason: "its labels are not those of \(student.file.path)")
      }
      graders.insert(try Grader("float", file, on: data.responses), at: 0)
      students.insert(try ReportedStudent("float", file, timedOn: comparison), at: 0)
    }
    var teacher: SoftLabels?
    if let path = arguments.string("--teacher") {
      do throws(DataError) {
        teacher = try SoftLabels(path: path, labels: comparison.labels, for: data.responses)
      } catch { throw Failure(error) }
      graders.insert(Grader(teacher: teacher?.rows ?? [:], on: data.responses), at: 0)
    }
    let whole = GraderComparison(
      part: comparison.part, data.responses, labels: comparison.labels, scale: comparison.scale,
      graders: graders)
    return EvaluationPage(
      model: student.file, data: data, comparison: whole, students: students, teacher: teacher
    ).page
  }

  /// What `--labels` and `--missing` say.
  private static func labelRules(_ arguments: Arguments) throws(Failure) -> LabelRules {
    var options = DistillationOptions()
    for option in DistillationOptions.grading { try arguments.read(option, into: &options) }
    return options.labels
  }

  private static func readOptions(
    _ model: ModelFile, _ stated: LabelRules, _ arguments: Arguments
  ) throws(Failure) -> ReadOptions {
    var options = ReadOptions()
    options.rules = model.rules
    options.columns = ColumnOptions.names(arguments)
    options.hints = try ReadingOptions.hints(arguments)
    // The model's labels decide, so that a few rows of a class need no order.
    var labels = stated
    labels.order = labels.graders == .mean ? stated.order ?? model.labelOrder : nil
    options.labels = labels
    return options
  }

  /// The responses of the wanted item, or all.
  private static func read(
    _ path: String, _ options: ReadOptions, _ arguments: Arguments
  ) throws(Failure) -> DataSet {
    var options = options
    do throws(DataError) {
      // Standard input can be read once only.
      let bytes = try readBytes(path)
      var data = try parseResponses(bytes, path: path, options: options)
      guard let item = arguments.string("--item") else { return data }
      if data.responses.contains(where: { !$0.item.isEmpty }) {
        options.item = item
        return try parseResponses(bytes, path: path, options: options)
      }
      for index in data.responses.indices { data.responses[index].item = item }
      return data
    } catch { throw Failure(error) }
  }
}
