import KDCommon
import KDData
import KDQuantize

/// What a student learns from: responses and what teachers say of them, in memory.
public struct DistillationData: Sendable {
  /// Responses to train on, to validate on and to test on.
  public var split: DataSplit
  /// The teachers' probabilities; nil without a teacher.
  public var teacher: TeacherMix?
  /// Each teacher's hidden states, as far as there are files of them.
  public var hidden: [HiddenStates]
  /// The student that training begins with; nil for random weights.
  public var initial: NamedStudent?
  /// Where the soft labels, the hidden states and the pool come from, for the provenance: names of
  /// files without folders, which would tell about the machine.
  public var teacherName = ""
  /// Where the hidden states come from, a file name without its folder.
  public var hiddenName = ""
  /// Where the pool comes from, a file name without its folder; nil for none.
  public var poolName: String?

  /// A split, with what teachers and an earlier student say of it.
  public init(
    _ split: DataSplit, teacher: TeacherMix? = nil, hidden: [HiddenStates] = [],
    initial: NamedStudent? = nil
  ) {
    self.split = split
    self.teacher = teacher
    self.hidden = hidden
    self.initial = initial
  }

  /// What a student is judged on: the test part, or dev where there is none.
  public var judged: (responses: [Response], isTest: Bool) {
    split.test.isEmpty ? (split.dev, false) : (split.test, true)
  }

  /// Refuses options that are about labels or responses, and say nothing of a choice question's
  /// options.
  /// - Throws: `DistillationError.choiceQuestions`.
  static func checkChoice(
    _ split: DataSplit, _ options: DistillationOptions, hasHidden: Bool
  ) throws(DistillationError) {
    guard split.isChoice else { return }
    if hasHidden { throw .choiceQuestions(option: "hidden") }
    if options.training.shortcutPenalty > 0 { throw .choiceQuestions(option: "shortcut-penalty") }
  }
}

/// A float student with the place and the SHA-256 (hex) of its file.
public struct NamedStudent: Sendable {
  /// The student.
  public let student: FloatStudent
  /// Where its file is, for messages.
  public let path: String
  /// SHA-256 of the file, hex.
  public let sha256: String
  /// Name of its file, without the folder, for provenance.
  public var name: String { lastPathPart(path) }

  /// A student as it was read from the file at `path`.
  public init(_ student: FloatStudent, path: String, sha256: String) {
    self.student = student
    self.path = path
    self.sha256 = sha256
  }
}
