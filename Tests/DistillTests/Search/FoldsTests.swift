import KDData
import KDDistill
import Testing

@Suite struct FoldsTests {
  /// Items and labels of very different frequency, every tenth unlabelled.
  private func responses(_ count: Int) -> [Response] {
    (0..<count).map { index in
      let item = ["a", "b", "c"][index % 7 == 0 ? 2 : index % 2]
      let label = index % 10 == 9 ? nil : index % 23 == 0 ? "rare" : index % 3 == 0 ? "0" : "1"
      return Response(id: "\(index)", item: item, text: "word", label: label)
    }
  }

  @Test(arguments: [(2, 40), (3, 50), (5, 899), (5, 900), (7, 5000), (10, 10)])
  func aPartition(_ folds: Int, _ count: Int) {
    let responses = responses(1000)
    let parts = crossValidationFolds(responses, count: count, folds: folds, seed: 4)
    #expect(parts.count == folds)
    let all = parts.joined().sorted()
    #expect(all.count == min(count, 900))
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { responses[$0].label != nil })
    let sizes = parts.map(\.count)
    #expect(sizes.max()! - sizes.min()! <= 1)
    #expect(parts.allSatisfy { $0 == $0.sorted() })
  }

  /// Of each item and label a part has its share, to within a deal or so at both ends of a group.
  @Test(arguments: [300, 900])
  func stratified(_ count: Int) {
    let responses = responses(1000)
    let parts = crossValidationFolds(responses, count: count, folds: 3, seed: 1)
    var cases = 0
    for item in ["a", "b", "c"] {
      for label in ["0", "1", "rare"] {
        func isOne(_ index: Int) -> Bool {
          responses[index].item == item && responses[index].label == label
        }
        let share = Double(responses.indices.count(where: isOne)) * Double(count) / 900 / 3
        for part in parts {
          #expect(abs(Double(part.count(where: isOne)) - share) <= 2, "\(item) \(label) \(count)")
          cases += 1
        }
      }
    }
    #expect(cases == 27)
  }

  @Test func theSeedDecides() {
    let responses = responses(1000)
    func parts(_ seed: UInt64) -> [[Int]] {
      crossValidationFolds(responses, count: 60, folds: 3, seed: seed)
    }
    #expect(parts(1) == parts(1))
    #expect(parts(1) != parts(2))
  }
}
