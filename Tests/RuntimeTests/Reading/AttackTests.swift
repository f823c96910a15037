import KDCommon
import KDRuntime
import TestSupport
import Testing

/// Promise 4 on a small file; models/beetle-5way.kdm gets the same in ShippedModelTests.
private let smallShape = StudentShape(
  words: 6, items: 2, labels: 2, embedding: 3, hidden: 2, dense: 2, maxTokens: 8, scale: 0.8)

@Test func everyTruncationIsRefused() throws {
  let bytes = try makeModelBytes(smallShape, seed: 1)
  var refused = 0
  for length in 0..<bytes.count where !loads(Array(bytes[..<length])) { refused += 1 }
  #expect(refused == bytes.count)
}

@Test func everyExtensionIsRefused() throws {
  let bytes = try makeModelBytes(smallShape, seed: 1)
  for count in 1...64 {
    #expect(!loads(bytes + [UInt8](repeating: 0, count: count)))
    #expect(!loads(repaired(bytes + [UInt8](repeating: 0, count: count))))
  }
}

@Test(.enabled(if: isOptimized, "tries them all"))
func everyBitFlipIsRefused() throws {
  var bytes = try makeModelBytes(smallShape, seed: 1)
  var refused = 0
  for bit in 0..<8 * bytes.count {
    bytes[bit / 8] ^= 1 << (bit % 8)
    if !loads(bytes) { refused += 1 }
    bytes[bit / 8] ^= 1 << (bit % 8)
  }
  #expect(refused == 8 * bytes.count)
}

/// With the checksum repaired a flip may yield a valid model; then it must score in bounds.
@Test(.enabled(if: isOptimized, "tries them all"))
func everyBitFlipWithRepairedChecksumIsRefusedOrScores() throws {
  for architecture in [0, 1] {
    var shape = smallShape
    shape.architecture = architecture == 0 ? .lstm : .ann
    let bytes = try makeModelBytes(shape, seed: 1)
    var accepted = 0
    for bit in 0..<8 * bytes.count {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      if try scores(repaired(flipped)) { accepted += 1 }
    }
    #expect(accepted > 0 && accepted < 8 * bytes.count)
  }
}

@Test(.enabled(if: isOptimized, "tries them all"))
func everyByteValueInTheHeaderIsRefusedOrScores() throws {
  let bytes = try makeModelBytes(smallShape, seed: 2)
  var tried = 0
  for position in 0..<bytes.count {
    for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] where bytes[position] != value {
      var altered = bytes
      altered[position] = value
      _ = try scores(repaired(altered))
      tried += 1
    }
  }
  #expect(tried > 4 * bytes.count)
}

@Test func randomDamageIsRefusedOrScores() throws {
  let bytes = try makeModelBytes(smallShape, seed: 3)
  var random = Random(seed: 99)
  for _ in 0..<20_000 {
    var damaged = bytes
    for _ in 0...random.below(4) { damaged[random.below(bytes.count)] = UInt8(random.below(256)) }
    _ = try scores(repaired(damaged))
  }
}

@Test func otherFilesAreRefused() {
  let others: [[UInt8]] = [
    [], [0], Array("KDM1".utf8), [UInt8](repeating: 0, count: 4096),
    [UInt8](repeating: 0xFF, count: 4096),
    Array("\u{7F}ELF".utf8) + [UInt8](repeating: 1, count: 99),
    [16, 0, 0, 0] + Array("KDM1".utf8) + [UInt8](repeating: 0xFF, count: 200),
  ]
  for other in others { #expect(!loads(other)) }
}

/// Where the checksum lies: the third field of the root table.
private func repaired(_ bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  let sum = bytes.withUnsafeBytes { crc32($0, zeroed: 40) }
  for index in 0..<4 { bytes[40 + index] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(index))) }
  return bytes
}

func loads(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBytes { (try? Model($0)) != nil }
}

/// Whether the file loads; if so, it is made to score with every kernel, all alike.
private func scores(_ bytes: [UInt8]) throws -> Bool {
  try bytes.withUnsafeBytes { raw in
    guard let model = try? Model(raw) else { return false }
    let responses: [[UInt16]] = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [0], [UInt16.max]]
    let expected = try logits(model, allOptions[0], responses)
    for options in allOptions.dropFirst() {
      #expect(try logits(model, options, responses) == expected)
    }
    #expect(model.provenance.settings.count { _ in true } == model.provenance.settings.count)
    #expect(model.provenance.metrics.count { _ in true } == model.provenance.metrics.count)
    #expect(model.golden.count { _ in true } == model.golden.count)
    return true
  }
}
