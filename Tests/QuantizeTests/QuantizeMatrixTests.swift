import KDCommon
import KDData
import KDQuantize
import TestSupport
import Testing

func makeStudent(_ architecture: Architecture, scale: Float = 1) -> FloatStudent {
  let configuration = StudentConfiguration(
    architecture: architecture, words: (0..<30).map { "w\($0)" }, labels: ["0", "1", "2"])
  var student = FloatStudent(configuration)
  var random = SplitMix64(seed: 1)
  for index in student.parameters.indices {
    student.parameters[index] = (Float(random.next() >> 40) / Float(1 << 23) - 1) * scale
  }
  return student
}

let texts: [[UInt16]] = (0..<60).map { (text: Int) -> [UInt16] in
  let count = 1 + text % 17
  return (0..<count).map { (place: Int) -> UInt16 in UInt16((text * 7 + place * 5) % 31) }
}

@Test func layersFollowEachOtherAndStayInBounds() throws {
  for architecture in Architecture.allCases {
    for scale: Float in [0.01, 1, 2] {
      let student = try quantize(makeStudent(architecture, scale: scale), calibration: texts)
      #expect(
        student.layers.map(\.kind)
          == (architecture == .lstm
            ? [.embedding, .biLSTM, .globalMaxPool, .dense, .dense]
            : [.embedding, .globalAveragePool, .dense, .dense]))
      for (before, after) in zip(student.layers, student.layers.dropFirst()) {
        #expect(before.outputs == after.inputs && before.outputBits == after.inputBits)
      }
      for layer in student.layers {
        #expect(layer.sumBounds.allSatisfy { $0 <= UInt32(Int32.max) })
        #expect(layer.weights.allSatisfy { $0.values.allSatisfy { $0 >= -127 } })
      }
      #expect(student.layers.last?.outputBits == student.logitBits)
      #expect(student.calibrationResponses == texts.count)
    }
  }
}

/// Without refinement a weight is at most half a step from its real value; with it, the sums
/// are closer though single weights may be a step off.
@Test func weightsStayWithinTwoStepsOfTheirRealValue() throws {
  let student = makeStudent(.lstm)
  let quantized = try quantize(student, calibration: texts)
  let matrix = quantized.layers[1].weights[1]
  let exact = Array(student.tensor(.recurrentWeight(.forward)))
  var compared = 0
  for row in 0..<matrix.rows {
    let half: Float = row / 16 == 2 ? 1 : 0.5
    let step = Double(matrix.multipliers[row]) / Double(1 << (8 + matrix.fractionBits))
    for column in 0..<matrix.columns {
      let real = Double(matrix.widened(row, column)) / Double(1 << matrix.fractionBits)
      let error = abs(real - Double(exact[row * 16 + column] * half))
      #expect(error <= 0.5 * step + 0.5 / Double(1 << matrix.fractionBits))
      compared += 1
    }
  }
  #expect(compared == 1024)
}

@Test func sameStudentSameBytes() throws {
  let student = makeStudent(.lstm)
  let first = try quantize(student, calibration: texts)
  let second = try quantize(student, calibration: texts)
  #expect(first.layers == second.layers)
}

@Test func badStudentsAreRefused() {
  var student = makeStudent(.lstm)
  #expect(throws: QuantizeError.noCalibrationText) { try quantize(student, calibration: [[]]) }
  student.parameters[student.layout[.denseBias(.hidden)].offset] = .nan
  #expect(throws: QuantizeError.notFinite(tensor: .denseBias(.hidden))) {
    try quantize(student, calibration: texts)
  }
  var large = makeStudent(.lstm)
  for index in large.layout[.recurrentWeight(.forward)].range { large.parameters[index] = 40 }
  #expect(throws: QuantizeError.self) { try quantize(large, calibration: texts) }
  #expect("\(QuantizeError.noCalibrationText)".contains("calibration"))
}

@Test func allZeroStudentIsQuantised() throws {
  let student = FloatStudent(makeStudent(.lstm).configuration)
  let quantized = try quantize(student, calibration: texts)
  #expect(quantized.layers[0].weights[0].values.allSatisfy { $0 == 0 })
}
