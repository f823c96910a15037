import Foundation
import KDCommon
import KDExport
import KDQuantize
import KDRuntime
import TestSupport
import Testing

struct MakeModelFileTests {
  private func student(
    _ architecture: Architecture, items: [String] = ["Q1", "Q2"]
  ) throws -> QuantizedStudent {
    let configuration = sampleConfiguration(architecture, items: items)
    var random = Random(seed: 5)
    let texts = (0..<20).map { _ in
      (0..<10).map { _ in UInt16.random(in: 0...20, using: &random) }
    }
    return try quantize(sampleStudent(configuration), calibration: texts)
  }

  /// Every kernel, folded or not, gives the logits in the file.
  @Test(arguments: Architecture.allCases)
  func goldenVectorsHold(architecture: Architecture) throws {
    let student = try student(architecture)
    let bytes = try makeModelFile(student, sampleProvenance())
    var compared = 0
    try bytes.withUnsafeBytes { memory in
      let model = try Model(memory)
      #expect(model.golden.count == 8)
      for kernel in Kernel.available {
        for isFolded in [false, true] {
          let options = ScorerOptions(kernel: kernel, isFolded: isFolded)
          let arena = Arena(byteCount: Scorer.byteCount(model, options))
          var scorer = try Scorer(model, options, arena)
          for golden in model.golden {
            let score = scorer.score(golden.text, item: golden.item)
            #expect(score.reason.isScored)
            let stored = (0..<model.labels.count).map { golden.logits[$0] }
            #expect(Array(scorer.logits) == stored)
            compared += 1
          }
        }
      }
    }
    #expect(compared == 8 * 2 * Kernel.available.count)
  }

