/// Responses on which human, teacher and students do not all say the same.
struct Disagreements {
  /// Who stands alone, and how often.
  private(set) var kinds: [(name: String, count: Int)] = []
  /// Indices of the responses, the most confident difference first, equals in their order.
  let order: [Int]

  init(_ comparison: GraderComparison) {
    var ranked: [(index: Int, confidence: Double)] = []
    for index in comparison.responses.indices {
      if let confidence = Self.confidence(comparison, index) { ranked.append((index, confidence)) }
    }
    order = ranked.sorted { ($1.confidence, $0.index) < ($0.confidence, $1.index) }.map(\.index)
    guard let teacher = comparison.teacher else { return }
    kinds = Self.kinds(comparison, teacher)
  }

  /// The highest probability that a grader gives to another label than the human's (without one:
  /// than the first grader's); nil when all say the same.
  private static func confidence(_ comparison: GraderComparison, _ index: Int) -> Double? {
    let verdicts = comparison.graders.compactMap { $0.verdicts[index] }
    let actual = comparison.actual[index]
    guard let reference = actual >= 0 ? actual : verdicts.first?.label else { return nil }
    return verdicts.filter { $0.label != reference }.map(\.confidence).max()
  }

  /// The responses that human, teacher and the served student all grade, by who agrees with whom.
  private static func kinds(_ comparison: GraderComparison, _ teacher: Grader) -> [(String, Int)] {
    var counts = [Int](repeating: 0, count: 5)
    for (index, actual) in comparison.actual.enumerated() {
      guard actual >= 0, let teacher = teacher.verdicts[index]?.label,
        let student = comparison.served.grader.verdicts[index]?.label
      else { continue }
      switch (teacher == actual, student == actual, teacher == student) {
      case (true, true, _): counts[0] += 1
      case (true, false, _): counts[1] += 1
      case (false, true, _): counts[2] += 1
      case (false, false, true): counts[3] += 1
      case (false, false, false): counts[4] += 1
      }
    }
    let names = [
      "all three agree", "only the student differs", "only the teacher differs",
      "teacher and student agree against the human label", "three different labels",
    ]
    return Array(zip(names, counts))
  }
}
