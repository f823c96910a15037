import Foundation
import KDExport
import KDQuantize
import KDRuntime
import TestSupport
import Testing

struct EncodeModelTests {
  let golden = [Golden(item: "Q1", text: "word ähm", logits: [1, -2, 3])]

  @Test func sameStudentSameBytes() throws {
    let student = sampleQuantized(sampleConfiguration())
    let first = try encodeModel(student, sampleProvenance(), golden)
    #expect(try encodeModel(student, sampleProvenance(), golden) == first)
    var other = student
    other.layers[0].weights[0].values[5] &+= 1
    #expect(try encodeModel(other, sampleProvenance(), golden) != first)
  }

  @Test func frameIsThatOfTheFormat() throws {
    for architecture in Architecture.allCases {
      let student = sampleQuantized(sampleConfiguration(architecture))
      let bytes = try encodeModel(student, sampleProvenance(), golden)
      #expect(bytes.count % 16 == 0)
      #expect(Array(bytes[0..<8]) == [32, 0, 0, 0] + Array("KDM1".utf8))
      let stored = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[40 + $1]) << UInt32(8 * $1) }
      #expect(stored == bytes.withUnsafeBytes { crc32($0, zeroed: 40) })
      var zeroed = bytes
      zeroed.replaceSubrange(40..<44, with: [0, 0, 0, 0])
      #expect(stored == zeroed.withUnsafeBytes { crc32($0) })
    }
  }

  /// The smallest file by hand: every byte of it is in docs/FORMAT.md.
  @Test func smallFileIsTheDocumentedOne() throws {
    var configuration = StudentConfiguration(
      architecture: .ann, words: ["hi"], labels: ["0", "1"], embeddingSize: 1, denseSize: 1,
      maxTokens: 9)
    configuration.hiddenSize = 0
    var embedding = QuantizedLayer(.embedding)
    embedding.outputs = 1
    embedding.outputBits = 10
    embedding.weights = [
      QuantizedMatrix(
        rows: 2, columns: 1, fractionBits: 12, multipliers: [200, 100], values: [-127, 5])
    ]
    let student = QuantizedStudent(
      configuration: configuration, layers: [embedding], logitBits: 8, calibrationResponses: 3,
      calibrationTokens: 4)
    var provenance = Provenance()
    provenance.tool = "t"
    provenance.seed = 7
    provenance.metrics = [("m", 0.5)]
    let bytes = try encodeModel(student, provenance, [])
    let listing = try documentedBytes()
    #expect(listing.count > 300)
    #expect(bytes == listing, "got \(bytes.map { String($0, radix: 16) }.joined(separator: " "))")
  }

  /// The hex columns between the marks of docs/FORMAT.md.
  private func documentedBytes() throws -> [UInt8] {
    let text = try Repository.text("docs/FORMAT.md")
    var bytes: [UInt8] = []
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count == 5, Int(cells[1].trimmingCharacters(in: .whitespaces)) != nil else {
        continue
      }
      #expect(Int(cells[1].trimmingCharacters(in: .whitespaces)) == bytes.count)
      let hex = cells[2].filter { $0 != "`" }.split(separator: " ")
      bytes += hex.compactMap { UInt8($0, radix: 16) }
    }
    return bytes
  }

  @Test func valuesAreAligned() throws {
    let student = sampleQuantized(sampleConfiguration())
    let bytes = try encodeModel(student, sampleProvenance(), golden)
    var found = 0
    for matrix in student.layers.flatMap(\.weights) {
      let values = matrix.values.map { UInt8(bitPattern: $0) }
      let positions = stride(from: 0, through: bytes.count - values.count, by: 16).filter {
        bytes[$0..<$0 + values.count].elementsEqual(values)
      }
      #expect(positions.count == 1, "\(matrix.rows) × \(matrix.columns)")
      found += positions.count
    }
    #expect(found == 7)
  }
}
