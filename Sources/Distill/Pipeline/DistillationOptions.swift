import KDData

/// All that shapes a student, beside the data that it learns from.
public struct DistillationOptions: Sendable {
  /// The student's layers, and how much it knows.
  public var configuration = StudentOptions()
  /// How it is trained.
  public var training = TrainingOptions()

  /// Epochs of training at the int8 codes (`fineTuneQuantized`), after the others; nil for none.
  public var quantizedEpochs: Int?
  static let qatOption = OptionDeclaration(
    "qat",
    .flag { $0.quantizedEpochs = $0.quantizedEpochs ?? standardQuantizedEpochs },
    "Then train on at the weights' int8 codes, at a tenth of the rate, so that int8 loses nothing."
  ) { _ in nil }
  static let qatEpochsOption = OptionDeclaration(
    "qat-epochs", .integer(1...100_000) { $0.quantizedEpochs = $1 }, "Most epochs of --qat.",
    standard: "\(standardQuantizedEpochs)", kept: .ifChanged("qat_epochs")
  ) { $0.quantizedEpochs.map { "\($0)" } }
  /// The epochs at the int8 codes, where such training is asked for without a number.
  public static let standardQuantizedEpochs = 10

  /// How much each of several teachers counts; for the provenance, as the data has them mixed.
  public var teacherWeights = TeacherWeights.uniform

  /// The only item whose responses take part; nil for all. Those of other items are left out when
  /// the data is read.
  public var item: String?
  /// `--item`.
  public static let itemOption = OptionDeclaration(
    "item", .text { $0.item = $1 }, "Train on this item only.", placeholder: "ID",
    kept: .ifChanged("item")
  ) { $0.item }

  /// What is said of labels.
  public var labels = LabelRules()
  /// `--labels`.
  public static let labelsOption = OptionDeclaration(
    "labels", .text { $0.labels.order = labelList($1) },
    "The grades from the lowest to the highest, where they are no numbers: none,developing,….",
    placeholder: "A,B,…", standard: "numbers are grades, others classes without an order",
    kept: .ifChanged("labels")
  ) { $0.labels.order?.joined(separator: ",") }
  /// `--missing`.
  public static let missingOption = OptionDeclaration(
    "missing", .text { $0.labels.missing = labelList($1) },
    "Labels that say that there is none, NA,absent: their rows are left out.",
    placeholder: "A,B,…", kept: .ifChanged("missing")
  ) { $0.labels.missing.isEmpty ? nil : $0.labels.missing.joined(separator: ",") }

  /// `--graders`.
  public static let gradersOption = OptionDeclaration(
    "graders",
    .choice(names(of: Graders.self)) { $0.labels.graders = Graders(rawValue: $1) ?? .first },
    "Of two people's labels, the first's, the grade nearest to their mean, or what both say.",
    kept: .ifChanged("graders")
  ) { $0.labels.graders.rawValue }

  /// How many responses without a label take part (`DataSplit.selectInformative`); nil for all. The
  /// others are left out when the data is read.
  public var selectedCount: Int?
  /// `--select`.
  public static let selectOption = OptionDeclaration(
    "select", .integer(1...1_000_000_000) { $0.selectedCount = $1 },
    "Of all training responses without a label, N: each label's in turn, those first that the "
      + "teacher is surest of.",
    standard: "all", kept: .ifChanged("select")
  ) { $0.selectedCount.map { "\($0)" } }

  /// How much of QWK, or of accuracy in choice questions, the int8 student may lose; nil: any.
  public var maximumDrop: Double? = standardDrop

  /// The drop that is allowed unless told otherwise.
  public static let standardDrop = 0.01

  /// What `kdrun distill` does unless told otherwise.
  public init() {}
}

/// The options in the order of the help.
extension DistillationOptions {
  /// What labels mean.
  public static let grading = [labelsOption, missingOption, gradersOption]
  /// Training at the int8 codes.
  public static let quantizing = [qatOption, qatEpochsOption]

  /// All options that are declared, those of the training first.
  public static let declared: [OptionDeclaration] =
    [selectOption, itemOption] + grading + TrainingOptions.declared + quantizing
    + StudentOptions.declared
}

/// Labels with commas between, in their one form.
private func labelList(_ text: String) -> [String] {
  text.split(separator: ",").map { canonicalLabel(String($0)) }
}
