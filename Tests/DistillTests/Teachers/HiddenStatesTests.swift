import Foundation
import KDData
import KDDistill
import TestSupport
import Testing

@Suite("Hidden states from a file")
struct HiddenStatesTests {
  @Test("rows follow the teacher's file; normalised over the training responses alone")
  func normalised() throws {
    let folder = try Folder()
    let lines = ["z", "b", "a", "dev"].map { "{\"id\":\"\($0)\",\"probs\":{\"0\":1}}" }
    let responses = ["a", "b", "dev"].map { Response(id: $0, item: "", text: "x", label: "0") }
    let teacher = try SoftLabels(
      path: try folder.write("t", lines.joined(separator: "\n")), labels: ["0", "1"],
      for: responses)
    let values: [Float] = [9, 9, 1, 2, 5, 2, 100, 100]
    let header = Array(
      "{\"hidden\":{\"dtype\":\"F32\",\"shape\":[4,2],\"data_offsets\":[0,32]}}".utf8)
    let bytes =
      [UInt8(header.count), 0, 0, 0, 0, 0, 0, 0] + header
      + values.flatMap { v in (0..<4).map { UInt8(truncatingIfNeeded: v.bitPattern >> (8 * $0)) } }
    let hidden = try HiddenStates(
      path: try folder.write("h", bytes), teacher: teacher, training: Array(responses[..<2]))
    #expect(hidden.width == 2)
    // b is (1, 2), a is (5, 2): mean (3, 2), deviations ±2 and 0, root mean square √2.
    let unit = Float(2.0.squareRoot())
    #expect(hidden.rows == ["a": [unit, 0], "b": [-unit, 0]])
  }
}
