/// All that shapes a student, beside the data that it learns from.
public struct DistillationOptions: Sendable {
  /// The student's layers, and how much it knows.
  public var configuration = ConfigurationOptions()
  /// How it is trained.
  public var training = TrainingOptions()
  /// Epochs of training at the int8 codes (`fineTuneQuantized`), after the others; nil for none.
  public var quantizedEpochs: Int?
  /// How much each of several teachers counts; for the provenance, as the data has them mixed.
  public var teacherWeights = TeacherWeights.uniform
  /// The only item whose responses take part; nil for all. Those of other items are left out when
  /// the data is read.
  public var item: String?
  /// How many responses without a label take part (`DataSplit.selectInformative`); nil for all. The
  /// others are left out when the data is read.
  public var selectedCount: Int?
  /// How much of QWK, or of accuracy in choice questions, the int8 student may lose; nil: any.
  public var maximumDrop: Double? = standardDrop

  /// The drop that is allowed unless told otherwise.
  public static let standardDrop = 0.01
  /// The epochs at the int8 codes, where such training is asked for without a number.
  public static let standardQuantizedEpochs = 10

  /// What `kdrun distill` does unless told otherwise.
  public init() {}
}
