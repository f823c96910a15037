import KDCommon
import KDData
import KDQuantize

/// Several teachers' soft labels as those of one: Σ w p / Σ w over the teachers that have a row
/// for the response.
public struct TeacherMix: Sendable {
  /// Probabilities in class order by response id.
  public let rows: [String: [Float]]
  /// The files' digest, or the digest of the digests of several in their order.
  public let sha256: String
  /// Of each teacher, summing to 1; for `confidence` the same for all.
  public let weights: [Float]
  private let path: String

  /// - Parameter validation: what `accuracy` is measured on.
  /// - Throws: `badData` when the teachers' files do not name the same labels, and for `accuracy`
  ///   when a teacher has no row for a validation response with a label, or none is ever right.
  /// - Precondition: All were read for the same labels and responses.
  public init(
    _ teachers: [SoftLabels], _ weights: TeacherWeights, validation: [Response]
  ) throws(DataError) {
    precondition(!teachers.isEmpty, "no teacher")
    for other in teachers.dropFirst() where other.namedLabels != teachers[0].namedLabels {
      throw .bad(
        other.path, nil, "other labels than in \(printable(teachers[0].path))",
        expected: listed(teachers[0].namedLabels), got: listed(other.namedLabels))
    }
    path = teachers.map { $0.path }.joined(separator: ", ")
    sha256 =
      teachers.count == 1
      ? teachers[0].sha256 : KDCommon.sha256(Array(teachers.map { $0.sha256 }.joined().utf8))
    let shares = try Self.shares(teachers, weights, validation)
    self.weights = shares
    rows = teachers.count == 1 ? teachers[0].rows : Self.mixed(teachers, weights, shares)
  }

  /// Refuses responses that have neither a label nor soft labels: there is nothing to learn.
  public func check(_ responses: [Response]) throws(DataError) {
    let bare = responses.filter { $0.label == nil && rows[$0.id] == nil }
    guard let first = bare.first else { return }
    throw .bad(
      path, nil,
      "\(bare.count) of \(responses.count) responses have neither a label nor soft labels",
      expected: "one of them", got: "none for \(quoted(first.id))")
  }

  /// The rows that training takes from them.
  public func count(in responses: [Response]) -> Int { responses.count { rows[$0.id] != nil } }

  private static func shares(
    _ teachers: [SoftLabels], _ weights: TeacherWeights, _ validation: [Response]
  ) throws(DataError) -> [Float] {
    var values: [Float] = []
    switch weights {
    case .uniform, .confidence: values = teachers.map { _ in 1 }
    case .given(let given): values = given
    case .accuracy: for teacher in teachers { values.append(try accuracy(teacher, validation)) }
    }
    let total = values.reduce(0, +)
    guard total > 0 else {
      throw .bad(
        teachers[0].path, nil, "no teacher is ever right on dev", expected: "an accuracy above 0")
    }
    return values.map { $0 / total }
  }

  private static func accuracy(
    _ teacher: SoftLabels, _ validation: [Response]
  ) throws(DataError) -> Float {
    var (count, right) = (0, 0)
    for response in validation {
      guard let label = response.label, let row = teacher.rows[response.id] else { continue }
      let best = firstHighest(row)
      count += 1
      if teacher.labels[best] == label { right += 1 }
    }
    guard count > 0 else {
      throw .bad(
        teacher.path, nil, "no row for a dev response with a label",
        expected: "some, to weigh the teacher by its accuracy")
    }
    return Float(right) / Float(count)
  }

  private static func mixed(
    _ teachers: [SoftLabels], _ weights: TeacherWeights, _ shares: [Float]
  ) -> [String: [Float]] {
    var mixed: [String: [Float]] = [:]
    for id in Set(teachers.flatMap({ $0.rows.keys })) {
      // In the order of the teachers, so the order of the set does not show in the sums.
      let known = zip(teachers, shares).compactMap { teacher, share in
        teacher.rows[id].map { (row: $0, share: share) }
      }
      var factors = known.map { $0.share }
      if weights == .confidence {
        factors = known.map { confidence($0.row) }
        if factors.allSatisfy({ $0 == 0 }) { factors = known.map { _ in 1 } }
      }
      let total = factors.reduce(0, +)
      // Only teachers of weight 0 have it.
      guard total > 0 else { continue }
      mixed[id] = teachers[0].labels.indices.map { k in
        zip(known, factors).reduce(0) { $0 + $1.1 * $1.0.row[k] } / total
      }
    }
    return mixed
  }

  private static func confidence(_ row: [Float]) -> Float {
    let confidence = 1 - entropy(row) / FloatMath.log(Float(max(row.count, 2)))
    // Rounding, and sums that are not quite 1.
    return confidence < 1e-6 ? 0 : min(confidence, 1)
  }
}
