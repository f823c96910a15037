import Foundation
import KDCommon
import KDData
import KDDistill
import TestSupport
import Testing

@Suite("Several teachers")
struct TeacherMixTests {
  static let dev = [("a", "0"), ("b", "1"), ("c", "1")].map {
    Response(id: $0.0, item: "", text: "x", label: $0.1)
  }
  static let pool = Response(id: "d", item: "", text: "x", label: nil)

  /// Reads one file a teacher; p is the probability of label 0 by response id.
  func teachers(_ files: [[(String, Double)]]) throws -> [SoftLabels] {
    let folder = try Folder()
    return try files.enumerated().map { number, rows in
      let text = rows.map { "{\"id\":\"\($0.0)\",\"probs\":{\"0\":\($0.1),\"1\":\(1 - $0.1)}}\n" }
      return try SoftLabels(
        path: try folder.write("\(number).jsonl", text.joined()), labels: ["0", "1"],
        for: Self.dev + [Self.pool])
    }
  }

  func mix(_ files: [[(String, Double)]], _ weights: TeacherWeights) throws -> TeacherMix {
    try TeacherMix(teachers(files), weights, validation: Self.dev)
  }

  @Test("one teacher is taken as it is")
  func one() throws {
    let teacher = try teachers([[("a", 0.3), ("b", 0.7)]])
    for weights in [TeacherWeights.uniform, .given([7])] {
      let mix = try TeacherMix(teacher, weights, validation: Self.dev)
      #expect(mix.rows == teacher[0].rows)
      #expect(mix.sha256 == teacher[0].sha256)
      #expect(mix.weights == [1])
    }
  }

  @Test("the mean; rows that one lacks fall to the others")
  func uniform() throws {
    let files = [[("a", 0.25), ("b", 0.5)], [("a", 0.75), ("c", 0.125)]]
    let mix = try mix(files, .uniform)
    #expect(mix.rows == ["a": [0.5, 0.5], "b": [0.5, 0.5], "c": [0.125, 0.875]])
    let digests = try teachers(files).map(\.sha256).joined()
    #expect(mix.sha256 == sha256(Array(digests.utf8)))
    try mix.check(Self.dev)
    let found = #expect(throws: DataError.self) { try mix.check(Self.dev + [Self.pool]) }
    #expect(
      "\(found!)".hasSuffix(
        "1 of 4 responses have neither a label nor soft labels, expected one of them, "
          + "got none for \"d\""))
  }

  @Test("given numbers, in closed form; a teacher of weight 0 says nothing")
  func given() throws {
    let files = [[("a", 1.0), ("b", 0.5)], [("a", 0.0), ("c", 0.25)]]
    let three = try mix(files, .given([3, 1]))
    #expect(three.weights == [0.75, 0.25])
    #expect(three.rows["a"] == [0.75, 0.25])
    #expect(three.rows["b"] == [0.5, 0.5])
    let none = try mix(files, .given([1, 0]))
    #expect(none.rows["a"] == [1, 0])
    #expect(none.rows["c"] == nil)
  }

  @Test("by accuracy on the labelled validation responses that a teacher has")
  func accuracy() throws {
    // Right: a, b, c; then a of a, b; the pool has no label.
    let mix = try mix(
      [[("a", 0.9), ("b", 0.2), ("c", 0.4)], [("a", 0.6), ("b", 0.8), ("d", 0.5)]], .accuracy)
    #expect(zip(mix.weights, [2.0 / 3, 1.0 / 3]).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    #expect(abs(mix.rows["a"]![0] - (0.9 * 2 + 0.6) / 3) < 1e-6)
    let blind = #expect(throws: DataError.self) {
      try self.mix([[("a", 0.9)], [("d", 0.5)]], .accuracy)
    }
    #expect("\(blind!)".contains("1.jsonl: no row for a dev response with a label"))
    let wrong = #expect(throws: DataError.self) {
      try self.mix([[("a", 0.1)], [("b", 0.9)]], .accuracy)
    }
    #expect("\(wrong!)".contains("no teacher is ever right on dev"))
  }

  @Test("by confidence, response by response, in closed form")
  func confidence() throws {
    let mix = try mix(
      [[("a", 1), ("b", 0.5), ("c", 0.9)], [("a", 0.2), ("b", 0.5), ("c", 0.3)]], .confidence)
    func weight(_ p: Double) -> Double {
      p == 1 ? 1 : 1 + (p * log(p) + (1 - p) * log(1 - p)) / log(2)
    }
    for (id, p, q) in [("a", 1, 0.2), ("c", 0.9, 0.3)] {
      let exact = (weight(p) * p + weight(q) * q) / (weight(p) + weight(q))
      #expect(abs(Double(mix.rows[id]![0]) - exact) < 1e-6)
    }
    // Nobody knows anything.
    #expect(mix.rows["b"] == [0.5, 0.5])
  }

  @Test("files that name other labels are refused in one line")
  func labels() throws {
    let folder = try Folder()
    func read(_ name: String, _ probs: String) throws -> SoftLabels {
      try SoftLabels(
        path: try folder.write(name, "{\"id\":\"a\",\"probs\":{\(probs)}}"), labels: ["0", "1"],
        for: Self.dev)
    }
    let both = [try read("1", "\"0\":0.5,\"1\":0.5"), try read("2", "\"0\":1")]
    let found = refusal(in: folder) {
      _ = try TeacherMix(both, .uniform, validation: Self.dev)
    }
    #expect(found == "D/2: other labels than in D/1, expected \"0\", \"1\", got \"0\"")
  }
}
