import KDDistill

/// What is said of the teachers.
extension TrainingPlan {
  static func hiddenPaths(_ arguments: Arguments) throws(Failure) -> [String] {
    let paths = arguments.strings("--hidden")
    let count = arguments.strings("--teacher").count
    guard paths.count <= count else {
      throw .badValue(
        option: "--hidden", expected: "at most one file a --teacher, \(count)",
        got: "\(paths.count)")
    }
    return paths
  }

  static func teacherWeights(_ arguments: Arguments) throws(Failure) -> TeacherWeights {
    let count = arguments.strings("--teacher").count
    guard let text = arguments.string("--teacher-weights") else { return .uniform }
    guard count > 1 else {
      throw .badValue(
        option: "--teacher-weights", expected: "at least two --teacher files", got: "\(count)")
    }
    for weights in [TeacherWeights.uniform, .accuracy, .confidence] where weights.text == text {
      return weights
    }
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
    let known = numbers.compactMap { $0 }.filter { $0 >= 0 && $0 <= 1e6 }
    guard known.count == count, numbers.count == count, known.contains(where: { $0 >= 1e-6 }) else {
      throw .badValue(
        option: "--teacher-weights",
        expected: "uniform, accuracy, confidence or \(count) numbers of at least 0, not all 0",
        got: text)
    }
    return .given(known)
  }
}