  @Test func textsAreMadeFromTheVocabulary() throws {
    let student = try student(.lstm)
    let bytes = try makeModelFile(student, sampleProvenance())
    var lengths: [Int] = []
    var (unknownCount, items) = (0, Set<String>())
    try bytes.withUnsafeBytes { memory in
      let model = try Model(memory)
      for (index, golden) in model.golden.enumerated() {
        items.insert(String(decoding: golden.item, as: UTF8.self))
        let words = String(decoding: golden.text, as: UTF8.self).split(separator: " ")
        lengths.append(words.count)
        let unknown = words.count { !student.configuration.words.contains(String($0)) }
        if index % 2 == 0 { #expect(unknown == 0) }
        unknownCount += unknown
      }
    }
    #expect(lengths == [1, 2, 3, 5, 8, 13, 21, 40])
    #expect(unknownCount > 5 && unknownCount < 35)
    #expect(items == ["Q1", "Q2"])
  }

  @Test func bytesDependOnlyOnTheArguments() throws {
    let student = try student(.lstm, items: [])
    let bytes = try makeModelFile(student, sampleProvenance())
    #expect(try makeModelFile(student, sampleProvenance()) == bytes)
    var other = sampleProvenance()
    other.dataSHA256 = sha256([1])
    #expect(try makeModelFile(student, other).count != 0)
    #expect(try makeModelFile(student, other) != bytes)
  }

  /// A text made of signs and numbers is scanned into them again.
  @Test func textsOfSignsAreMadeFromTheVocabulary() throws {
    var student = try student(.ann, items: [])
    student.configuration.rules = .words2
    student.configuration.words = [
      "-", "5", "0.5", "1,5", "≤", "<", "=", "≠", "·", "é", "水", "が", "กุ้", "한", "don't", "x2", "²",
      "%",
      "→", "\u{1ECB}\u{307}",
    ]
    let bytes = try makeModelFile(student, sampleProvenance())
    try bytes.withUnsafeBytes { memory in
      let model = try Model(memory)
      #expect(model.golden.count == 8 && model.rules == .words2)
      let options = ScorerOptions()
      var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
      for (index, golden) in model.golden.enumerated() {
        let score = scorer.score(golden.text)
        #expect(score.tokenCount == [1, 2, 3, 5, 8, 13, 21, 40][index])
        if index % 2 == 0 { #expect(score.unknownCount == 0) }
      }
    }
  }

  @Test func vocabularyThatCannotBeScanned() throws {
    var student = try student(.ann)
    student.configuration.words = (0..<20).map { String(repeating: "-", count: $0 + 1) }
    let bytes = try makeModelFile(student, sampleProvenance())
    let count = try bytes.withUnsafeBytes { try Model($0).golden.count }
    #expect(count > 0 && count < 8)
  }

  @Test func integersThatTheRuntimeRefuses() throws {
    var student = try student(.lstm)
    student.layers[1].inputLimit -= 1
    do {
      _ = try makeModelFile(student, sampleProvenance())
      Issue.record("written")
    } catch {
      #expect("\(error)".hasPrefix("model file: input limit at byte "), "\(error)")
      #expect("\(error)".hasSuffix(": expected what the runtime accepts, got a refusal"))
    }
  }

  /// More words that crowd one part of the runtime's table than it searches (`NameKey`).
  @Test func aVocabularyThatNoScorerCanBeMadeOfIsToldAsSuch() throws {
    var student = try student(.ann)
    var random = Random(seed: 3)
    var words: Set<String> = []
    // 2,048 words have 4,096 places.
    while words.count < 2_047 {
      let head = (0..<8).reduce(UInt64(0)) { bytes, _ in bytes << 8 | UInt64(97 + random.below(26))
      }
      guard (head &* 0x9E37_79B9_7F4A_7C15) >> 60 == 0 else { continue }
      words.insert(withUnsafeBytes(of: head.littleEndian) { String(decoding: $0, as: UTF8.self) })
    }
    student.configuration = sampleConfiguration(.ann, items: [])
    student.configuration.words = words.sorted()
    student.layers[0].weights[0].rows = 2_048
    student.layers[0].weights[0].multipliers = [UInt16](repeating: 1, count: 2_048)
    let columns = student.layers[0].weights[0].columns
    student.layers[0].weights[0].values = [Int8](repeating: 0, count: 2_048 * columns)
    student.layers[0].sumBounds = [0]
    #expect(throws: ExportError.notScorable(.vocabularyClustered)) {
      _ = try makeModelFile(student, sampleProvenance())
    }
    let text = "\(ExportError.notScorable(.vocabularyClustered))"
    #expect(text == "model file: too many words of the vocabulary share one place of its table")
  }

  /// The file is written once and the golden vectors behind it: the bytes of writing them together.
  @Test(arguments: Architecture.allCases)
  func theFileIsThatOfItsGoldenVectors(architecture: Architecture) throws {
    let student = try student(architecture)
    let bytes = try makeModelFile(student, sampleProvenance())
    let golden = try bytes.withUnsafeBytes { memory in
      try Model(memory).golden.map { vector in
        Golden(
          item: String(decoding: vector.item, as: UTF8.self),
          text: String(decoding: vector.text, as: UTF8.self),
          logits: (0..<vector.logits.count).map { vector.logits[$0] })
      }
    }
    #expect(golden.count == 8)
    #expect(try encodeModel(student, sampleProvenance(), golden) == bytes)
  }

  @Test func aVocabularyOf720WordsFitsIn44000Bytes() throws {
    var configuration = sampleConfiguration(labels: ["0", "1", "2", "3", "4"])
    (configuration.words, configuration.items) = (madeUpWords(720, seed: 5), [])
    (configuration.embeddingSize, configuration.hiddenSize) = (32, 16)
    configuration.denseSize = 16
    let student = try quantize(
      sampleStudent(configuration), calibration: [(1...40).map { UInt16($0) }])
    let bytes = try makeModelFile(student, sampleProvenance())
    #expect(bytes.count <= 44_000, "got \(bytes.count)")
  }
}
