import KDRuntime
/// How a model came to be; written into the model file. No clock, no user or machine name.
public struct Provenance: Sendable, Equatable {
  /// `kdrun` and the version of its training: the oldest that gives the same bytes.
  public var tool = "kdrun \(trainingVersion)"
  /// SHA-256 (hex) of the training data as read.
  public var dataSHA256 = ""
  /// File name of the teacher's soft labels; empty for none.
  public var teacher = ""
  public var teacherSHA256 = ""
  public var seed: UInt32 = 0
  /// Options that shaped the student, in a fixed order.
  public var settings: [(name: String, value: String)] = []
  /// Figures measured when it was made, for example `dev_qwk_int8`.
  public var metrics: [(name: String, value: Float)] = []

  public init() {}

  public static func == (a: Provenance, b: Provenance) -> Bool {
    a.tool == b.tool && a.dataSHA256 == b.dataSHA256 && a.teacher == b.teacher
      && a.teacherSHA256 == b.teacherSHA256 && a.seed == b.seed
      && a.settings.elementsEqual(b.settings, by: ==) && a.metrics.elementsEqual(b.metrics, by: ==)
  }
}

/// A text made from the vocabulary, never a training response, and its exact logits.
public struct Golden: Sendable, Equatable {
  public var item: String
  public var text: String
  public var logits: [Int32]

  public init(item: String, text: String, logits: [Int32]) {
    self.item = item
    self.text = text
    self.logits = logits
  }
}
