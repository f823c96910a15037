/// How much each of several teachers counts.
public enum TeacherWeights: Sendable, Equatable {
  /// All the same.
  case uniform
  /// In proportion to the teacher's accuracy on the validation responses with a label.
  case accuracy
  /// Response by response, 1 − H(p) / log K: 1 for a teacher that is sure, 0 for one that gives
  /// all K labels the same probability. Where all of them do, they count the same.
  case confidence
  /// A number of at least 0 a teacher, not all 0.
  case given([Float])

  /// As the command line has it.
  public var text: String {
    switch self {
    case .uniform: "uniform"
    case .accuracy: "accuracy"
    case .confidence: "confidence"
    case .given(let weights): weights.map { "\($0)" }.joined(separator: ",")
    }
  }
}
