import KDCommon
import KDExport
import KDQuantize
import KDRuntime
import TestSupport
import Testing

/// Promise 1: scalar, SIMD, folded and unfolded give the same logits for every shape.
@Test func kernelsAgreeOnEveryShape() throws {
  var shapes: [StudentShape] = []
  for hidden in [1, 3, 8, 9, 16, 24] {
    for embedding in [1, 5, 32] {
      shapes.append(StudentShape(embedding: embedding, hidden: hidden, scale: 1.5))
    }
  }
  shapes.append(StudentShape(items: 3, labels: 2, dense: 1))
  shapes.append(StudentShape(labels: 17, dense: 33))
  shapes.append(StudentShape(architecture: .ann))
  shapes.append(StudentShape(architecture: .ann, labels: 9, embedding: 7, dense: 5))
  var cases = 0
  for (index, shape) in shapes.enumerated() {
    let bytes = try makeModelBytes(shape, seed: UInt64(index))
    try bytes.withUnsafeBytes { raw in
      let model = try Model(raw)
      var random = Random(seed: UInt64(1000 + index))
      let responses = (0..<40).map { _ in
        (0..<1 + random.below(60)).map { _ in UInt16(random.below(model.vocabularyCount)) }
      }
      let expected = try logits(model, allOptions[0], responses)
      for options in allOptions.dropFirst() {
        let found = try logits(model, options, responses)
        let different = zip(found, expected).count { $0 != $1 }
        #expect(different == 0, "\(different) responses differ: \(shape), \(options)")
        cases += responses.count
      }
    }
  }
  #expect(cases >= 2000)
}

/// The integer student computes what the float student computes, within its resolution.
@Test func integerLogitsFollowFloatLogits() throws {
  for architecture in Architecture.allCases {
    let student = makeStudent(StudentShape(architecture: architecture), seed: 5)
    var random = Random(seed: 6)
    let responses = (0..<200).map { _ in
      makeTokens(student.configuration, count: 1 + random.below(40), &random)
    }
    let quantized = try quantize(student, calibration: responses)
    let bytes = try encodeModel(quantized, Provenance(), [])
    let forward = FloatForward(student)
    try bytes.withUnsafeBytes { raw in
      let model = try Model(raw)
      let found = try logits(model, ScorerOptions(), responses)
      var agreeing = 0
      var largest = 0.0
      for (tokens, integers) in zip(responses, found) {
        let expected = forward.run(tokens).logits
        for (integer, real) in zip(integers, expected) {
          let difference = Double(integer) / Double(1 << model.logitBits) - Double(real)
          largest = max(largest, abs(difference))
        }
        let best = integers.firstIndex(of: integers.max()!)
        agreeing += best == expected.firstIndex(of: expected.max()!) ? 1 : 0
      }
      #expect(agreeing >= 190, "\(architecture): \(agreeing) of 200 agree")
      #expect(largest < 0.35, "\(architecture): logits differ by \(largest)")
    }
  }
}

/// The kernels compute what docs/NUMERICS.md says, by an oracle written another way.
@Test func kernelsAgreeWithTheSlowOracle() throws {
  let shapes = [
    StudentShape(), StudentShape(scale: 2), StudentShape(embedding: 7, hidden: 5, scale: 3),
    StudentShape(architecture: .ann), StudentShape(architecture: .ann, embedding: 9, scale: 4),
  ]
  var cases = 0
  for (index, shape) in shapes.enumerated() {
    let student = makeStudent(shape, seed: UInt64(50 + index))
    var random = Random(seed: UInt64(60 + index))
    let responses = (0..<120).map { _ in
      makeTokens(student.configuration, count: 1 + random.below(50), &random)
    }
    // Calibrated on two texts only, so that the dense layer must clamp some of the others.
    let quantized = try quantize(student, calibration: Array(responses.prefix(2)))
    let oracle = SlowOracle(student: quantized)
    let bytes = try encodeModel(quantized, Provenance(), [])
    try bytes.withUnsafeBytes { raw in
      let found = try logits(Model(raw), ScorerOptions(), responses)
      for (tokens, integers) in zip(responses, found) {
        #expect(oracle.logits(tokens) == integers, "shape \(shape)")
        cases += 1
      }
    }
  }
  #expect(cases == 600)
}
