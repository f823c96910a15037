import KDData
import KDQuantize

/// How often a teacher's likeliest label is the human one.
package struct TeacherAgreement {
  /// Labelled responses that the teacher has a row for, and how many of them it gives their label.
  package let count: Int
  package let right: Int
  /// How many would be right by chance, with as many of each label.
  package let chance: Double

  /// - Parameters:
  ///   - rows: probabilities in the order of `labels`, by response id.
  ///   - labels: the classes, in class order.
  package init(_ rows: [String: [Float]], labels: [String], on responses: [Response]) {
    let places = places(of: labels)
    var given = [Int](repeating: 0, count: labels.count)
    var said = given
    var right = 0
    for response in responses {
      guard let label = response.label.flatMap({ places[$0] }), let row = rows[response.id] else {
        continue
      }
      let highest = firstHighest(row)
      given[label] += 1
      said[highest] += 1
      if highest == label { right += 1 }
    }
    let count = given.reduce(0, +)
    self.count = count
    self.right = right
    chance = zip(given, said).reduce(0) { $0 + Double($1.0) * Double($1.1) } / Double(max(count, 1))
  }
}
