import KDRuntime

/// What `parseResponses` does beyond reading every row.
public struct ReadOptions: Sendable {
  /// Where the fields are.
  public var columns = ColumnNames()
  /// `nil`: what the file's bytes say.
  public var format: DataFormat?
  /// What the bytes need not tell of how they are written.
  public var hints = ReadingHints()
  /// Keeps this item only.
  public var item: String?
  /// Lets rows have no label: a teacher labels them.
  public var allowsUnlabelled = false
  /// Refuses rows that have a label.
  public var isPool = false
  /// Whether a table must have a column of labels.
  public var needsLabels = true
  /// How a text becomes words; rows without any are left out.
  public var rules = TokenizerRules.newest
  /// Keeps rows whose text has no word.
  public var keepsEmpty = false
  /// What is said of labels; nil: they are texts, kept as they are.
  public var labels: LabelRules? = LabelRules()
  /// Whether `labels` is settled when the file was read, or by the caller for several files.
  package var settlesLabels = true
  /// Number of the first row less one; ids of rows that have none are row numbers.
  public var firstRow = 0

  /// Every labelled row, as the file's bytes say.
  public init() {}
}
