import KDCommon
import KDData
import KDDistill
import KDQuantize

/// What `distill` and `train` tell at the end.
struct TrainingSummary {
  let plan: TrainingPlan
  let distillation: Distillation
  let student: DistilledStudent
  /// The fidelity on the test part, when the data has one.
  let test: Fidelity?

  private var data: DataSplit { distillation.data.split }
  private var teacher: TeacherMix? { distillation.data.teacher }
  private var configuration: StudentConfiguration { distillation.configuration }
  private var unknownItemCount: Int { distillation.unknownItemCount }
  private var options: DistillationOptions { distillation.options }
  private var result: TrainingResult { student.training }
  private var quantized: QuantizedModel { student.quantized }
  private var parameterCount: Int { result.student.parameters.count }
  private var second: SecondGrader? {
    SecondGrader(plan.files.columns.secondLabel, data.labelPairs, order: data.labelOrder)
  }
  private var devBaseline: Baseline {
    Baseline(student, fidelity: quantized.fidelity, on: data.dev, data.scale)
  }
  private var testBaseline: Baseline? {
    test.map { Baseline(student, fidelity: $0, on: data.test, data.scale) }
  }

  var text: String {
    var lines = [
      (
        "data",
        "\(grouped(data.train.count)) train"
          + (unlabelledCount > 0 ? " (\(grouped(unlabelledCount)) without a label)" : "")
          + ", \(grouped(data.dev.count)) dev, "
          + "\(grouped(data.test.count)) test; left out: \(grouped(data.droppedEmpty)) empty"
          + (data.droppedUnlabelled > 0
            ? ", \(grouped(data.droppedUnlabelled)) without a label" : "")
          + (data.notSelected > 0 ? ", \(grouped(data.notSelected)) not selected" : "")
          + (unknownItemCount > 0 ? "; \(grouped(unknownItemCount)) dev of unknown items" : "")
      ),
      (
        "student",
        "\(configuration.architecture.rawValue), \(grouped(parameterCount)) parameters, "
          + "\(grouped(configuration.words.count)) words, \(grouped(configuration.items.count)) items, "
          + "\(configuration.labels.count) classes"
      ),
      (
        "training",
        "best epoch \(result.bestEpoch) of \(result.history.count)"
          + (options.training.starts > 1
            ? ", start \(result.bestStart) of \(options.training.starts)" : "")
          + (result.droppedSteps > 0
            ? "; \(grouped(result.droppedSteps)) steps dropped, not finite" : "")
      ),
    ]
    if options.quantizedEpochs != nil {
      lines.append(
        (
          "int8 training",
          "best epoch \(result.quantizedBestEpoch) of \(result.quantizedHistory.count)"
        ))
    }
    if let teacher { lines.insert(("teachers", text(teacher)), at: 1) }
    lines += quantized.rows
    if let second { lines.append(("people", second.text)) }
    if let text = devBaseline.text { lines.append(("baseline", text)) }
    if let popular = PopularAnswer(quantized.fidelity.int8) {
      lines.append(("most often", popular.text))
    }
    if let test { lines += test.rows("test", byteCount: quantized.bytes.count) }
    if let text = testBaseline?.text { lines.append(("baseline", text)) }
    lines.append(("wrote", printable(plan.outputPaths.joined(separator: ", "))))
    return rows(lines)
  }

  var json: JSON {
    .object(dataJSON + lossJSON + trainingJSON)
  }

  /// Training and dev responses that a teacher has a row for.
  private var softCount: Int { teacher?.count(in: data.train + data.dev) ?? 0 }
  private var unlabelledCount: Int { data.train.count { $0.label == nil } }

  /// What is worth telling of the teachers: how they are weighed, and what they lack.
  private func text(_ teacher: TeacherMix) -> String {
    let (rows, all) = (softCount, data.train.count + data.dev.count)
    if teacher.weights.count == 1 {
      return "1; soft labels for \(grouped(rows)) of \(grouped(all)) responses"
    }
    let weights =
      options.teacherWeights == .confidence
      ? "by confidence"
      : teacher.weights.map { decimal(Double($0), places: 4) }.joined(separator: ", ")
    return "\(teacher.weights.count), weights \(weights); soft labels for \(grouped(rows)) of "
      + "\(grouped(all)) responses"
  }

  private var dataJSON: [(String, JSON)] {
    [
      ("train", .integer(data.train.count)), ("dev", .integer(data.dev.count)),
      ("test", .integer(data.test.count)), ("soft_labels", .integer(softCount)),
      ("unlabelled", .integer(unlabelledCount)), ("not_selected", .integer(data.notSelected)),
      ("teacher_weights", .array((teacher?.weights ?? []).map { .number($0) })),
      ("dropped_empty", .integer(data.droppedEmpty)),
      ("dropped_unlabelled", .integer(data.droppedUnlabelled)),
      ("dev_unknown_item", .integer(unknownItemCount)),
      ("architecture", .string(configuration.architecture.rawValue)),
      ("parameters", .integer(parameterCount)), ("words", .integer(configuration.words.count)),
      ("items", .integer(configuration.items.count)),
      ("labels", .array(configuration.labels.map(JSON.string))),
    ]
  }

  /// Null for those that the loss does not have.
  private var lossJSON: [(String, JSON)] {
    let isDual = options.training.loss == .divergence
    return [
      ("loss", .string(options.training.loss.rawValue)),
      ("lambda", isDual ? .null : .number(options.training.lambda)),
      ("alpha", isDual ? .number(options.training.alpha) : .null),
      ("temperature", isDual ? .number(options.training.temperature) : .null),
      ("shortcut_penalty", .number(options.training.shortcutPenalty)),
      (
        "hidden_weight",
        distillation.data.hidden.isEmpty ? .null : .number(options.training.hiddenWeight)
      ),
    ]
  }

  private var trainingJSON: [(String, JSON)] {
    [
      ("seed", .integer(Int(options.training.seed))),
      ("epochs", .integer(result.history.count)), ("best_epoch", .integer(result.bestEpoch)),
      ("starts", .integer(options.training.starts)), ("best_start", .integer(result.bestStart)),
      ("qat_epochs", .integer(result.quantizedHistory.count)),
      ("qat_best_epoch", .integer(result.quantizedBestEpoch)),
      ("epochs_run", .integer(result.epochsRun)), ("dropped_steps", .integer(result.droppedSteps)),
      ("threads", .integer(options.training.threads)),
      ("train_seconds", .number(result.seconds)),
      ("epoch_seconds", .number(result.seconds / Double(max(result.epochsRun, 1)))),
      ("fidelity", quantized.json),
      ("most_often", PopularAnswer(quantized.fidelity.int8)?.json ?? .null),
      ("baseline", devBaseline.json), ("second_label", second?.json ?? .null),
      ("test_fidelity", test?.json(byteCount: quantized.bytes.count) ?? .null),
      ("test_baseline", testBaseline?.json ?? .null),
      ("model", .string(plan.files.modelPath)), ("student", .string(plan.files.studentPath)),
      ("report", plan.report.map { .string($0.path) } ?? .null),
    ]
  }
}
